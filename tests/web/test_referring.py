"""The list of those who can help, as HR and administrators keep it on its page in the set-up."""

import pytest
from django.core.signals import got_request_exception

from samspill.organisation.models import Referral
from samspill.organisation.referrals import name_and_referrals
from samspill.organisation.services.referring import MOST, Draft, add_referral
from tests.cast import Cast
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db

ADDRESS = "/oppsett/hjelp-videre/"
HEALTH = Draft(
    {"nb": "Bedriftshelsetjenesten", "en": "Occupational health"},
    {"en": "When work wears on your health"},
    "+47 22 22 22 22",
    "https://intranett/bht?a=1&b=2",
)


def list_health(cast: Cast) -> Referral:
    return add_referral(cast.actor("hanne"), draft=HEALTH)


def names() -> list[str]:
    return [one.name["nb"] for one in name_and_referrals()[1]]


@pytest.mark.parametrize("name", ["hanne", "aksel"])
def test_somebody_is_listed_in_several_languages(cast: Cast, name: str) -> None:
    client = visitor(cast, name)
    sent = {"act": "add", "name_nb": "Verneombudet", "name_en": "Safety <b>first</b>", "purpose_en": "Strain & stress"}
    answer = client.post(ADDRESS, sent | {"phone": "113", "address": "vo@lyngvik.example"})
    assert (answer.status_code, answer["Location"]) == (303, ADDRESS)
    page = text_of(client.get(ADDRESS))
    assert "Safety &lt;b&gt;first&lt;/b&gt;" in page
    assert "Strain &amp; stress" in page
    assert "113 · vo@lyngvik.example" in page
    assert "Not in Norwegian Nynorsk" in page


@pytest.mark.parametrize("name", ["ada", "leif", "vera", "vidar", "tor", "frida", "olav"])
def test_for_others_the_page_does_not_exist(cast: Cast, name: str) -> None:
    client, there = visitor(cast, name), list_health(cast)
    assert client.get(ADDRESS).status_code == 404
    for act in ("add", f"change {there.id}", f"remove {there.id}", f"up {there.id}", "add-suggested hr", "put-back"):
        assert client.post(ADDRESS, {"act": act, "name_nb": "Min venn"}).status_code == 404
    assert names() == ["Bedriftshelsetjenesten"]


