"""The page of the assessment of the last period, for the leader who writes and the employee who may answer."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samspill.conversations.models import Assessment, Conversation
from samspill.conversations.services import assessing
from tests.assessing import make_answered, make_assessment, make_shared, use_assessments
from tests.cast import Cast
from tests.making import conversation_of, make_invited, make_round
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db
TEXT = "Stødig gjennom hele året."
MOST_STATEMENTS = 12


@pytest.fixture
def invited(cast: Cast) -> Conversation:
    make_round(cast)
    use_assessments()
    return make_invited(cast)


def _page(one: Conversation) -> str:
    return reverse("assessment", kwargs={"conversation_id": one.id})


def _sent(text: str, **more: str) -> dict[str, str]:
    return {"text": text, "revision": "0", "purpose": "pay", **more}


def test_the_leader_writes_and_shares_and_the_employee_answers(cast: Cast, invited: Conversation) -> None:
    ada, leif, page = visitor(cast, "ada"), visitor(cast, "leif"), _page(invited)
    kept = leif.post(page, _sent(TEXT), follow=True)
    assert "<b>Only you</b> can read this" in text_of(kept)
    assert ada.get(page).status_code == 404
    shared = leif.post(page, _sent(TEXT, revision="1", act="hand-over"), follow=True)
    assert "Ada can read it now, and is told." in text_of(shared)
    assert "<b>You and Ada</b> can read this" in text_of(shared)
    read = text_of(ada.get(page))
    assert TEXT in read
    assert "as a basis for the leader’s work on local pay. You see the same text as your leader." in read
    assert "Pay itself is talked about in the pay conversation." in read
    ada.post(page, _sent("Enig.", act="hand-over"))
    answered = text_of(leif.get(page))
    assert "Enig." in answered
    assert "The answer from Ada" in answered


def _alike(response: HttpResponse) -> str:
    """The page without its form tokens, which differ each time."""
    return re.sub(r"[A-Za-z0-9]{64}", "token", text_of(response))


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_both_are_told_that_it_is_no_basis_for_pay(cast: Cast, invited: Conversation, name: str) -> None:
    use_assessments("conversation")
    make_shared(cast, invited, is_for_pay=False)
    page = text_of(visitor(cast, name).get(_page(invited)))
    assert "For the conversation only. It is no basis for pay." in page
    assert "Pay itself is talked about in the pay conversation." in page


@pytest.mark.parametrize("name", ["vera", "vidar", "tor", "hanne", "aksel", "frida", "olav"])
def test_nobody_else_finds_the_page(cast: Cast, invited: Conversation, name: str) -> None:
    make_answered(cast, invited)
    stranger = visitor(cast, name)
    assert stranger.get(_page(invited)).status_code == 404
    assert stranger.post(_page(invited), _sent("Hei")).status_code == 404
    saving = reverse("save_assessment", kwargs={"conversation_id": invited.id})
    for field in ("assessment", "answer"):
        for value in ("Hei", "a" * (assessing.LONGEST + 1)):
            assert stranger.post(saving, {"field": field, "value": value, "revision": "0"}).status_code == 404


def test_it_is_off_by_default(cast: Cast) -> None:
    make_round(cast)
    one = conversation_of(cast)
    for name in ("ada", "leif"):
        client = visitor(cast, name)
        assert _page(one) not in text_of(client.get(f"/samtaler/{one.id}/"))
        assert client.get(_page(one)).status_code == 404


def test_the_conversations_page_tells_what_both_know(cast: Cast, invited: Conversation) -> None:
    address, page = f"/samtaler/{invited.id}/", _page(invited)
    ada, leif = visitor(cast, "ada"), visitor(cast, "leif")
    assert "Write an assessment" in text_of(leif.get(address))
    untouched = _alike(ada.get(address))
    assert "You see it here when it is shared." in untouched
    assert page not in untouched
    make_assessment(cast, invited)
    assert "You have begun one." in text_of(leif.get(address))
    assert _alike(ada.get(address)) == untouched
    make_answered(cast, invited)
    for client in (ada, leif):
        told = text_of(client.get(address))
        assert page in told
        assert "Answered" in told


def test_the_leader_is_not_told_that_an_answer_is_begun(cast: Cast, invited: Conversation) -> None:
    make_shared(cast, invited)
    leif, ada = visitor(cast, "leif"), visitor(cast, "ada")
    before = text_of(leif.get(_page(invited)))
    saving = reverse("save_assessment", kwargs={"conversation_id": invited.id})
    assert ada.post(saving, {"field": "answer", "value": "Uenig.", "revision": "0"}).json()["revision"] == 1
    after = text_of(leif.get(_page(invited)))
    assert "Uenig." not in after
    assert "Ada has not answered, and need not." in before
    assert "Ada has not answered, and need not." in after


def test_what_cannot_be_shared_is_told_at_its_place(cast: Cast, invited: Conversation) -> None:
    leif = visitor(cast, "leif")
    empty = leif.post(_page(invited), _sent(" ", act="hand-over"))
    assert empty.status_code == 422
    assert "Write something before you share it." in text_of(empty)
    assert "['" not in text_of(empty)
    long = leif.post(_page(invited), _sent("a" * (assessing.LONGEST + 1)))
    assert long.status_code == 422
    assert "a" * (assessing.LONGEST + 1) in text_of(long)


def test_another_purpose_is_read_before_it_is_shared(cast: Cast, invited: Conversation) -> None:
    leif, page = visitor(cast, "leif"), _page(invited)
    refused = leif.post(page, _sent(TEXT, purpose="conversation", act="hand-over"))
    assert refused.status_code == 422
    assert "has changed what the assessment is for" in text_of(refused)
    assert 'name="purpose" value="pay"' in text_of(refused)
    assert leif.post(page, _sent(TEXT, revision="1", act="hand-over")).status_code == 303
    assert Assessment.objects.get().is_for_pay


def test_two_windows_lose_nothing(cast: Cast, invited: Conversation) -> None:
    make_assessment(cast, invited, text="Fra den andre ruten.")
    leif = visitor(cast, "leif")
    met = leif.post(_page(invited), _sent("Fra denne ruten.", revision="0"))
    assert met.status_code == 409
    assert "Fra den andre ruten." in text_of(met)
    assert "\nFra denne ruten.</textarea>" in text_of(met)
    assert 'name="revision" value="1"' in text_of(met)
    saving = reverse("save_assessment", kwargs={"conversation_id": invited.id})
    answer = leif.post(saving, {"field": "assessment", "value": "Fra denne ruten.", "revision": "0"})
    assert (answer.status_code, answer.json()["value"]) == (409, "Fra den andre ruten.")


@pytest.mark.parametrize(("field", "revision"), [("assessment", "x"), ("plan", "0"), ("assessment", "-1")])
def test_what_is_no_field_is_not_there(cast: Cast, invited: Conversation, field: str, revision: str) -> None:
    saving = reverse("save_assessment", kwargs={"conversation_id": invited.id})
    sent = {"field": field, "value": "Hei", "revision": revision}
    assert visitor(cast, "leif").post(saving, sent).status_code == 404


def test_a_form_from_elsewhere_is_refused(cast: Cast, invited: Conversation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.leif)
    assert client.post(_page(invited), _sent(TEXT)).status_code == 403


def test_the_log_says_what_was_done_in_words(cast: Cast, invited: Conversation) -> None:
    make_answered(cast, invited)
    visitor(cast, "leif").get(_page(invited))
    told = text_of(visitor(cast, "ada").get(f"/samtaler/{invited.id}/hvem-har-sett/"))
    assert "Leif Haugen shared an assessment of the last period" in told
    assert "You answered the assessment of the last period" in told
    assert "no words for" not in told


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_the_pages_cost_little_whatever_is_written(cast: Cast, invited: Conversation, name: str) -> None:
    make_shared(cast, invited)
    shared = cost_of(visitor(cast, name), _page(invited)).count
    make_answered(cast, invited)
    assert cost_of(visitor(cast, name), _page(invited)).count == shared <= MOST_STATEMENTS
    assert cost_of(visitor(cast, name), f"/samtaler/{invited.id}/").count <= MOST_STATEMENTS
