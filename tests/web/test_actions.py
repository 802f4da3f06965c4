"""Actions: one's own, the others', and how they go in one tap."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.foundation import clock
from samspill.plans.models import Action
from samspill.plans.services.drafting import ActionDraft, add_action
from tests.cast import Cast
from tests.making import confirm_plan, make_agreed, make_held, make_round, read_agreement
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db
SWAP = {"HX-Request": "true", "HX-Target": "div#all-actions"}


def make_plan_with(cast: Cast, *whose: str) -> None:
    """An agreed plan with Ada's action and these."""
    conversation = make_held(cast)
    for responsible in whose:
        draft = ActionDraft(f"Noe for {responsible}", responsible, clock.today() + timedelta(days=9))
        add_action(cast.actor("ada"), conversation_id=conversation.id, draft=draft)
    for name in ("ada", "leif"):
        actor = cast.actor(name)
        seen_hash = read_agreement(actor, conversation_id=conversation.id).text_hash
        confirm_plan(actor, conversation_id=conversation.id, seen_hash=seen_hash)


def without_tokens(page: str) -> str:
    """A page without what differs from one request to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_each_sees_whose_it_is(cast: Cast) -> None:
    make_round(cast)
    make_plan_with(cast, "leader")
    mine, _, others = text_of(visitor(cast, "ada").get(reverse("actions"))).partition("What others are to do")
    assert "Lære opp nye" in mine
    assert "Noe for leader" in others
    assert "Noe for leader" not in mine


def test_nothing_to_do_says_so(cast: Cast) -> None:
    assert "You have nothing to do now" in text_of(visitor(cast, "olav").get(reverse("actions")))


@pytest.mark.parametrize("name", ["leif", "frida", "vera", "hanne"])
def test_only_the_responsible_says_how_it_goes(cast: Cast, name: str) -> None:
    make_round(cast)
    make_agreed(cast)
    url = reverse("action_state", args=[Action.objects.get().id])
    assert visitor(cast, name).post(url, {"state": "done"}).status_code == 404
    assert Action.objects.get().state == "open"


def test_done_in_one_tap_and_undone(cast: Cast) -> None:
    make_round(cast)
    make_agreed(cast)
    ada, url = visitor(cast, "ada"), reverse("action_state", args=[Action.objects.get().id])
    answer = ada.post(url, {"state": "done", "back": "home"})
    assert (answer.status_code, answer["Location"]) == (303, reverse("home"))
    assert Action.objects.get().state == "done"
    assert "Undo" in text_of(ada.get(reverse("home")))
    ada.post(url, {"state": "open"})
    assert Action.objects.get().state == "open"


def test_the_way_back_is_one_of_ours(cast: Cast) -> None:
    make_round(cast)
    make_agreed(cast)
    url = reverse("action_state", args=[Action.objects.get().id])
    answer = visitor(cast, "ada").post(url, {"state": "under_way", "back": "https://elsewhere.example"})
    assert answer["Location"] == reverse("actions")


def test_a_swap_is_the_page_freshly_loaded(cast: Cast) -> None:
    make_round(cast)
    make_agreed(cast)
    ada, url = visitor(cast, "ada"), reverse("action_state", args=[Action.objects.get().id])
    part = without_tokens(text_of(ada.post(url, {"state": "under_way"}, headers=SWAP, follow=True)))
    page = without_tokens(text_of(ada.get(reverse("actions"))))
    assert part.strip() in page
    assert "<html" not in part


def test_a_late_one_asks_what_would_help(cast: Cast) -> None:
    make_round(cast)
    make_agreed(cast)
    ada = visitor(cast, "ada")
    assert "What would help?" not in text_of(ada.get(reverse("actions")))
    with clock.fixed(clock.now() + timedelta(days=61)):
        assert "What would help?" in text_of(visitor(cast, "ada").get(reverse("actions")))


def test_a_tap_needs_the_page_it_was_made_on(cast: Cast) -> None:
    make_round(cast)
    make_agreed(cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    url = reverse("action_state", args=[Action.objects.get().id])
    assert client.post(url, {"state": "done"}).status_code == 403


@pytest.mark.parametrize("others", [(), ("employee", "both")])
def test_the_list_costs_the_same_with_one_action_and_with_three(cast: Cast, others: tuple[str, ...]) -> None:
    make_round(cast)
    make_plan_with(cast, *others)
    assert cost_of(visitor(cast, "ada"), reverse("actions")).count == 7
