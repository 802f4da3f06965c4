"""The cast of a demonstration; only where the data folder carries the marker file ``DEMO``."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from samspill.confidentiality.decisions import NotFound
from samspill.people.models import Person


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody whom a visitor can step in as."""

    employee_number: str
    name: str
    role: str


def list_cast() -> list[CastMember]:
    """The cast, in the marker's order.

    Raises:
        NotFound: this is no demonstration.
    """
    roles = _roles_by_number()
    people = {person.employee_number: person for person in Person.objects.filter(employee_number__in=roles)}
    return [CastMember(number, people[number].full_name, roles[number]) for number in roles if number in people]


def read_cast_member(employee_number: str) -> Person:
    """The person of the cast with this number.

    Raises:
        NotFound: this is no demonstration, or the person is not of the cast.
    """
    person = Person.objects.filter(employee_number=employee_number, is_active=True).first()
    if employee_number not in _roles_by_number() or person is None:
        raise NotFound
    return person


def _roles_by_number() -> dict[str, str]:
    marker = Path(settings.SAMSPILL_DATA) / "DEMO"
    if not settings.IS_DEMO or not marker.exists():
        raise NotFound
    cast = json.loads(marker.read_text(encoding="utf-8") or "{}").get("cast", [])
    return {member["number"]: member["role"] for member in cast}
