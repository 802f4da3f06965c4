"""Reads about the organisation for a named actor."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.foundation.database import in_norwegian_order
from samspill.organisation.dates import not_ended, valid_today
from samspill.organisation.models import Delegation, Employment, Leadership, Unit
from samspill.organisation.policy import SEE_ORGANISATION

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
