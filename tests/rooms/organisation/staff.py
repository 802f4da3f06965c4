"""A small place of work to test with, made row by row; the import's own tests make theirs from files."""

from datetime import date
from typing import Any

from samspill.confidentiality.actors import Actor, Role
from samspill.organisation.models import Employment, Leadership, Unit, UnitAncestor
from samspill.people.models import Person

LONG_AGO = date(2020, 1, 1)


def person(name: str, **fields: Any) -> Person:
    return Person.objects.create(employee_number=name, given_name=name.title(), family_name="Hansen", **fields)


def unit(code: str, *, parent: Unit | None = None) -> Unit:
    made = Unit.objects.create(code=code, name=f"Unit {code}", parent=parent)
    above = UnitAncestor.objects.filter(unit=parent) if parent else []
    UnitAncestor.objects.bulk_create(
        [
            UnitAncestor(unit=made, ancestor=made, depth=0),
            *(UnitAncestor(unit=made, ancestor=line.ancestor, depth=line.depth + 1) for line in above),
        ]
    )
    return made


def employ(who: Person, where: Unit, *, leader: Person | None = None, **fields: Any) -> Employment:
    values = {"from_on": LONG_AGO, "form": "permanent", "key": f"{who.employee_number}-{where.code}-{len(fields)}"}
    made = Employment.objects.create(person=who, unit=where, **{**values, **fields})
    if leader:
        Leadership.objects.create(employment=made, employee=who, leader=leader, from_on=LONG_AGO)
    return made


def acting(who: Person, *roles: Role) -> Actor:
    return Actor(person_id=who.id, roles=frozenset(roles))
