"""Last time beside this time: from today's facts, opened through the gate, and told in the earlier conversation's log."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.making import conversation_of, make_agreed, make_agreed_last_year, make_invited, make_round

from samspill.confidentiality.access_log import events_of
from samspill.conversations.models import Conversation
from samspill.conversations.queries import read_meeting
from samspill.conversations.services.holding import start_conversation
from samspill.foundation import clock
from samspill.plans.last_time import LastAgreement, read_last_agreement, topic_of_last_time
from samspill.plans.models import Action
from samspill.plans.room import read_room
from samspill.plans.services.confirming import reopen_plan
from samspill.plans.services.following_up import set_action_state

pytestmark = pytest.mark.django_db
MARKER = "Zqforrige"


def last_of(cast: Cast, name: str, *, is_for_both: bool = False) -> LastAgreement | None:
    actor = cast.actor(name)
    meeting = read_meeting(actor, conversation_id=conversation_of(cast).id)
    return read_last_agreement(actor, meeting=meeting, is_for_both=is_for_both)


def words_of(last: LastAgreement | None) -> list[str]:
    return [one.what for one in last.actions] if last else []


@pytest.fixture
def earlier(cast: Cast) -> Conversation:
    """Ada and Leif agreed in 2025, and are to meet again."""
    conversation = make_agreed_last_year(cast, what=MARKER)
    make_round(cast)
    return conversation


def test_the_two_see_what_they_agreed_and_how_it_went(cast: Cast, earlier: Conversation) -> None:
    set_action_state(cast.actor("ada"), action_id=Action.objects.get().id, state="under_way")
    for name in ("ada", "leif"):
        last = last_of(cast, name)
        assert last is not None
        assert (last.meeting.year, last.is_common) == (2025, True)
        assert [(one.what, one.action.state, one.is_late) for one in last.actions] == [(MARKER, "under_way", True)]
        assert [one.text for one in last.goals] == ["Bli fagleder"]


def test_opening_it_stands_in_the_earlier_conversations_log(cast: Cast, earlier: Conversation) -> None:
    before = len(events_of(earlier.id))
    last_of(cast, "leif")
    [line] = events_of(earlier.id)[:-before]
    assert (line.act, line.part, line.actor_id) == ("opened", "agreement", cast.leif.id)
    assert not [one for one in events_of(conversation_of(cast).id) if one.part == "agreement"]


def test_a_former_leaders_plan_is_the_employees_alone(cast: Cast) -> None:
    make_agreed_last_year(cast, leader="tor", what=MARKER)
    make_round(cast)
    own = last_of(cast, "ada")
    assert words_of(own) == [MARKER]
    assert own is not None
    assert (own.is_common, own.meeting.leader) == (False, cast.tor)
    assert last_of(cast, "leif") is None
    assert last_of(cast, "ada", is_for_both=True) is None


def test_plans_that_both_may_read_come_first(cast: Cast) -> None:
    make_agreed_last_year(cast, leader="tor", what=MARKER)
    make_round(cast)
    with_leif = make_agreed(cast)
    Conversation.objects.filter(id=with_leif.id).update(started_at=clock.now() - timedelta(days=1_000))
    make_round(cast, year=2027)
    assert words_of(last_of(cast, "ada")) == words_of(last_of(cast, "leif")) == ["Lære opp nye"]


def test_nothing_before_the_first_agreement_and_nothing_that_came_later(cast: Cast, earlier: Conversation) -> None:
    actor = cast.actor("ada")
    assert read_last_agreement(actor, meeting=read_meeting(actor, conversation_id=earlier.id)) is None
    reopen_plan(cast.actor("ada"), conversation_id=earlier.id, reason="Feil dato")
    assert last_of(cast, "ada") is None


def test_an_action_can_be_taken_along_until_it_is_settled(cast: Cast, earlier: Conversation) -> None:
    action_id = Action.objects.get().id
    last = last_of(cast, "ada")
    assert last is not None
    assert last.unfinished(str(action_id)) == last.actions[0]
    assert last.unfinished("noe annet") is None
    set_action_state(cast.actor("ada"), action_id=action_id, state="done")
    after = last_of(cast, "ada")
    assert after is not None
    assert after.unfinished(str(action_id)) is None


def test_it_costs_the_same_with_one_action_and_with_four(cast: Cast, earlier: Conversation) -> None:
    actor, costs = cast.actor("leif"), []
    meeting = read_meeting(actor, conversation_id=conversation_of(cast).id)
    plan = Action.objects.get().plan
    for _more in range(2):
        read_last_agreement(actor, meeting=meeting)
        with CaptureQueriesContext(connection) as asked:
            read_last_agreement(actor, meeting=meeting)
        costs.append(len(asked))
        Action.objects.bulk_create([Action(plan=plan), Action(plan=plan), Action(plan=plan)])
    assert costs == [5, 5]


@pytest.mark.parametrize(
    ("guide_key", "topic"),
    [("full", "last-agreement"), ("short", "last-period"), ("goals", "goals-last-goals"), ("senior", "expectations")],
)
def test_the_room_has_it_where_the_guide_looks_back(cast: Cast, guide_key: str, topic: str) -> None:
    make_round(cast, guide_key=guide_key)
    conversation = make_invited(cast)
    start_conversation(cast.actor("leif"), conversation_id=conversation.id)
    room = read_room(cast.actor("leif"), conversation_id=conversation.id)
    assert topic_of_last_time(room.agenda) == topic
