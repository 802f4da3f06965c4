"""Min side: one next step, by where the conversation stands."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse

from samspill.confidentiality.access_log import events_of
from samspill.conversations.overview import read_conversation
from samspill.conversations.queries import read_preparation
from samspill.conversations.services.inviting import Draft, invite
from samspill.conversations.services.preparing import save_point, set_ready
from samspill.conversations.services.wishing import make_wish, meet_wish, withdraw_wish
from samspill.foundation import clock
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan, reopen_plan
from tests.cast import Cast
from tests.making import (
    conversation_of,
    make_agreed,
    make_agreed_last_year,
    make_held,
    make_invited,
    make_round,
    make_started,
)
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


@pytest.mark.parametrize(
    ("days", "told"),
    [(20, ""), (15, ""), (14, "in 14 days."), (2, "in 2 days."), (1, "tomorrow."), (0, "today."), (-1, "")],
)
def test_how_near_the_conversation_is(cast: Cast, days: int, told: str) -> None:
    """Counted in Norway's days, not in hours: what is on Monday morning is tomorrow on Sunday evening."""
    make_round(cast)
    meeting = make_invited(cast).planned_at
    assert meeting is not None
    the_day = meeting.astimezone(clock.OSLO).date() - timedelta(days=days)
    with clock.fixed(datetime.combine(the_day, time(23, 30), clock.OSLO)):
        page = page_of(cast)
    assert ("The conversation with Leif is" in page) is bool(told)
    assert told in page


def test_only_the_own_conversation_is_said_to_be_near(cast: Cast) -> None:
    make_round(cast)
    make_invited(cast)
    assert "The conversation with" not in page_of(cast, "leif")


def test_under_way_leads_to_the_room(cast: Cast) -> None:
    make_round(cast)
    conversation = make_started(cast)
    for name in ("ada", "leif"):
        assert reverse("room", args=[conversation.id]) in page_of(cast, name)


def test_held_asks_for_the_confirmation_then_waits(cast: Cast) -> None:
    make_round(cast)
    conversation = make_held(cast)
    assert "Read through and confirm the plan" in page_of(cast)
    assert "Read through and confirm the plan that you and Ada made" in page_of(cast, "leif")
    actor = cast.actor("ada")
    seen_hash = read_agreement(actor, conversation_id=conversation.id).text_hash
    confirm_plan(actor, conversation_id=conversation.id, seen_hash=seen_hash)
    assert "Now Leif reads it through" in page_of(cast)


@pytest.mark.parametrize(("name", "other"), [("ada", "leif"), ("leif", "ada")])
def test_a_plan_that_was_opened_again_is_told_as_that_and_never_why(cast: Cast, name: str, other: str) -> None:
    make_round(cast)
    conversation = make_agreed(cast)
    reopen_plan(cast.actor(name), conversation_id=conversation.id, reason="Zqgrunn")
    page = page_of(cast, other)
    assert "It was agreed, and has been opened again." in page
    assert "Zqgrunn" not in page
    assert "Zqgrunn" in text_of(visitor(cast, other).get(reverse("agreement", args=[conversation.id])))
    for who in ("ada", "leif"):
        seen_hash = read_agreement(cast.actor(who), conversation_id=conversation.id).text_hash
        confirm_plan(cast.actor(who), conversation_id=conversation.id, seen_hash=seen_hash)
    assert "opened again" not in page_of(cast, other)


def test_a_reopened_plan_among_what_waits_is_told_in_its_line(cast: Cast) -> None:
    make_round(cast)
    conversation = make_agreed(cast)
    reopen_plan(cast.actor("ada"), conversation_id=conversation.id, reason="Zqgrunn")
    own = conversation_of(cast, name="leif")
    draft = Draft(own.id, clock.now() + timedelta(days=7), 60, "Rom")
    invite(cast.actor("vera"), drafts=[draft])
    page = page_of(cast, "leif")
    assert "Prepare for the conversation" in page
    assert "Opened again: read through and confirm" in page
    assert "Zqgrunn" not in page


