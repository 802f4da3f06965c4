"""Min side: one next step, by where the conversation stands."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samspill.conversations.services.preparing import save_point, set_ready
from samspill.foundation import clock
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan
from tests.cast import Cast
from tests.making import conversation_of, make_agreed, make_held, make_invited, make_round, make_started
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db


def page_of(cast: Cast, name: str = "ada") -> str:
    return text_of(visitor(cast, name).get(reverse("home")))


def test_nothing_yet_is_calm(cast: Cast) -> None:
    assert "You have nothing to do now" in page_of(cast)


def test_before_the_invitation_one_may_begin(cast: Cast) -> None:
    make_round(cast)
    page = page_of(cast)
    assert "Leif will invite you to a conversation" in page
    assert reverse("preparation", args=[conversation_of(cast).id]) in page


def test_invited_prepares_goes_on_and_is_ready(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    ada = cast.actor("ada")
    assert "Prepare for the conversation" in page_of(cast)
    save_point(ada, conversation_id=conversation.id, point="theme:competence", text="Noe", revision=0)
    assert "Go on preparing" in page_of(cast)
    set_ready(ada, conversation_id=conversation.id, is_ready=True)
    assert "You are ready for the conversation" in page_of(cast)
    with clock.fixed(clock.now() + timedelta(days=7)):
        assert "Your conversation with Leif is" in page_of(cast)


def test_under_way_leads_to_the_room(cast: Cast) -> None:
    make_round(cast)
    conversation = make_started(cast)
    for name in ("ada", "leif"):
        assert reverse("room", args=[conversation.id]) in page_of(cast, name)


def test_held_asks_for_the_confirmation_then_waits(cast: Cast) -> None:
    make_round(cast)
    conversation = make_held(cast)
    assert "Read through and confirm the plan" in page_of(cast)
    assert "1 plan awaits your confirmation" in page_of(cast, "leif")
    actor = cast.actor("ada")
    seen_hash = read_agreement(actor, conversation_id=conversation.id).text_hash
    confirm_plan(actor, conversation_id=conversation.id, seen_hash=seen_hash)
    assert "Now Leif reads it through" in page_of(cast)


def test_agreed_shows_what_is_to_be_done(cast: Cast) -> None:
    make_round(cast)
    make_agreed(cast)
    assert "Lære opp nye" in page_of(cast)
    assert "Lære opp nye" not in page_of(cast, "leif")
    assert "Lære opp nye" not in page_of(cast, "vera")


def test_only_leaders_are_pointed_to_a_team(cast: Cast) -> None:
    assert "See everybody" in page_of(cast, "leif")
    assert "See everybody" not in page_of(cast, "ada")


def test_the_page_costs_the_same_with_one_round_and_with_three(cast: Cast) -> None:
    costs = []
    for year in (2026, 2027, 2028):
        make_round(cast, year=year)
        costs.append(cost_of(visitor(cast, "ada"), reverse("home")).count)
    assert costs == [6, 6, 6]
    assert cost_of(visitor(cast, "leif"), reverse("home")).count == 6
