"""Persons and how they prove who they are: sign-in, second factor, language, roles.

``Person`` is the user model; the user name is the employee number. Mail is optional and may be shared. Nobody sets
another's password: a code for one use goes to the person, tells the person, and is an event. Roles toward the
organisation (HR, records, administrator …) are dated grants.
"""
