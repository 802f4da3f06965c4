"""Reads about the organisation for a named actor."""

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Min, Q, QuerySet

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.foundation.database import begins_with, in_norwegian_order
from samspill.organisation.dates import not_ended, valid_today
from samspill.organisation.models import Delegation, Employment, Leadership, Referral, Unit
from samspill.organisation.policy import CHANGE_REFERRALS, DELEGATE, SEE_ORGANISATION
from samspill.people.models import Person

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


def find_units(actor: Actor, /, *, text: str, most: int = 10) -> list[Unit]:
    """The units with this code, else those with this name, else those whose name begins like this."""
    gate.require(actor, None, SEE_ORGANISATION)
    return _matching(Unit.objects.all(), text, most)


def find_units_led(actor: Actor, /, *, text: str, most: int = 10) -> list[Unit]:
    """As ``find_units``, among the units that the actor leads and those below them."""
    led = Unit.objects.filter(ancestors__ancestor__leader_id=actor.person_id).distinct()
    return _matching(led, text, most)


def find_occupations(actor: Actor, /, *, text: str, most: int = 10) -> list[tuple[str, str]]:
    """The occupations with this code, else those whose title begins like this: code and title."""
    gate.require(actor, None, SEE_ORGANISATION)
    wanted = text.strip()
    held = Employment.objects.filter(not_ended()).exclude(title_code="")
    for asked in (Q(title_code=wanted), begins_with("title", wanted)):
        rows = held.filter(asked).values_list("title_code").annotate(title=Min("title")).order_by("title_code")
        if wanted and (found := list(rows[:most])):
            return found
    return []


def _matching(units: QuerySet[Unit], text: str, most: int) -> list[Unit]:
    wanted = text.strip()
    standing = units.filter(is_ended=False).order_by(in_norwegian_order("name"), "code")
    for asked in (Q(code=wanted), Q(name=wanted), begins_with("name", wanted)):
        found = list(standing.filter(asked)[:most]) if wanted else []
        if found:
            return found
    return []


def _walk(below: dict[UUID | None, list[Unit]]) -> list[UnitLine]:
    lines: list[UnitLine] = []
    waiting = [UnitLine(unit, 0) for unit in below.get(None, [])]
    while waiting:
        line = waiting.pop()
        lines.append(line)
        waiting += [UnitLine(child, line.depth + 1) for child in below.get(line.unit.id, [])]
    return lines


@dataclass(frozen=True, slots=True)
class LedLine:
    """Somebody whose nearest leader the actor is, through one position."""

    person_id: UUID
    name: str
    unit_id: UUID
    unit: str
    title_code: str
    title: str


def list_led(actor: Actor, /) -> list[LedLine]:
    """Those whose nearest leader the actor is today, by name; one line to each position. Nobody for a delegate."""
    led = Leadership.objects.filter(valid_today(), leader_id=actor.person_id).select_related(
        "employee", "employment__unit"
    )
    by_name = led.order_by(in_norwegian_order("employee__family_name"), in_norwegian_order("employee__given_name"))
    return [
        LedLine(
            one.employee_id,
            one.employee.full_name,
            one.employment.unit_id,
            one.employment.unit.name,
            one.employment.title_code,
            one.employment.title,
        )
        for one in by_name
    ]


def find_colleagues(actor: Actor, /, *, text: str, most: int = 10) -> list[Person]:
    """Those who can sign in and have this employee number, or names that begin like this."""
    gate.require(actor, None, DELEGATE)
    words = text.split()
    active = Person.objects.filter(~Q(id=actor.person_id), is_active=True)
    exact = list(active.filter(employee_number=text.strip()))
    if exact or not words:
        return exact
    for word in words:
        active = active.filter(begins_with("given_name", word) | begins_with("family_name", word))
    return list(active.order_by("family_name", "given_name")[:most])


def list_delegations(actor: Actor, /) -> list[Delegation]:
    """How the actor shares conversations today, newest first; the actor's own sharing only."""
    own = Delegation.objects.filter(valid_today(), leader_id=actor.person_id)
    return list(own.select_related("delegate", "unit").prefetch_related("employees").order_by("-made_at"))


def list_referrals(actor: Actor, /) -> list[Referral]:
    """Whom the organisation refers to, in order, for those who keep the list."""
    gate.require(actor, None, CHANGE_REFERRALS)
    return list(Referral.objects.order_by("position"))
