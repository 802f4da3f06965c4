"""Wishes on the conversation's page."""

import pytest

from samspill.conversations.models import Conversation, Wish
from tests.cast import Cast
from tests.making import conversation_of, make_round
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast: Cast) -> Conversation:
    make_round(cast)
    return conversation_of(cast)


def test_one_asks_and_the_other_answers(cast: Cast, planned: Conversation) -> None:
    ada, leif, url = visitor(cast, "ada"), visitor(cast, "leif"), f"/samtaler/{planned.id}/"
    assert 'value="other_leader"' in text_of(ada.get(url))
    assert 'value="other_leader"' not in text_of(leif.get(url))
    asked = ada.post(f"{url}onsker/", {"kind": "companion"}, follow=True)
    assert "You have asked for it" in text_of(asked)
    assert 'value="companion"' not in text_of(asked)
    assert "Ada asks for it" in text_of(leif.get(url))
    leif.post(f"{url}onsker/{Wish.objects.get().id}/ordnet/")
    assert "Seen to" in text_of(ada.get(url))


def test_it_can_be_taken_back(cast: Cast, planned: Conversation) -> None:
    ada, url = visitor(cast, "ada"), f"/samtaler/{planned.id}/"
    ada.post(f"{url}onsker/", {"kind": "interpreter"})
    ada.post(f"{url}onsker/{Wish.objects.get().id}/ta-tilbake/")
    assert "Ada asks for it" not in text_of(visitor(cast, "leif").get(url))


def test_something_that_cannot_be_asked_for(cast: Cast, planned: Conversation) -> None:
    refused = visitor(cast, "ada").post(f"/samtaler/{planned.id}/onsker/", {"kind": "cake"})
    assert refused.status_code == 422
    assert "Choose one of the things on the page" in text_of(refused)


def test_the_page_costs_the_same_with_one_wish_and_with_three(cast: Cast, planned: Conversation) -> None:
    ada, url = visitor(cast, "ada"), f"/samtaler/{planned.id}/"
    ada.post(f"{url}onsker/", {"kind": "companion"})
    one = cost_of(ada, url).count
    for kind in ("interpreter", "other_leader"):
        ada.post(f"{url}onsker/", {"kind": kind})
    assert cost_of(ada, url).count == one
