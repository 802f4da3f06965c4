"""Stepping in as one of the cast; only where the data folder carries the marker of a demonstration."""

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.people.demo import list_cast, read_cast_member
from samspill.people.services.sessions import begin_session
from samspill.people.states import SignedInBy
from samspill.people.visitors import welcome_back
from samspill.web.rendering import go_to, show

ROLES: dict[str, str | Promise] = {
    "employee": _("Employee"),
    "leader": _("Leader"),
    "leader_above": _("The leader's leader"),
    "delegate": _("Holds conversations for the leader"),
    "former_leader": _("Former leader"),
    "hr": _("HR"),
    "administrator": _("Administrator"),
    "colleague": _("Colleague in the same unit"),
    "other_unit": _("Employee in another unit"),
}


def demo(request: HttpRequest) -> HttpResponse:
    """Show the cast; step in as the one that was chosen."""
    cast = list_cast()
    if request.method == "POST":
        person = read_cast_member(request.POST.get("number", ""))
        begin_session(request, person, by=SignedInBy.DEMO)
        response = go_to(request, "home")
        welcome_back(response, person)
        return response
    members = [(member, ROLES.get(member.role, "")) for member in cast]
    return show(request, "signing_in/demo.html", {"members": members})
