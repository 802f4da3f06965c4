"""The assessment, or the answer to it, as a form: the text with the revision that its writer saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.confidentiality.gate import Value
from samspill.conversations.assessment import AssessmentText
from samspill.conversations.services.assessing import LONGEST
from samspill.web.forms.refusing import with_values

PAY, CONVERSATION = "pay", "conversation"


class AssessmentForm(forms.Form):
    """What the reader writes: the leader the assessment, the employee the answer."""

    text = forms.CharField(required=False, strip=False, max_length=LONGEST)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    purpose = forms.ChoiceField(choices=[(PAY, PAY), (CONVERSATION, CONVERSATION)], widget=forms.HiddenInput)

    def __init__(self, read: AssessmentText, data: Any = None) -> None:
        """Begin with what stands there now."""
        self.stored, self.clash = read.own.text, None
        purpose = PAY if read.is_for_pay else CONVERSATION
        super().__init__(data, initial={"text": self.stored, "revision": read.own.revision, "purpose": purpose})
        self.field_name = "assessment" if read.meeting.is_leader else "answer"
        text, rows = self.fields["text"], 12 if read.meeting.is_leader else 6
        text.label = _("Your assessment") if read.meeting.is_leader else _("Your answer")
        text.widget = forms.Textarea(
            attrs={"rows": rows, "data-field": self.field_name, "lang": read.meeting.conversation.language}
        )
        self.fields["revision"].widget.attrs["data-revision-for"] = self.field_name

    clash: Value | None

    @property
    def written(self) -> str:
        """The text with the line breaks that the program stores."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    @property
    def is_changed(self) -> bool:
        """Whether something else was sent than what stands there."""
        return self.written != self.stored

    def meet(self, current: Value | None) -> None:
        """Show what was changed in another window beside what was typed here; saving once more replaces it."""
        self.clash = current
        self.see(current.revision if current else 0)

    def see(self, revision: int) -> None:
        """Say that this revision has been seen, when the page is shown once more."""
        self._show("revision", str(revision))

    def ask_anew(self, *, is_for_pay: bool) -> None:
        """Say what the text is for now, when the page is shown once more."""
        self._show("purpose", PAY if is_for_pay else CONVERSATION)

    def _show(self, name: str, value: str) -> None:
        """Put another value in what was sent."""
        self.data = with_values(self.data, {name: value})
