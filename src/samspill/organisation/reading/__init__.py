"""Reading: the bytes of an export become rows, or sentences about why a line did not.

``lines`` finds encoding and records; ``columns`` knows the header; ``cells`` reads one value; ``positions`` and
``units`` read one row; ``files`` puts them together. Nothing here looks at the database.
"""
