"""How django-allauth behaves in this house."""

from math import ceil
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samspill.people.models import Person
from samspill.people.services.proving import WrongSecret, prove_password
from samspill.people.services.sessions import begin_session, forget_session
from samspill.people.states import SignedInBy
from samspill.people.tries import TooSoon
from samspill.people.visitors import visitor_of, welcome_back

SIGNING_IN_BY = "signing_in_by"


class HouseAdapter(DefaultAccountAdapter):
    """Persons come from the import, failures slow down, and every sign-in begins a marked session."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The employee number or the password is not right."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("The password is not right."),
        "incorrect_code": _("That did not work. Please try again."),
        "too_many_login_attempts": _("Too many tries. Please wait a moment."),
    }

    def is_open_for_signup(self, request: Any) -> bool:
        """Never: nobody signs themself up."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """Judge number and password, counting failures the house's way.

        Raises:
            ValidationError: too many failures; the try was not judged.
        """
        number, password = credentials.get("username", ""), credentials.get("password", "")
        try:
            person = prove_password(visitor_of(request, number), employee_number=number, password=password)
        except TooSoon as error:
            raise please_wait(error) from error
        except WrongSecret:
            return None
        request.session[SIGNING_IN_BY] = SignedInBy.PASSWORD
        return person

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin the session, marked with the way in that the view noted."""
        by = SignedInBy(request.session.pop(SIGNING_IN_BY, SignedInBy.PASSWORD))
        begin_session(request, cast(Person, user), by=by)

    def logout(self, request: HttpRequest) -> None:
        """End the session, and the line that its person sees."""
        former_key = request.session.session_key
        super().logout(request)
        forget_session(former_key)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **details: Any) -> HttpResponse:
        """Go on, on a device that is now known."""
        response = super().post_login(request, user, **details)
        welcome_back(response, cast(Person, user))
        return response

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Somebody who no longer works here is told no more than a stranger."""
        return HttpResponseRedirect(reverse("account_login"))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Back to the door."""
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page about signing in."""
        return reverse("account")


def please_wait(error: TooSoon) -> ValidationError:
    """The refusal of a try that came too soon, in words."""
    seconds = max(1, ceil(error.wait.total_seconds()))
    if seconds > 90:
        minutes = ceil(seconds / 60)
        text = ngettext(
            "Too many tries. Please wait %(count)d minute.", "Too many tries. Please wait %(count)d minutes.", minutes
        )
        return ValidationError(text % {"count": minutes}, code="too_soon")
    text = ngettext(
        "Too many tries. Please wait %(count)d second.", "Too many tries. Please wait %(count)d seconds.", seconds
    )
    return ValidationError(text % {"count": seconds}, code="too_soon")
