"""Rounds."""

from django.db import models

from samspill.confidentiality.privacy import declare
from samspill.foundation import clock
from samspill.foundation.identifiers import Identified
from samspill.rounds.states import Covered, RoundState, Writer


class Round(Identified):
    """A period in which conversations are held, for the organisation or for one unit and all below it."""

    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    guide_version = models.ForeignKey("guides.GuideVersion", on_delete=models.PROTECT, related_name="+")
    menu_version = models.ForeignKey("guides.GuideVersion", on_delete=models.PROTECT, related_name="+")
    deadline_on = models.DateField()
    covered = models.CharField(max_length=10, choices=Covered.choices, default=Covered.ALL)
    interval_months = models.PositiveSmallIntegerField(default=12)
    length_minutes = models.PositiveSmallIntegerField(default=60)
    writer = models.CharField(max_length=10, choices=Writer.choices, default=Writer.EMPLOYEE)
    is_archiving = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.DRAFTED)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    PRIVACY = declare(
        "conversation",
        fact="id year unit guide_version menu_version deadline_on covered interval_months length_minutes writer "
        "is_archiving state made_at made_by opened_at opened_by done total",
    )
