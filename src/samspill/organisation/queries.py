"""Reads about the organisation for a named actor."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation.database import in_norwegian_order
from samspill.organisation.dates import not_ended, valid_today
from samspill.organisation.models import Delegation, Employment, ImportRun, Leadership, ReportPage, Unit
from samspill.organisation.policy import CHECK_IMPORT, SEE_ORGANISATION

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the tree: its depth is 0 at the top."""

    unit: Unit
    depth: int


def list_without_leader(actor: Actor, /, *, page: int = 1) -> Page[Employment]:
    """Employments that have no usable leader, each with its reason and its person and unit, fifty to a page."""
    gate.require(actor, None, SEE_ORGANISATION)
    standing = Employment.objects.filter(not_ended()).exclude(no_leader="").select_related("person", "unit")
    by_name = standing.order_by(
        in_norwegian_order("person__family_name"), in_norwegian_order("person__given_name"), "id"
    )
    return Paginator(by_name, ON_A_PAGE).get_page(page)


def list_units(actor: Actor, /) -> list[UnitLine]:
    """The units that are not ended, as a tree read from the top, brothers and sisters by code."""
    gate.require(actor, None, SEE_ORGANISATION)
    below: dict[UUID | None, list[Unit]] = {}
    units = list(Unit.objects.filter(is_ended=False).select_related("leader").order_by("-code"))
    standing = {unit.id for unit in units}
    for unit in units:
        below.setdefault(unit.parent_id if unit.parent_id in standing else None, []).append(unit)
    return _walk(below)


def _walk(below: dict[UUID | None, list[Unit]]) -> list[UnitLine]:
    lines: list[UnitLine] = []
    waiting = [UnitLine(unit, 0) for unit in below.get(None, [])]
    while waiting:
        line = waiting.pop()
        lines.append(line)
        waiting += [UnitLine(child, line.depth + 1) for child in below.get(line.unit.id, [])]
    return lines


def list_delegations(actor: Actor, /) -> list[Delegation]:
    """How the actor shares conversations today, newest first; the actor's own sharing only."""
    own = Delegation.objects.filter(valid_today(), leader_id=actor.person_id)
    return list(own.select_related("delegate", "unit").prefetch_related("employees").order_by("-made_at"))


def nearest_leaders_of(person_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Each employee's nearest leaders today, without regard to delegation; absent where there is none."""
    found: dict[UUID, set[UUID]] = {}
    pairs = Leadership.objects.filter(valid_today(), employee_id__in=person_ids)
    for employee_id, leader_id in pairs.values_list("employee_id", "leader_id"):
        found.setdefault(employee_id, set()).add(leader_id)
    return found


def list_runs(actor: Actor, /) -> list[ImportRun]:
    """The imports of the last month, newest first, without their reports' lists."""
    gate.require(actor, None, CHECK_IMPORT)
    return list(ImportRun.objects.select_related("made_by", "applied_by").order_by("-made_at")[:ON_A_PAGE])


def read_run(actor: Actor, /, *, run_id: UUID) -> ImportRun:
    """One import.

    Raises:
        NotFound: there is none.
    """
    gate.require(actor, None, CHECK_IMPORT)
    run = ImportRun.objects.select_related("made_by", "applied_by").filter(id=run_id).first()
    if run is None:
        raise NotFound
    return run


def read_lines(actor: Actor, /, *, run_id: UUID, section: str, page: int) -> list[list[Any]]:
    """One page of a section of an import's report; nothing beyond the last."""
    gate.require(actor, None, CHECK_IMPORT)
    found = ReportPage.objects.filter(run_id=run_id, section=section, number=page).values_list("lines", flat=True)
    return found.first() or []


def iterate_lines(actor: Actor, /, *, run_id: UUID, section: str) -> Iterator[list[Any]]:
    """All lines of a section of an import's report, page by page."""
    gate.require(actor, None, CHECK_IMPORT)
    pages = ReportPage.objects.filter(run_id=run_id, section=section).order_by("number")
    for lines in pages.values_list("lines", flat=True).iterator(chunk_size=20):
        yield from lines
