"""The list of those who can help: who keeps it, what it takes, and in which order it is read."""

from functools import partial

import pytest
from tests.cast import Cast
from tests.rooms.plans.test_races import together

from samspill.confidentiality.decisions import Denied, NotFound
from samspill.confidentiality.models import AccessEvent
from samspill.foundation.errors import Unacceptable
from samspill.foundation.identifiers import new_id
from samspill.organisation.models import Organisation, Referral
from samspill.organisation.queries import list_referrals
from samspill.organisation.referrals import ReferralText, name_and_referrals, suggestions, suggestions_besides
from samspill.organisation.services.referring import (
    MOST,
    Draft,
    add_referral,
    add_suggested,
    change_referral,
    move_referral,
    remove_referral,
)

pytestmark = pytest.mark.django_db


def listed() -> list[str]:
    return [one.name["nb"] for one in name_and_referrals()[1]]


def add(cast: Cast, name: str, **rest: str) -> Referral:
    return add_referral(cast.actor("hanne"), draft=Draft({"nb": name}, **rest))  # type: ignore[arg-type]


def refused(cast: Cast, draft: Draft) -> tuple[str, str]:
    with pytest.raises(Unacceptable) as caught:
        add_referral(cast.actor("hanne"), draft=draft)
    assert not Referral.objects.exists()
    return caught.value.code, caught.value.field


@pytest.mark.parametrize("name", ["hanne", "aksel"])
def test_hr_and_administrators_keep_the_list(cast: Cast, name: str) -> None:
    actor = cast.actor(name)
    help_ = add_referral(actor, draft=Draft({"nb": "Verneombudet"}))
    change_referral(actor, referral_id=help_.id, draft=Draft({"nb": "Hovedverneombudet"}))
    assert listed() == ["Hovedverneombudet"]
    remove_referral(actor, referral_id=help_.id)
    assert listed() == []


@pytest.mark.parametrize("name", ["ada", "leif", "vera", "vidar", "tor", "frida", "olav"])
def test_nobody_else_does(cast: Cast, name: str) -> None:
    there, actor = add(cast, "Verneombudet"), cast.actor(name)
    acts = (
        lambda: add_referral(actor, draft=Draft({"nb": "Min venn"})),
        lambda: add_suggested(actor, key="hr"),
        lambda: change_referral(actor, referral_id=there.id, draft=Draft({"nb": "Min venn"})),
        lambda: remove_referral(actor, referral_id=there.id),
        lambda: move_referral(actor, referral_id=there.id, by=1),
        lambda: list_referrals(actor),
    )
    for act in acts:
        with pytest.raises(Denied):
            act()
    assert listed() == ["Verneombudet"]


def test_every_change_stands_in_the_log_with_who_made_it(cast: Cast) -> None:
    there = add(cast, "Varslingskanalen")
    change_referral(
        cast.actor("aksel"), referral_id=there.id, draft=Draft({"nb": "Varsling"}, address="a@lyngvik.example")
    )
    logged = AccessEvent.objects.filter(act="change_referrals").order_by("seq")
    assert list(logged.values_list("actor_id", flat=True)) == [cast.hanne.id, cast.aksel.id]


def test_a_list_can_begin_before_the_organisation_has_a_name(cast: Cast) -> None:
    Organisation.objects.all().delete()
    add(cast, "Verneombudet")
    assert (name_and_referrals()[0], listed()) == ("", ["Verneombudet"])


def test_what_is_written_is_kept_without_stray_spaces_and_empty_languages(cast: Cast) -> None:
    draft = Draft(
        {"nb": " Bedrifts\nhelsetjenesten ", "nn": "  ", "en": "Occupational health", "fr": "Santé"},
        {"en": " When  work wears you down "},
        " +47\u00a022 22  22 22 ",
        " bht@lyngvik.example ",
    )
    add_referral(cast.actor("hanne"), draft=draft)
    assert name_and_referrals()[1] == (
        ReferralText(
            {"nb": "Bedrifts helsetjenesten", "en": "Occupational health"},
            {"en": "When work wears you down"},
            "+47 22 22 22 22",
            "bht@lyngvik.example",
        ),
    )


@pytest.mark.parametrize("name", [{}, {"nb": ""}, {"nb": " ", "en": "\n"}, {"fr": "Santé"}])
def test_a_name_in_one_language_is_needed(cast: Cast, name: dict[str, str]) -> None:
    assert refused(cast, Draft(name, {"nb": "Hjelp"})) == ("referral_name_missing", "name")


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (Draft({"nb": "Kort", "nn": "x" * 81}), "name_nn"),
        (Draft({"nb": "Kort"}, {"en": "x" * 161}), "purpose_en"),
        (Draft({"nb": "Kort"}, address=f"https://lyngvik.example/{'x' * 200}"), "address"),
    ],
)
def test_what_is_too_long_is_told_at_its_field(cast: Cast, draft: Draft, field: str) -> None:
    assert refused(cast, draft) == ("too_long", field)


@pytest.mark.parametrize("phone", ["113", "02013", "22 22 22 22", "+47 22 22 22 22", "+123456789012345"])
def test_numbers_as_people_write_them(cast: Cast, phone: str) -> None:
    assert add(cast, "Hjelp", phone=phone).phone == phone
    assert name_and_referrals()[1][0].phone_link == f"tel:{phone.replace(' ', '')}"


