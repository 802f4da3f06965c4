"""Asking for a conversation: which one, and with whom where there is a choice."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.conversations.kinds import Kind

ABOUT = {
    Kind.YEARLY: _("The whole conversation, also between the rounds."),
    Kind.FOLLOW_UP: _("A short talk about how it goes, or about something that has come up."),
    Kind.START: _("For somebody who is new, after the first weeks."),
    Kind.SENIOR: _("About the years ahead at work, when working life is about to change."),
    Kind.PAY: _("About what can lead to better pay. You agree on a time within 14 days."),
    Kind.END: _("Before somebody leaves: what went well, and what the workplace can learn."),
}


class AskForm(forms.Form):
    """One of the kinds, each with a line about what it is."""

    kind = forms.ChoiceField(
        label=_("Which conversation?"),
        error_messages={"required": _("Choose one of the conversations on the page.")},
        widget=forms.RadioSelect,
    )

    def __init__(self, kinds: Sequence[Kind], *args: Any, **kwargs: Any) -> None:
        """Offer these kinds."""
        super().__init__(*args, **kwargs)
        choices = [(kind.value, f"{kind.label} – {ABOUT[kind]}") for kind in kinds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
