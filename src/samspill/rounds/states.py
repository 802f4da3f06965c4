"""A round's states and moves, as data."""

from django.db import models


class RoundState(models.TextChoices):
    """How far a round has come."""

    DRAFTED = "drafted"
    OPENING = "opening"
    OPENED = "opened"
    CLOSED = "closed"


MOVES = {
    RoundState.DRAFTED: {RoundState.OPENING},
    RoundState.OPENING: {RoundState.OPENED},
    RoundState.OPENED: {RoundState.CLOSED},
    RoundState.CLOSED: {RoundState.OPENED},
}


class Covered(models.TextChoices):
    """Whom a round covers: permanent employees (seed 002) or all (seed 001)."""

    PERMANENT = "permanent"
    ALL = "all"


class Writer(models.TextChoices):
    """Who writes during the conversation: the employee by default (seed 004); the leader may decide (seed 003)."""

    EMPLOYEE = "employee"
    LEADER = "leader"
