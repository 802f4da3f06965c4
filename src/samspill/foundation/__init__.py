"""What everything stands on: the clock, identifiers and the database's own ways.

This room knows nothing of conversations, people or units. It imports Django and the
standard library only, and whatever differs between SQLite and PostgreSQL lives in
``database.py`` and nowhere else.
"""
