"""Leaving it without a confirmed plan: asked first, said kindly, and asked about no more."""

import pytest
from django.urls import reverse

from samspill.conversations.models import Conversation
from samspill.plans.services.leaving import leave_unconfirmed
from samspill.rounds.models import Round
from tests.cast import Cast
from tests.making import make_held, make_round
from tests.web.visiting import text_of, visitor

pytestmark = pytest.mark.django_db
LEFT = "Held, without a confirmed plan"


@pytest.fixture
def round_(cast: Cast) -> Round:
    """A round for everybody."""
    return make_round(cast)


@pytest.fixture
def held(cast: Cast, round_: Round) -> Conversation:
    """Ada's conversation held, with one action."""
    return make_held(cast)


@pytest.fixture
def left(cast: Cast, held: Conversation) -> Conversation:
    """Ada's conversation, which she has left without a confirmed plan."""
    leave_unconfirmed(cast.actor("ada"), conversation_id=held.id)
    return held


def page_of(cast: Cast, name: str, page: str, conversation: Conversation | None = None) -> str:
    return text_of(visitor(cast, name).get(reverse(page, args=[conversation.id] if conversation else [])))


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_it_is_asked_first_and_then_done(cast: Cast, held: Conversation, name: str) -> None:
    one, url = visitor(cast, name), reverse("leave_unconfirmed", args=[held.id])
    assert url in page_of(cast, name, "agreement", held)
    assert "Nobody asks you why" in text_of(one.get(url))
    assert Conversation.objects.get(id=held.id).state == "held"
    answer = one.post(url, follow=True)
    assert "It is left without a confirmed plan" in text_of(answer)
    assert Conversation.objects.get(id=held.id).state == "unconfirmed"


def test_who_has_confirmed_may_leave_it_too(cast: Cast, held: Conversation) -> None:
    agreement = visitor(cast, "ada").get(reverse("agreement", args=[held.id]))
    seen_hash = agreement.context["text"].text_hash
    visitor(cast, "ada").post(reverse("confirm", args=[held.id]), {"seen_hash": seen_hash})
    page = page_of(cast, "ada", "agreement", held)
    assert "You have confirmed this text" in page
    assert reverse("leave_unconfirmed", args=[held.id]) in page


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_both_read_the_draft_and_nobody_is_asked_to_confirm(cast: Cast, left: Conversation, name: str) -> None:
    page = page_of(cast, name, "agreement", left)
    assert "Lære opp nye" in page
    assert "it is not sent to an archive" in page
    assert "Was the conversation useful?" in page
    assert reverse("take_up_again", args=[left.id]) in page
    for gone in ("Not yet", "No goals yet", "You agreed on no particular goals", 'name="seen_hash"', "Add an action"):
        assert gone not in page


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_min_side_asks_neither(cast: Cast, left: Conversation, name: str) -> None:
    page = page_of(cast, name, "home")
    assert "Read through and confirm" not in page
    assert "Waits for you" not in page
    assert "Lære opp nye" not in page


def test_the_employees_own_list_the_team_and_hrs_list_tell_it(cast: Cast, round_: Round, left: Conversation) -> None:
    assert LEFT in page_of(cast, "ada", "home")
    assert LEFT in page_of(cast, "leif", "team")
    found = visitor(cast, "hanne").get(reverse("round", args=[round_.id]), {"state": "unconfirmed"})
    assert [line.conversation.id for line in found.context["page"].lines] == [left.id]
    assert LEFT in text_of(found)


def test_the_conversations_page_says_it_kindly_and_leads_to_the_draft(cast: Cast, left: Conversation) -> None:
    for name in ("ada", "leif"):
        page = page_of(cast, name, "conversation", left)
        assert "nobody asks why" in page
        assert reverse("agreement", args=[left.id]) in page
        assert "Not confirmed" in page
        assert "Followed up" not in page


def test_it_is_taken_up_again_in_one_tap(cast: Cast, left: Conversation) -> None:
    answer = visitor(cast, "leif").post(reverse("take_up_again", args=[left.id]), follow=True)
    assert "The plan is taken up again" in text_of(answer)
    assert 'name="seen_hash"' in text_of(answer)
    assert "Read through and confirm the plan" in page_of(cast, "ada", "home")


@pytest.mark.parametrize("name", ["frida", "vera", "tor", "hanne", "aksel"])
def test_for_anybody_else_there_is_no_such_page(cast: Cast, left: Conversation, name: str) -> None:
    client = visitor(cast, name)
    assert client.get(reverse("leave_unconfirmed", args=[left.id])).status_code == 404
    assert client.post(reverse("take_up_again", args=[left.id])).status_code == 404
    assert Conversation.objects.get(id=left.id).state == "unconfirmed"
