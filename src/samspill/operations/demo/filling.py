"""Filling an empty installation with the municipality and its history; all of it or none."""

import io
import json
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.archive.services import DELIVERY, deliver_due, queue_deliveries
from samspill.confidentiality.actors import Actor, Role
from samspill.conversations.queries import TeamLine, list_team
from samspill.conversations.services.opening import open_round
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.operations.demo import municipality
from samspill.operations.demo.direction import add_to_the_guides, state_direction
from samspill.operations.demo.stories import Employee, Story, agreed_stories, drawn_stories, told_stories
from samspill.operations.demo.telling import Act, Pair, Times, acts_of, tell
from samspill.organisation.facts import the_organisation
from samspill.organisation.queries import list_units
from samspill.organisation.services.delegating import delegate_conversations
from samspill.organisation.services.importing import apply_import, check_import
from samspill.organisation.services.naming import Defaults, change_organisation, name_organisation
from samspill.organisation.services.referring import Draft, add_referral
from samspill.organisation.states import AssessmentUse
from samspill.people.queries import actor_of, read_person
from samspill.people.services.roles import grant_role
from samspill.people.services.welcoming import become_first_administrator, make_first_administrator_link
from samspill.rounds.services import close_round, draft_round

LEIF, VIDAR, HANNE, AKSEL, FRIDA = "100002", "100004", "100006", "100007", "100008"
Teams = dict[str, list[TeamLine]]

DAY = timedelta(days=1)
YEAR = 365 * DAY
FIRST_IMPORT, AFTER_THE_CHANGE, NEWEST_IMPORT = 800, 499, 36


def run_demo() -> None:
    """Fill the demonstration's data folder unless that has been done.

    The marker ``DEMO`` gets its list of the cast last of all, so that a filling that was broken off is done anew.
    """
    marker = Path(settings.SAMSPILL_DATA) / "DEMO"
    if marker.read_text(encoding="utf-8").strip():
        return
    print(_("Making a municipality of some 640 people. It takes half a minute."), file=sys.stderr)
    shutil.rmtree(settings.SAMSPILL_ARCHIVE, ignore_errors=True)
    with transaction.atomic():
        fill(clock.now())
    marker.write_text(json.dumps({"cast": municipality.cast_roles()}), encoding="utf-8")


def fill(now: datetime) -> None:
    """Tell the history of Lyngvik kommune until a moment.

    Args:
        now: the present moment, aware.

    """
    today = now.astimezone(clock.OSLO).date()
    with clock.fixed(now - FIRST_IMPORT * DAY):
        _grant_roles()
    _import(now, days_ago=FIRST_IMPORT)
    later = _tell_old_round(Times(now - 2 * YEAR, today), "two_years_ago", dues=(-700, -560))
    later = tell(later, until=now - AFTER_THE_CHANGE * DAY)
    _import(now, days_ago=AFTER_THE_CHANGE)
    later += _tell_old_round(Times(now - YEAR, today), "last_year", dues=(-260, 40))
    later = tell(later, until=now - NEWEST_IMPORT * DAY)
    _import(now, days_ago=NEWEST_IMPORT)
    with clock.fixed(now - NEWEST_IMPORT * DAY):
        delegate_conversations(_actor(LEIF), delegate_id=read_person(VIDAR).id, employee_ids=[read_person(FRIDA).id])
    tell([*later, *_acts_of_this_round(Times(now, today))], until=now)


def deadline_after(today: date) -> date:
    """30 April when that is some weeks ahead, as the seeds have it; else the end of a month some weeks ahead."""
    usual = date(today.year, 4, 30)
    if timedelta(weeks=3) <= usual - today <= timedelta(weeks=15):
        return usual
    later = today + 35 * DAY
    first_of_next = (later.replace(day=1) + 31 * DAY).replace(day=1)
    return first_of_next - DAY


def _grant_roles() -> None:
    """Aksel becomes administrator by the console's link, with a password that nobody knows, and names the rest."""
    code = make_first_administrator_link(Actor.system("console")).rstrip("/").rpartition("/")[2]
    aksel = next(one for one in municipality.people() if one.number == AKSEL)
    password = secrets.token_urlsafe(20)
    become_first_administrator(
        code, employee_number=AKSEL, given_name=aksel.given, family_name=aksel.family, password=password
    )
    name_organisation(_actor(AKSEL), name=municipality.description()["name"])


