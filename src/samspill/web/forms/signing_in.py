"""What the pages at the door ask for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms.fields import InvalidJSONInput
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from samspill.people.second_factor import MISSHAPEN, HouseSecondFactors


def _rules() -> str:
    return " ".join(password_validators_help_texts())


rules_for_passwords = lazy(_rules, str)


class SignInForm(LoginForm):
    """Number and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what the number is."""
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Employee number")
        _plainly(self, {"login": "username", "password": "current-password"})


class ConfirmForm(ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Without a placeholder."""
        super().__init__(*args, **kwargs)
        _plainly(self, {"password": "current-password"})


class OwnPasswordForm(ChangePasswordForm):
    """A new password instead of the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """In the house's words."""
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Your present password")
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = rules_for_passwords()
        self.fields["password2"].label = _("The new password once more")
        _plainly(self, {"oldpassword": "current-password", "password1": "new-password", "password2": "new-password"})


class RecoveryCodeForm(AuthenticateForm):
    """One of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """In the house's words."""
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Recovery code")
        _plainly(self, {"code": "one-time-code"})


class ConfirmByRecoveryCodeForm(ReauthenticateByCodeForm):
    """One of the recovery codes, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """In the house's words."""
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Recovery code")
        _plainly(self, {"code": "one-time-code"})


class CredentialField(forms.JSONField):
    """What the browser answers when it is asked for a passkey."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """As JSON; what is nested without end is refused, as everything else that is none."""
        with _misshapen_refused():
            return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> str:
        """Shown again as it was sent, unread."""
        return InvalidJSONInput(data)


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey that is enough by itself: the device asks for a finger, a face or its own PIN."""

    credential = CredentialField()
    passwordless = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """In the house's words."""
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call it?")
        self.fields["name"].help_text = _("For example the name of the phone or computer.")
        self.fields["name"].widget.attrs.update({"maxlength": 60, "autocomplete": "off"})

    def clean(self) -> dict[str, Any]:
        """Only a passkey whose holder was verified by the device."""
        self.cleaned_data["passwordless"] = True
        with _misshapen_refused():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class SignInByPasskeyForm(LoginWebAuthnForm):
    """A passkey, from anybody."""

    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        """Whose it is; anything but a browser's answer is refused as a wrong passkey is."""
        with _misshapen_refused():
            return super().clean_credential()


class ConfirmByPasskeyForm(ReauthenticateWebAuthnForm):
    """A passkey of whoever is signed in."""

    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        """The passkey; anything but a browser's answer is refused as a wrong passkey is."""
        with _misshapen_refused():
            return super().clean_credential()


class NumberForm(forms.Form):
    """Who asks for a code."""

    employee_number = forms.CharField(
        label=_("Employee number"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )


class NewPasswordForm(NumberForm):
    """A code for one use, and the password that its holder wants."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Ten letters and digits, from the mail or from the sheet of paper."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("New password"),
        help_text=rules_for_passwords(),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class PaperForm(NumberForm):
    """The code on a sheet of paper, or the PIN that was chosen with it."""

    code = forms.CharField(
        label=_("Code or PIN"),
        help_text=_("The first time: the code on the sheet. Later: the PIN that you chose."),
        max_length=40,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PinForm(forms.Form):
    """The PIN that the employee wants."""

    pin = forms.CharField(
        label=_("Choose a PIN"),
        help_text=_("Six to twelve digits that only you know."),
        max_length=12,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "inputmode": "numeric"}),
    )
    again = forms.CharField(
        label=_("The PIN once more"),
        max_length=12,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "inputmode": "numeric"}),
    )

    def clean_again(self) -> str:
        """The same twice."""
        if self.cleaned_data.get("pin") != self.cleaned_data["again"]:
            raise forms.ValidationError(_("The two are not alike."), code="not_alike")
        return str(self.cleaned_data["again"])


class FirstAdministratorForm(NumberForm):
    """Who the first administrator is."""

    given_name = forms.CharField(
        label=_("Given name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Family name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    password = NewPasswordForm.base_fields["password"]


@contextmanager
def _misshapen_refused() -> Iterator[None]:
    try:
        yield
    except MISSHAPEN as error:
        raise HouseSecondFactors().validation_error("incorrect_code") from error


def _plainly(form: forms.BaseForm, autocomplete: dict[str, str]) -> None:
    """No placeholders, which vanish as one types; and what the browser may fill in."""
    for name, purpose in autocomplete.items():
        attrs = form.fields[name].widget.attrs
        attrs.pop("placeholder", None)
        attrs["autocomplete"] = purpose
