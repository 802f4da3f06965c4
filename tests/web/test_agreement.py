"""The agreement: put together, confirmed by both, kept and evaluated."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.archive.queries import title_in_journal
from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.organisation.facts import the_organisation
from samspill.plans.models import Action
from samspill.plans.queries import read_agreement
from samspill.plans.services.drafting import ActionDraft, add_action, change_action
from samspill.plans.services.following_up import set_action_state
from tests.cast import Cast
from tests.making import make_agreed, make_agreed_last_year, make_held, make_round
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(cast: Cast) -> Conversation:
    """Ada's conversation held, with one action."""
    make_round(cast)
    return make_held(cast)


@pytest.fixture
def agreed(cast: Cast) -> Conversation:
    """Ada's conversation agreed."""
    make_round(cast)
    return make_agreed(cast, remark="Mer om vaktplanen")


def hash_seen(cast: Cast, name: str, conversation: Conversation) -> str:
    return read_agreement(cast.actor(name), conversation_id=conversation.id).text_hash


def confirm(cast: Cast, name: str, conversation: Conversation, **sent: str) -> object:
    filled = {"seen_hash": hash_seen(cast, name, conversation), "remark": "", **sent}
    return visitor(cast, name).post(reverse("confirm", args=[conversation.id]), filled)


@pytest.mark.parametrize("name", ["frida", "vera", "tor", "hanne", "aksel"])
def test_the_plan_does_not_exist_for_anybody_else(cast: Cast, agreed: Conversation, name: str) -> None:
    client = visitor(cast, name)
    for page in ("agreement", "own_copy", "draft_copy", "evaluation", "reopen", "goal_new", "action_new"):
        assert client.get(reverse(page, args=[agreed.id])).status_code == 404


def test_a_goal_is_added_changed_and_removed(cast: Cast, held: Conversation) -> None:
    ada = visitor(cast, "ada")
    ada.post(reverse("goal_new", args=[held.id]), {"text": "Bli veileder", "kind": "development", "whose": "employee"})
    goal = read_agreement(cast.actor("ada"), conversation_id=held.id).plan.goals[0]
    url = reverse("goal_edit", args=[held.id, goal.goal.id])
    assert "Bli veileder" in text_of(ada.get(url))
    ada.post(url, {"text": "Bli hovedveileder", "kind": "work", "whose": "both", "revision": goal.revision})
    assert "Bli hovedveileder" in text_of(ada.get(reverse("agreement", args=[held.id])))
    ada.post(reverse("goal_remove", args=[held.id, goal.goal.id]))
    assert read_agreement(cast.actor("ada"), conversation_id=held.id).plan.goals == []


def test_an_action_without_a_date_is_told_at_the_date_and_kept(cast: Cast, held: Conversation) -> None:
    sent = {"what": "Bestille kurs", "responsible": "leader", "due_on": "", "support": "Vikar"}
    page = visitor(cast, "ada").post(reverse("action_new", args=[held.id]), sent)
    assert page.status_code == 422
    assert 'id="id_due_on_error"' in text_of(page)
    assert "Bestille kurs" in text_of(page)
    assert "Vikar" in text_of(page)


def test_what_the_service_refuses_is_told_at_its_field(cast: Cast, held: Conversation) -> None:
    due_on = (clock.today() + timedelta(days=30)).isoformat()
    sent = {"what": "x" * 501, "responsible": "both", "due_on": due_on}
    page = visitor(cast, "ada").post(reverse("action_new", args=[held.id]), sent)
    assert page.status_code == 422
    assert 'id="id_what_error"' in text_of(page)
    assert "There is room for 500" in text_of(page)


def test_two_who_change_the_same_action_see_both_versions(cast: Cast, held: Conversation) -> None:
    one = read_agreement(cast.actor("ada"), conversation_id=held.id).plan.actions[0]
    due_on = clock.today() + timedelta(days=30)
    draft = ActionDraft("Leif sin tekst", "leader", due_on)
    change_action(
        cast.actor("leif"), conversation_id=held.id, action_id=one.action.id, draft=draft, revision=one.revision
    )
    sent = {"what": "Ada sin tekst", "responsible": "employee", "due_on": due_on.isoformat(), "revision": one.revision}
    url, ada = reverse("action_edit", args=[held.id, one.action.id]), visitor(cast, "ada")
    page = ada.post(url, sent)
    assert page.status_code == 409
    assert "Leif sin tekst" in text_of(page)
    assert "Ada sin tekst" in text_of(page)
    assert f'value="{one.revision + 1}"' in text_of(page)
    assert ada.post(url, {**sent, "revision": one.revision + 1}).status_code == 303


