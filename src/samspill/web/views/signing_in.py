"""Password, passkey and sign-out: django-allauth's pages in the house's words and behind the house's door."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.views import LoginView, LogoutView, PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse, reverse_lazy

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.people.adapter import SIGNING_IN_BY
from samspill.people.services.sessions import end_other_sessions, follow_session
from samspill.people.states import SignedInBy
from samspill.web.forms.signing_in import (
    AddPasskeyForm,
    ConfirmByPasskeyForm,
    ConfirmByRecoveryCodeForm,
    ConfirmForm,
    OwnPasswordForm,
    RecoveryCodeForm,
    SignInByPasskeyForm,
    SignInForm,
)

View = Callable[..., HttpResponse]
AllauthView = Callable[..., HttpResponseBase]


class AddPasskeyPage(AddWebAuthnView):
    """Every passkey is enough by itself; the first one brings recovery codes."""

    form_class = AddPasskeyForm
    template_name = "mfa/webauthn/add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask the browser for a key that knows its holder; allauth asks for a mere second factor unless told so."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        person = self.request.user
        assert person.is_authenticated
        context["js_data"] = {"creation_options": begin_registration(person, passwordless=True)}
        return context

    def get_success_url(self) -> str:
        """Recovery codes are shown once they are made; else back to the page about signing in."""
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "account")


class SignInByPasskeyPage(LoginWebAuthnView):
    """Marks the session as begun by a passkey."""

    form_class = SignInByPasskeyForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Note the way in before allauth begins the session."""
        self.request.session[SIGNING_IN_BY] = SignedInBy.PASSKEY
        response: HttpResponse = super().form_valid(form)
        return response


class ChangePasswordPage(PasswordChangeView):
    """A new password ends every other session."""

    form_class = OwnPasswordForm
    template_name = "account/password_change.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, and follow the session to its new identifier."""
        former_key = self.request.session.session_key
        response: HttpResponse = super().form_valid(form)
        new_key = self.request.session.session_key
        follow_session(former_key=former_key, new_key=new_key)
        end_other_sessions(Actor(person_id=self.request.user.pk), current_key=new_key)
        return response


def _for_everybody(view: AllauthView) -> View:
    """Only its type: none of these pages streams its answer."""
    return cast(View, view)


def _for_the_signed_in(view: AllauthView) -> View:
    """The door hands every page its actor; allauth's pages read the request alone."""

    @wraps(view)
    def answer(request: HttpRequest, actor: Actor, **arguments: Any) -> HttpResponse:
        return cast(HttpResponse, view(request, **arguments))

    return answer


sign_in = _for_everybody(LoginView.as_view(form_class=SignInForm, template_name="account/login.html"))
sign_in_by_passkey = _for_everybody(SignInByPasskeyPage.as_view())
second_step = _for_everybody(
    AuthenticateView.as_view(form_class=RecoveryCodeForm, template_name="mfa/second_step.html")
)

confirm = _for_the_signed_in(ReauthenticateView.as_view(form_class=ConfirmForm, template_name="account/confirm.html"))
confirm_by_code = _for_the_signed_in(
    ReauthenticateByCodeView.as_view(form_class=ConfirmByRecoveryCodeForm, template_name="mfa/confirm_by_code.html")
)
confirm_by_passkey = _for_the_signed_in(
    ReauthenticateWebAuthnView.as_view(form_class=ConfirmByPasskeyForm, template_name="mfa/webauthn/confirm.html")
)
add_passkey = _for_the_signed_in(AddPasskeyPage.as_view())
remove_passkey = _for_the_signed_in(
    RemoveWebAuthnView.as_view(template_name="mfa/webauthn/remove.html", success_url=reverse_lazy("account"))
)
recovery_codes = _for_the_signed_in(ViewRecoveryCodesView.as_view(template_name="mfa/recovery_codes/codes.html"))
new_recovery_codes = _for_the_signed_in(GenerateRecoveryCodesView.as_view(template_name="mfa/recovery_codes/new.html"))
_change_password = _for_the_signed_in(ChangePasswordPage.as_view())


@wraps(_change_password)
def change_password(request: HttpRequest, actor: Actor) -> HttpResponse:
    """For those who have a password; the others ask for a code first."""
    if not (request.user.is_authenticated and request.user.has_usable_password()):
        raise NotFound
    return _change_password(request, actor)


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and let the browser forget what it has kept of the pages."""
    response: HttpResponse = LogoutView.as_view()(request)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
