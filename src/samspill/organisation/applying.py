"""Applying: a plan is written down. Every statement takes many rows; the caller holds the transaction."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db.models import Model

from samspill.foundation import clock
from samspill.foundation.identifiers import new_id
from samspill.organisation.models import Employment, Leadership, Unit, UnitAncestor
from samspill.organisation.planning.plan import Plan
from samspill.organisation.planning.units import ancestors_of
from samspill.organisation.staging import chunks
from samspill.people.models import Person

CHUNK = 5_000
MANY = 500


def apply_plan(plan: Plan) -> None:
    """Write units, persons, employments and leaderships, and the tree of units where it has changed.

    Access to conversations follows from the leaderships, so it ends and begins with this transaction.
    """
    stored = plan.stored
    unit_ids = _with_new(stored.unit_ids, plan.units)
    person_ids = _with_new(stored.person_ids, plan.persons)
    employment_ids = _with_new(stored.employment_ids, plan.employments)
    _upsert(Person, _persons(plan, person_ids), "given_name family_name mail language is_active")
    _upsert(Unit, _units(plan, unit_ids, person_ids), "name parent_id leader_id is_ended")
    _upsert(Employment, _employments(plan, employment_ids, unit_ids, person_ids), _EMPLOYMENT_FIELDS)
    _write_leaderships(plan, employment_ids, person_ids)
    if plan.parents is not None:
        _write_tree(plan.parents, unit_ids)


_EMPLOYMENT_FIELDS = "title title_code form percent is_main is_on_leave from_on until_on given_leader_number no_leader"


def _with_new(ids: dict[str, UUID], wanted: Iterable[str]) -> dict[str, UUID]:
    return ids | {name: new_id() for name in wanted if name not in ids}


def _upsert(model: type[Model], rows: Iterable[Model], fields: str) -> None:
    """Make rows that are new and change those that are not, known by their identifiers."""
    names = [name.removesuffix("_id") for name in fields.split()]
    for some in chunks(rows, CHUNK):
        model._default_manager.bulk_create(some, update_conflicts=True, unique_fields=["id"], update_fields=names)


def _persons(plan: Plan, ids: dict[str, UUID]) -> Iterator[Person]:
    """New persons have no password: they let themselves in with a code for one use. Nobody's password is touched."""
    for number, facts in plan.persons.items():
        yield Person(id=ids[number], employee_number=number, password=make_password(None), **facts._asdict())


def _units(plan: Plan, ids: dict[str, UUID], person_ids: dict[str, UUID]) -> Iterator[Unit]:
    for code, facts in plan.units.items():
        yield Unit(
            id=ids[code],
            code=code,
            name=facts.name,
            parent_id=ids.get(facts.parent_code),
            leader_id=person_ids.get(facts.leader_number),
            is_ended=facts.is_ended,
        )


def _employments(
    plan: Plan, ids: dict[str, UUID], unit_ids: dict[str, UUID], person_ids: dict[str, UUID]
) -> Iterator[Employment]:
    for key, facts in plan.employments.items():
        own: dict[str, Any] = facts._asdict()
        person_id, unit_id = person_ids[own.pop("number")], unit_ids[own.pop("unit_code")]
        yield Employment(id=ids[key], key=key, person_id=person_id, unit_id=unit_id, **own)


def _write_leaderships(plan: Plan, employment_ids: dict[str, UUID], person_ids: dict[str, UUID]) -> None:
    for some in chunks(plan.leaderships_closed, MANY):
        Leadership.objects.filter(id__in=some).update(until_on=clock.today())
    dates: dict[object, list[UUID]] = {}
    for row_id, facts in plan.leaderships_dated.items():
        dates.setdefault(facts.until_on, []).append(row_id)
    for until_on, ids in dates.items():
        for some in chunks(ids, MANY):
            Leadership.objects.filter(id__in=some).update(until_on=until_on)
    for opened in chunks(_opened(plan, employment_ids, person_ids), CHUNK):
        Leadership.objects.bulk_create(opened)


def _opened(plan: Plan, employment_ids: dict[str, UUID], person_ids: dict[str, UUID]) -> Iterator[Leadership]:
    for key, facts in plan.leaderships_opened:
        employment = plan.employments.get(key) or plan.stored.employments[key]
        yield Leadership(
            employment_id=employment_ids[key],
            employee_id=person_ids[employment.number],
            leader_id=person_ids[facts.leader_number],
            from_on=facts.from_on,
            until_on=facts.until_on,
        )


def _write_tree(parents: dict[str, str], ids: dict[str, UUID]) -> None:
    UnitAncestor.objects.all().delete()
    lines = (
        UnitAncestor(unit_id=ids[code], ancestor_id=ids[above], depth=depth)
        for code, above, depth in ancestors_of(parents)
    )
    for some in chunks(lines, CHUNK):
        UnitAncestor.objects.bulk_create(some)
