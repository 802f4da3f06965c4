"""The door: the only way to declare a URL, and it demands who the page is for.

``page("team/", views.team.show, name="team", who=Who.LEADERS)``. A view is called as ``view(request, actor, **arguments)``.
A page that an actor is not for answers as if it did not exist.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import NotFound
from samspill.organisation.facts import leads_anybody, units_led_by
from samspill.people.queries import actor_of

View = Callable[..., HttpResponse]


class Who(StrEnum):
    """Whom a page is for. Where it says the two, the gate decides for the conversation at hand."""

    EVERYBODY = "everybody"
    SIGNED_IN = "signed in"
    THE_TWO = "the two"
    LEADERS = "leaders"
    OVERSEERS = "overseers"
    HR = "HR"
    NARROWERS = "HR and leaders of units"
    ADMINISTRATORS = "administrators"
    SETUP = "HR and administrators"
    RECORDS = "records managers"
    FILING = "HR and records managers"
    OFFICES = "HR, administrators and records managers"


ROLES: dict[Who, frozenset[Role]] = {
    Who.HR: frozenset({Role.HR}),
    Who.NARROWERS: frozenset({Role.HR}),
    Who.ADMINISTRATORS: frozenset({Role.ADMINISTRATOR}),
    Who.SETUP: frozenset({Role.HR, Role.ADMINISTRATOR}),
    Who.RECORDS: frozenset({Role.RECORDS}),
    Who.FILING: frozenset({Role.HR, Role.RECORDS}),
    Who.OFFICES: frozenset({Role.HR, Role.ADMINISTRATOR, Role.RECORDS}),
    Who.OVERSEERS: frozenset({Role.HR, Role.MANAGEMENT, Role.REPRESENTATIVE}),
}


def may_enter(actor: Actor, who: Who) -> bool:
    """Whether the page is for this actor at all; leaders are those who lead somebody today."""
    if who in {Who.EVERYBODY, Who.SIGNED_IN, Who.THE_TWO}:
        return True
    if actor.has(*ROLES.get(who, frozenset())):
        return True
    if who is Who.NARROWERS:
        return bool(units_led_by(actor))
    return who in {Who.LEADERS, Who.OVERSEERS} and leads_anybody(actor)


def page(route: str, view: View, *, name: str, who: Who, methods: tuple[str, ...] = ("GET",)) -> URLPattern:
    """Declare a page.

    Args:
        route: the path, without leading slash.
        view: called as ``view(request, actor, **arguments)``; for everybody as ``view(request, **arguments)``.
        name: the URL's name.
        who: whom it is for; the strictest that fits.
        methods: what may be asked of it; HEAD comes with GET.
    """
    allowed = {*methods, *({"HEAD"} if "GET" in methods else ())}

    @wraps(view)
    def door(request: HttpRequest, **arguments: Any) -> HttpResponse:
        if request.method not in allowed:
            return HttpResponseNotAllowed(sorted(allowed))
        if who is Who.EVERYBODY:
            return view(request, **arguments)
        actor = actor_of(request.user)
        if not may_enter(actor, who):
            raise NotFound
        request.actor = actor  # type: ignore[attr-defined]
        return view(request, actor, **arguments)

    marked = login_not_required(door) if who is Who.EVERYBODY else door
    marked.who, marked.methods = who, frozenset(allowed)  # type: ignore[attr-defined]
    return path(route, marked, name=name)
