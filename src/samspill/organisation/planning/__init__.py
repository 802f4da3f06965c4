"""Planning: rows are compared with what is stored, and become a plan of just what is to change.

``wanted`` says what the file tells, ``stored`` what the database holds, both as the plain facts of ``records``;
``leading`` finds each position's leader; ``comparing`` makes the plan. Nothing here writes.
"""
