"""The conversation between an employee and the conversation leader: invitation, preparation, the meeting itself.

Facts (state, dates, who leads) are plain columns here; every typed word is sealed by part in ``confidentiality``.
Access is one predicate over dated facts: the employee, and whoever is the conversation leader today. A new leader
inherits nothing; nobody above, in HR or in IT reads anything.
"""
