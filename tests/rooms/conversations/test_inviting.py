"""Inviting one or many, moving and calling off: all or none, and the words stay in the house."""

from datetime import timedelta

import pytest
from tests.cast import Cast
from tests.making import conversation_of, make_invited, make_round

from samspill.conversations.models import Conversation
from samspill.conversations.services.inviting import Draft, call_off, invite
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.notifications.models import Notice

pytestmark = pytest.mark.django_db
WORDS = "Jeg gleder meg til å snakke om veiledningen"


def _draft(conversation: Conversation, *, days: int = 7, minutes: int = 60, place: str = "Furua") -> Draft:
    return Draft(conversation.id, clock.now() + timedelta(days=days), minutes, place, words=WORDS)


def test_both_get_a_notice_without_a_word_of_what_was_written(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast, words=WORDS)
    notices = Notice.objects.filter(about_id=conversation.id)
    assert {notice.recipient_id for notice in notices} == {cast.ada.id, cast.leif.id}
    assert all(WORDS not in str(notice.facts) for notice in notices)
    assert all(notice.facts["place"] == "Møterom Furua" for notice in notices)
    assert {notice.facts["sequence"] for notice in notices} == {0}


def test_moving_and_calling_off_follow_with_the_same_uid_and_a_higher_sequence(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    leif = cast.actor("leif")
    invite(leif, drafts=[_draft(conversation, days=9)])
    call_off(leif, conversation_id=conversation.id)
    told = [
        (notice.kind, notice.facts["sequence"], notice.facts["uid"])
        for notice in Notice.objects.filter(recipient=cast.ada).order_by("made_at")
    ]
    assert [(kind, sequence) for kind, sequence, _ in told] == [
        ("invited_to_conversation", 0),
        ("conversation_moved", 1),
        ("conversation_called_off", 2),
    ]
    assert len({uid for _, _, uid in told}) == 1
    assert Conversation.objects.get(id=conversation.id).state == State.PLANNED


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"days": -1}, "time_passed"), ({"minutes": 5}, "length_range"), ({"place": "  "}, "place_missing")],
)
def test_a_fault_in_one_invitation_sends_none(cast: Cast, changed: dict[str, object], code: str) -> None:
    make_round(cast)
    good, bad = conversation_of(cast), conversation_of(cast, name="vidar")
    drafts = [_draft(good), _draft(bad, **({"days": 8} | changed))]  # type: ignore[arg-type]
    with pytest.raises(Unacceptable) as refused:
        invite(cast.actor("leif"), drafts=drafts)
    assert (refused.value.code, refused.value.facts["index"]) == (code, 1)
    assert not Notice.objects.exists()
    assert set(Conversation.objects.values_list("state", flat=True)) == {State.PLANNED}


def test_two_conversations_at_once_are_refused(cast: Cast) -> None:
    make_round(cast)
    make_invited(cast)
    other = conversation_of(cast, name="vidar")
    with pytest.raises(Unacceptable, match="overlaps"):
        invite(cast.actor("leif"), drafts=[_draft(other)])


def test_whoever_has_no_mail_is_a_fact_that_the_leader_can_see(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast, name="olav", leader="tor")
    states = dict(Notice.objects.filter(about_id=conversation.id).values_list("recipient_id", "state"))
    assert states[cast.olav.id] == Notice.State.NO_ADDRESS
    assert states[cast.tor.id] == Notice.State.QUEUED
