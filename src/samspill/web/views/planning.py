"""Planning a whole team on one page: propose times, adjust them, send every invitation or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.confidentiality.actors import Actor
from samspill.conversations.proposing import PartOfDay, propose_times
from samspill.conversations.queries import TeamLine, deadline_of, list_taken_times, list_team
from samspill.conversations.services.inviting import invite
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.web.forms.planning import RowForm, TeamForm
from samspill.web.rendering import go_to, show
from samspill.web.sentences import sentence

NOTICE = timedelta(days=14)
FIELDS = {"planned_at": "at", "length_minutes": "length_minutes", "place": "place"}


@dataclass(slots=True)
class Row:
    """One employee with the form of the invitation."""

    line: TeamLine
    form: RowForm


def plan_team(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All whom nobody has invited yet, each with a time and a place."""
    lines = [
        line for line in list_team(actor) if line.conversation.state == State.PLANNED and line.conversation.round_id
    ]
    if request.method != "POST":
        return _show(request, lines, TeamForm(initial=_defaults(lines)), _rows(lines, None))
    team, rows = TeamForm(request.POST), _rows(lines, request.POST)
    if "propose" in request.POST:
        if team.is_valid():
            rows = _rows(lines, _with_times(actor, request.POST, team, rows))
        return _show(request, lines, team, rows, status=200 if team.is_valid() else 422)
    if not _send(actor, team, rows):
        return _show(request, lines, team, rows, status=422)
    sent = len(_included(rows))
    messages.success(request, ngettext("%(n)s invitation is sent.", "%(n)s invitations are sent.", sent) % {"n": sent})
    return go_to(request, "team")


def _send(actor: Actor, team: TeamForm, rows: Sequence[Row]) -> bool:
    """Send them all; when one cannot be sent, its row says why and none is sent."""
    faulty = [row for row in rows if not row.form.is_valid()]
    if not team.is_valid() or faulty:
        return False
    included = _included(rows)
    if not included:
        team.add_error(None, _("Choose at least one to invite."))
        return False
    try:
        invite(actor, drafts=[row.form.draft(team.cleaned_data["words"]) for row in included])
    except Unacceptable as error:
        _tell(error, team, included)
        return False
    return True


def _tell(error: Unacceptable, team: TeamForm, included: Sequence[Row]) -> None:
    index = error.facts.get("index")
    if error.field in FIELDS and isinstance(index, int):
        included[index].form.add_error(FIELDS[error.field], sentence(error))
    else:
        team.add_error(error.field if error.field in team.fields else None, sentence(error))


def _with_times(actor: Actor, posted: QueryDict, team: TeamForm, rows: Sequence[Row]) -> QueryDict:
    """What was typed, with times for those who have none, and the common place and length where they are empty."""
    for row in rows:
        row.form.is_valid()
    waiting = [row for row in _included(rows) if row.form.planned_at is None]
    fixed = [row for row in _included(rows) if row.form.planned_at is not None]
    common = team.cleaned_data["length_minutes"]
    lengths = [row.form.cleaned_data.get("length_minutes") or common for row in waiting]
    taken = list_taken_times(actor, apart_from=[row.line.conversation.id for row in rows])
    taken += [row.form.span(common) for row in fixed]
    times = propose_times(team.wishes, lengths=lengths, taken=taken, after=clock.now())
    filled = posted.copy()
    for row, length, start in zip(waiting, lengths, times, strict=True):
        _fill(filled, row.form, start, length, team.cleaned_data["place"])
    return filled


def _fill(filled: QueryDict, form: RowForm, start: datetime | None, length: int, place: str) -> None:
    local = start.astimezone(clock.OSLO) if start else None
    values = {
        "on": local.date().isoformat() if local else "",
        "at": f"{local:%H:%M}" if local else "",
        "length_minutes": str(length),
        "place": form.cleaned_data.get("place") or place,
    }
    for name, value in values.items():
        filled[form.add_prefix(name)] = value


def _rows(lines: Sequence[TeamLine], posted: QueryDict | None) -> list[Row]:
    return [Row(line, _form(line, posted)) for line in lines]


def _form(line: TeamLine, posted: QueryDict | None) -> RowForm:
    conversation = line.conversation
    return RowForm(
        posted,
        conversation_id=conversation.id,
        name=line.employee.full_name,
        is_included=True,
        length_minutes=conversation.length_minutes,
    )


def _included(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.form.is_bound and getattr(row.form, "cleaned_data", {}).get("is_included")]


def _defaults(lines: Sequence[TeamLine]) -> dict[str, object]:
    return {
        "length_minutes": lines[0].conversation.length_minutes if lines else 60,
        "start_on": clock.today() + NOTICE,
        "parts": [PartOfDay.MORNING, PartOfDay.AFTERNOON],
        "most_a_day": 2,
    }


def _show(
    request: HttpRequest, lines: Sequence[TeamLine], team: TeamForm, rows: Sequence[Row], *, status: int = 200
) -> HttpResponse:
    deadline_on = deadline_of(list(lines))
    context = {
        "form": team,
        "rows": rows,
        "deadline_on": deadline_on,
        "after_deadline": _after(rows, deadline_on),
        "without_mail": [line.employee.full_name for line in lines if not line.employee.mail],
        "faulty": [row for row in rows if row.form.is_bound and row.form.errors] if status == 422 else [],
    }
    return show(request, "team/plan.html", context, status=status)


def _after(rows: Sequence[Row], deadline_on: date | None) -> int:
    """How many of the times come after the deadline."""
    for row in rows:
        if row.form.is_bound:
            row.form.is_valid()
    times = [row.form.planned_at for row in rows]
    return sum(1 for time in times if time and deadline_on and time.date() > deadline_on)
