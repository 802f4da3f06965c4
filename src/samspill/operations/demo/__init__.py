"""A demonstration: a municipality that does not exist, with a history told through the same services as everybody's.

``municipality`` makes the people and HR's files, ``stories`` what they write, ``telling`` carries it out at the moments
when it happened, and ``filling`` puts it all in an empty installation.
"""