@pytest.mark.parametrize(
    "phone", ["12", "ring meg", "22-22-22-22", "(22) 222222", "2222+2222", "++4722222222", "1234567890123456", "٢٢٢٢٢٢٢٢",
              "22222222;ext=1", "22222222#", "javascript:1"],
)  # fmt: skip
def test_what_is_no_number(cast: Cast, phone: str) -> None:
    assert refused(cast, Draft({"nb": "Hjelp"}, phone=phone)) == ("phone_form", "phone")


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://lyngvik.example/hjelp?a=b#c", "https://lyngvik.example/hjelp?a=b#c"),
        ("http://intranett/bht", "http://intranett/bht"),
        ("https://lyngvik.example:8443/på-nett", "https://lyngvik.example:8443/på-nett"),
        ("bht@lyngvik.example", "mailto:bht@lyngvik.example"),
        ("a?bcc=b&c%20@lyngvik.example", "mailto:a%3Fbcc%3Db%26c%2520@lyngvik.example"),
    ],
)
def test_addresses_of_pages_and_of_mail(cast: Cast, address: str, link: str) -> None:
    assert add(cast, "Hjelp", address=address).address == address
    assert name_and_referrals()[1][0].address_link == link


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:alert(1)//@a.example", "java\tscript:alert(1)", "data:text/html,a",
                "vbscript:a", "file:///etc/passwd", "//lyngvik.example", "www.lyngvik.example", "https://", "https:///a",
                "https://lyngvik.example@other.example/", "https://a b.example/", "https://[a", "https://a.example:x/",
                'https://a.example/"onclick="', "https://a.example/<b>", "https://a.example\\b", "http:a.example",
                "https://a.example/\u202egpj", '"\x01"@a.example', "bht@", "@lyngvik.example", "bht"],
)  # fmt: skip
def test_what_is_no_address(cast: Cast, address: str) -> None:
    assert refused(cast, Draft({"nb": "Hjelp"}, address=address)) == ("address_form", "address")


def test_an_address_that_came_in_otherwise_never_leads_to_a_script(cast: Cast) -> None:
    assert (
        ReferralText({"nb": "Hjelp"}, {}, "", "javascript:alert(1)").address_link == "mailto:javascript%3Aalert%281%29"
    )


def test_there_is_room_for_twenty(cast: Cast) -> None:
    for number in range(MOST):
        add(cast, f"Hjelp {number}")
    with pytest.raises(Unacceptable, match="too_many_items"):
        add(cast, "En til")
    with pytest.raises(Unacceptable, match="too_many_items"):
        add_suggested(cast.actor("hanne"), key="hr")
    assert listed() == [f"Hjelp {number}" for number in range(MOST)]


def test_the_order_is_what_the_buttons_make_it(cast: Cast) -> None:
    a, b, c = (add(cast, name) for name in "abc")
    hanne = cast.actor("hanne")
    for one, by, order in ((c, -1, "acb"), (a, 1, "cab"), (c, -1, "cab"), (b, 1, "cab"), (b, -9, "bca"), (b, 9, "cab")):
        move_referral(hanne, referral_id=one.id, by=by)
        assert listed() == list(order)


def test_whoever_is_removed_can_be_put_back_in_the_same_place(cast: Cast) -> None:
    _, b, _ = (add(cast, name) for name in "abc")
    removed = remove_referral(cast.actor("hanne"), referral_id=b.id)
    assert (listed(), removed.name, removed.position) == (["a", "c"], {"nb": "b"}, 1)
    add_referral(cast.actor("hanne"), draft=Draft(removed.name), place=removed.position)
    assert listed() == ["a", "b", "c"]


def test_a_change_keeps_the_place_and_empties_what_was_left_out(cast: Cast) -> None:
    a, _ = add(cast, "a", phone="113", address="a@lyngvik.example"), add(cast, "b")
    change_referral(cast.actor("hanne"), referral_id=a.id, draft=Draft({"nb": "A"}, phone="02013"))
    assert listed() == ["A", "b"]
    stored = Referral.objects.get(id=a.id)
    assert (stored.phone, stored.address) == ("02013", "")


def test_what_is_not_there_cannot_be_changed(cast: Cast) -> None:
    add(cast, "a")
    hanne = cast.actor("hanne")
    for act in (
        lambda: change_referral(hanne, referral_id=new_id(), draft=Draft({"nb": "b"})),
        lambda: remove_referral(hanne, referral_id=new_id()),
        lambda: move_referral(hanne, referral_id=new_id(), by=1),
        lambda: add_suggested(hanne, key="fastlege"),
    ):
        with pytest.raises(NotFound):
            act()
    assert listed() == ["a"]


def test_suggestions_are_kinds_in_three_languages_and_say_nothing_of_how_they_are_reached(cast: Cast) -> None:
    assert len(suggestions()) >= 7
    for one in suggestions():
        assert set(one.name) == set(one.purpose) == {"nb", "nn", "en"}
        added = add_suggested(cast.actor("hanne"), key=one.key)
        assert (added.name, added.purpose, added.phone, added.address) == (one.name, one.purpose, "", "")
    assert suggestions_besides(list_referrals(cast.actor("hanne"))) == []


def test_what_is_listed_by_name_is_not_suggested_again(cast: Cast) -> None:
    add(cast, "verneombudet")
    keys = [one.key for one in suggestions_besides(list_referrals(cast.actor("hanne")))]
    assert keys == [one.key for one in suggestions() if one.key != "safety-representative"]


@pytest.mark.django_db(transaction=True)
def test_two_who_change_the_list_at_once_lose_nothing(cast: Cast) -> None:
    for number in range(5):
        together(*(partial(add, cast, f"{name}{number}") for name in "ab"))
    assert sorted(listed()) == sorted(f"{name}{number}" for name in "ab" for number in range(5))
    assert [one.position for one in list_referrals(cast.actor("hanne"))] == list(range(10))
