"""A conversation's own page, what ends or postpones it, and who has seen it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from samspill.conversations.models import Conversation
from samspill.conversations.services.preparing import save_point, set_ready, share_point
from samspill.foundation import clock
from samspill.people.services.paper import issue_paper_code
from tests.cast import Cast
from tests.making import conversation_of, make_agreed, make_held, make_invited, make_round, make_started
from tests.web.visiting import visitor

pytestmark = pytest.mark.django_db
POINT = "point:employee-hopes"


def url(name: str, conversation: Conversation) -> str:
    return reverse(name, kwargs={"conversation_id": conversation.id})


def said(client: Client, address: str) -> str:
    response = client.get(address, headers={"Accept-Language": "en"})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_employee_reads_the_invitation_and_what_to_do(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast, words="Velkommen til samtale", themes="Turnus")
    page = said(visitor(cast, "ada"), url("conversation", conversation))
    assert "Velkommen til samtale" in page
    assert "Turnus" in page
    assert "Møterom Furua" in page
    assert f'href="{url("preparation", conversation)}"' in page
    assert url("decline", conversation) in page
    assert url("invite", conversation) not in page


def test_of_the_other_only_that_it_is_begun_and_ready(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    ada = cast.actor("ada")
    save_point(ada, conversation_id=conversation.id, point=POINT, text="Hemmelig ord", revision=0)
    page = said(visitor(cast, "leif"), url("conversation", conversation))
    assert "Has begun" in page
    assert "Hemmelig ord" not in page
    set_ready(ada, conversation_id=conversation.id, is_ready=True)
    assert "Ready" in said(visitor(cast, "leif"), url("conversation", conversation))


@pytest.mark.parametrize(
    ("who", "title"),
    [("leif", "Invite Ada"), ("ada", "You will be invited")],
)
def test_before_the_invitation(cast: Cast, who: str, title: str) -> None:
    make_round(cast)
    assert title in said(visitor(cast, who), url("conversation", conversation_of(cast)))


@pytest.mark.parametrize(
    ("make", "title"),
    [
        (make_started, "The conversation is under way"),
        (make_held, "The conversation has been held"),
        (make_agreed, "You have agreed on a plan"),
    ],
)
def test_every_later_state_says_what_happens_now(cast: Cast, make: Callable[[Cast], Conversation], title: str) -> None:
    make_round(cast)
    assert title in said(visitor(cast, "ada"), url("conversation", make(cast)))


def test_calling_off_asks_first_and_keeps_what_was_prepared(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    leif = visitor(cast, "leif")
    assert "Call the meeting off?" in said(leif, url("call_off", conversation))
    response = leif.post(url("call_off", conversation))
    assert response.status_code == 303
    assert conversation_of(cast).state == "planned"


def test_the_employee_says_no_thank_you_and_is_not_asked_why(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    ada = visitor(cast, "ada")
    asked = said(ada, url("decline", conversation))
    assert "not asked why" in asked
    assert "<textarea" not in asked
    ada.post(url("decline", conversation))
    assert conversation_of(cast).state == "declined"
    assert "You have said no, thank you." in said(ada, url("conversation", conversation))


def test_exempting_with_a_reason_and_bringing_back(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    leif = visitor(cast, "leif")
    until_on = clock.today() + timedelta(days=30)
    leif.post(url("exempt", conversation), {"reason": "absent", "until_on": until_on.isoformat()})
    stored = conversation_of(cast)
    assert (stored.state, stored.exempt_until_on) == ("exempted", until_on)
    assert "Away for a period" in said(visitor(cast, "ada"), url("conversation", conversation))
    leif.post(url("bring_back", conversation))
    assert conversation_of(cast).state == "planned"


def test_a_date_that_has_passed_is_said_beside_the_field(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    typed = {"reason": "absent", "until_on": "2020-01-01"}
    response = visitor(cast, "leif").post(url("exempt", conversation), typed)
    assert response.status_code == 422
    assert response.context["form"].errors["until_on"]
    assert 'value="2020-01-01"' in response.content.decode()
    assert "ds-error-summary" in response.content.decode()


def test_the_log_tells_who_did_what_in_plain_words(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast, words="Hei")
    ada = cast.actor("ada")
    save_point(ada, conversation_id=conversation.id, point=POINT, text="Mitt", revision=0)
    share_point(ada, conversation_id=conversation.id, point=POINT)
    said(visitor(cast, "leif"), url("preparation", conversation))
    visitor(cast, "frida").get(url("conversation", conversation))
    own = said(visitor(cast, "ada"), url("who_has_seen", conversation))
    assert "Leif Haugen opened the invitation and what is shared" in own
    assert "Leif Haugen sent the invitation" in own
    assert "You wrote in your own preparation" in own
    assert "You shared a point" in own
    assert "1 time somebody without access" in own
    assert "Frida" not in own
    others = said(visitor(cast, "leif"), url("who_has_seen", conversation))
    assert "own preparation." in others
    assert "wrote in your own preparation" not in others


def test_new_ways_in_stand_in_the_log(cast: Cast) -> None:
    make_round(cast)
    issue_paper_code(cast.actor("hanne"), person_id=cast.ada.id)
    conversation = make_invited(cast)
    assert "made a code on paper" not in said(visitor(cast, "ada"), url("who_has_seen", conversation))
    issue_paper_code(cast.actor("hanne"), person_id=cast.ada.id)
    page = said(visitor(cast, "ada"), url("who_has_seen", conversation))
    assert "Hanne Vik made a code on paper for Ada Lund" in page


def test_all_conversations_lead_to_their_logs(cast: Cast) -> None:
    make_round(cast)
    page = said(visitor(cast, "leif"), reverse("who_has_seen_all"))
    for name in ("leif", "ada"):
        assert url("who_has_seen", conversation_of(cast, name=name)) in page
    assert url("who_has_seen", conversation_of(cast, name="olav")) not in page


@pytest.mark.parametrize("name", ["conversation", "who_has_seen", "exempt", "call_off", "decline"])
def test_a_stranger_gets_404(cast: Cast, name: str) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    for who in ("frida", "vera", "hanne", "tor"):
        assert visitor(cast, who).get(url(name, conversation)).status_code == 404


def test_nothing_is_done_without_the_token(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    assert client.post(url("decline", conversation)).status_code == 403
    assert conversation_of(cast).state == "invited"


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_few_and_many(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for year in range(2026, 2026 + count):
        make_round(cast, year=year)
    conversation = Conversation.objects.filter(employee=cast.ada).earliest("deadline_on")
    ada = visitor(cast, "ada")
    queries = {
        url("conversation", conversation): 10,
        url("who_has_seen", conversation): 9,
        reverse("who_has_seen_all"): 7,
    }
    for address, expected in queries.items():
        ada.get(address)
        with django_assert_num_queries(expected):
            ada.get(address)
