"""Asking for a conversation outside the rounds: who may, for which kind, what is told, and how it goes on."""

from datetime import date, timedelta

import pytest
from tests.cast import Cast
from tests.making import make_round

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.kinds import Kind
from samspill.conversations.models import Appointment, Conversation, CoverageCount
from samspill.conversations.services.asking import ask_for_conversation, wish_record, withdraw
from samspill.conversations.services.exempting import decline, exempt
from samspill.conversations.services.following_leaders import follow_leaders
from samspill.conversations.services.holding import finish_conversation, start_conversation
from samspill.conversations.services.writing import save_note
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.notifications.models import Notice
from samspill.organisation.models import Employment, Leadership
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan
from samspill.plans.services.drafting import ActionDraft, add_action

pytestmark = pytest.mark.django_db
ACTION = ActionDraft("Ta det videre til kommunedirektøren", "leader", date(2030, 1, 1))


def ask(
    cast: Cast, *, by: str = "ada", kind: str = "follow_up", employee: str = "ada", leader: str = "leif"
) -> Conversation:
    """Asked for between these two."""
    pair = {"employee_id": getattr(cast, employee).id, "leader_id": getattr(cast, leader).id}
    return ask_for_conversation(cast.actor(by), kind=kind, **pair)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_employee_may_ask_for_each_kind_and_the_leader_is_told(cast: Cast, kind: Kind) -> None:
    made = ask(cast, kind=kind.value)
    assert (made.kind, made.state, made.round_id) == (kind, State.PLANNED, None)
    assert made.guide_version.guide.kind == made.rules.guide
    notice = Notice.objects.get()
    assert (notice.kind, notice.recipient_id) == ("conversation_asked", cast.leif.id)
    assert kind.value not in str(notice.facts)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_leader_may_ask_for_each_kind_but_pay(cast: Cast, kind: Kind) -> None:
    if kind is Kind.PAY:
        with pytest.raises(Denied):
            ask(cast, by="leif", kind=kind.value)
        return
    assert ask(cast, by="leif", kind=kind.value).state == State.PLANNED
    assert not Notice.objects.exists()


@pytest.mark.parametrize("by", ["vera", "vidar", "tor", "hanne", "aksel", "frida", "olav"])
def test_nobody_else_asks_for_the_two(cast: Cast, by: str) -> None:
    with pytest.raises(Denied):
        ask(cast, by=by)
    assert not Conversation.objects.exists()


@pytest.mark.parametrize(
    ("by", "employee", "leader"), [("ada", "ada", "tor"), ("tor", "ada", "tor"), ("vera", "ada", "vera")]
)
def test_only_with_the_conversation_leader_of_today(cast: Cast, by: str, employee: str, leader: str) -> None:
    with pytest.raises(NotFound):
        ask(cast, by=by, employee=employee, leader=leader)


def test_with_a_delegate_it_rests_on_the_delegation(cast: Cast) -> None:
    made = ask(cast, by="frida", employee="frida", leader="vidar")
    assert Appointment.objects.get(conversation=made).delegation is not None
    with pytest.raises(NotFound):
        ask(cast, by="frida", employee="frida", leader="leif")


def test_a_kind_that_there_is_not_is_refused(cast: Cast) -> None:
    with pytest.raises(Unacceptable):
        ask(cast, kind="appraisal")


def test_asking_twice_asks_once(cast: Cast) -> None:
    assert ask(cast).id == ask(cast).id == ask(cast, by="leif").id
    assert Notice.objects.count() == 1
    assert ask(cast, kind="pay").id != ask(cast).id


def test_a_pay_conversation_has_a_fortnight_for_a_time_and_is_never_filed(cast: Cast) -> None:
    made = ask(cast, kind="pay")
    assert made.time_by_on == clock.today() + timedelta(days=14)
    assert not made.is_archiving
    assert ask(cast).time_by_on is None
    assert ask(cast).is_archiving
    assert not ask(cast, kind="end").is_archiving


def test_it_counts_in_no_round(cast: Cast) -> None:
    make_round(cast)
    before = list(CoverageCount.objects.order_by("id").values_list("unit", "state", "count"))
    made = ask(cast)
    start_conversation(cast.actor("leif"), conversation_id=made.id)
    finish_conversation(cast.actor("leif"), conversation_id=made.id)
    assert list(CoverageCount.objects.order_by("id").values_list("unit", "state", "count")) == before


