"""Roles toward the organisation: granted and ended by administrators, dated, never inherited."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import NotFound
from samspill.foundation import clock
from samspill.people.models import Person, RoleGrant, is_held_today
from samspill.people.policy import END_ROLE, GRANT_ROLE, LIST_ROLES


class LastAdministrator(Exception):
    """Ending this role would leave nobody who can grant roles."""


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role that somebody holds today."""

    person_id: UUID
    name: str
    employee_number: str
    role: Role
    from_on: date
    granted_by: str


def grant_role(actor: Actor, /, *, person_id: UUID, role: Role) -> None:
    """Give a person a role from today; does nothing when they hold it already.

    Raises:
        Denied: the actor is not an administrator.
        NotFound: there is no such person.
    """
    person = _person(actor, person_id)
    with gate.acting(actor, person, GRANT_ROLE, role=role):
        if not _held().filter(person=person, role=role).exists():
            RoleGrant.objects.create(person=person, role=role, granted_by_id=actor.person_id)


def end_role(actor: Actor, /, *, person_id: UUID, role: Role) -> None:
    """End a person's role today; it is gone with the next request.

    Raises:
        Denied: the actor is not an administrator.
        NotFound: the person does not hold the role.
        LastAdministrator: nobody else is administrator.
    """
    person = _person(actor, person_id)
    with gate.acting(actor, person, END_ROLE, role=role):
        holders = {grant.person_id for grant in _held().select_for_update().filter(role=role)}
        if person.id not in holders:
            raise NotFound
        if role == Role.ADMINISTRATOR and holders == {person.id}:
            raise LastAdministrator
        _held().filter(person=person, role=role).update(until_on=clock.today())


def list_roles(actor: Actor, /) -> list[RoleLine]:
    """Every role held today, by name.

    Raises:
        Denied: the actor is not an administrator.
    """
    gate.require(actor, None, LIST_ROLES)
    grants = _held().select_related("person", "granted_by")
    return [
        RoleLine(
            grant.person.id,
            grant.person.full_name,
            grant.person.employee_number,
            Role(grant.role),
            grant.from_on,
            grant.granted_by.full_name if grant.granted_by else "",
        )
        for grant in grants.order_by("person__family_name", "person__given_name", "role")
    ]


def _held() -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(is_held_today())


def _person(actor: Actor, person_id: UUID) -> Person:
    gate.require(actor, None, LIST_ROLES)
    person = Person.objects.filter(id=person_id).first()
    if person is None:
        raise NotFound
    return person
