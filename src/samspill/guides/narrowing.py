"""Whom additions and statements can belong to, and which of them somebody may change."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import NotFound
from samspill.guides.models import Guide
from samspill.guides.policy import STATE
from samspill.guides.queries import GuideLine, lines_of
from samspill.guides.services.stating import Whose
from samspill.organisation.facts import title_of_occupation
from samspill.organisation.models import Unit
from samspill.organisation.queries import find_occupations, find_units, find_units_led


@dataclass(frozen=True, slots=True)
class Owner:
    """A unit, an occupation or the whole organisation (then without a name), as pages show it."""

    whose: Whose
    name: str = ""

    @property
    def address(self) -> str:
        """How it stands in a page's address; empty for the organisation."""
        if self.whose.unit_id:
            return f"enhet={self.whose.unit_id}"
        return f"yrke={self.whose.title_code}" if self.whose.title_code else ""


def read_owner(actor: Actor, /, *, unit_id: UUID | None = None, title_code: str = "") -> Owner:
    """Whom statements belong to, for somebody who may change them.

    Raises:
        NotFound, Denied: there is no such unit, or it is not the actor's.
    """
    whose = Whose(unit_id, "" if unit_id else title_code)
    gate.require(actor, whose, STATE)
    if unit_id is None:
        return Owner(whose, title_of_occupation(title_code) if title_code else "")
    unit = Unit.objects.filter(id=unit_id).first()
    if unit is None:
        raise NotFound
    return Owner(whose, unit.name)


def list_owners(actor: Actor, /) -> list[Owner]:
    """Those whom the actor may speak for at once: for HR the organisation, for leaders the units they lead."""
    own = [Owner(Whose())] if actor.has(Role.HR) else []
    led = Unit.objects.filter(leader_id=actor.person_id, is_ended=False).order_by("code")
    return own + [Owner(Whose(unit.id), unit.name) for unit in led]


def find_owners(actor: Actor, /, *, text: str) -> list[Owner]:
    """Units by code or name, and for HR occupations too, among those that the actor may speak for."""
    if not actor.has(Role.HR):
        return [Owner(Whose(unit.id), unit.name) for unit in find_units_led(actor, text=text)]
    units = [Owner(Whose(unit.id), unit.name) for unit in find_units(actor, text=text)]
    return units + [Owner(Whose(None, code), title) for code, title in find_occupations(actor, text=text)]


def list_additions(actor: Actor, /) -> list[GuideLine]:
    """The additions that the actor may change, newest first."""
    additions = Guide.objects.filter(kind=Guide.Kind.ADDITION)
    if not actor.has(Role.HR):
        additions = additions.filter(Q(unit__ancestors__ancestor__leader_id=actor.person_id)).distinct()
    return lines_of(additions.order_by("-made_at", "key"))
