"""Preparation is erased 30 days after a conversation was held or called off, however it ended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import Cast
from tests.making import make_invited, make_round

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, Part
from samspill.confidentiality.models import Sitting
from samspill.conversations.models import Conversation
from samspill.conversations.services import exempting, holding, inviting, preparing
from samspill.conversations.services.erasing import erase_due
from samspill.foundation import clock

pytestmark = pytest.mark.django_db
NIGHT = Actor.system("retention")
OWN = {Part.PREPARATION_EMPLOYEE, Part.PREPARATION_LEADER}


def _decline(cast: Cast, one: Conversation) -> None:
    exempting.decline(cast.actor("ada"), conversation_id=one.id)


def _exempt(cast: Cast, one: Conversation) -> None:
    exempting.exempt(cast.actor("hanne"), conversation_id=one.id, reason="absent")


def _call_off(cast: Cast, one: Conversation) -> None:
    inviting.call_off(cast.actor("leif"), conversation_id=one.id)


def _start(cast: Cast, one: Conversation) -> None:
    holding.start_conversation(cast.actor("leif"), conversation_id=one.id)


def _finish(cast: Cast, one: Conversation) -> None:
    _start(cast, one)
    holding.finish_conversation(cast.actor("leif"), conversation_id=one.id)


@pytest.fixture
def prepared(cast: Cast) -> Conversation:
    """Ada's conversation, which both have prepared."""
    make_round(cast)
    conversation = make_invited(cast)
    for name in ("ada", "leif"):
        preparing.save_point(
            cast.actor(name), conversation_id=conversation.id, point="theme:career", text="Eget", revision=0
        )
    return conversation


def _kept(conversation: Conversation) -> set[str]:
    return gate.existing_parts([conversation.id]).get(conversation.id, set()) & OWN


@pytest.mark.parametrize("end", [_decline, _exempt, _call_off, _start, _finish])
def test_preparation_is_erased_thirty_days_after_the_end(
    cast: Cast, prepared: Conversation, end: Callable[[Cast, Conversation], None]
) -> None:
    end(cast, prepared)
    with clock.fixed(clock.now() + timedelta(days=29)):
        erase_due(NIGHT)
        assert _kept(prepared) == OWN
    with clock.fixed(clock.now() + timedelta(days=31)):
        erase_due(NIGHT)
        assert _kept(prepared) == set()
        assert erase_due(NIGHT) == 0


def test_a_meeting_planned_anew_keeps_what_is_prepared(cast: Cast, prepared: Conversation) -> None:
    _call_off(cast, prepared)
    draft = inviting.Draft(prepared.id, clock.now() + timedelta(days=60), 60, "Møterom Furua")
    inviting.invite(cast.actor("leif"), drafts=[draft])
    with clock.fixed(clock.now() + timedelta(days=40)):
        erase_due(NIGHT)
    assert _kept(prepared) == OWN


def test_when_somebody_wrote_for_oneself_is_forgotten_when_the_sitting_is_over(
    cast: Cast, prepared: Conversation
) -> None:
    preparing.mark_point(cast.actor("ada"), conversation_id=prepared.id, point="theme:career", matters=True)
    with clock.fixed(clock.now() + timedelta(minutes=29)):
        gate.forget_old_sittings()
        assert Sitting.objects.filter(actor_id=cast.ada.id).exists()
    with clock.fixed(clock.now() + timedelta(minutes=31)):
        gate.forget_old_sittings()
    assert not Sitting.objects.exists()


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_nothing_is_accepted_that_would_be_erased_the_next_minute(
    cast: Cast, prepared: Conversation, name: str
) -> None:
    _finish(cast, prepared)
    with clock.fixed(clock.now() + timedelta(days=31)):
        erase_due(NIGHT)
        with pytest.raises(Denied):
            preparing.save_point(
                cast.actor(name), conversation_id=prepared.id, point="theme:career", text="For sent", revision=0
            )
    assert _kept(prepared) == set()
