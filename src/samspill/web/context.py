"""What every page has around it: the organisation's name and the doors that are this person's."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor, Role
from samspill.organisation.facts import leads_anybody, the_organisation
from samspill.organisation.referrals import ReferralText, name_and_referrals
from samspill.web.routing import Who


@dataclass(frozen=True, slots=True)
class FooterLink:
    """A page that everybody finds at the bottom."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class DoorLink:
    """One of the four doors at most."""

    name: str
    url: str
    is_current: bool


class _Organisation:
    """What pages show of the organisation, read once it is asked for; whom it refers to brings the name with it."""

    @cached_property
    def name(self) -> str:
        return the_organisation().name

    @cached_property
    def referrals(self) -> tuple[ReferralText, ...]:
        self.name, referrals = name_and_referrals()
        return referrals


def surroundings(request: HttpRequest) -> dict[str, object]:
    """The organisation's name and whom it refers to, this person's doors, and what stands at the bottom of every page."""
    organisation = _Organisation()
    return {
        "organisation_name": SimpleLazyObject(lambda: organisation.name),
        "referrals": SimpleLazyObject(lambda: organisation.referrals if _is_inside(request) else ()),
        "doors": SimpleLazyObject(lambda: _doors(request)),
        "footer_links": SimpleLazyObject(lambda: _footer(request)),
        "is_demo": settings.IS_DEMO,
    }


def _is_inside(request: HttpRequest) -> bool:
    return getattr(request, "actor", None) is not None


def _footer(request: HttpRequest) -> list[FooterLink]:
    links = [(_("Privacy"), "privacy"), (_("Help"), "help")]
    if _is_inside(request):
        links.insert(1, (_("Who has seen my conversations"), "who_has_seen_all"))
    return [FooterLink(name, reverse(url)) for name, url in links]


def _doors(request: HttpRequest) -> list[DoorLink]:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return []
    leads = _came_as_leader(request) or leads_anybody(actor)
    oversees = leads or actor.has(Role.HR, Role.MANAGEMENT, Role.REPRESENTATIVE)
    doors = [
        (_("My page"), "home", True),
        (_("My team"), "team", leads),
        (_("Overview"), "coverage", oversees),
        (_("Set-up"), "setup", actor.has(Role.HR, Role.ADMINISTRATOR, Role.RECORDS)),
    ]
    return [_door(request, name, reverse(url)) for name, url, is_open in doors if is_open]


def _came_as_leader(request: HttpRequest) -> bool:
    """Whether the page is for leaders only, so that the door has asked already."""
    match = request.resolver_match
    return match is not None and getattr(match.func, "who", None) is Who.LEADERS


def _door(request: HttpRequest, name: str, url: str) -> DoorLink:
    is_current = request.path == url if url == "/" else request.path.startswith(url)
    return DoorLink(name, url, is_current)
