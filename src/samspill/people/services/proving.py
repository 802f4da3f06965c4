"""Proving who one is without being signed in by it: judged as the doors judge, with the same counts and waits.

What was typed is looked at and forgotten: it is in no log, no session and no answer.
"""

import json
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.auth import (
    begin_authentication,
    complete_authentication,
    parse_authentication_response,
)
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from samspill.confidentiality.actors import Actor
from samspill.people.models import Person
from samspill.people.policy import has_own_secret
from samspill.people.queries import actor_of
from samspill.people.second_factor import MISSHAPEN
from samspill.people.services.codes import WrongCode
from samspill.people.services.paper import LONGEST_PIN, enter_by_paper
from samspill.people.tries import Secret, trying
from samspill.people.visitors import Visitor


class WrongSecret(Exception):
    """Not right, or nobody who works here has it; the two look the same."""


class NotEnough(Exception):
    """Right, but at sign-in this person would be asked for a passkey or a recovery code too."""


def has_way_in(person: Person, /) -> bool:
    """Whether the person has anything to prove with: a password, a PIN or a passkey."""
    return has_own_secret(person) or _has_passkey(person)


def prove_password(visitor: Visitor, /, *, employee_number: str, password: str) -> Person:
    """Judge a number and a password.

    Raises:
        TooSoon: too many failed tries; this one was not judged.
        WrongSecret: wrong, or nobody who works here has the number.
    """
    with trying(visitor, Secret.PASSWORD, employee_number=employee_number) as this_try:
        person = authenticate(username=employee_number, password=password)
        if not isinstance(person, Person):
            raise WrongSecret
        this_try.succeed()
    return person


def prove_secret(visitor: Visitor, /, *, person: Person, typed: str, recovery_code: str = "") -> Actor:
    """Judge what was typed for this person as sign-in would; returns the person as an actor.

    Args:
        visitor: where it was typed, as whoever asks to be this person.
        person: who it is to be.
        typed: the PIN or the password. A PIN is known by its digits, of which a password has more.
        recovery_code: for whoever has a passkey, which a password or a PIN alone does not replace.

    Raises:
        TooSoon: too many failed tries; this one was not judged.
        WrongSecret: wrong, or the person no longer works here.
        NotEnough: right, and a recovery code is needed too.
        ValidationError: the recovery code is wrong, or too many were; in words for the reader.
    """
    prove = _prove_pin if _is_pin(typed) else _prove_password
    prove(visitor, person, typed)
    if _has_passkey(person):
        _use_recovery_code(person, recovery_code)
    return actor_of(person)


def ask_for_passkey() -> dict[str, Any]:
    """What the browser needs to ask for a passkey; allauth keeps the challenge in the session at hand.

    It names nobody's passkeys, as at the door: whoever looks at the page learns nothing of whose there are.
    """
    return begin_authentication()


def prove_passkey(person: Person, /, *, credential: str) -> Actor:
    """Judge the browser's answer to ``ask_for_passkey``; returns the person as an actor. Never delayed: see ``tries``.

    Raises:
        WrongSecret: another's passkey, an old challenge, no passkey at all, or the person no longer works here.
    """
    if not person.is_active:
        raise WrongSecret
    try:
        answer = json.loads(credential)
        parse_authentication_response(answer)
        passkey = complete_authentication(person, answer)
    except (ValidationError, *MISSHAPEN) as error:
        raise WrongSecret from error
    passkey.record_usage()
    return actor_of(person)


def _is_pin(typed: str) -> bool:
    return typed.strip().isdigit() and len(typed.strip()) <= LONGEST_PIN


def _prove_password(visitor: Visitor, person: Person, typed: str) -> None:
    prove_password(visitor, employee_number=person.employee_number, password=typed)


def _prove_pin(visitor: Visitor, person: Person, typed: str) -> None:
    try:
        enter_by_paper(visitor, employee_number=person.employee_number, typed=typed)
    except WrongCode as error:
        raise WrongSecret from error


def _has_passkey(person: Person) -> bool:
    return bool(is_mfa_enabled(person, [Authenticator.Type.WEBAUTHN]))


def _use_recovery_code(person: Person, recovery_code: str) -> None:
    if not recovery_code:
        raise NotEnough
    judged = AuthenticateForm({"code": recovery_code}, user=person)
    if not judged.is_valid():
        raise ValidationError(judged.errors.as_data()["code"])
    judged.authenticator.record_usage()
