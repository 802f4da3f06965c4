"""How far an import has come, the sections of its report, and what assessments are for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """How far a run has come."""

    READING = "reading"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    REFUSED = "refused"
    FAILED = "failed"


class AssessmentUse(models.TextChoices):
    """Whether leaders write an assessment of the last period, and what for; off by default (seed 000)."""

    NONE = "none"
    CONVERSATION = "conversation"
    PAY = "pay"


class Section(models.TextChoices):
    """What the lines of a report tell of."""

    FAULTS = "faults", _("Rows that could not be read")
    WARNINGS = "warnings", _("Worth a look")
    ADDED = "added", _("New")
    CHANGED = "changed", _("Changed")
    ENDED = "ended", _("Ended")
    WITHOUT_LEADER = "without_leader", _("Without a leader")


ABOUT_ROWS = frozenset({Section.FAULTS, Section.WARNINGS})
ABOUT_CHANGES = (Section.ADDED, Section.CHANGED, Section.ENDED, Section.WITHOUT_LEADER)
WAITING = frozenset({RunState.CHECKED, RunState.REFUSED, RunState.FAILED})
WORKING = frozenset({RunState.READING, RunState.APPLYING})
