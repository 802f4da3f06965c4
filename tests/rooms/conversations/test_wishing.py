"""Asking the other of the two for something: never why, seen by the two, and answered by the other."""

import pytest
from tests.cast import Cast
from tests.making import conversation_of, make_round, make_started

from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.models import Conversation, Wish
from samspill.conversations.overview import read_conversation
from samspill.conversations.queries_for_hr import Narrowing, list_round
from samspill.conversations.services.sharing import share_conversations
from samspill.conversations.services.wishing import make_wish, meet_wish, withdraw_wish
from samspill.conversations.states import WishKind
from samspill.foundation.errors import Unacceptable
from samspill.notifications.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast: Cast) -> Conversation:
    make_round(cast)
    return conversation_of(cast)


def states(cast: Cast, conversation: Conversation, name: str) -> list[tuple[str, bool, bool]]:
    text = read_conversation(cast.actor(name), conversation_id=conversation.id)
    return [(one.wish.kind, one.is_own, one.is_met) for one in text.wishes]


def test_both_see_it_and_the_other_is_told_without_being_told_what(cast: Cast, planned: Conversation) -> None:
    make_wish(cast.actor("ada"), conversation_id=planned.id, kind="interpreter")
    assert states(cast, planned, "ada") == [("interpreter", True, False)]
    assert states(cast, planned, "leif") == [("interpreter", False, False)]
    told = Notice.objects.get(kind="wish_made")
    assert told.recipient == cast.leif
    assert "interpreter" not in str(told.facts)


def test_asking_twice_is_asking_once(cast: Cast, planned: Conversation) -> None:
    first = make_wish(cast.actor("ada"), conversation_id=planned.id, kind="companion")
    assert make_wish(cast.actor("ada"), conversation_id=planned.id, kind="companion") == first
    assert Notice.objects.filter(kind="wish_made").count() == 1


def test_the_other_sees_to_it_and_the_one_who_asked_is_told(cast: Cast, planned: Conversation) -> None:
    wish = make_wish(cast.actor("leif"), conversation_id=planned.id, kind="other_time")
    with pytest.raises(NotFound):
        meet_wish(cast.actor("leif"), conversation_id=planned.id, wish_id=wish.id)
    meet_wish(cast.actor("ada"), conversation_id=planned.id, wish_id=wish.id)
    assert states(cast, planned, "leif") == [("other_time", True, True)]
    assert Notice.objects.get(kind="wish_met").recipient == cast.leif


def test_it_can_be_taken_back_by_the_one_who_asked_and_asked_anew(cast: Cast, planned: Conversation) -> None:
    wish = make_wish(cast.actor("ada"), conversation_id=planned.id, kind="companion")
    with pytest.raises(NotFound):
        withdraw_wish(cast.actor("leif"), conversation_id=planned.id, wish_id=wish.id)
    withdraw_wish(cast.actor("ada"), conversation_id=planned.id, wish_id=wish.id)
    assert states(cast, planned, "leif") == []
    make_wish(cast.actor("ada"), conversation_id=planned.id, kind="companion")
    assert states(cast, planned, "leif") == [("companion", False, False)]
    assert Wish.objects.count() == 2


def test_another_leader_is_the_employees_wish_seen_by_hr_and_met_by_another_appointment(
    cast: Cast, planned: Conversation
) -> None:
    with pytest.raises(Denied):
        make_wish(cast.actor("leif"), conversation_id=planned.id, kind=WishKind.OTHER_LEADER)
    wish = make_wish(cast.actor("ada"), conversation_id=planned.id, kind=WishKind.OTHER_LEADER)
    with pytest.raises(NotFound):
        meet_wish(cast.actor("leif"), conversation_id=planned.id, wish_id=wish.id)
    assert asks_for_other_leader(cast, planned) == ["ada"]
    share_conversations(cast.actor("leif"), delegate_id=cast.vidar.id, employee_ids=[cast.ada.id])
    assert states(cast, planned, "ada") == [("other_leader", True, True)]
    assert states(cast, planned, "vidar") == [("other_leader", False, True)]
    assert asks_for_other_leader(cast, planned) == []


def asks_for_other_leader(cast: Cast, conversation: Conversation) -> list[str]:
    assert conversation.round_id is not None
    lines = list_round(cast.actor("hanne"), round_id=conversation.round_id, narrowing=Narrowing()).lines
    names = {getattr(cast, name).id: name for name in cast.names}
    return [names[line.conversation.employee_id] for line in lines if line.wishes_other_leader]


@pytest.mark.parametrize("name", ["vera", "vidar", "tor", "hanne", "aksel", "frida", "olav"])
def test_nobody_else_asks_or_answers(cast: Cast, planned: Conversation, name: str) -> None:
    wish = make_wish(cast.actor("ada"), conversation_id=planned.id, kind="companion")
    for act in (make_wish, withdraw_wish, meet_wish):
        rest = {"kind": "companion"} if act is make_wish else {"wish_id": wish.id}
        with pytest.raises((Denied, NotFound)):
            act(cast.actor(name), conversation_id=planned.id, **rest)  # type: ignore[operator]


def test_what_there_is_not_and_what_is_too_late(cast: Cast) -> None:
    make_round(cast)
    started = make_started(cast)
    with pytest.raises(Unacceptable, match="unknown_wish"):
        make_wish(cast.actor("ada"), conversation_id=started.id, kind="cake")
    with pytest.raises(Denied):
        make_wish(cast.actor("ada"), conversation_id=started.id, kind="companion")
