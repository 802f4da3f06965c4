"""Guides, their immutable versions, the drafts that become versions, and what the organisation stands for by year."""

from typing import Any, NoReturn

from django.db import models

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.privacy import declare
from samspill.foundation import clock
from samspill.foundation.identifiers import Identified
from samspill.guides import shape


class Guide(Identified):
    """A conversation guide, the menu of questions to choose from, or what a unit or occupation adds to the guides.

    An addition belongs to a unit and all below it, or to an occupation by its code; other guides belong to all.
    """

    class Kind(models.TextChoices):
        """What the guide is for."""

        YEARLY = shape.YEARLY
        FOLLOW_UP = shape.FOLLOW_UP
        START = shape.START
        SENIOR = shape.SENIOR
        PAY = shape.PAY
        END = shape.END
        MENU = shape.MENU
        ADDITION = shape.ADDITION

    key = models.SlugField(max_length=shape.LONGEST_KEY, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    is_built_in = models.BooleanField(default=True)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    title_code = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)

    PRIVACY = declare(
        "installation", public="key kind", fact="id is_built_in unit title_code made_at made_by retired_at"
    )

    def capacity_of(self, _: Actor) -> str:
        """Nothing: nobody is a party to a guide."""
        return ""


class GuideVersion(Identified):
    """One published version: never changes, so that running conversations keep theirs.

    ``composition`` is empty for the guide as published. Together with what units and occupations add it makes a
    version of its own, with the same number, known by the fingerprint of the additions.
    """

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    composition = models.CharField(max_length=64, blank=True)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    PRIVACY = declare(
        "installation",
        public="content",
        fact="id guide number composition content_hash published_at published_by",
    )

    class Meta:
        """One version to a number and composition."""

        constraints = [
            models.UniqueConstraint(fields=["guide", "number", "composition"], name="one_version_per_number")
        ]

    def save(self, **kwargs: Any) -> None:
        """Store a new version; a published one is never changed."""
        if not self._state.adding:
            raise TypeError("A published version never changes.")
        super().save(**kwargs)

    def delete(self, **_: Any) -> NoReturn:  # type: ignore[override]
        """Refuse: conversations point to it."""
        raise TypeError("A published version is never deleted.")


class GuideDraft(Identified):
    """A guide's coming version while it is being written; ``position`` is the step that stands now."""

    guide = models.OneToOneField(Guide, on_delete=models.CASCADE, related_name="draft")
    position = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    PRIVACY = declare("installation", fact="id guide position made_at changed_at changed_by")


class DraftStep(models.Model):
    """The whole draft after one change: what undo goes back to. ``path`` is the place that was changed."""

    draft = models.ForeignKey(GuideDraft, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    path = models.CharField(max_length=250, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    PRIVACY = declare("installation", public="content", fact="id draft number path made_at")

    class Meta:
        """One step to a number."""

        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_step_per_number")]


class Statement(Identified):
    """What the organisation, a unit or an occupation stands for in a year: a goal, a value or a measure (S13, S37)."""

    class Kind(models.TextChoices):
        """What kind of statement; a guide's theme says which kinds stand beside it."""

        GOALS = "goals"
        VALUES = "values"
        STRATEGY = "strategy"
        SENIOR_MEASURES = "senior_measures"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    title_code = models.CharField(max_length=20, blank=True)
    text = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    PRIVACY = declare("installation", public="text", fact="id kind year unit title_code position made_at made_by")

    class Meta:
        """Read by unit and year."""

        indexes = [models.Index(fields=["unit", "year"], name="statements_of_a_unit")]