def test_from_the_room_one_comes_back_to_the_topic(cast: Cast, held: Conversation) -> None:
    sent = {"text": "Mål", "kind": "work", "whose": "leader", "topic": "competence"}
    answer = visitor(cast, "leif").post(reverse("goal_new", args=[held.id]), sent)
    assert answer["Location"] == f"{reverse('room', args=[held.id])}?tema=competence"


def test_no_actions_needed_is_a_full_answer_in_one_tap(cast: Cast, held: Conversation) -> None:
    ada = visitor(cast, "ada")
    one = read_agreement(cast.actor("ada"), conversation_id=held.id).plan.actions[0]
    url = reverse("without_actions", args=[held.id])
    refused = ada.post(url, {"is_without": "yes"}, follow=True)
    assert "The plan has actions" in text_of(refused)
    ada.post(reverse("action_remove", args=[held.id, one.action.id]))
    ada.post(url, {"is_without": "yes"})
    assert confirm(cast, "ada", held).status_code == 303


def test_both_confirm_what_they_saw(cast: Cast, held: Conversation) -> None:
    assert confirm(cast, "ada", held, remark="Husk vaktplanen").status_code == 303
    page = text_of(visitor(cast, "leif").get(reverse("agreement", args=[held.id])))
    assert "Husk vaktplanen" in page
    assert title_in_journal(held, the_organisation()) in page
    assert visitor(cast, "leif").get(reverse("draft_copy", args=[held.id])).content.startswith(b"%PDF")
    confirm(cast, "leif", held)
    assert Conversation.objects.get(id=held.id).state == "agreed"


def test_whoever_presses_twice_comes_to_the_agreed_plan_both_times(cast: Cast, held: Conversation) -> None:
    confirm(cast, "leif", held)
    ada, filled = visitor(cast, "ada"), {"seen_hash": hash_seen(cast, "ada", held), "remark": "Takk"}
    for _ in range(2):
        answer = ada.post(reverse("confirm", args=[held.id]), filled, follow=True)
        assert answer.redirect_chain == [(reverse("agreement", args=[held.id]), 303)]
        assert "The agreed plan" in text_of(answer)
    assert len(read_agreement(cast.actor("ada"), conversation_id=held.id).confirmations) == 2


def test_nobody_confirms_a_plan_that_was_agreed_before_they_had_a_part_in_it(cast: Cast, agreed: Conversation) -> None:
    filled = {"seen_hash": hash_seen(cast, "ada", agreed), "remark": ""}
    assert visitor(cast, "vera").post(reverse("confirm", args=[agreed.id]), filled).status_code == 404


def test_a_text_that_changed_meanwhile_is_not_confirmed_and_the_remark_is_kept(cast: Cast, held: Conversation) -> None:
    seen = hash_seen(cast, "ada", held)
    draft = ActionDraft("Noe nytt", "leader", clock.today() + timedelta(days=9))
    add_action(cast.actor("leif"), conversation_id=held.id, draft=draft)
    page = confirm(cast, "ada", held, seen_hash=seen, remark="Min merknad")
    assert page.status_code == 409
    assert "The text has been changed since you read it" in text_of(page)
    assert "Noe nytt" in text_of(page)
    assert "Min merknad" in text_of(page)
    assert hash_seen(cast, "ada", held) in text_of(page)


