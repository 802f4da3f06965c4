"""Set-up: what this person may set up, roles, the organisation's defaults, those without a leader, the archive."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from samspill.archive.queries import list_deliveries
from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import NotFound
from samspill.organisation.facts import the_organisation
from samspill.organisation.queries import list_without_leader
from samspill.organisation.services.naming import change_organisation
from samspill.people.queries import read_person
from samspill.people.services.roles import LastAdministrator, end_role, grant_role, list_roles
from samspill.web.forms.setting_up import ROLES, OrganisationForm, RoleForm
from samspill.web.numbers import read_number
from samspill.web.rendering import go_to, show

SETTING_UP = (Role.HR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that can be set up."""

    name: str
    title: str
    text: str
    url: str


def setup(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this person may set up."""
    return show(request, "setup/setup.html", {"cards": _cards(actor)})


def without_leader(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those who have no usable leader, and why."""
    page = list_without_leader(actor, page=_number(request.GET.get("page", "")))
    return show(request, "setup/without_leader.html", {"page": page})


def organisation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The organisation's name and defaults."""
    now = the_organisation()
    initial = {name: getattr(now, name, None) for name in OrganisationForm.base_fields}
    initial["archiving"] = "yes" if now.is_archiving else "no"
    form = OrganisationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_organisation(actor, name=form.cleaned_data["name"], defaults=form.defaults)
        messages.success(request, _("It is saved. Rounds that are planned already keep what they have."))
        return go_to(request, "setup")
    return show(request, "setup/organisation.html", {"form": form}, status=422 if form.errors else 200)


def roles(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who holds which role, and a form to give one."""
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = read_person(form.cleaned_data["employee_number"].strip())
        except NotFound:
            form.add_error("employee_number", _("Nobody has this employee number."))
        else:
            grant_role(actor, person_id=person.id, role=Role(form.cleaned_data["role"]))
            messages.success(request, _("%(name)s has the role from now on.") % {"name": person.full_name})
            return go_to(request, "roles")
    names = dict(ROLES)
    lines = [(line, names[line.role]) for line in list_roles(actor)]
    return show(request, "setup/roles.html", {"form": form, "lines": lines}, status=422 if form.errors else 200)


def end_one_role(request: HttpRequest, actor: Actor, person_id: UUID, role: str) -> HttpResponse:
    """End a role."""
    if role not in set(Role):
        raise NotFound
    try:
        end_role(actor, person_id=person_id, role=Role(role))
        messages.success(request, _("The role is ended."))
    except LastAdministrator:
        messages.warning(request, _("This is the last administrator. Give somebody else the role first."))
    return go_to(request, "roles")


def archive_deliveries(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every delivery to the archive with its state, those that failed first."""
    return show(request, "setup/archive.html", {"deliveries": list_deliveries(actor)})


def _cards(actor: Actor) -> list[Card]:
    hr, administrator = actor.has(Role.HR), actor.has(Role.ADMINISTRATOR)
    may = [
        (hr, "rounds", _("Rounds"), _("Plan and open a round, and follow it by name.")),
        (
            hr or administrator,
            "imports",
            _("Import"),
            _("Bring in the organisation from a file. You see everything before it counts."),
        ),
        (
            hr or administrator,
            "without_leader",
            _("Without a leader"),
            _("Those who have no leader in the file, and why."),
        ),
        (hr or administrator, "organisation", _("The organisation"), _("Name, and what a new round begins with.")),
        (
            hr or administrator,
            "referrals",
            _("Where to get help"),
            _("Those who can help when something is bigger than the conversation."),
        ),
        (hr or administrator, "guides", _("Guides"), _("What employees and leaders are asked, in three languages.")),
        (
            administrator,
            "roles",
            _("Roles"),
            _("Who is HR, management, representative, records manager, administrator."),
        ),
        (
            hr or actor.has(Role.RECORDS),
            "archive_deliveries",
            _("Archive"),
            _("Every plan that was delivered, with its receipt."),
        ),
    ]
    return [Card(name, title, text, url) for is_open, name, title, text in may if is_open and (url := _url(name))]


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _number(text: str) -> int:
    return read_number(text, otherwise=1)
