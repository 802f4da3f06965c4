"""What the other of the two fills in on the device of the one who is signed in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.web.forms.agreeing import text_field


def _secret_field(label: Any = "", *, longest: int) -> forms.CharField:
    """Shown as dots, and never shown again.

    Browsers neither fill in nor keep what is said to be used once. With ``current-password`` they would do both, and with
    ``new-password`` they would offer to keep one person's secret among the other's.
    """
    widget = forms.PasswordInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"})
    return forms.CharField(label=label, strip=False, max_length=longest, widget=widget)


class ConfirmHereForm(forms.Form):
    """A remark, the text that was read, and the proof of who one is: a secret, or a passkey's answer."""

    remark = text_field("", is_required=False, rows=2)
    seen_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    secret = _secret_field(longest=128)
    recovery_code = _secret_field(gettext_lazy("Recovery code"), longest=40)
    credential = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10_000)

    def __init__(self, *args: Any, name: str, is_code_asked: bool, **kwargs: Any) -> None:
        """Say whose they are: whoever is signed in reads this page too.

        Args:
            args: as any form's.
            name: the given name of the one who confirms.
            is_code_asked: whether a recovery code must come with the secret.
            kwargs: as any form's.
        """
        super().__init__(*args, **kwargs)
        self.name = name
        whose = {"name": name}
        remark, secret, code = (self.fields[field] for field in ("remark", "secret", "recovery_code"))
        remark.label = _("Remark by %(name)s") % whose
        remark.help_text = _("It stands under the plan with %(name)s’s name.") % whose
        secret.label = _("%(name)s’s password or PIN") % whose
        secret.help_text = _("What %(name)s signs in with. It is not kept on this device.") % whose
        secret.error_messages["required"] = _("Write the password or the PIN.")
        code.error_messages["required"] = _(
            "%(name)s has a passkey, so the password or the PIN is not enough. Use the passkey, or write a recovery code too."
        ) % whose  # fmt: skip
        secret.required = code.required = not self.data.get("credential")
        if not is_code_asked:
            del self.fields["recovery_code"]
