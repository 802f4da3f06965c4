"""What somebody is to a conversation, found the quick way, is what the predicate says, on every day."""

from datetime import timedelta

import pytest
from tests.cast import Cast
from tests.making import conversation_of, make_invited, make_round, seen

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.foundation.identifiers import new_id

pytestmark = pytest.mark.django_db


def _standing(actor: Actor, conversation: Conversation) -> str:
    try:
        return find_conversation(actor, conversation.id).capacity_of(actor)
    except Denied:
        return ""


@pytest.mark.parametrize("days", [-200, -100, -99, 0, 1])
def test_everybody_is_what_the_predicate_says(cast: Cast, days: int) -> None:
    make_round(cast)
    make_invited(cast)
    conversations = [conversation_of(cast, name=name) for name in ("ada", "frida", "olav", "leif")]
    with clock.fixed(clock.now() + timedelta(days=days)):
        for name in cast.names:
            actor = cast.actor(name)
            told = [_standing(actor, one) for one in conversations]
            assert told == [seen(actor, one).standing for one in conversations], name


def test_what_is_found_is_for_the_one_who_asked(cast: Cast) -> None:
    make_round(cast)
    conversation = conversation_of(cast)
    ada, leif = cast.actor("ada"), cast.actor("leif")
    found = find_conversation(ada, conversation.id)
    assert find_conversation(leif, conversation.id).capacity_of(leif) == "leader"
    assert found.capacity_of(ada) == "employee"
    with pytest.raises(LookupError):
        found.capacity_of(leif)


def test_the_program_is_nobody_and_nothing_is_nowhere(cast: Cast) -> None:
    make_round(cast)
    night = Actor.system("retention")
    assert find_conversation(night, conversation_of(cast).id).standing == ""
    with pytest.raises(NotFound):
        find_conversation(cast.actor("ada"), new_id())
