"""The leader's own page: every employee a row, facts only, and what the leader has promised."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.confidentiality.actors import Actor
from samspill.conversations.queries import TeamLine, deadline_of, list_team, list_team_rounds
from samspill.conversations.states import NOT_COUNTED, State
from samspill.foundation import clock
from samspill.plans.facts import count_open_actions
from samspill.plans.owed import list_promises
from samspill.web.choosing import chosen_round
from samspill.web.rendering import show

TONES = {
    State.PLANNED: "soon",
    State.INVITED: "plan",
    State.STARTED: "plan",
    State.HELD: "soon",
    State.AGREED: "ok",
}
NOT_TO_BE_PLANNED = NOT_COUNTED | {State.DECLINED}
PREPARING = frozenset({State.PLANNED, State.INVITED, State.STARTED})
SHOWN_AFTER_END = timedelta(days=60)
LEAST_MONTHS, MOST_MONTHS = 6, 12
PREPARED: dict[tuple[bool, bool], str | Promise] = {
    (True, True): gettext_lazy("Both have begun"),
    (False, True): gettext_lazy("You have begun"),
    (True, False): gettext_lazy("The employee has begun"),
    (False, False): gettext_lazy("Not begun"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One employee on the page."""

    line: TeamLine
    state: str
    tone: str
    when: datetime | date | None
    prepared: str
    open_actions: int


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the year at a glance."""

    first_on: date
    held: int
    planned: int
    is_now: bool
    has_deadline: bool
    is_opening: bool


def team(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everybody whose conversation the actor leads, in one round."""
    rounds = list_team_rounds(actor)
    chosen = chosen_round(request, rounds)
    found = list_team(actor, round_id=chosen.id if chosen else None)
    lines = [line for line in found if line.conversation.round_id is not None]
    opened_at = chosen.opened_at if chosen else None
    context = {
        "rounds": rounds,
        "chosen": chosen,
        "rows": _rows(lines),
        "others": [_row(line, 0) for line in found if _is_current_outside_rounds(line)],
        "promises": list_promises(actor),
        **_summary(lines, opened_at.astimezone(clock.OSLO).date() if opened_at else None),
    }
    return show(request, "team/team.html", context)


def day(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A day's list for paper: times and names, nothing else."""
    lines = [line for line in list_team(actor) if line.conversation.state in PREPARING and line.conversation.planned_at]
    days = sorted({_day_of(line) for line in lines})
    asked = _date_in(request.GET.get("dato", ""))
    ahead = [one for one in days if one >= clock.today()]
    chosen = asked or next(iter(ahead), clock.today())
    that_day = [line for line in lines if _day_of(line) == chosen]
    return show(
        request, "team/day.html", {"day_on": chosen, "lines": sorted(that_day, key=_time_of), "days": ahead[:14]}
    )


def _is_current_outside_rounds(line: TeamLine) -> bool:
    """Whether it was asked for outside the rounds, and is neither taken back nor long over."""
    conversation = line.conversation
    if conversation.round_id is not None or conversation.state in NOT_TO_BE_PLANNED:
        return False
    return conversation.ended_at is None or conversation.ended_at > clock.now() - SHOWN_AFTER_END


def _summary(lines: Sequence[TeamLine], opened_on: date | None) -> dict[str, object]:
    """What the lead and the year at a glance say."""
    counted = [line for line in lines if line.conversation.state not in NOT_TO_BE_PLANNED]
    missing = sum(line.conversation.state == State.PLANNED for line in counted)
    deadline_on = deadline_of(list(lines))
    return {
        "counted": len(counted),
        "missing": missing,
        "with_time": len(counted) - missing,
        "deadline_on": deadline_on,
        "months": months_of(counted, opened_on=opened_on, deadline_on=deadline_on),
    }


def months_of(lines: Sequence[TeamLine], *, opened_on: date | None, deadline_on: date | None) -> list[Month]:
    """A year at most, in months: when the round opened, how many are held and planned, and when the deadline is."""
    held = Counter(_month(line.conversation.held_on) for line in lines if line.conversation.held_on)
    planned = Counter(
        _month(_day_of(line)) for line in lines if line.conversation.planned_at and not line.conversation.held_on
    )
    opening, deadline, now = (_month(day) if day else None for day in (opened_on, deadline_on, clock.today()))
    told = {month for month in (*held, *planned, opening, deadline) if month}
    first = min(told, default=_month(clock.today()))
    months = [first]
    while len(months) < LEAST_MONTHS or (months[-1] < max(told, default=first) and len(months) < MOST_MONTHS):
        months.append(_month(months[-1] + timedelta(days=31)))
    return [Month(one, held[one], planned[one], one == now, one == deadline, one == opening) for one in months]


def _rows(lines: Sequence[TeamLine]) -> list[Row]:
    actions = count_open_actions(line.conversation.id for line in lines)
    return [_row(line, actions.get(line.conversation.id, 0)) for line in lines]


def _row(line: TeamLine, open_actions: int) -> Row:
    conversation = line.conversation
    state = State(conversation.state)
    when = conversation.held_on or conversation.planned_at
    return Row(line, str(state.label), TONES.get(state, "plain"), when, _prepared(line, state), open_actions)


def _prepared(line: TeamLine, state: State) -> str:
    if state not in PREPARING:
        return ""
    if line.is_employee_ready and line.is_leader_ready:
        return _("Both are ready")
    if line.is_employee_ready and not line.has_leader_begun:
        return _("The employee is ready")
    return str(PREPARED[line.has_employee_begun, line.has_leader_begun])


def _date_in(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _time_of(line: TeamLine) -> datetime:
    planned_at = line.conversation.planned_at
    assert planned_at is not None
    return planned_at.astimezone(clock.OSLO)


def _day_of(line: TeamLine) -> date:
    return _time_of(line).date()


def _month(day_on: date) -> date:
    return day_on.replace(day=1)
