"""The fixed cast that everyone learns once, in a small made-up municipality.

Ada (employee) and Frida (colleague) work at Furua with Leif (their leader). Vera leads Leif and the sector above.
Vidar is Leif's delegate for Frida. Tor was Ada's leader before Leif. Hanne is HR, Aksel administrator. Olav works in
another unit, at Bjørka, which Tor leads now.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta

from samspill.confidentiality.actors import Actor, Role
from samspill.foundation import clock
from samspill.guides.services.loading import load_built_in
from samspill.organisation.models import (
    Delegation,
    Employment,
    EmploymentForm,
    Leadership,
    Organisation,
    Unit,
    UnitAncestor,
)
from samspill.people.models import Person, RoleGrant
from samspill.people.queries import actor_of

NUMBERS = {
    "ada": "100001", "leif": "100002", "vera": "100003", "vidar": "100004", "tor": "100005",
    "hanne": "100006", "aksel": "100007", "frida": "100008", "olav": "100009",
}  # fmt: skip
FAMILY = {
    "ada": "Lund", "leif": "Haugen", "vera": "Strand", "vidar": "Moen", "tor": "Bakke",
    "hanne": "Vik", "aksel": "Lie", "frida": "Nilsen", "olav": "Eide",
}  # fmt: skip
TITLES = {"ada": "Sykepleier", "frida": "Helsefagarbeider", "olav": "Renholder", "leif": "Avdelingsleder"}


@dataclass(frozen=True)
class Cast:
    """The nine."""

    ada: Person
    leif: Person
    vera: Person
    vidar: Person
    tor: Person
    hanne: Person
    aksel: Person
    frida: Person
    olav: Person

    def actor(self, name: str) -> Actor:
        """One of the nine as an actor, with today's roles."""
        return actor_of(getattr(self, name))

    @property
    def names(self) -> list[str]:
        """The nine names in order."""
        return [field.name for field in fields(self)]


def make_cast() -> Cast:
    """Make the nine with units, employments, leadership, roles and a delegation, and the built-in guides."""
    Organisation.objects.get_or_create(only=True, defaults={"name": "Lyngvik kommune"})
    load_built_in(Actor.system("set-up"))
    cast = Cast(**{name: _person(name) for name in NUMBERS})
    top = _unit("1000", "Lyngvik kommune", None, cast.vera)
    furua = _unit("1100", "Furua", top, cast.leif)
    bjorka = _unit("1200", "Bjørka", top, cast.tor)
    _employ(cast.vera, top, None)
    for name, unit, leader in (
        ("leif", furua, cast.vera), ("tor", bjorka, cast.vera), ("hanne", top, cast.vera), ("aksel", top, cast.vera),
        ("ada", furua, cast.leif), ("frida", furua, cast.leif), ("vidar", furua, cast.leif), ("olav", bjorka, cast.tor),
    ):  # fmt: skip
        _employ(getattr(cast, name), unit, leader)
    _former(cast.ada, cast.tor)
    delegation = Delegation.objects.create(leader=cast.leif, delegate=cast.vidar, from_on=clock.today())
    delegation.employees.add(cast.frida)
    RoleGrant.objects.create(person=cast.hanne, role=Role.HR)
    RoleGrant.objects.create(person=cast.aksel, role=Role.ADMINISTRATOR)
    return cast


def _person(name: str) -> Person:
    mail = "" if name == "olav" else f"{name}@lyngvik.example"
    return Person.objects.create(
        employee_number=NUMBERS[name], given_name=name.capitalize(), family_name=FAMILY[name], mail=mail, language="nb"
    )


def _unit(code: str, name: str, parent: Unit | None, leader: Person) -> Unit:
    unit = Unit.objects.create(code=code, name=name, parent=parent, leader=leader)
    lines = [UnitAncestor(unit=unit, ancestor=unit, depth=0)]
    if parent is not None:
        lines += [
            UnitAncestor(unit=unit, ancestor_id=line.ancestor_id, depth=line.depth + 1)
            for line in UnitAncestor.objects.filter(unit=parent)
        ]
    UnitAncestor.objects.bulk_create(lines)
    return unit


def _employ(person: Person, unit: Unit, leader: Person | None) -> Employment:
    employment = Employment.objects.create(
        person=person,
        unit=unit,
        key=f"{person.employee_number}/{unit.code}",
        title=TITLES.get(person.given_name.lower(), "Rådgiver"),
        form=EmploymentForm.PERMANENT,
        percent=100,
        from_on=date(2020, 1, 1),
        no_leader="" if leader else "missing",
    )
    if leader is not None:
        Leadership.objects.create(employment=employment, employee=person, leader=leader, from_on=date(2020, 1, 1))
    return employment


def _former(employee: Person, leader: Person) -> None:
    employment = Employment.objects.get(person=employee)
    Leadership.objects.filter(employment=employment).update(from_on=clock.today() - timedelta(days=100))
    Leadership.objects.create(
        employment=employment,
        employee=employee,
        leader=leader,
        from_on=date(2020, 1, 1),
        until_on=clock.today() - timedelta(days=100),
    )
