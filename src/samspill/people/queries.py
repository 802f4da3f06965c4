"""Reads about persons that every room needs."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import NotFound
from samspill.people.models import Person, RoleGrant, SignInCode, is_held_today


def actor_of(person: Person | AnonymousUser) -> Actor:
    """The actor that a signed-in person is today, with the roles granted for today.

    Raises:
        NotFound: nobody is signed in.
    """
    if not isinstance(person, Person):
        raise NotFound
    roles = person.roles_today
    if roles is None:
        granted = RoleGrant.objects.filter(is_held_today(), person=person).values_list("role", flat=True)
        roles = frozenset(map(Role, granted))
    return Actor(person_id=person.id, roles=roles)


def read_person(employee_number: str) -> Person:
    """The person with this employee number.

    Raises:
        NotFound: nobody has it.
    """
    try:
        return Person.objects.get(employee_number=employee_number)
    except Person.DoesNotExist as error:
        raise NotFound from error


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey, as its person sees it."""

    id: int
    name: str
    added_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class WaysIn:
    """How a person can sign in."""

    passkeys: list[Passkey]
    has_recovery_codes: bool
    has_password: bool
    paper_code_first_used_at: datetime | None


def read_ways_in(actor: Actor, /) -> WaysIn:
    """The actor's own ways in, the oldest passkey first."""
    person = Person.objects.get(pk__in=[actor.person_id])
    factors = list(Authenticator.objects.filter(user=person).order_by("created_at"))
    passkeys = [factor for factor in factors if factor.type == Authenticator.Type.WEBAUTHN]
    return WaysIn(
        passkeys=[Passkey(key.pk, str(key), key.created_at, key.last_used_at) for key in passkeys],
        has_recovery_codes=len(passkeys) < len(factors),
        has_password=person.has_usable_password(),
        paper_code_first_used_at=paper_code_first_used_at(person),
    )


def paper_code_first_used_at(person: Person) -> datetime | None:
    """When a code on paper was first used for this person; None if never."""
    used = SignInCode.objects.filter(person=person, purpose=SignInCode.Purpose.PAPER, used_at__isnull=False)
    return used.order_by("used_at").values_list("used_at", flat=True).first()