@pytest.mark.parametrize(
    ("sent", "place", "told"),
    [
        ({"phone": "113"}, "name_nb", "Write the name in at least one language."),
        ({"name_nn": "x" * 81}, "name_nn", "There is room for 80 characters."),
        ({"name_nb": "Hjelp", "phone": "ring meg"}, "phone", "Write the number with digits"),
        ({"name_nb": "Hjelp", "address": "javascript:alert(1)"}, "address", "Write a whole web address"),
        ({"name_nb": "Hjelp\x00"}, "name_nb", "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_stored_is_told_at_its_place_and_kept(
    cast: Cast, sent: dict[str, str], place: str, told: str
) -> None:
    answer = visitor(cast, "hanne").post(ADDRESS, {"act": "add", "purpose_nb": "Når det røyner på"} | sent)
    page = text_of(answer)
    assert answer.status_code == 422
    assert f'href="#new_{place}"' in page
    assert told in page
    assert "Når det røyner på</textarea>" in page
    assert names() == []


def test_a_change_that_is_refused_stands_at_the_one_that_was_changed(cast: Cast) -> None:
    there, client = list_health(cast), visitor(cast, "hanne")
    answer = client.post(ADDRESS, {"act": f"change {there.id}", "name_nb": "BHT", "phone": "x"})
    assert answer.status_code == 422
    assert f'href="#r{there.id}_phone"' in text_of(answer)
    assert text_of(answer).count('value="BHT"') == 1
    assert client.post(ADDRESS, {"act": f"change {there.id}", "name_nb": "BHT", "phone": "113"}).status_code == 303
    assert names() == ["BHT"]


def test_a_suggested_kind_is_added_with_one_button_and_not_offered_again(cast: Cast) -> None:
    client = visitor(cast, "hanne")
    assert "add-suggested akan" in text_of(client.get(ADDRESS))
    page = text_of(client.post(ADDRESS, {"act": "add-suggested akan"}, follow=True))
    assert names() == ["Akan-kontakten"]
    assert "add-suggested akan" not in page
    assert "No telephone or address yet" in page


def test_whoever_was_removed_can_be_put_back_once(cast: Cast) -> None:
    client, there = visitor(cast, "hanne"), list_health(cast)
    client.post(ADDRESS, {"act": "add", "name_nb": "Verneombudet"})
    page = client.post(ADDRESS, {"act": f"remove {there.id}"}, follow=True)
    assert "Undo" in text_of(page)
    assert names() == ["Verneombudet"]
    assert "Undo" not in text_of(client.post(ADDRESS, {"act": "put-back"}, follow=True))
    assert names() == ["Bedriftshelsetjenesten", "Verneombudet"]
    assert name_and_referrals()[1][0].purpose == HEALTH.purpose
    client.post(ADDRESS, {"act": "put-back"})
    assert len(names()) == 2


def test_the_order_is_changed_with_buttons(cast: Cast) -> None:
    client, there = visitor(cast, "hanne"), list_health(cast)
    client.post(ADDRESS, {"act": "add", "name_nb": "Verneombudet"})
    client.post(ADDRESS, {"act": f"down {there.id}"})
    assert names() == ["Verneombudet", "Bedriftshelsetjenesten"]
    client.post(ADDRESS, {"act": f"up {there.id}"})
    assert names() == ["Bedriftshelsetjenesten", "Verneombudet"]


def test_a_full_list_takes_no_more_and_says_so(cast: Cast) -> None:
    for number in range(MOST):
        add_referral(cast.actor("hanne"), draft=Draft({"nb": f"Hjelp {number}"}))
    client = visitor(cast, "hanne")
    assert "The list is full." in text_of(client.get(ADDRESS))
    for act in ("add", "add-suggested hr"):
        answer = client.post(ADDRESS, {"act": act, "name_nb": "En til"})
        assert answer.status_code == 422
        assert "There is room for 20 here." in text_of(answer)
    assert len(names()) == MOST


@pytest.mark.parametrize(
    "act",
    ["", "up", "up \x00", "down 1", "remove nobody", "change x", "change", "add-suggested \x00", "add-suggested",
     "drop", "remove 00000000-0000-4000-8000-000000000000", "put-back x", "add x"],
)  # fmt: skip
def test_odd_acts_break_nothing(cast: Cast, act: str) -> None:
    broken: list[object] = []
    list_health(cast)

    def note(**details: object) -> None:
        broken.append(details)

    got_request_exception.connect(note)
    client = visitor(cast, "hanne")
    client.raise_request_exception = False
    answer = client.post(ADDRESS, {"act": act})
    got_request_exception.disconnect(note)
    assert (broken, answer.status_code in {303, 404, 422}) == ([], True)
    assert names() == ["Bedriftshelsetjenesten"]


def test_an_empty_list_is_told_to_those_who_can_fill_it(cast: Cast) -> None:
    hanne, hint = visitor(cast, "hanne"), "Nobody is listed yet"
    assert hint in text_of(hanne.get("/oppsett/"))
    assert hint in text_of(hanne.get(ADDRESS))
    list_health(cast)
    assert hint not in text_of(hanne.get("/oppsett/"))
    assert hint not in text_of(hanne.get(ADDRESS))


def test_the_page_costs_the_same_for_few_and_many(cast: Cast) -> None:
    client = visitor(cast, "hanne")
    few = cost_of(client, ADDRESS).count
    for number in range(5):
        add_referral(cast.actor("hanne"), draft=Draft({"nb": f"Hjelp {number}"}))
    assert cost_of(client, ADDRESS).count == few == 4
