"""Rounds: a period in which conversations are to be held; who is covered, by when, on which guide.

The seeds disagree on interval, deadline, coverage, writer and length, so each is a setting of the round with the
organisation's default. Opening a round, which makes the conversations, lives in ``conversations``.
"""
