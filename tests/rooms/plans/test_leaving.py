"""Held and left without a confirmed plan: an honest end that either of the two may choose, and take back."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.cast import Cast
from tests.making import conversation_of, make_agreed, make_agreed_last_year, make_held, make_round, seen

from samspill.archive.services import deliver_due, queue_deliveries
from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound, Part
from samspill.conversations import policy
from samspill.conversations.log import read_who_has_seen
from samspill.conversations.models import Conversation, CoverageCount
from samspill.conversations.queries import read_meeting
from samspill.conversations.services import preparing
from samspill.conversations.services.erasing import erase_due
from samspill.conversations.services.following_leaders import follow_leaders
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.notifications.models import Notice
from samspill.organisation.models import Employment, Leadership
from samspill.plans.facts import count_open_actions
from samspill.plans.last_time import read_last_agreement
from samspill.plans.models import Confirmation
from samspill.plans.owed import list_actions, read_home
from samspill.plans.policy import READ_PLAN
from samspill.plans.queries import read_agreement, read_evaluation, read_own_copy
from samspill.plans.services.confirming import confirm_plan, reopen_plan
from samspill.plans.services.drafting import ActionDraft, add_action
from samspill.plans.services.evaluating import evaluate
from samspill.plans.services.following_up import set_action_state
from samspill.plans.services.leaving import leave_unconfirmed, take_up_again

pytestmark = pytest.mark.django_db
REMARK = "Zqmerknad"
Act = Callable[[Actor, Conversation], object]


@pytest.fixture
def held(cast: Cast) -> Conversation:
    """Ada's conversation, held."""
    make_round(cast)
    return make_held(cast)


@pytest.fixture
def left(cast: Cast, held: Conversation) -> Conversation:
    """Ada's conversation, which Leif has left without a confirmed plan."""
    leave_unconfirmed(cast.actor("leif"), conversation_id=held.id)
    return held


def state_of(conversation: Conversation) -> str:
    return Conversation.objects.get(id=conversation.id).state


def confirm(cast: Cast, name: str, conversation: Conversation) -> None:
    actor = cast.actor(name)
    seen_hash = read_agreement(actor, conversation_id=conversation.id).text_hash
    confirm_plan(actor, conversation_id=conversation.id, seen_hash=seen_hash, remark=REMARK)


def now_led_by_tor(cast: Cast) -> None:
    today, employment = clock.today(), Employment.objects.get(person=cast.ada)
    Leadership.objects.filter(employee=cast.ada, until_on__isnull=True).update(until_on=today)
    Leadership.objects.create(employment=employment, employee=cast.ada, leader=cast.tor, from_on=today)


@pytest.mark.parametrize(("name", "other"), [("ada", "leif"), ("leif", "ada")])
def test_either_may_and_the_other_is_told_and_sees_it(cast: Cast, held: Conversation, name: str, other: str) -> None:
    leave_unconfirmed(cast.actor(name), conversation_id=held.id)
    assert state_of(held) == "unconfirmed"
    told = Notice.objects.filter(kind="left_unconfirmed")
    assert [one.recipient for one in told] == [getattr(cast, other)]
    lines = read_who_has_seen(cast.actor(other), conversation_id=held.id).lines
    assert [one.name for one in lines if one.act == "leave_unconfirmed"] == [getattr(cast, name).full_name]


@pytest.mark.parametrize("name", ["vera", "vidar", "tor", "hanne", "aksel", "frida", "olav"])
@pytest.mark.parametrize("act", [leave_unconfirmed, take_up_again])
def test_nobody_else_may(cast: Cast, held: Conversation, name: str, act: Callable[..., None]) -> None:
    if act is take_up_again:
        leave_unconfirmed(cast.actor("ada"), conversation_id=held.id)
    before = state_of(held)
    with pytest.raises((Denied, NotFound)):
        act(cast.actor(name), conversation_id=held.id)
    assert state_of(held) == before


def test_it_counts_as_held_and_not_as_agreed(cast: Cast, left: Conversation) -> None:
    counted = {row.state: row.count for row in CoverageCount.objects.filter(unit=left.unit) if row.count}
    assert counted == {"planned": 3, "unconfirmed": 1}
    assert Conversation.objects.get(id=left.id).held_on == clock.today()


def test_a_confirmation_that_stood_falls_away_and_is_not_called_a_change(cast: Cast, held: Conversation) -> None:
    confirm(cast, "ada", held)
    leave_unconfirmed(cast.actor("leif"), conversation_id=held.id)
    assert not Confirmation.objects.filter(voided_at__isnull=True).exists()
    assert not Notice.objects.filter(kind="confirmation_voided").exists()
    plan = read_agreement(cast.actor("ada"), conversation_id=held.id)
    assert plan.confirmations == []
    take_up_again(cast.actor("leif"), conversation_id=held.id)
    confirm_plan(cast.actor("leif"), conversation_id=held.id, seen_hash=plan.text_hash)
    assert state_of(held) == "held", "what Ada confirmed before does not count"
    with gate.reading(cast.actor("ada"), seen(cast.actor("ada"), held), READ_PLAN) as opened:
        assert REMARK not in [value.text for value in opened.values(Part.AGREEMENT).values()]


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_both_read_the_draft_and_say_how_it_was(cast: Cast, left: Conversation, name: str) -> None:
    actor = cast.actor(name)
    assert [one.what for one in read_agreement(actor, conversation_id=left.id).plan.actions] == ["Lære opp nye"]
    evaluate(actor, conversation_id=left.id, usefulness="little", answers={})
    given = read_evaluation(actor, conversation_id=left.id).own
    assert given is not None
    assert given.usefulness == "little"


