"""Help at hand: whom the organisation refers to, in the preparation, in the room and on the help page; not from outside."""

import pytest
from django.test import Client
from django.urls import reverse

from samspill.organisation.services.referring import Draft, add_referral
from tests.cast import Cast
from tests.making import make_invited, make_round
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db

FOLDED = "Where to get help"


def list_health(cast: Cast) -> None:
    health = Draft(
        {"nb": "Bedriftshelsetjenesten", "en": "Occupational <b>health</b>"},
        {"en": "When work wears on your health"},
        "+47 22 22 22 22",
        "https://intranett/bht?a=1&b=2",
    )
    add_referral(cast.actor("hanne"), draft=health)


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_both_find_the_list_in_the_room_and_in_the_preparation(cast: Cast, name: str) -> None:
    list_health(cast)
    make_round(cast)
    conversation = make_invited(cast)
    client = visitor(cast, name)
    assert_helps(client, reverse("preparation", args=[conversation.id]))
    assert_helps(client, f"{reverse('preparation', args=[conversation.id])}?punkt=theme:career")
    client.post(reverse("room_start", args=[conversation.id]))
    assert_helps(client, reverse("room", args=[conversation.id]))
    assert_helps(client, f"{reverse('room', args=[conversation.id])}?tema=career")


def assert_helps(client: Client, address: str) -> None:
    page = text_of(client.get(address))
    assert page.count(FOLDED) == 1
    assert "a leader is no therapist" in page
    assert "Occupational &lt;b&gt;health&lt;/b&gt;<small>When work wears on your health</small>" in page
    assert '<a href="tel:+4722222222">+47 22 22 22 22</a>' in page
    assert '<a href="https://intranett/bht?a=1&amp;b=2" rel="noreferrer">' in page
    assert "target=" not in page


def test_the_list_is_read_in_the_readers_language_or_the_nearest(cast: Cast) -> None:
    list_health(cast)
    client = visitor(cast, "ada")
    for language, shown in (("nb", "Bedriftshelsetjenesten"), ("nn", "Bedriftshelsetjenesten"), ("en", "Occupational")):
        client.post(reverse("set_language"), {"language": language})
        assert shown in text_of(client.get("/hjelp/"))


@pytest.mark.parametrize("name", ["ada", "leif", "hanne", "olav"])
def test_whoever_is_signed_in_finds_the_list_on_the_help_page(cast: Cast, name: str) -> None:
    list_health(cast)
    assert_helps(visitor(cast, name), "/hjelp/")


def test_nobody_from_outside_sees_whom_the_organisation_refers_to(cast: Cast) -> None:
    secret = Draft({"en": "Zqhjelpen"}, {"en": "Zqgrunnen"}, "22 22 22 22", "zqposten@a.example")
    add_referral(cast.actor("hanne"), draft=secret)
    page = text_of(Client().get("/hjelp/", headers={"Accept-Language": "en"}))
    assert "Short answers" in page
    words = ("Zqhjelpen", "Zqgrunnen", "22 22 22 22", "zqposten")
    assert [word for word in words if word in page] == []
    inside = text_of(visitor(cast, "ada").get("/hjelp/"))
    assert [word for word in words if word in inside] == list(words)


def test_an_empty_list_shows_nothing(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    ada = visitor(cast, "ada")
    ada.post(reverse("room_start", args=[conversation.id]))
    pages = [reverse(page, args=[conversation.id]) for page in ("preparation", "room")]
    for address in (*pages, "/hjelp/"):
        answer = ada.get(address)
        assert (answer.status_code, FOLDED in text_of(answer)) == (200, False)


def test_the_list_costs_the_room_one_statement_and_the_other_pages_none(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    client = visitor(cast, "ada")

    def asked(address: str) -> tuple[int, int]:
        """How many statements, and how many of them read the list."""
        sql = cost_of(client, address).statements
        return len(sql), sum("organisation_referral" in one for one in sql)

    preparation, room = (reverse(page, args=[conversation.id]) for page in ("preparation", "room"))
    before = [asked(preparation), asked("/hjelp/"), asked("/")]
    assert [count for count, _ in before[:2]] == [8, 2], "the list comes with the organisation's name"
    for number in range(5):
        add_referral(cast.actor("hanne"), draft=Draft({"nb": f"Hjelp {number}"}))
    assert [asked(preparation), asked("/hjelp/"), asked("/")] == before
    assert [lists for _, lists in before] == [1, 1, 0]
    client.post(reverse("room_start", args=[conversation.id]))
    assert asked(room) == (8, 1)
