"""What the leader fills in to invite one, and to exempt one."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.conversations.invitations import InvitationText
from samspill.conversations.overview import InvitationDraft
from samspill.conversations.services.inviting import LONGEST, LONGEST_WORDS, SHORTEST, Draft
from samspill.conversations.states import ExemptReason
from samspill.web.forms.days import within_reach

DATE = "%Y-%m-%d"
TIMES = ["%H:%M", "%H.%M"]


class InviteForm(forms.Form):
    """Time, place, length, the purpose, and the leader's own words and themes."""

    planned_at = forms.SplitDateTimeField(
        validators=[within_reach],
        label=_("When"),
        error_messages={"required": _("Choose a date and a time.")},
        input_date_formats=[DATE],
        input_time_formats=TIMES,
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date"}, time_attrs={"type": "time"}, date_format=DATE, time_format="%H:%M"
        ),
    )
    length_minutes = forms.IntegerField(
        label=_("Length in minutes"),
        help_text=_("Set aside 60 to 90 minutes in peace."),
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"step": 5}),
    )
    place = forms.CharField(
        label=_("Where"),
        help_text=_("A room where you will not be disturbed."),
        max_length=120,
        error_messages={"required": _("Write where you will meet.")},
    )
    purposes = forms.MultipleChoiceField(
        label=_("What is the purpose of this conversation?"),
        help_text=_("Choose what fits the two of you this time."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("Your own words"),
        help_text=_("A few lines from you make the invitation personal."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    themes = forms.CharField(
        label=_("Themes that you would like to talk about"),
        help_text=_("One theme on each line."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, draft: InvitationDraft, *args: Any, **kwargs: Any) -> None:
        """Start from what stands now; the purposes are the guide's."""
        super().__init__(*args, **kwargs)
        self.texts = {line.key: line.text for line in draft.guide.purposes}
        self.fields["purposes"].choices = list(self.texts.items())  # type: ignore[attr-defined]
        conversation, chosen = draft.meeting.conversation, draft.invitation.purpose.splitlines()
        self.initial = {
            "planned_at": conversation.planned_at,
            "length_minutes": conversation.length_minutes,
            "place": conversation.place,
            "purposes": [key for key, text in self.texts.items() if text in chosen],
            "words": draft.invitation.words,
            "themes": draft.invitation.themes,
        }

    def invitation(self) -> InvitationText:
        """The words as the employee will read them."""
        purpose = "\n".join(self.texts[key] for key in self.cleaned_data["purposes"])
        return InvitationText(self._plain("words"), self._plain("themes"), purpose)

    def draft(self, conversation_id: UUID) -> Draft:
        """The invitation to send."""
        text, given = self.invitation(), self.cleaned_data
        return Draft(
            conversation_id,
            given["planned_at"],
            given["length_minutes"],
            given["place"],
            words=text.words,
            themes=text.themes,
            purpose=text.purpose,
        )

    def _plain(self, name: str) -> str:
        return str(self.cleaned_data[name]).replace("\r\n", "\n")


class ExemptForm(forms.Form):
    """Why a conversation is not to be held now, and until when."""

    reason = forms.ChoiceField(
        label=_("Why"),
        error_messages={"required": _("Choose a reason from the list.")},
        choices=ExemptReason.choices,
        widget=forms.RadioSelect,
    )
    until_on = forms.DateField(
        validators=[within_reach],
        label=_("Until"),
        help_text=_("The conversation comes back by itself on this day. Leave it empty if you do not know yet."),
        required=False,
        input_formats=[DATE],
        widget=forms.DateInput(attrs={"type": "date"}, format=DATE),
    )
