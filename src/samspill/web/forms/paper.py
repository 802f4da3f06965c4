"""What is filled in when a conversation was held, or a plan signed, on paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.web.forms.agreeing import day_field

KEPT = (
    ("archive", _("Sent to the archive on paper")),
    ("leader", _("With the leader, locked away")),
    ("employee", _("With the employee")),
)


class HeldOnPaperForm(forms.Form):
    """The day of a conversation that was held on paper."""

    held_on = day_field(_("When was it held?"))


class SignedOnPaperForm(forms.Form):
    """The signatures under a plan on paper, and the text that was signed."""

    signed_on = day_field(_("When did both sign?"))
    kept = forms.ChoiceField(label=_("Where is the signed original?"), choices=KEPT, widget=forms.RadioSelect)
    seen_hash = forms.CharField(widget=forms.HiddenInput, required=False)
