"""What is filled in during the meeting and for the agreement."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspill.conversations.queries import Meeting
from samspill.guides.direction import Direction
from samspill.guides.texts import Line
from samspill.plans.services.drafting import KEPT, ActionDraft, Served
from samspill.plans.texts import GoalText
from samspill.web.forms.days import within_reach
from samspill.web.sentences import SENTENCES

KINDS = (("work", _("Work goal")), ("development", _("Development goal")))
USEFULNESS = (("very", _("Very useful")), ("somewhat", _("Somewhat useful")), ("little", _("Of little use")))


def day_field(label: Any, *, is_required: bool = True, help_text: Any = "") -> forms.DateField:
    """A date, chosen in the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=is_required, help_text=help_text, widget=widget, validators=[within_reach]
    )


def text_field(label: Any, *, is_required: bool = True, help_text: Any = "", rows: int = 3) -> forms.CharField:
    """A text of several lines; how long it may be is the service's to say."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=is_required, help_text=help_text, widget=widget, strip=True)


def choose(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Give a field its choices; without any there is nothing to ask."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    if not choices:
        del form.fields[name]
        return
    field.choices = choices if field.required else [("", _("None of them")), *choices]


def the_two(meeting: Meeting) -> list[tuple[str, Any]]:
    """Whom a goal or an action can fall to, by name."""
    leader = meeting.leader.given_name if meeting.leader else _("The leader")
    return [
        ("employee", meeting.employee.given_name),
        ("leader", leader),
        ("both", pgettext_lazy("who does it", "Both")),
    ]


class GoalForm(forms.Form):
    """A goal: what, of which kind, whose (S33), and which of the year's goals it serves (S13)."""

    text = text_field(_("What do you want to reach?"), rows=2)
    kind = forms.ChoiceField(
        label=_("What kind of goal is it?"), choices=KINDS, widget=forms.RadioSelect, initial="work"
    )
    whose = forms.ChoiceField(label=_("Whose goal is it?"), widget=forms.RadioSelect, initial="employee")
    serves = forms.ChoiceField(
        label=_("Which of our goals does it serve?"),
        required=False,
        error_messages={"invalid_choice": SENTENCES["unknown_statement"]},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(
        self, *args: Any, meeting: Meeting, direction: Direction, standing: GoalText | None = None, **kwargs: Any
    ) -> None:
        """Name the two, and the goals of the year; begin with the goal as it stands."""
        super().__init__(*args, **kwargs)
        self.initial = _as_it_stands(standing, direction)
        choose(self, "whose", the_two(meeting))
        choose(self, "serves", [*_kept(standing, direction), *_stated(direction)])

    def filled(self) -> dict[str, Any]:
        """The goal as the services take it."""
        names = ("text", "kind", "whose")
        return {**{name: self.cleaned_data[name] for name in names}, "serves": _served(self.cleaned_data.get("serves"))}


def _as_it_stands(standing: GoalText | None, direction: Direction) -> dict[str, Any]:
    if standing is None:
        return {}
    serves = KEPT if list(_kept(standing, direction)) else standing.goal.serves_id
    goal = {"text": standing.text, "kind": standing.goal.kind, "whose": standing.goal.whose, "serves": serves}
    return {**goal, "revision": standing.revision}


def _kept(standing: GoalText | None, direction: Direction) -> Iterator[tuple[str, str]]:
    """What a goal serves in words that are stated no longer: they can be kept."""
    if standing is not None and standing.serves:
        now = {(one.id, one.text) for one in direction.goals}
        if (standing.goal.serves_id, standing.serves) not in now:
            yield KEPT, standing.serves


def _stated(direction: Direction) -> Iterator[tuple[Any, Any]]:
    """The goals of the year, those of the whole organisation first, the others under whose they are."""
    for said_by, stated in groupby(direction.goals, key=lambda one: one.said_by):
        choices = [(str(one.id), one.text) for one in stated]
        yield from [(said_by, choices)] if said_by else choices


def _served(choice: str | None) -> Served:
    return KEPT if choice == KEPT else UUID(choice) if choice else None


class ActionForm(forms.Form):
    """An action: what, who, by when; for which goal, support and the next look where the two agree on it (S31, S33)."""

    what = text_field(
        _("What is to be done?"),
        rows=2,
        help_text=_("Begin with a verb: “Take the course in first aid”. One of you does it, by a date."),
    )
    responsible = forms.ChoiceField(label=_("Who does it?"), widget=forms.RadioSelect, initial="employee")
    due_on = day_field(_("By when?"))
    goal = forms.ChoiceField(
        label=_("Which goal does it serve?"),
        required=False,
        widget=forms.RadioSelect,
        initial="",
        error_messages={"invalid_choice": SENTENCES["unknown_goal"]},
    )
    support = text_field(
        _("What support is needed?"), is_required=False, rows=2, help_text=_("Time, training, help from somebody.")
    )
    next_check_on = day_field(_("When do you look at it together?"), is_required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, meeting: Meeting, goals: Sequence[GoalText], **kwargs: Any) -> None:
        """Name the two whom it can fall to, and the goals of the plan."""
        super().__init__(*args, **kwargs)
        choose(self, "responsible", the_two(meeting))
        choose(self, "goal", [(str(one.goal.id), one.text) for one in goals])

    def draft(self) -> ActionDraft:
        """The action as the service takes it."""
        filled = self.cleaned_data
        return ActionDraft(
            filled["what"],
            filled["responsible"],
            filled["due_on"],
            filled["support"],
            filled["next_check_on"],
            goal_id=UUID(filled["goal"]) if filled.get("goal") else None,
        )


class ReopeningForm(forms.Form):
    """Why an agreed plan is opened again."""

    reason = text_field(_("Why do you open it?"), help_text=_("The other of you reads this."), rows=2)
    reason.error_messages["required"] = _("Say why, so that the other of you understands it.")


class CorrectionForm(forms.Form):
    """How a text of an agreed plan is to be spelt."""

    after = text_field(_("The text, correctly spelt"), help_text=_("Correct only how it is spelt, not what it says."))


class FinishForm(forms.Form):
    """The end of the meeting."""

    write_up_by_on = day_field(
        _("When will the plan be read through and confirmed?"),
        help_text=_("Best while you remember it well: within a week."),
    )

    def __init__(self, *args: Any, by: date, **kwargs: Any) -> None:
        """Suggest a date."""
        super().__init__(*args, **kwargs)
        self.fields["write_up_by_on"].initial = by


class ConfirmForm(forms.Form):
    """The confirmation of the text that was on the page."""

    remark = text_field(
        _("Remark"),
        is_required=False,
        rows=2,
        help_text=_("It stands under the plan with your name. It does not change what you agree on."),
    )
    seen_hash = forms.CharField(widget=forms.HiddenInput, required=False)


class EvaluationForm(forms.Form):
    """How the conversation was: one choice, and the guide's open questions (S23)."""

    usefulness = forms.ChoiceField(
        label=_("How useful was the conversation?"), choices=USEFULNESS, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, questions: tuple[Line, ...], **kwargs: Any) -> None:
        """One field to each question."""
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.key] = text_field(question.text, is_required=False, rows=2)

    def answers(self) -> dict[str, str]:
        """What was written, by the question's key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "usefulness"}