def test_agreed_shows_what_is_to_be_done(cast: Cast) -> None:
    make_round(cast)
    make_agreed(cast)
    assert "Lære opp nye" in page_of(cast)
    assert "You have nothing to do now" not in page_of(cast)
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


def test_with_nothing_at_all_the_page_is_short(cast: Cast) -> None:
    page = page_of(cast, "olav")
    assert "Nobody waits for you." in page
    for heading in ("Waits for you", "My actions", "What your leader is to do", "Earlier conversations"):
        assert heading not in page


def test_what_the_other_asks_for_waits_until_it_is_seen_to(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    asked = make_wish(cast.actor("ada"), conversation_id=conversation.id, kind="companion")
    page = page_of(cast, "leif")
    assert "Ada asks for something" in page
    assert "Somebody to come along" not in page
    for name in ("ada", "frida", "vera", "tor", "hanne"):
        assert "asks for something" not in page_of(cast, name)
    meet_wish(cast.actor("leif"), conversation_id=conversation.id, wish_id=asked.id)
    assert "asks for something" not in page_of(cast, "leif")


def test_what_is_taken_back_waits_for_nobody(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    asked = make_wish(cast.actor("leif"), conversation_id=conversation.id, kind="other_time")
    assert "Leif asks for something" in page_of(cast)
    withdraw_wish(cast.actor("leif"), conversation_id=conversation.id, wish_id=asked.id)
    assert "asks for something" not in page_of(cast)


def test_the_next_step_is_not_said_twice(cast: Cast) -> None:
    make_round(cast)
    held = make_held(cast)
    make_wish(
        cast.actor("frida"), conversation_id=make_invited(cast, name="frida", leader="vidar").id, kind="companion"
    )
    assert "Waits for you" not in page_of(cast)
    leifs = page_of(cast, "leif")
    assert leifs.count(reverse("agreement", args=[held.id])) == 1
    assert "asks for something" not in leifs
    assert "Frida asks for something" in page_of(cast, "vidar")


def test_how_many_others_have_opened_it_lately(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast, words="Velkommen")
    read_conversation(cast.actor("ada"), conversation_id=conversation.id)
    seen_by_leif = "Opened by 1 other person in the last 30 days"
    save_point(cast.actor("leif"), conversation_id=conversation.id, point="theme:competence", text="Mitt", revision=0)
    with clock.fixed(clock.now() + timedelta(hours=1)):
        assert seen_by_leif not in page_of(cast)
        read_preparation(cast.actor("leif"), conversation_id=conversation.id)
        page = page_of(cast)
    assert seen_by_leif in page
    assert reverse("who_has_seen", args=[conversation.id]) in page
    with clock.fixed(clock.now() + timedelta(days=31)):
        assert "Opened by" not in page_of(cast)


def test_what_the_leader_does_in_the_own_preparation_is_not_told(cast: Cast) -> None:
    make_round(cast)
    conversation, leif = conversation_of(cast), cast.actor("leif")
    save_point(leif, conversation_id=conversation.id, point="theme:competence", text="Mitt", revision=0)
    with clock.fixed(clock.now() + timedelta(hours=1)):
        read_preparation(leif, conversation_id=conversation.id)
        assert "opened" in [one.act for one in events_of(conversation.id)]
        assert "Opened by" not in page_of(cast)


def test_many_earlier_conversations_fold_away(cast: Cast) -> None:
    for year in (2026, 2027, 2028):
        make_round(cast, year=year)
    assert "Earlier conversations" not in page_of(cast)
    make_agreed_last_year(cast)
    page = page_of(cast)
    assert page.index("Employee conversation 2026") < page.index("Earlier conversations")
    assert page.index("Earlier conversations") < page.index("Employee conversation 2025")
    assert "Agreed" in page


def test_with_much_to_do_the_page_costs_at_most_twelve(cast: Cast) -> None:
    make_agreed_last_year(cast)
    make_round(cast)
    make_held(cast)
    make_round(cast, year=2027)
    assert cost_of(visitor(cast, "ada"), reverse("home")).count == 9
    assert cost_of(visitor(cast, "leif"), reverse("home")).count == 9
