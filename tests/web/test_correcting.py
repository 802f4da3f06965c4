"""Correcting a spelling mistake: chosen, written, seen side by side, answered in one tap."""

import pytest
from django.test import Client
from django.urls import reverse

from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.plans.models import Action, Correction
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan
from samspill.plans.services.correcting import propose_correction
from samspill.plans.services.drafting import ActionDraft, add_action, save_focus
from tests.cast import Cast
from tests.making import make_agreed, make_held, make_round
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "Lage oplæringsplan", "Lage opplæringsplan"


@pytest.fixture
def agreed(cast: Cast) -> Conversation:
    """Ada and Leif have agreed on two actions and a focus; one action has a mistake in it."""
    make_round(cast)
    conversation = make_held(cast)
    draft = ActionDraft(WRONG, "leader", clock.today(), support="Tid i turnusen")
    add_action(cast.actor("ada"), conversation_id=conversation.id, draft=draft)
    save_focus(cast.actor("ada"), conversation_id=conversation.id, theme="values", text="Mer ro", revision=0)
    for name in ("ada", "leif"):
        text = read_agreement(cast.actor(name), conversation_id=conversation.id)
        confirm_plan(cast.actor(name), conversation_id=conversation.id, seen_hash=text.text_hash)
    return conversation


def field() -> str:
    return f"action:{Action.objects.get(responsible='leader').id}"


def page_to_correct(conversation: Conversation, wanted: str = "") -> str:
    address = reverse("correct", args=[conversation.id])
    return f"{address}?tekst={wanted}" if wanted else address


def propose(cast: Cast, conversation: Conversation, *, name: str = "ada", after: str = RIGHT) -> str:
    """Propose; returns where it is answered."""
    correction_id = propose_correction(cast.actor(name), conversation_id=conversation.id, field=field(), after=after)
    return reverse("answer_correction", args=[conversation.id, correction_id])


def agreement_of(cast: Cast, name: str, conversation: Conversation) -> str:
    return text_of(visitor(cast, name).get(reverse("agreement", args=[conversation.id])))


def test_the_text_is_chosen_first_then_written_and_the_other_sees_before_and_after(
    cast: Cast, agreed: Conversation
) -> None:
    ada = visitor(cast, "ada")
    assert page_to_correct(agreed) in agreement_of(cast, "ada", agreed)
    choices = text_of(ada.get(page_to_correct(agreed)))
    for words in ("Lære opp nye", WRONG, "Tid i turnusen", "Mer ro"):
        assert words in choices
    form = ada.get(page_to_correct(agreed, field())).context["form"]
    assert form["after"].value() == WRONG
    assert ada.post(page_to_correct(agreed, field()), {"after": RIGHT}).status_code == 303
    seen = agreement_of(cast, "leif", agreed)
    assert "<del>oplæringsplan</del>" in seen
    assert "<ins>opplæringsplan</ins>" in seen
    assert f'<p class="card-title" lang="nb">{WRONG}</p>' in seen


def test_what_changes_more_is_told_kindly_and_nothing_is_lost(cast: Cast, agreed: Conversation) -> None:
    page = visitor(cast, "ada").post(page_to_correct(agreed, field()), {"after": "Ikke lage opplæringsplan"})
    assert page.status_code == 422
    assert "it would change what you agreed on" in text_of(page)
    assert 'id="id_after_error"' in text_of(page)
    assert reverse("reopen", args=[agreed.id]) in text_of(page)
    assert "Ikke lage opplæringsplan" in text_of(page)
    assert not Correction.objects.exists()


def test_the_other_accepts_in_one_tap_and_both_confirmations_stand(cast: Cast, agreed: Conversation) -> None:
    answer = visitor(cast, "leif").post(propose(cast, agreed), {"answer": "accept"}, follow=True)
    assert "The spelling is corrected. Both confirmations stand." in text_of(answer)
    for name in ("ada", "leif"):
        page = agreement_of(cast, name, agreed)
        assert f'<p class="card-title" lang="nb">{RIGHT}</p>' in page
        assert "Spelling corrected afterwards" in page
        assert "Proposed by Ada Lund" in page
        assert "Accepted by Leif Haugen" in page
        assert "Not yet" not in page
    assert RIGHT in text_of(visitor(cast, "leif").get(reverse("actions")))


