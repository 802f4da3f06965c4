"""What is filled in during the meeting and for the agreement."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspill.conversations.queries import Meeting
from samspill.guides.texts import Line
from samspill.plans.services.drafting import ActionDraft
from samspill.web.forms.days import within_reach

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


class GoalForm(forms.Form):
    """A goal."""

    text = text_field(_("What do you want to reach?"), rows=2)
    kind = forms.ChoiceField(
        label=_("What kind of goal is it?"), choices=KINDS, widget=forms.RadioSelect, initial="work"
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)


class ActionForm(forms.Form):
    """An action: what, who, by when; support and the next look where the two agree on it (S31, S33)."""

    what = text_field(_("What is to be done?"), rows=2)
    responsible = forms.ChoiceField(label=_("Who does it?"), widget=forms.RadioSelect, initial="employee")
    due_on = day_field(_("By when?"))
    support = text_field(
        _("What support is needed?"), is_required=False, rows=2, help_text=_("Time, training, help from somebody.")
    )
    next_check_on = day_field(_("When do you look at it together?"), is_required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Name the two whom it can fall to."""
        super().__init__(*args, **kwargs)
        responsible = self.fields["responsible"]
        assert isinstance(responsible, forms.ChoiceField)
        leader = meeting.leader.given_name if meeting.leader else _("The leader")
        both = pgettext_lazy("who does it", "Both")
        responsible.choices = [("employee", meeting.employee.given_name), ("leader", leader), ("both", both)]

    def draft(self) -> ActionDraft:
        """The action as the service takes it."""
        filled = self.cleaned_data
        return ActionDraft(
            filled["what"], filled["responsible"], filled["due_on"], filled["support"], filled["next_check_on"]
        )


class ReopeningForm(forms.Form):
    """Why an agreed plan is opened again."""

    reason = text_field(_("Why do you open it?"), help_text=_("The other of you reads this."), rows=2)
    reason.error_messages["required"] = _("Say why, so that the other of you understands it.")


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
