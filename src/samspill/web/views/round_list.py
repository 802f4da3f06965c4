"""HR's list of one round by name: narrow it, page through it, exempt, bring back, take it out as a file."""

from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.conversations.queries_for_hr import Narrowing, RoundLine, RoundPage, export_round, list_round, read_line
from samspill.conversations.services.exempting import bring_back, exempt
from samspill.conversations.states import State
from samspill.foundation.errors import Unacceptable
from samspill.organisation.queries import find_units
from samspill.rounds.queries import read_round
from samspill.web.downloads import csv_lines
from samspill.web.forms.rounds import ExemptForm, NarrowingForm
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence
from samspill.web.views.rounds import counts_of

MAY_BE_EXEMPTED = frozenset({State.PLANNED, State.INVITED})
NOTHING = RoundPage([], None)
MAY_COME_BACK = frozenset({State.EXEMPTED, State.DECLINED})


def round_list(request: HttpRequest, actor: Actor, round_id: UUID) -> HttpResponse:
    """Fifty conversations of the round, by the employee's name."""
    round_ = read_round(actor, round_id=round_id)
    form = NarrowingForm(request.GET)
    narrowing = _narrowing(actor, form)
    page = NOTHING
    if narrowing is not None:
        page = list_round(actor, round_id=round_id, narrowing=narrowing, after=_after(request))
    asked = {name: value for name, value in request.GET.items() if name in form.fields and value}
    context = {
        "round": round_,
        "form": form,
        "page": page,
        "counts": _counts(actor, round_id),
        "is_narrowed": bool(asked),
        "query": urlencode(asked),
        "may_be_exempted": MAY_BE_EXEMPTED,
        "may_come_back": MAY_COME_BACK,
    }
    return show(request, "rounds/round.html", context, parts={"list": "list"})


def export(request: HttpRequest, actor: Actor, round_id: UUID) -> HttpResponse:
    """The list as narrowed, as a file for a spreadsheet."""
    round_ = read_round(actor, round_id=round_id)
    narrowing = _narrowing(actor, NarrowingForm(request.GET))
    lines = export_round(actor, round_id=round_id, narrowing=narrowing) if narrowing else iter(())
    response = HttpResponse(csv_lines(_cells(lines)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="round-{round_.year}.csv"'
    return response


def exempt_one(request: HttpRequest, actor: Actor, round_id: UUID, conversation_id: UUID) -> HttpResponse:
    """Exempt somebody, with a reason from the closed list."""
    line = read_line(actor, round_id=round_id, conversation_id=conversation_id)
    form = ExemptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            exempt(actor, conversation_id=conversation_id, **form.cleaned_data)
        except Unacceptable as error:
            form.add_error(error.field, sentence(error))
        else:
            messages.success(request, _("%(name)s is exempted.") % {"name": line.conversation.employee.full_name})
            return go_to(request, "round", round_id=round_id)
    context = {"form": form, "line": line, "round_id": round_id}
    return show(request, "rounds/exempt.html", context, status=422 if form.errors else 200)


def bring_back_one(request: HttpRequest, actor: Actor, round_id: UUID, conversation_id: UUID) -> HttpResponse:
    """Let somebody who was exempted, or said no, have a conversation after all."""
    line = read_line(actor, round_id=round_id, conversation_id=conversation_id)
    bring_back(actor, conversation_id=conversation_id)
    messages.success(request, _("%(name)s is back in the round.") % {"name": line.conversation.employee.full_name})
    return go_to(request, "round", round_id=round_id)


def _narrowing(actor: Actor, form: NarrowingForm) -> Narrowing | None:
    """What was asked for; what cannot be understood finds nothing rather than everything."""
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    units = find_units(actor, text=asked["unit"]) if asked["unit"] else []
    if asked["unit"] and len(units) != 1:
        form.add_error("unit", _several(units))
        return None
    return Narrowing(asked["state"], units[0].id if units else None, asked["without_leader"], asked["name"].strip())


def _several(units: list) -> str:  # type: ignore[type-arg]
    if not units:
        return _("There is no unit with this code or name.")
    return _("Several units fit. Write the code: %(names)s") % {
        "names": ", ".join(f"{unit.name} ({unit.code})" for unit in units)
    }


def _after(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET["after"])
    except (KeyError, ValueError):
        return None


def _counts(actor: Actor, round_id: UUID) -> list[tuple[str, str, int]]:
    counted = counts_of(actor, round_id)
    told = [(state.value, str(state.label), counted.get(state.value, 0)) for state in State]
    return [("", _("All"), counted["total"]), *(one for one in told if one[2])]


def _cells(lines: Iterator[RoundLine]) -> Iterator[list[str]]:
    yield [
        _("Employee number"),
        _("Employee"),
        _("Unit"),
        _("Conversation leader"),
        _("State"),
        _("Planned"),
        _("Held"),
    ]
    for line in lines:
        one = line.conversation
        yield [
            one.employee.employee_number,
            one.employee.full_name,
            one.unit.name,
            line.leader,
            str(State(one.state).label),
            f"{localtime(line.when):%Y-%m-%d %H:%M}" if line.when else "",
            one.held_on.isoformat() if one.held_on else "",
        ]
