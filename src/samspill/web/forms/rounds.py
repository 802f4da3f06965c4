"""What HR fills in to plan a round, and to narrow the list of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.conversations.services.inviting import LONGEST, SHORTEST
from samspill.conversations.states import ExemptReason, State
from samspill.foundation import clock
from samspill.rounds.states import Covered, Writer
from samspill.web.forms.days import within_reach

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
COVERED = [(Covered.ALL, _("Everybody")), (Covered.PERMANENT, _("Permanent employees"))]
WRITERS = [
    (Writer.EMPLOYEE, _("The employee (the two may change it)")),
    (Writer.LEADER, _("The leader (the two may change it)")),
]
ARCHIVING = [("yes", _("The agreed plan is sent to the archive")), ("no", _("Nothing is archived"))]
APRIL = (4, 30)


class RoundForm(forms.Form):
    """A round before it is opened."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    guide = forms.ChoiceField(label=_("Guide"), widget=forms.RadioSelect)
    menu = forms.ChoiceField(
        label=_("Question menu"),
        help_text=_("Open questions that the employee can choose up to ten from."),
        widget=forms.RadioSelect,
    )
    deadline_on = forms.DateField(
        validators=[within_reach],
        label=_("Deadline"),
        help_text=_("By when the conversations are to be held."),
        widget=DAY,
    )
    covered = forms.ChoiceField(label=_("Who is covered"), choices=COVERED, widget=forms.RadioSelect)
    unit = forms.CharField(
        label=_("Only one unit"),
        help_text=_("Code or name. With all units below it. Leave it empty for the whole organisation."),
        max_length=200,
        required=False,
    )
    interval_months = forms.IntegerField(
        label=_("Months between conversations"),
        help_text=_("Who had one so lately that the next is due long after the deadline is exempted."),
        min_value=1,
        max_value=60,
    )
    length_minutes = forms.IntegerField(label=_("Length in minutes"), min_value=SHORTEST, max_value=LONGEST)
    writer = forms.ChoiceField(label=_("Who writes"), choices=WRITERS, widget=forms.RadioSelect)
    archiving = forms.ChoiceField(label=_("Archive"), choices=ARCHIVING, widget=forms.RadioSelect)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        guides: Sequence[tuple[str, str]],
        menus: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        """Offer the guides and menus that there are; a single menu is taken without asking."""
        super().__init__(data, **options)
        self.fields["guide"].choices = guides  # type: ignore[attr-defined]
        self.fields["menu"].choices = menus  # type: ignore[attr-defined]
        self._only_menu = {"menu_key": menus[0][0]} if len(menus) == 1 else {}
        if len(menus) <= 1:
            del self.fields["menu"]

    @property
    def wanted(self) -> dict[str, Any]:
        """The round as the service takes it, the unit apart."""
        filled = dict(self.cleaned_data)
        filled.pop("unit")
        guide_key, is_archiving = filled.pop("guide"), filled.pop("archiving") == "yes"
        menu = {"menu_key": filled.pop("menu")} if "menu" in filled else self._only_menu
        return filled | menu | {"guide_key": guide_key, "is_archiving": is_archiving}


class NarrowingForm(forms.Form):
    """What to look for in a round; sent with GET."""

    name = forms.CharField(label=_("Name or employee number"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *State.choices], required=False)
    unit = forms.CharField(label=_("Unit, by code or name"), max_length=200, required=False)
    without_leader = forms.BooleanField(label=_("Only those without a leader"), required=False)


class ExemptForm(forms.Form):
    """Why somebody is exempted, and for how long."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=ExemptReason.choices, widget=forms.RadioSelect,
        help_text=_("Never the kind of leave. The employee and the leader can see it."),
    )  # fmt: skip
    until_on = forms.DateField(
        validators=[within_reach],
        label=_("Until"),
        help_text=_("The conversation comes back by itself on this day. Leave it empty if you do not know."),
        widget=DAY,
        required=False,
    )


def next_deadline() -> date:
    """The next 30 April that is at least a month away (seed 003)."""
    today = clock.today()
    this_year = date(today.year, *APRIL)
    return this_year if (this_year - today).days > 30 else date(today.year + 1, *APRIL)
