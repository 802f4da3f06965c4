"""The trust core: who may, what is sealed, and the record of every opening.

Sealed text is reached through ``gate`` and nothing else. The gate decides by a policy, writes the
access log and opens or seals, in one call and one transaction: no log, no text. Keys come from a
file that is kept apart from the database and its backups. Every stored field in every room declares
its privacy class and retention rule here, or ``manage.py check`` fails.
"""