def _import(now: datetime, *, days_ago: int) -> None:
    with clock.fixed(now - days_ago * DAY):
        file = io.BytesIO(municipality.export(today=now.astimezone(clock.OSLO).date(), days_ago=days_ago))
        run = check_import(_actor(AKSEL), files=[file])
        apply_import(_actor(AKSEL), run_id=run.id)
        grant_role(_actor(AKSEL), person_id=read_person(HANNE).id, role=Role.HR)


def _tell_old_round(times: Times, chapter: str, *, dues: tuple[int, int]) -> list[Act]:
    """Hold a round at Furua to its end, and return what happened long after: how the actions went."""
    with clock.fixed(times.opened_at):
        furua = next(line.unit.id for line in list_units(_actor(HANNE)) if line.unit.name == "Furua")
        round_id, teams = _open(times, deadline_on=times.now.date() + 30 * DAY, unit_id=furua)
    acts: list[Act] = []
    for leader, lines in teams.items():
        told = told_stories(chapter)
        rest = _employees(lines, besides=told)
        acts += _acts(leader, lines, [*told, *agreed_stories(rest, seed=f"{chapter}/{leader}", dues=dues)], times)
    later = tell(acts, until=times.now + 30 * DAY)
    with clock.fixed(times.now + 31 * DAY):
        queue_deliveries(DELIVERY)
        deliver_due(DELIVERY)
        close_round(_actor(HANNE), round_id=round_id)
    return later


def _acts_of_this_round(times: Times) -> Iterator[Act]:
    deadline_on = deadline_after(times.today)
    with clock.fixed(times.opened_at):
        add_to_the_guides(_actor(HANNE))
        state_direction(_actor(HANNE), year=deadline_on.year)
        _switch_assessments_on()
        _list_those_who_help()
        _round_id, teams = _open(times, deadline_on=deadline_on)
    told = told_stories("now")
    for leader, lines in teams.items():
        numbers = {line.employee.employee_number for line in lines}
        own = [story for story in told if story.employee in numbers]
        rest = [] if leader in {LEIF, VIDAR} else _employees(lines, besides=told)
        taken = frozenset(story.day for story in own)
        yield from _acts(leader, lines, [*own, *drawn_stories(rest, seed=leader, taken=taken)], times)


def _switch_assessments_on() -> None:
    """From this round on leaders may write an assessment, as a basis for local pay too (seed 000)."""
    now = the_organisation()
    defaults = Defaults(**{each.name: getattr(now, each.name) for each in fields(Defaults)})
    change_organisation(_actor(HANNE), name=now.name, defaults=replace(defaults, assessments=AssessmentUse.PAY))


def _list_those_who_help() -> None:
    for one in municipality.description()["referrals"]:
        add_referral(_actor(HANNE), draft=Draft(**one))


def _open(times: Times, *, deadline_on: date, unit_id: UUID | None = None) -> tuple[UUID, Teams]:
    """Open a round; returns its identifier, and each leader's conversations in it by the leader's number."""
    hanne = _actor(HANNE)
    round_ = draft_round(
        hanne, year=deadline_on.year, guide_key="full", deadline_on=deadline_on, length_minutes=60, unit_id=unit_id
    )
    open_round(hanne, round_id=round_.id)
    leaders = [*(one.number for one in municipality.people() if one.leads), VIDAR]
    teams = {leader: list_team(_actor(leader), round_id=round_.id) for leader in leaders}
    return round_.id, {leader: lines for leader, lines in teams.items() if lines}


def _employees(lines: Iterable[TeamLine], *, besides: Iterable[Story]) -> list[Employee]:
    told = {story.employee for story in besides}
    return [
        Employee(line.employee.employee_number, line.employee.preferred_language)
        for line in lines
        if line.conversation.state == State.PLANNED and line.employee.employee_number not in told
    ]


def _acts(leader: str, lines: Iterable[TeamLine], stories: Iterable[Story], times: Times) -> Iterator[Act]:
    by_number = {line.employee.employee_number: line for line in lines}
    for story in stories:
        if line := by_number.get(story.employee):
            pair = Pair(line.conversation.id, _actor(story.employee), _actor(leader))
            yield from acts_of(story, pair, times)


def _actor(number: str) -> Actor:
    return actor_of(read_person(number))
