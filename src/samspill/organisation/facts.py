"""States, dates and counts about the organisation, for the rooms above."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from samspill.confidentiality.actors import Actor
from samspill.foundation.database import in_norwegian_order
from samspill.foundation.prepared import Prepared
from samspill.organisation.covering import CoveredEmployment, current_employments
from samspill.organisation.dates import valid_today
from samspill.organisation.models import (
    Delegation,
    Employment,
    EmploymentForm,
    Leadership,
    Organisation,
    Unit,
    UnitAncestor,
)

__all__ = [
    "CoveredEmployment",
    "UnitFact",
    "covered_employments",
    "leaders_of",
    "leads_anybody",
    "leads_unit",
    "nearest_leaders_of",
    "occupations_of",
    "path_to",
    "the_organisation",
    "title_of_occupation",
    "top_units",
    "units_and_children",
    "units_below",
    "units_led_by",
    "valid_today",
]

MANY = 500


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A unit as overviews show it."""

    id: UUID
    name: str
    parent_id: UUID | None


def leads_anybody(actor: Actor) -> bool:
    """Whether the actor is somebody's nearest leader today, or shares a leader's conversations."""
    return bool(_led_by.ask(person_id=actor.person_id))


@Prepared
def _led_by(person_id: UUID) -> QuerySet[Leadership, Any]:
    leads = Leadership.objects.filter(valid_today(), leader_id=person_id).values("id")
    shares = Delegation.objects.filter(valid_today(), delegate_id=person_id).values("id")
    return leads.union(shares)[:1]


def units_led_by(actor: Actor) -> list[UUID]:
    """The units whose leader the actor is today."""
    return list(Unit.objects.filter(leader_id=actor.person_id, is_ended=False).values_list("id", flat=True))


def leads_unit(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor is the leader of this unit, or of one above it."""
    led = Unit.objects.filter(leader_id=actor.person_id, is_ended=False, descendants__unit_id=unit_id)
    return actor.person_id is not None and led.exists()


def top_units() -> list[UUID]:
    """The units that no other stands above."""
    return list(Unit.objects.filter(parent__isnull=True).values_list("id", flat=True))


def path_to(unit_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """For each unit the way down to it from the top, itself last."""
    lines = UnitAncestor.objects.filter(unit_id__in=list(unit_ids)).order_by("-depth")
    paths: dict[UUID, list[UUID]] = {}
    for unit_id, ancestor_id in lines.values_list("unit_id", "ancestor_id"):
        paths.setdefault(unit_id, []).append(ancestor_id)
    return paths


def units_and_children(unit_ids: Iterable[UUID]) -> list[UnitFact]:
    """These units and those right below them, in Norwegian order of name; ended ones too, since their figures stand."""
    wanted = list(unit_ids)
    found = Unit.objects.filter(Q(id__in=wanted) | Q(parent_id__in=wanted)).order_by(in_norwegian_order("name"), "code")
    return [UnitFact(*row) for row in found.values_list("id", "name", "parent_id")]


def the_organisation() -> Organisation:
    """The one organisation, or its defaults before it has been named."""
    return Organisation.objects.first() or Organisation(name="")


def covered_employments(
    *, covered: Literal["permanent", "all"] | str, unit_id: UUID | None = None
) -> Iterator[CoveredEmployment]:
    """Everybody whom a round covers, one line for each pair of employee and conversation leader, main position first.

    Args:
        covered: ``permanent`` for those whose position is permanent only (seed 002), else everybody.
        unit_id: only this unit and all below it; the whole organisation when left out.
    """
    employments = Employment.objects.all()
    if covered == EmploymentForm.PERMANENT:
        employments = employments.filter(form=EmploymentForm.PERMANENT)
    if unit_id is not None:
        employments = employments.filter(unit__ancestors__ancestor_id=unit_id)
    return current_employments(employments)


def leaders_of(person_ids: Collection[UUID]) -> dict[UUID, list[CoveredEmployment]]:
    """For each employee the pairs with today's conversation leaders, main position first; absent without a position."""
    found: dict[UUID, list[CoveredEmployment]] = {}
    asked = list(person_ids)
    for start in range(0, len(asked), MANY):
        employments = Employment.objects.filter(person_id__in=asked[start : start + MANY])
        for pair in current_employments(employments):
            found.setdefault(pair.person_id, []).append(pair)
    return found


def nearest_leaders_of(person_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Each employee's nearest leaders today, without regard to delegation; absent where there is none."""
    found: dict[UUID, set[UUID]] = {}
    pairs = Leadership.objects.filter(valid_today(), employee_id__in=person_ids)
    for employee_id, leader_id in pairs.values_list("employee_id", "leader_id"):
        found.setdefault(employee_id, set()).add(leader_id)
    return found


def units_below(unit_ids: Iterable[UUID]) -> dict[UUID, dict[UUID, int]]:
    """For each of these units all that stand under it, itself with depth 0, with how far below they are."""
    found: dict[UUID, dict[UUID, int]] = {unit_id: {unit_id: 0} for unit_id in unit_ids}
    lines = UnitAncestor.objects.filter(ancestor_id__in=list(found)).values_list("ancestor_id", "unit_id", "depth")
    for ancestor_id, unit_id, depth in lines:
        found[ancestor_id][unit_id] = depth
    return found


def occupations_of(person_id: UUID, unit_id: UUID) -> QuerySet[Employment, str]:
    """The codes of the occupations that somebody has in a unit, for use inside a query."""
    held = Employment.objects.filter(person_id=person_id, unit_id=unit_id).exclude(title_code="")
    return held.values_list("title_code", flat=True)


def title_of_occupation(title_code: str) -> str:
    """What an occupation is called, by its code; the code itself where nobody has it."""
    titles = Employment.objects.filter(title_code=title_code).exclude(title="").values_list("title", flat=True)
    return titles.order_by("title").first() or title_code
