"""How a conversation begins: what it is for stands where both prepare and meet, and expectations come first (S09, S28)."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from samspill.conversations.models import Conversation
from samspill.conversations.services.holding import start_conversation
from samspill.guides.queries import read_guide
from samspill.plans.room import read_room
from tests.cast import Cast
from tests.making import make_invited, make_round
from tests.rooms.guides.test_guide_content import GUIDES
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db
PURPOSE = "Få fram ideer til hvordan arbeidet kan gjøres bedre"
TITLE = "What the conversation is for"


def make_with_purpose(cast: Cast, *, purpose: str = PURPOSE) -> Conversation:
    make_round(cast)
    return make_invited(cast, purpose=purpose)


def room(cast: Cast, name: str, conversation: Conversation, topic: str = "") -> str:
    query = f"?tema={topic}" if topic else ""
    return text_of(visitor(cast, name).get(reverse("room", args=[conversation.id]) + query))


@pytest.mark.parametrize("query", ["", "?punkt=theme:mastery"])
@pytest.mark.parametrize("name", ["ada", "leif"])
def test_the_purpose_stands_where_each_of_the_two_prepares(cast: Cast, name: str, query: str) -> None:
    conversation = make_with_purpose(cast)
    shown = text_of(visitor(cast, name).get(reverse("preparation", args=[conversation.id]) + query))
    assert TITLE in shown
    assert PURPOSE in shown
    assert ("From Leif" in shown) is (name == "ada")


def test_without_a_purpose_nothing_is_said_of_one(cast: Cast) -> None:
    conversation = make_with_purpose(cast, purpose="")
    assert TITLE not in text_of(visitor(cast, "ada").get(reverse("preparation", args=[conversation.id])))
    start_conversation(cast.actor("leif"), conversation_id=conversation.id)
    assert TITLE not in room(cast, "ada", conversation)


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_the_meeting_begins_with_the_purpose(cast: Cast, name: str) -> None:
    conversation = make_with_purpose(cast)
    start_conversation(cast.actor("ada"), conversation_id=conversation.id)
    assert PURPOSE in room(cast, name, conversation)
    assert PURPOSE not in room(cast, name, conversation, "competence")


@pytest.mark.parametrize("name", ["frida", "vera", "tor", "hanne", "aksel"])
def test_nobody_else_reads_the_purpose(cast: Cast, name: str) -> None:
    conversation = make_with_purpose(cast)
    start_conversation(cast.actor("ada"), conversation_id=conversation.id)
    for page in ("preparation", "room", "conversation"):
        answer = visitor(cast, name).get(reverse(page, args=[conversation.id]))
        assert answer.status_code == 404
        assert PURPOSE not in text_of(answer)


def test_the_purpose_costs_the_room_nothing(cast: Cast) -> None:
    make_round(cast)
    costs = []
    for name, leader, purpose in (("ada", "leif", ""), ("frida", "vidar", PURPOSE)):
        conversation = make_invited(cast, name=name, leader=leader, words="Velkommen", purpose=purpose)
        start_conversation(cast.actor(leader), conversation_id=conversation.id)
        costs.append(cost_of(visitor(cast, name), reverse("room", args=[conversation.id])).count)
    assert costs[0] == costs[1]


@pytest.mark.parametrize("guide_key", GUIDES)
def test_every_built_in_guide_begins_with_expectations_and_what_stays_between_the_two(
    cast: Cast, guide_key: str
) -> None:
    make_round(cast, guide_key=guide_key)
    conversation = make_invited(cast)
    start_conversation(cast.actor("leif"), conversation_id=conversation.id)
    guide = read_guide(conversation.guide_version_id, conversation.language)
    assert guide.expectations[0].key.endswith("expect-confidential")
    for name in ("ada", "leif"):
        first = read_room(cast.actor(name), conversation_id=conversation.id).agenda[0]
        assert (first.key, first.expectations) == ("expectations", guide.expectations)
        for shown in (room(cast, name, conversation), room(cast, name, conversation, "expectations")):
            assert [line.text for line in guide.expectations if escape(line.text) not in shown] == []
