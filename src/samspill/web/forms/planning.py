"""What a leader fills in to plan a whole team, and to share the conversations."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.conversations.proposing import PartOfDay, Span, Wishes
from samspill.conversations.services.inviting import LONGEST, LONGEST_WORDS, SHORTEST, Draft
from samspill.foundation import clock
from samspill.organisation.queries import LedLine
from samspill.web.forms.days import within_reach

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class TeamForm(forms.Form):
    """What is the same for all."""

    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    length_minutes = forms.IntegerField(label=_("Length in minutes"), min_value=SHORTEST, max_value=LONGEST)
    start_on = forms.DateField(label=_("From"), widget=DAY, validators=[within_reach])
    parts = forms.MultipleChoiceField(
        label=_("Parts of the day"), choices=PartOfDay.choices, widget=forms.CheckboxSelectMultiple
    )
    most_a_day = forms.IntegerField(label=_("Most in one day"), min_value=1, max_value=8)
    with_weekends = forms.BooleanField(label=_("Weekends and public holidays too"), required=False)
    words = forms.CharField(
        label=_("Your own words to everybody"),
        help_text=_("They stand in each invitation. You can write more to each one afterwards."),
        widget=forms.Textarea,
        max_length=LONGEST_WORDS,
        required=False,
    )

    @property
    def wishes(self) -> Wishes:
        """Where to look for times."""
        filled = self.cleaned_data
        parts = [PartOfDay(part) for part in filled["parts"]]
        return Wishes(filled["start_on"], parts, filled["most_a_day"], with_weekends=filled["with_weekends"])


class RowForm(forms.Form):
    """One conversation: whether to invite now, and when, how long and where."""

    is_included = forms.BooleanField(required=False)
    on = forms.DateField(widget=DAY, required=False, validators=[within_reach])
    at = forms.TimeField(widget=HOUR, required=False)
    length_minutes = forms.IntegerField(min_value=SHORTEST, max_value=LONGEST, required=False)
    place = forms.CharField(max_length=120, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, conversation_id: UUID, name: str, **initial: object) -> None:
        """Name each control after the employee, since the table's headings are far away for a screen reader."""
        super().__init__(data, prefix=str(conversation_id), initial=initial)
        self.conversation_id, self.name = conversation_id, name
        labels = {
            "is_included": _("Invite %(name)s"),
            "on": _("Date for %(name)s"),
            "at": _("Time for %(name)s"),
            "length_minutes": _("Minutes for %(name)s"),
            "place": _("Place for %(name)s"),
        }
        for key, label in labels.items():
            self.fields[key].label = label % {"name": name}
            self.fields[key].widget.attrs["aria-label"] = self.fields[key].label

    def clean(self) -> dict[str, Any]:
        """Whoever is to be invited now needs a date, a time, a length and a place."""
        filled: dict[str, Any] = super().clean() or {}
        if filled.get("is_included"):
            for key in ("on", "at", "length_minutes", "place"):
                if not filled.get(key) and key not in self.errors:
                    self.add_error(key, _("Fill this in, or leave the person out for now."))
        return filled

    @property
    def planned_at(self) -> datetime | None:
        """Date and time together, as they are in Norway."""
        on, at = (getattr(self, "cleaned_data", {}).get(key) for key in ("on", "at"))
        return datetime.combine(on, at, clock.OSLO) if on and at else None

    def span(self, common_length: int) -> Span:
        """The time that is taken by this row, which has one."""
        start = self.planned_at
        assert start is not None
        return Span(start, start + timedelta(minutes=self.cleaned_data.get("length_minutes") or common_length))

    def draft(self, words: str) -> Draft:
        """The invitation, once the form is valid."""
        planned_at = self.planned_at
        assert planned_at is not None
        filled = self.cleaned_data
        return Draft(self.conversation_id, planned_at, filled["length_minutes"], filled["place"], words=words)


class SharingForm(forms.Form):
    """Who is to hold which conversations."""

    delegate = forms.CharField(
        label=_("Who is to hold them"),
        help_text=_("Employee number, or the name. It must be somebody who works here."),
        max_length=120,
    )
    employees = forms.MultipleChoiceField(
        label=_("By name"),
        help_text=_("If you choose anybody here, occupation and unit do not count."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    title_code = forms.ChoiceField(label=_("By occupation"), required=False)
    unit = forms.ChoiceField(label=_("By unit"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, led: Sequence[LedLine]) -> None:
        """Offer those whose nearest leader the actor is, with their occupations and units."""
        super().__init__(data)
        people = {str(line.person_id): line.name for line in led}
        titles = {line.title_code: line.title for line in led if line.title_code}
        units = {str(line.unit_id): line.unit for line in led}
        nobody = [("", _("Not by this"))]
        self.fields["employees"].choices = list(people.items())  # type: ignore[attr-defined]
        self.fields["title_code"].choices = [*nobody, *sorted(titles.items(), key=lambda one: one[1])]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [*nobody, *sorted(units.items(), key=lambda one: one[1])]  # type: ignore[attr-defined]

    @property
    def reach(self) -> dict[str, Any]:
        """Which conversations, as the service takes it."""
        filled = self.cleaned_data
        return {
            "employee_ids": [UUID(one) for one in filled["employees"]],
            "title_code": filled["title_code"],
            "unit_id": UUID(filled["unit"]) if filled["unit"] else None,
        }
