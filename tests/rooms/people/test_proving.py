"""Who one is, proved without being signed in by it."""

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from tests.cast import Cast

from samspill.confidentiality.actors import Role
from samspill.people.models import Person
from samspill.people.services.paper import LONGEST_PIN
from samspill.people.services.proving import (
    NotEnough,
    WrongSecret,
    has_way_in,
    prove_passkey,
    prove_password,
    prove_secret,
)
from samspill.people.tries import TooSoon
from samspill.people.visitors import Visitor

pytestmark = pytest.mark.django_db
VISITOR = Visitor("192.0.2.7")
PASSWORD, DIGITS, PIN = "en lang setning om vinteren", "8306" * 4, "582931"


@pytest.fixture
def hanne(cast: Cast) -> Person:
    """Hanne, who is HR, with a password and a PIN."""
    cast.hanne.set_password(PASSWORD)
    cast.hanne.pin = make_password(PIN)
    cast.hanne.save()
    return cast.hanne


@pytest.mark.parametrize("typed", [PASSWORD, PIN, f" {PIN} "])
def test_a_password_or_a_pin_gives_the_actor_that_sign_in_would_give(hanne: Person, typed: str) -> None:
    actor = prove_secret(VISITOR, person=hanne, typed=typed)
    assert (actor.person_id, actor.roles) == (hanne.id, {Role.HR})


def test_a_password_of_digits_is_longer_than_any_pin(hanne: Person) -> None:
    assert len(DIGITS) > LONGEST_PIN
    hanne.set_password(DIGITS)
    hanne.save()
    assert prove_secret(VISITOR, person=hanne, typed=DIGITS).person_id == hanne.id


@pytest.mark.parametrize("typed", ["", "feil", PASSWORD.upper(), f" {PASSWORD}", "582932", "AAAAA-AAAAA"])
def test_what_is_wrong_proves_nothing(hanne: Person, typed: str) -> None:
    with pytest.raises(WrongSecret):
        prove_secret(VISITOR, person=hanne, typed=typed)


def test_a_number_that_nobody_has_looks_like_a_wrong_password(hanne: Person) -> None:
    with pytest.raises(WrongSecret):
        prove_password(VISITOR, employee_number="999999", password=PASSWORD)


def test_whoever_has_left_proves_nothing(hanne: Person) -> None:
    hanne.is_active = False
    hanne.save()
    for typed in (PASSWORD, PIN):
        with pytest.raises(WrongSecret):
            prove_secret(VISITOR, person=hanne, typed=typed)
    with pytest.raises(WrongSecret):
        prove_passkey(hanne, credential="{}")


@pytest.mark.parametrize("typed", [PASSWORD, PIN])
def test_after_five_failures_the_right_one_waits_too(hanne: Person, typed: str) -> None:
    wrong = "582932" if typed == PIN else "feil"
    for _ in range(5):
        with pytest.raises(WrongSecret):
            prove_secret(VISITOR, person=hanne, typed=wrong)
    with pytest.raises(TooSoon):
        prove_secret(VISITOR, person=hanne, typed=typed)


@pytest.mark.parametrize("typed", [PASSWORD, PIN])
def test_a_passkey_asks_for_a_recovery_code_too_and_each_works_once(hanne: Person, typed: str) -> None:
    Authenticator.objects.create(user=hanne, type=Authenticator.Type.WEBAUTHN, data={})
    code = RecoveryCodes.activate(hanne).get_unused_codes()[0]
    with request_context(RequestFactory().get("/")):
        with pytest.raises(NotEnough):
            prove_secret(VISITOR, person=hanne, typed=typed)
        with pytest.raises(WrongSecret):
            prove_secret(VISITOR, person=hanne, typed="feil", recovery_code=code)
        assert prove_secret(VISITOR, person=hanne, typed=typed, recovery_code=code).person_id == hanne.id
        with pytest.raises(ValidationError):
            prove_secret(VISITOR, person=hanne, typed=typed, recovery_code=code)


def test_who_has_a_way_in(cast: Cast, hanne: Person) -> None:
    assert has_way_in(hanne)
    assert not has_way_in(cast.ada)
    Authenticator.objects.create(user=cast.ada, type=Authenticator.Type.WEBAUTHN, data={})
    assert has_way_in(cast.ada)
