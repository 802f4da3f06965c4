"""The demonstration: a municipality with a history, told through the services like everybody's."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from samspill.confidentiality import access_log
from samspill.confidentiality.actors import Actor
from samspill.conversations.assessment import read_assessment
from samspill.conversations.kinds import Kind
from samspill.conversations.models import Conversation
from samspill.conversations.queries import list_own_conversations, list_team, read_preparation
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.guides.services.loading import load_built_in
from samspill.operations.demo import municipality
from samspill.operations.demo.filling import deadline_after, fill
from samspill.operations.demo.telling import FREE_DAYS
from samspill.organisation.referrals import name_and_referrals
from samspill.people.queries import actor_of, read_person
from samspill.plans.owed import list_actions
from samspill.plans.queries import read_agreement

NOW = datetime(2027, 2, 10, 9, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_the_history_of_the_municipality() -> None:
    load_built_in(Actor.system("set-up"))
    fill(NOW)
    with clock.fixed(NOW):
        _ada_has_promises_and_one_private_preparation()
        _leifs_team_is_in_every_state()
        _help_is_near_and_leads_to_nobody_who_exists()
        _a_plan_shows_what_serves_what()
        assert list_team(_actor("100005")), "Tor leads Bjørka now"
        assert [one.leader and one.leader.given_name for one in list_own_conversations(_actor("100001"))] == [
            "Leif", "Leif", "Tor",
        ]  # fmt: skip
    assert access_log.verify() is None
    planned = Conversation.objects.filter(state=State.INVITED).values_list("planned_at", flat=True)
    days = [moment.astimezone(clock.OSLO).date() for moment in planned if moment]
    assert all(day > NOW.date() and day.weekday() < 5 and (day.month, day.day) not in FREE_DAYS for day in days)


def _ada_has_promises_and_one_private_preparation() -> None:
    ada, leif = _actor("100001"), _actor("100002")
    states = {one.text.action.state for one in list_actions(ada)}
    assert states == {"open", "under_way", "done"}
    current = list_own_conversations(ada)[0].conversation
    own = read_preparation(ada, conversation_id=current.id)
    written = {point.name for point in own.every_point if point.text}
    seen = {point.name for point in read_preparation(leif, conversation_id=current.id).from_other}
    assert seen == {"point:employee-contribution"}
    assert written > seen
    assert read_assessment(ada, conversation_id=current.id).is_for_pay


def _a_plan_shows_what_serves_what() -> None:
    leif = _actor("100002")
    held = (line.conversation for line in list_team(leif) if line.conversation.state == State.HELD)
    ailus = next(one for one in held if one.employee.employee_number == "100014")
    plan = read_agreement(leif, conversation_id=ailus.id).plan
    assert [one.goal.whose for one in plan.goals if one.serves] == ["both"]
    assert all(one.for_goal for one in plan.actions)


def _leifs_team_is_in_every_state() -> None:
    lines = [line for line in list_team(_actor("100002")) if line.conversation.deadline_on == date(2027, 4, 30)]
    counted = Counter(line.conversation.state for line in lines)
    assert set(counted) == set(State) - {State.DISCONTINUED, State.WITHDRAWN}
    asked = [line for line in list_team(_actor("100002")) if line.conversation.kind != Kind.YEARLY]
    assert [(line.employee.given_name, line.conversation.kind, line.conversation.state) for line in asked] == [
        ("Bjørn", "follow_up", "planned")
    ]
    assert "Frida" not in {line.employee.given_name for line in lines}


def _help_is_near_and_leads_to_nobody_who_exists() -> None:
    _, referrals = name_and_referrals()
    assert len(referrals) == 6
    assert all(set(one.name) == set(one.purpose) == {"nb", "nn", "en"} for one in referrals)
    assert all("lyngvik.example" in one.address and not one.phone for one in referrals)


@pytest.mark.parametrize(
    ("today", "deadline_on"),
    [
        (date(2027, 2, 10), date(2027, 4, 30)),
        (date(2027, 4, 10), date(2027, 5, 31)),
        (date(2026, 11, 21), date(2026, 12, 31)),
        (date(2026, 12, 1), date(2027, 1, 31)),
        (date(2028, 1, 1), date(2028, 2, 29)),
    ],
)
def test_the_deadline_lies_some_weeks_ahead(today: date, deadline_on: date) -> None:
    assert deadline_after(today) == deadline_on
    assert timedelta(weeks=3) <= deadline_on - today


def test_the_cast_is_in_the_file_of_every_year() -> None:
    numbers = {member["number"] for member in municipality.cast_roles()}
    for days_ago in (800, 499, 0):
        rows = municipality.export(today=date(2026, 11, 21), days_ago=days_ago).decode("utf-8-sig").splitlines()
        assert numbers <= {row.partition(";")[0] for row in rows}
        assert len(rows) > 600


def _actor(number: str) -> Actor:
    return actor_of(read_person(number))