def _write(actor: Actor, conversation: Conversation) -> object:
    return add_action(actor, conversation_id=conversation.id, draft=ActionDraft("Nytt", "both", clock.today()))


def _confirm(actor: Actor, conversation: Conversation) -> object:
    seen_hash = read_agreement(actor, conversation_id=conversation.id).text_hash
    return confirm_plan(actor, conversation_id=conversation.id, seen_hash=seen_hash)


def _follow_up(actor: Actor, conversation: Conversation) -> object:
    action = read_agreement(actor, conversation_id=conversation.id).plan.actions[0].action
    return set_action_state(actor, action_id=action.id, state="done")


def _prepare(actor: Actor, conversation: Conversation) -> object:
    return preparing.save_point(actor, conversation_id=conversation.id, point="theme:career", text="Ny", revision=None)


def _leave(actor: Actor, conversation: Conversation) -> object:
    leave_unconfirmed(actor, conversation_id=conversation.id)
    return None


@pytest.mark.parametrize("act", [_write, _confirm, _follow_up, _prepare, _leave])
def test_nothing_is_written_confirmed_or_promised(cast: Cast, left: Conversation, act: Act) -> None:
    with pytest.raises(Denied):
        act(cast.actor("ada"), left)


def test_nothing_goes_to_the_archive_and_nobody_has_a_copy(
    cast: Cast, left: Conversation, settings: Settings, tmp_path: Path
) -> None:
    settings.SAMSPILL_ARCHIVE = tmp_path
    night = Actor.system("delivery")
    assert (queue_deliveries(night), deliver_due(night)) == (0, 0)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotFound):
        read_own_copy(cast.actor("ada"), conversation_id=left.id)


def test_what_was_agreed_opened_again_and_left_is_delivered_no_more(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.SAMSPILL_ARCHIVE = tmp_path
    make_round(cast)
    agreed = make_agreed(cast)
    night = Actor.system("delivery")
    queue_deliveries(night)
    reopen_plan(cast.actor("ada"), conversation_id=agreed.id, reason="A date is wrong")
    leave_unconfirmed(cast.actor("ada"), conversation_id=agreed.id)
    assert (deliver_due(night), queue_deliveries(night)) == (0, 0)
    assert list(tmp_path.iterdir()) == []


def test_its_actions_are_promises_to_nobody(cast: Cast, left: Conversation) -> None:
    assert count_open_actions([left.id]) == {}
    assert list_actions(cast.actor("ada")) == []


def test_nobody_is_asked_any_more(cast: Cast, left: Conversation) -> None:
    assert read_home(cast.actor("leif")).led == []
    assert [one.conversation.state for one in read_home(cast.actor("ada")).own] == ["unconfirmed"]


def test_preparation_is_erased_thirty_days_after_the_end_of_the_meeting(cast: Cast) -> None:
    make_round(cast)
    conversation = conversation_of(cast)
    for name in ("ada", "leif"):
        _prepare(cast.actor(name), conversation)
    make_held(cast)
    with clock.fixed(clock.now() + timedelta(days=20)):
        leave_unconfirmed(cast.actor("ada"), conversation_id=conversation.id)
        erase_due(Actor.system("retention"))
    assert Part.PREPARATION_LEADER in gate.existing_parts([conversation.id])[conversation.id]
    with clock.fixed(clock.now() + timedelta(days=31)):
        erase_due(Actor.system("retention"))
        assert gate.existing_parts([conversation.id])[conversation.id] == {Part.AGREEMENT}
        take_up_again(cast.actor("ada"), conversation_id=conversation.id)
        with pytest.raises(Denied):
            _prepare(cast.actor("ada"), conversation)


@pytest.mark.parametrize(("name", "other"), [("ada", "leif"), ("leif", "ada")])
def test_either_takes_it_up_again_and_both_confirm(cast: Cast, left: Conversation, name: str, other: str) -> None:
    take_up_again(cast.actor(name), conversation_id=left.id)
    assert state_of(left) == "held"
    assert Notice.objects.get(kind="taken_up_again").recipient == getattr(cast, other)
    for who in ("ada", "leif"):
        confirm(cast, who, left)
    assert state_of(left) == "agreed"


def test_a_new_leader_inherits_nothing_and_there_is_nobody_to_take_it_up_with(cast: Cast, left: Conversation) -> None:
    now_led_by_tor(cast)
    assert follow_leaders(Actor.system(policy.FOLLOWING)) >= 0
    assert state_of(left) == "unconfirmed"
    for name in ("tor", "leif"):
        with pytest.raises(Denied):
            read_agreement(cast.actor(name), conversation_id=left.id)
    with pytest.raises(Unacceptable, match="nobody_answers"):
        take_up_again(cast.actor("ada"), conversation_id=left.id)
    assert state_of(left) == "unconfirmed"
    assert read_agreement(cast.actor("ada"), conversation_id=left.id).plan.actions


def test_it_is_not_what_was_agreed_last_time(cast: Cast) -> None:
    earlier = make_agreed_last_year(cast)
    with clock.fixed(clock.now().replace(year=2025, month=3)):
        reopen_plan(cast.actor("ada"), conversation_id=earlier.id, reason="A date is wrong")
        leave_unconfirmed(cast.actor("ada"), conversation_id=earlier.id)
    make_round(cast)
    meeting = read_meeting(cast.actor("ada"), conversation_id=conversation_of(cast).id)
    assert meeting.conversation.deadline_on == date(2026, 4, 30)
    assert read_last_agreement(cast.actor("ada"), meeting=meeting) is None
