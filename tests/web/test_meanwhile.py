"""What the other has done while one filled in a form: told, never met with a page that is not found, and nothing is lost."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse

from samspill.confidentiality.models import AccessEvent
from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.plans.models import Action, Goal
from samspill.plans.queries import read_agreement
from samspill.plans.services.drafting import add_goal, remove_action, remove_goal
from samspill.plans.services.leaving import leave_unconfirmed
from tests.cast import Cast
from tests.making import make_held, make_invited, make_round
from tests.web.visiting import text_of, visitor

pytestmark = pytest.mark.django_db

TAKEN_OUT, CLOSED = "Leif has taken this out of the plan meanwhile", "The plan cannot be changed just now"
KINDS = ("goal", "action")
MINE = "Bli veileder for de nye"


@pytest.fixture
def held(cast: Cast) -> Conversation:
    """Ada's conversation held, with a goal and an action."""
    make_round(cast)
    conversation = make_held(cast)
    add_goal(cast.actor("ada"), conversation_id=conversation.id, text="Bli veileder", kind="work")
    return conversation


def edit(kind: str, held: Conversation) -> str:
    one = Goal.objects.get() if kind == "goal" else Action.objects.get()
    return reverse(f"{kind}_edit", args=[held.id, one.id])


def filled(kind: str) -> dict[str, str]:
    if kind == "goal":
        return {"text": MINE, "kind": "work", "whose": "employee", "revision": "1"}
    due_on = (clock.today() + timedelta(days=30)).isoformat()
    return {"what": MINE, "responsible": "employee", "due_on": due_on, "revision": "1"}


def take_out(cast: Cast, kind: str, held: Conversation) -> None:
    about = {"conversation_id": held.id}
    if kind == "goal":
        remove_goal(cast.actor("leif"), goal_id=Goal.objects.get().id, **about)
    else:
        remove_action(cast.actor("leif"), action_id=Action.objects.get().id, **about)


def words_in(cast: Cast, held: Conversation) -> list[str]:
    plan = read_agreement(cast.actor("ada"), conversation_id=held.id).plan
    return [one.text for one in plan.goals] + [one.what for one in plan.actions]


def action_of_form(page: HttpResponse) -> str:
    found = re.search(r'<form class="sheet stack" method="post" action="([^"]+)"', text_of(page))
    assert found
    return found[1]


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_taken_out_while_it_was_changed_can_be_added_anew(cast: Cast, held: Conversation, kind: str) -> None:
    ada, address = visitor(cast, "ada"), edit(kind, held)
    take_out(cast, kind, held)
    page = ada.post(address, filled(kind))
    assert page.status_code == 409
    assert TAKEN_OUT in text_of(page)
    assert MINE in text_of(page)
    assert MINE not in words_in(cast, held)
    assert action_of_form(page) == reverse(f"{kind}_new", args=[held.id])
    assert ada.post(action_of_form(page), filled(kind)).status_code == 303
    assert MINE in words_in(cast, held)


def test_what_is_missing_is_told_there_too(cast: Cast, held: Conversation) -> None:
    address = edit("action", held)
    take_out(cast, "action", held)
    page = visitor(cast, "ada").post(address, filled("action") | {"due_on": ""})
    assert page.status_code == 409
    assert TAKEN_OUT in text_of(page)
    assert 'href="#id_due_on"' in text_of(page)


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_comes_too_late_to_change_it_comes_back_to_the_plan(cast: Cast, held: Conversation, kind: str) -> None:
    address = edit(kind, held)
    take_out(cast, kind, held)
    answer = visitor(cast, "ada").get(address, follow=True)
    assert answer.redirect_chain == [(reverse("agreement", args=[held.id]), 303)]
    assert "This was taken out of the plan meanwhile." in text_of(answer)


@pytest.mark.parametrize("kind", KINDS)
def test_both_take_out_the_same(cast: Cast, held: Conversation, kind: str) -> None:
    address = f"{edit(kind, held)}fjern/"
    answers = [visitor(cast, name).post(address) for name in ("leif", "ada")]
    assert [one.status_code for one in answers] == [303, 303]
    assert visitor(cast, "vera").post(address).status_code == 404


@pytest.mark.parametrize("address", ["goal_new", "action_new", "goal_edit", "action_edit"])
def test_what_was_filled_in_while_the_plan_was_closed_still_stands(
    cast: Cast, held: Conversation, address: str
) -> None:
    kind = address.partition("_")[0]
    where = edit(kind, held) if address.endswith("edit") else reverse(address, args=[held.id])
    leave_unconfirmed(cast.actor("leif"), conversation_id=held.id)
    page = visitor(cast, "ada").post(where, filled(kind))
    assert page.status_code == 422
    assert CLOSED in text_of(page)
    assert MINE in text_of(page)
    assert MINE not in words_in(cast, held)
    assert not AccessEvent.objects.filter(act="refused").exists()


def test_both_start_the_conversation(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    address, room = (reverse(name, args=[conversation.id]) for name in ("room_start", "room"))
    answers = [visitor(cast, name).post(address) for name in ("leif", "ada", "leif")]
    assert [(one.status_code, one["Location"]) for one in answers] == [(303, room)] * 3
    assert AccessEvent.objects.filter(act="start").count() == 1
    assert visitor(cast, "vera").post(address).status_code == 404
    Conversation.objects.update(state="agreed")
    assert visitor(cast, "ada").post(address).status_code == 404