def test_whoever_asked_may_take_it_back_and_the_other_is_told(cast: Cast) -> None:
    made = ask(cast)
    with pytest.raises(Denied):
        withdraw(cast.actor("leif"), conversation_id=made.id)
    with pytest.raises(Denied):
        decline(cast.actor("ada"), conversation_id=made.id)
    withdraw(cast.actor("ada"), conversation_id=made.id)
    assert Conversation.objects.get().state == State.WITHDRAWN
    assert Notice.objects.filter(kind="conversation_withdrawn", recipient=cast.leif).exists()
    assert ask(cast).id != made.id


def test_what_the_leader_asks_for_the_employee_may_decline(cast: Cast) -> None:
    made = ask(cast, by="leif", kind="senior")
    with pytest.raises(Denied):
        withdraw(cast.actor("ada"), conversation_id=made.id)
    decline(cast.actor("ada"), conversation_id=made.id)
    assert Conversation.objects.get().state == State.DECLINED


@pytest.mark.parametrize("by", ["leif", "hanne"])
def test_what_was_asked_for_cannot_be_exempted(cast: Cast, by: str) -> None:
    made = ask(cast, kind="pay")
    with pytest.raises(Denied):
        exempt(cast.actor(by), conversation_id=made.id, reason="absent")


def test_without_a_record_there_is_no_plan_and_the_end_is_the_end(cast: Cast) -> None:
    made, about = ask(cast, kind="pay"), {}
    about["conversation_id"] = made.id
    start_conversation(cast.actor("leif"), **about)
    with pytest.raises(Denied):
        add_action(cast.actor("leif"), draft=ACTION, **about)
    assert finish_conversation(cast.actor("leif"), **about).state == State.UNCONFIRMED
    with pytest.raises(Denied):
        confirm_plan(cast.actor("ada"), seen_hash="", **about)


def test_only_the_employee_asks_for_a_record_also_afterwards(cast: Cast) -> None:
    made = ask(cast, kind="pay")
    about = {"conversation_id": made.id}
    start_conversation(cast.actor("leif"), **about)
    finish_conversation(cast.actor("leif"), **about)
    with pytest.raises(Denied):
        wish_record(cast.actor("leif"), **about)
    wish_record(cast.actor("ada"), **about)
    add_action(cast.actor("leif"), draft=ACTION, **about)
    for name in ("ada", "leif"):
        seen_hash = read_agreement(cast.actor(name), **about).text_hash
        confirm_plan(cast.actor(name), seen_hash=seen_hash, **about)
    assert Conversation.objects.get().state == State.AGREED
    with pytest.raises(Denied):
        wish_record(cast.actor("ada"), **about)


def test_other_kinds_have_a_record_and_none_can_be_asked_for(cast: Cast) -> None:
    made = ask(cast)
    with pytest.raises(Denied):
        wish_record(cast.actor("ada"), conversation_id=made.id)


def change_leader(cast: Cast) -> None:
    """Vera leads Ada from today."""
    employment = Employment.objects.get(person=cast.ada)
    Leadership.objects.filter(employment=employment, until_on=None).update(until_on=clock.today())
    Leadership.objects.create(employment=employment, employee=cast.ada, leader=cast.vera, from_on=clock.today())


def test_what_was_asked_for_follows_to_the_new_leader(cast: Cast) -> None:
    made = [ask(cast, kind="pay"), ask(cast)]
    change_leader(cast)
    follow_leaders(Actor.system("following leaders"))
    led = Appointment.objects.filter(until_at__isnull=True, leader=cast.vera).values_list("conversation_id", flat=True)
    assert set(led) == {one.id for one in made}


def test_what_has_been_held_with_the_former_leader_is_not_held_once_more(cast: Cast) -> None:
    made = ask(cast)
    start_conversation(cast.actor("leif"), conversation_id=made.id)
    save_note(cast.actor("ada"), conversation_id=made.id, theme="expectations", text="Et notat", revision=0)
    change_leader(cast)
    follow_leaders(Actor.system("following leaders"))
    assert Conversation.objects.get().state == State.DISCONTINUED
