"""When who leads whom changes: access ends with the next request, and a new leader inherits nothing."""

from datetime import timedelta

import pytest
from tests.cast import Cast
from tests.making import conversation_of, make_agreed, make_invited, make_round, seen

from samspill.confidentiality import access_log, gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, Part
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation, leader_of
from samspill.conversations.models import Appointment, Conversation
from samspill.conversations.queries import list_team, read_preparation
from samspill.conversations.services import preparing
from samspill.conversations.services.following_leaders import follow_leaders
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.notifications.models import Notice
from samspill.organisation.models import Delegation, Employment, Leadership
from samspill.people.models import Person

pytestmark = pytest.mark.django_db
NIGHT = Actor.system(policy.FOLLOWING)


def _now_led_by(employee: Person, leader: Person | None) -> None:
    """What an import does: the old leadership ends today, the new begins."""
    today = clock.today()
    Leadership.objects.filter(employee=employee, until_on__isnull=True).update(until_on=today)
    if leader is not None:
        employment = Employment.objects.get(person=employee)
        Leadership.objects.create(employment=employment, employee=employee, leader=leader, from_on=today)


def test_access_ends_with_the_next_request(cast: Cast) -> None:
    make_round(cast)
    conversation = make_agreed(cast)
    leif = cast.actor("leif")
    assert find_conversation(leif, conversation.id).standing == "leader"
    _now_led_by(cast.ada, cast.tor)
    with pytest.raises(Denied):
        find_conversation(leif, conversation.id)
    assert conversation.id not in {line.conversation.id for line in list_team(leif)}
    with pytest.raises(Denied):
        find_conversation(cast.actor("tor"), conversation.id)
    assert find_conversation(cast.actor("ada"), conversation.id).standing == "employee"


def test_an_untouched_conversation_goes_to_the_new_leader(cast: Cast) -> None:
    make_round(cast)
    conversation = conversation_of(cast)
    leif, ada = cast.actor("leif"), cast.actor("ada")
    preparing.save_point(leif, conversation_id=conversation.id, point="theme:values", text="Leifs eget", revision=0)
    preparing.save_point(ada, conversation_id=conversation.id, point="theme:values", text="Adas eget", revision=0)
    _now_led_by(cast.ada, cast.tor)
    assert follow_leaders(NIGHT) == 1
    assert follow_leaders(NIGHT) == 0
    tor = cast.actor("tor")
    assert leader_of(conversation) == cast.tor
    assert all(point.is_empty for point in read_preparation(tor, conversation_id=conversation.id).themes)
    assert Part.PREPARATION_LEADER not in gate.existing_parts([conversation.id])[conversation.id]
    texts = {point.text for point in read_preparation(ada, conversation_id=conversation.id).themes}
    assert "Adas eget" in texts
    assert access_log.verify() is None


def test_what_was_shared_with_the_former_leader_is_not_inherited(cast: Cast) -> None:
    make_round(cast)
    old = make_invited(cast, words="Til Ada fra Leif")
    ada = cast.actor("ada")
    preparing.save_point(ada, conversation_id=old.id, point="theme:career", text="Delt med Leif", revision=0)
    preparing.share_point(ada, conversation_id=old.id, point="theme:career")
    _now_led_by(cast.ada, cast.tor)
    assert follow_leaders(NIGHT) == 1
    fresh = Conversation.objects.get(employee=cast.ada, state=State.PLANNED)
    assert fresh.id != old.id
    assert leader_of(fresh) == cast.tor
    tor = cast.actor("tor")
    with pytest.raises(Denied):
        find_conversation(tor, old.id)
    assert gate.existing_parts([fresh.id]) == {}
    assert seen(ada, old).state == State.DISCONTINUED
    with gate.reading(ada, seen(ada, old), policy.READ_SHARED) as opened:
        assert opened.text(Part.SHARED, "employee:text:theme:career") == "Delt med Leif"
    kinds = set(Notice.objects.filter(recipient=cast.ada).values_list("kind", flat=True))
    assert {"leader_changed", "conversation_called_off"} <= kinds


def test_without_a_new_leader_nobody_is_guessed(cast: Cast) -> None:
    make_round(cast)
    conversation = conversation_of(cast)
    _now_led_by(cast.ada, None)
    follow_leaders(NIGHT)
    assert leader_of(conversation) is None
    assert not Appointment.objects.filter(conversation=conversation, until_at__isnull=True).exists()
    assert follow_leaders(NIGHT) == 0


def test_a_delegate_reads_while_the_delegation_lasts(cast: Cast) -> None:
    make_round(cast)
    conversation = conversation_of(cast, name="frida")
    vidar = cast.actor("vidar")
    assert find_conversation(vidar, conversation.id).standing == "leader"
    with pytest.raises(Denied):
        find_conversation(cast.actor("leif"), conversation.id)
    Delegation.objects.update(until_on=clock.today())
    with pytest.raises(Denied):
        find_conversation(vidar, conversation.id)


def test_a_delegation_ends_when_its_leader_no_longer_leads(cast: Cast) -> None:
    make_round(cast)
    conversation = conversation_of(cast, name="frida")
    _now_led_by(cast.frida, cast.tor)
    with pytest.raises(Denied):
        find_conversation(cast.actor("vidar"), conversation.id)


def test_a_leadership_that_begins_tomorrow_opens_nothing_today(cast: Cast) -> None:
    make_round(cast)
    conversation = conversation_of(cast)
    Leadership.objects.filter(employee=cast.ada, leader=cast.leif).update(from_on=clock.today() + timedelta(days=1))
    with pytest.raises(Denied):
        find_conversation(cast.actor("leif"), conversation.id)
    with clock.fixed(clock.now() + timedelta(days=1)):
        assert find_conversation(cast.actor("leif"), conversation.id).standing == "leader"
