"""What the database holds, read whole, in a handful of queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from samspill.organisation.dates import not_ended
from samspill.organisation.models import Employment, Leadership, Unit
from samspill.organisation.planning.records import EmploymentFacts, LeadershipFacts, PersonFacts, UnitFacts
from samspill.people.models import Person

CHUNK = 5_000


@dataclass(slots=True)
class Stored:
    """Facts and identifiers of everything stored; leaderships only as far as they have not ended."""

    units: dict[str, UnitFacts]
    unit_ids: dict[str, UUID]
    persons: dict[str, PersonFacts]
    person_ids: dict[str, UUID]
    employments: dict[str, EmploymentFacts]
    employment_ids: dict[str, UUID]
    leaderships: dict[str, list[tuple[UUID, LeadershipFacts]]]


def read_stored() -> Stored:
    """Read units, persons, employments and leaderships.

    Statement by statement: whoever relies on it asks whether an import was applied in between.
    """
    stored = Stored({}, {}, {}, {}, {}, {}, {})
    for unit_id, code, *facts in _rows(_units()):
        name, parent, leader, is_ended = facts
        stored.units[code], stored.unit_ids[code] = UnitFacts(name, parent or "", leader or "", is_ended), unit_id
    for person_id, number, *facts in _rows(_persons()):
        stored.persons[number], stored.person_ids[number] = PersonFacts(*facts), person_id
    for employment_id, key, *facts in _rows(_employments()):
        stored.employments[key], stored.employment_ids[key] = EmploymentFacts(*facts), employment_id
    for leadership_id, key, *facts in _rows(_leaderships()):
        stored.leaderships.setdefault(key, []).append((leadership_id, LeadershipFacts(*facts)))
    return stored


def _rows(query: "QuerySet[Any, tuple[Any, ...]]") -> Iterator[tuple[Any, ...]]:
    return query.order_by().iterator(chunk_size=CHUNK)


def _units() -> "QuerySet[Any, tuple[Any, ...]]":
    return Unit.objects.values_list("id", "code", "name", "parent__code", "leader__employee_number", "is_ended")


def _persons() -> "QuerySet[Any, tuple[Any, ...]]":
    return Person.objects.values_list("id", "employee_number", *PersonFacts._fields)


def _employments() -> "QuerySet[Any, tuple[Any, ...]]":
    own = EmploymentFacts._fields[2:]
    return Employment.objects.values_list("id", "key", "person__employee_number", "unit__code", *own)


def _leaderships() -> "QuerySet[Any, tuple[Any, ...]]":
    standing = Leadership.objects.filter(not_ended())
    return standing.values_list("id", "employment__key", "leader__employee_number", "from_on", "until_on")
