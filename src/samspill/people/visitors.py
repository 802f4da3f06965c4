"""Whoever stands at the door and has not yet shown who they are: from where, and on a device that the account knows.

A device where somebody has signed in carries a cookie that says so, for that account only and without naming it. Tries
from it are counted apart, so that whoever types wrong passwords for a colleague never shuts the colleague out.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from samspill.people.models import Person

DEVICE_COOKIE = "device"
REMEMBERED = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a try comes from.

    Args:
        address: the client's address on the network; a whole municipality may share one.
        device: the mark of a device that the account knows; empty for any other.
    """

    address: str
    device: str = ""


def visitor_of(request: HttpRequest, employee_number: str) -> Visitor:
    """The visitor that asks to be let in as this number."""
    mark, _, proof = request.COOKIES.get(_cookie_name(), "").partition(".")
    is_known = bool(mark) and constant_time_compare(proof, _proof(mark, employee_number))
    return Visitor(address=get_adapter().get_client_ip(request), device=mark if is_known else "")


def welcome_back(response: HttpResponseBase, person: Person) -> None:
    """Let the device be known as the person's, and speak the person's language on it from now on."""
    mark = secrets.token_urlsafe(16)
    _keep(response, _cookie_name(), f"{mark}.{_proof(mark, person.employee_number)}", lasts=REMEMBERED)
    if person.language:
        _keep(response, settings.LANGUAGE_COOKIE_NAME, person.language, lasts=REMEMBERED)


def _keep(response: HttpResponseBase, name: str, value: str, *, lasts: timedelta) -> None:
    response.set_cookie(
        name, value, max_age=lasts, secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True, samesite="Lax"
    )


def _cookie_name() -> str:
    return f"__Host-{DEVICE_COOKIE}" if settings.SESSION_COOKIE_SECURE else DEVICE_COOKIE


def _proof(mark: str, employee_number: str) -> str:
    number = employee_number.strip()
    return salted_hmac("samspill.device", f"{mark}|{number}", algorithm="sha256").hexdigest()