def test_the_other_declines_in_one_tap(cast: Cast, agreed: Conversation) -> None:
    answer = visitor(cast, "leif").post(propose(cast, agreed), {"answer": "decline"}, follow=True)
    assert "The text stays as it was" in text_of(answer)
    assert RIGHT not in agreement_of(cast, "ada", agreed)


def test_whoever_proposed_waits_and_may_take_it_back(cast: Cast, agreed: Conversation) -> None:
    url = propose(cast, agreed).replace("/svar/", "/ta-tilbake/")
    page = agreement_of(cast, "ada", agreed)
    assert "waits for Leif to accept" in page
    assert url in page
    assert "/svar/" not in page
    choices = text_of(visitor(cast, "ada").get(page_to_correct(agreed)))
    assert "Waits for an answer" in choices
    assert f"tekst={field().replace(':', '%3A')}" not in choices
    assert "It is taken back" in text_of(visitor(cast, "ada").post(url, follow=True))
    assert RIGHT not in agreement_of(cast, "leif", agreed)


def test_an_answer_to_what_was_taken_back_meanwhile_is_told(cast: Cast, agreed: Conversation) -> None:
    url = propose(cast, agreed)
    visitor(cast, "ada").post(url.replace("/svar/", "/ta-tilbake/"))
    for answer in ("accept", "decline"):
        page = visitor(cast, "leif").post(url, {"answer": answer}, follow=True)
        assert "answered or taken back meanwhile" in text_of(page)
    taken_back_twice = visitor(cast, "ada").post(url.replace("/svar/", "/ta-tilbake/"), follow=True)
    assert "answered or taken back meanwhile" in text_of(taken_back_twice)


@pytest.mark.parametrize("wanted", ["tull", "remark:employee", "focus:career", "goal:"])
def test_a_text_that_the_plan_does_not_have(cast: Cast, agreed: Conversation, wanted: str) -> None:
    assert visitor(cast, "ada").get(page_to_correct(agreed, wanted)).status_code == 404
    assert visitor(cast, "ada").post(page_to_correct(agreed, wanted), {"after": RIGHT}).status_code == 404


@pytest.mark.parametrize("name", ["frida", "vera", "tor", "hanne", "aksel"])
def test_for_anybody_else_there_is_no_such_page(cast: Cast, agreed: Conversation, name: str) -> None:
    url, client = propose(cast, agreed), visitor(cast, name)
    assert client.get(page_to_correct(agreed, field())).status_code == 404
    assert client.post(url, {"answer": "accept"}).status_code == 404
    assert Correction.objects.get().state == "proposed"


def test_a_draft_is_changed_and_not_corrected(cast: Cast) -> None:
    make_round(cast)
    held = make_held(cast)
    assert page_to_correct(held) not in agreement_of(cast, "ada", held)
    assert visitor(cast, "ada").get(page_to_correct(held)).status_code == 404


def test_min_side_tells_the_other_that_there_is_one_and_never_what(cast: Cast, agreed: Conversation) -> None:
    propose(cast, agreed)
    home = text_of(visitor(cast, "leif").get(reverse("home")))
    assert "Ada proposes to correct a spelling mistake in your plan" in home
    assert RIGHT not in home
    assert "a spelling mistake" not in text_of(visitor(cast, "ada").get(reverse("home")))


def test_an_answer_needs_the_page_it_was_given_on(cast: Cast, agreed: Conversation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.leif)
    assert client.post(propose(cast, agreed), {"answer": "accept"}).status_code == 403


def test_corrections_cost_one_question_however_many(cast: Cast) -> None:
    make_round(cast)
    conversation, costs = make_agreed(cast), []
    address, about = reverse("agreement", args=[conversation.id]), f"action:{Action.objects.get().id}"
    for after in ("Lære opp nye.", "Lære opp nye!", ""):
        costs.append(cost_of(visitor(cast, "ada"), address).count)
        if after:
            propose_correction(cast.actor("leif"), conversation_id=conversation.id, field=about, after=after)
            url = reverse("answer_correction", args=[conversation.id, Correction.objects.get(state="proposed").id])
            visitor(cast, "ada").post(url, {"answer": "accept"})
    assert costs == [costs[0], costs[0] + 1, costs[0] + 1]
