"""Applying: a plan is written down. What can be is made ready before the transaction; statements take many rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from samspill.foundation import clock
from samspill.foundation.identifiers import new_id
from samspill.organisation.chunking import chunks
from samspill.organisation.models import Employment, Leadership, Unit, UnitAncestor
from samspill.organisation.planning.plan import Plan
from samspill.organisation.planning.units import ancestors_of
from samspill.organisation.writing import Batch, upsert
from samspill.people.models import Person

MANY = 500
PERSON_FIELDS = ("given_name", "family_name", "mail", "language", "is_active")
UNIT_FIELDS = ("name", "parent_id", "leader_id", "is_ended")
EMPLOYMENT_FIELDS = (
    "title", "title_code", "form", "percent", "is_main", "is_on_leave", "from_on", "until_on", "given_leader_number",
    "no_leader",
)  # fmt: skip

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan made ready to be written."""

    plan: Plan
    batches: list[Batch]

    def write(self) -> None:
        """Write units, persons, employments and leaderships; the caller holds the transaction.

        Access to conversations follows from the leaderships, so it ends and begins with this transaction.
        """
        if self.plan.parents is not None:
            UnitAncestor.objects.all().delete()
        for batch in self.batches:
            batch.write()
        _date_leaderships(self.plan)


def prepare(plan: Plan) -> Prepared:
    """Give what is new its identifiers, and make all rows ready."""
    ids = _Identifiers(
        units=_with_new(plan.stored.unit_ids, plan.units),
        persons=_with_new(plan.stored.person_ids, plan.persons),
        employments=_with_new(plan.stored.employment_ids, plan.employments),
    )
    batches = [
        upsert(Person, ids.person_rows(plan), changing=PERSON_FIELDS),
        upsert(Unit, ids.unit_rows(plan), changing=UNIT_FIELDS),
        upsert(Employment, ids.employment_rows(plan), changing=EMPLOYMENT_FIELDS),
        upsert(Leadership, ids.leadership_rows(plan)),
        upsert(UnitAncestor, ids.ancestor_rows(plan)),
    ]
    return Prepared(plan, batches)


def _with_new(ids: Mapping[str, UUID], wanted: Iterable[str]) -> dict[str, UUID]:
    return {**ids, **{name: new_id() for name in wanted if name not in ids}}


@dataclass(frozen=True, slots=True)
class _Identifiers:
    """Facts go by numbers, codes and keys; rows go by identifiers."""

    units: dict[str, UUID]
    persons: dict[str, UUID]
    employments: dict[str, UUID]

    def person_rows(self, plan: Plan) -> Iterator[Row]:
        """New persons have no password: they come in by a code for one use. Nobody's password is touched."""
        for number, facts in plan.persons.items():
            password = f"{UNUSABLE_PASSWORD_PREFIX}{token_urlsafe(30)}"
            yield {"id": self.persons[number], "employee_number": number, "password": password, **facts._asdict()}

    def unit_rows(self, plan: Plan) -> Iterator[Row]:
        for code, facts in plan.units.items():
            yield {
                "id": self.units[code],
                "code": code,
                "name": facts.name,
                "parent_id": self.units.get(facts.parent_code),
                "leader_id": self.persons.get(facts.leader_number),
                "is_ended": facts.is_ended,
            }

    def employment_rows(self, plan: Plan) -> Iterator[Row]:
        for key, facts in plan.employments.items():
            references = {"person_id": self.persons[facts.number], "unit_id": self.units[facts.unit_code]}
            yield {"id": self.employments[key], "key": key, **references, **facts._asdict()}

    def leadership_rows(self, plan: Plan) -> Iterator[Row]:
        for key, facts in plan.leaderships_opened:
            employment = plan.employments.get(key) or plan.stored.employments[key]
            yield {
                "id": new_id(),
                "employment_id": self.employments[key],
                "employee_id": self.persons[employment.number],
                "leader_id": self.persons[facts.leader_number],
                "from_on": facts.from_on,
                "until_on": facts.until_on,
            }

    def ancestor_rows(self, plan: Plan) -> Iterator[Row]:
        for code, above, depth in ancestors_of(plan.parents or {}):
            yield {"unit_id": self.units[code], "ancestor_id": self.units[above], "depth": depth}


def _date_leaderships(plan: Plan) -> None:
    """Give leaderships that stand their last day: today for those that end."""
    dates: dict[Any, list[UUID]] = {clock.today(): list(plan.leaderships_closed)}
    for leadership_id, facts in plan.leaderships_dated.items():
        dates.setdefault(facts.until_on, []).append(leadership_id)
    for until_on, ids in dates.items():
        for some in chunks(ids, MANY):
            Leadership.objects.filter(id__in=some).update(until_on=until_on)