def test_an_agreed_plan_is_kept_and_can_be_opened_again(cast: Cast, agreed: Conversation) -> None:
    ada = visitor(cast, "ada")
    copy = ada.get(reverse("own_copy", args=[agreed.id]))
    assert copy.content.startswith(b"%PDF")
    assert copy["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert "It is on its way to the archive" in text_of(ada.get(reverse("agreement", args=[agreed.id])))
    assert "Both confirmations fall away" in text_of(ada.get(reverse("reopen", args=[agreed.id])))
    ada.post(reverse("reopen", args=[agreed.id]), {"reason": "A date is wrong"})
    assert Conversation.objects.get(id=agreed.id).state == "held"


def test_the_other_reads_why_the_plan_was_opened_until_both_agree_anew(cast: Cast, agreed: Conversation) -> None:
    leif, url = visitor(cast, "leif"), reverse("agreement", args=[agreed.id])
    reopened = reverse("reopen", args=[agreed.id])
    unsaid = visitor(cast, "ada").post(reopened, {"reason": "  "})
    assert unsaid.status_code == 422
    assert Conversation.objects.get(id=agreed.id).state == "agreed"
    too_much = visitor(cast, "ada").post(reopened, {"reason": "x" * 501})
    assert too_much.status_code == 422
    assert "x" * 501 in text_of(too_much)
    visitor(cast, "ada").post(reopened, {"reason": "A date is wrong"})
    page = text_of(leif.get(url))
    assert "A date is wrong" in page
    assert "Opened again by Ada Lund" in page
    for name in ("ada", "leif"):
        confirm(cast, name, agreed, seen_hash=hash_seen(cast, name, agreed))
    assert Conversation.objects.get(id=agreed.id).state == "agreed"
    assert "A date is wrong" not in text_of(leif.get(url))


def test_both_say_how_the_conversation_was(cast: Cast, agreed: Conversation) -> None:
    url = reverse("evaluation", args=[agreed.id])
    ada, leif = visitor(cast, "ada"), visitor(cast, "leif")
    refused = ada.post(url, {"evaluation-useful": "Mye"})
    assert refused.status_code == 422
    assert "Mye" in text_of(refused)
    ada.post(url, {"usefulness": "very", "evaluation-useful": "Mye"})
    assert "Mye" in text_of(leif.get(url))
    assert "Thank you for your answer" in text_of(ada.get(reverse("agreement", args=[agreed.id])))


def test_both_are_told_what_becomes_of_the_answer_before_they_give_it(cast: Cast, agreed: Conversation) -> None:
    url = reverse("evaluation", args=[agreed.id])
    employee, leader = (text_of(visitor(cast, name).get(url)) for name in ("ada", "leif"))
    assert "<b>You and Leif</b> can read this" in employee
    assert (
        "What you choose also counts in figures, without your name and always at least five answers together."
        in employee
    )
    assert "<b>You and Ada</b> can read this" in leader
    assert "What you choose is in no figures." in leader


def test_changing_the_plan_needs_the_page_it_was_changed_on(cast: Cast, held: Conversation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    for page in ("confirm", "without_actions", "goal_new"):
        assert client.post(reverse(page, args=[held.id])).status_code == 403


def test_the_plan_costs_the_same_with_one_action_and_with_three(cast: Cast, held: Conversation) -> None:
    draft, costs = ActionDraft("Noe", "both", clock.today() + timedelta(days=9)), []
    for _ in range(3):
        costs.append(cost_of(visitor(cast, "ada"), reverse("agreement", args=[held.id])).count)
        add_action(cast.actor("ada"), conversation_id=held.id, draft=draft)
    assert costs == [12, 12, 12]


def test_an_unfinished_action_is_carried_over_and_only_its_date_is_asked(cast: Cast) -> None:
    make_agreed_last_year(cast)
    earlier = Action.objects.get()
    make_round(cast)
    conversation = make_held(cast)
    leif, agreement = visitor(cast, "leif"), reverse("agreement", args=[conversation.id])
    carry = f"{reverse('action_new', args=[conversation.id])}?fra={earlier.id}"
    assert carry in text_of(leif.get(agreement))
    form = leif.get(carry).context["form"]
    assert (form["what"].value(), form["responsible"].value()) == ("Fullføre kurset", "employee")
    assert form["support"].value() == "To dager fri"
    assert form["due_on"].value() is None
    due_on = clock.today() + timedelta(days=90)
    sent = {"what": "Fullføre kurset", "responsible": "employee", "due_on": due_on.isoformat(), "support": ""}
    assert leif.post(carry, sent).status_code == 303
    shown = text_of(leif.get(agreement))
    assert carry not in shown
    assert "In the new plan" in shown


def test_only_what_is_unfinished_and_ones_own_can_be_carried_over(cast: Cast) -> None:
    make_agreed_last_year(cast)
    action_id = Action.objects.get().id
    make_round(cast)
    conversation = make_held(cast)
    new = reverse("action_new", args=[conversation.id])
    own = next(one.id for one in Action.objects.filter(plan__conversation=conversation))
    ada = visitor(cast, "ada")
    assert [ada.get(f"{new}?fra={wanted}").status_code for wanted in ("tull", own, action_id)] == [404, 404, 200]
    set_action_state(cast.actor("ada"), action_id=action_id, state="done")
    assert ada.get(f"{new}?fra={action_id}").status_code == 404
    assert f"fra={action_id}" not in text_of(ada.get(reverse("agreement", args=[conversation.id])))


def test_a_former_leaders_action_cannot_be_carried_over(cast: Cast) -> None:
    make_agreed_last_year(cast, leader="tor")
    action_id = Action.objects.get().id
    make_round(cast)
    conversation = make_held(cast)
    for name in ("ada", "leif"):
        address = f"{reverse('action_new', args=[conversation.id])}?fra={action_id}"
        assert visitor(cast, name).get(address).status_code == 404
