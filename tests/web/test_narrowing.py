"""Additions and statements on their pages: who may speak for whom, and that nothing typed is lost."""

import pytest
from django.test import Client

from samspill.foundation import clock
from samspill.guides.models import Guide, Statement
from samspill.guides.services.stating import Whose, add_statement
from samspill.organisation.models import Employment, Unit
from tests.cast import Cast
from tests.making import conversation_of, make_invited, make_round, make_started
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db

STATEMENTS, ADDITIONS = "/oppsett/mal-og-verdier/", "/oppsett/tillegg/"


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def state(
    cast: Cast, text: str, *, kind: str = "goals", whose: Whose | None = None, year: int | None = None
) -> Statement:
    return add_statement(
        cast.actor("hanne"), whose=whose or Whose(), year=year or clock.today().year, kind=kind, text={"en": text}
    )


def test_hr_states_for_the_organisation_in_several_languages(cast: Cast) -> None:
    client = visitor(cast, "hanne")
    sent = client.post(STATEMENTS, {"act": "add goals", "text_nb": "Kortere ventetid", "text_en": "Shorter waiting"})
    assert sent.status_code == 303
    stored = Statement.objects.get()
    assert (stored.kind, stored.unit, stored.text) == (
        "goals",
        None,
        {"nb": "Kortere ventetid", "en": "Shorter waiting"},
    )
    assert "Kortere ventetid" in text_of(client.get(STATEMENTS))


def test_a_leader_states_for_the_own_unit_only(cast: Cast) -> None:
    client, own, above = visitor(cast, "leif"), unit("1100"), unit("1000")
    assert client.post(f"{STATEMENTS}?enhet={own.id}", {"act": "add goals", "text_nb": "Vårt mål"}).status_code == 303
    assert "Vårt mål" in text_of(client.get(STATEMENTS))
    assert client.post(f"{STATEMENTS}?enhet={above.id}", {"act": "add goals", "text_nb": "Ditt"}).status_code == 404
    assert client.post(f"{STATEMENTS}?yrke=7001", {"act": "add goals", "text_nb": "Ditt"}).status_code == 404
    assert [one.text for one in Statement.objects.all()] == [{"nb": "Vårt mål"}]


def test_another_units_statement_cannot_be_changed(cast: Cast) -> None:
    theirs = state(cast, "Bjørka's goal", whose=Whose(unit("1200").id))
    client = visitor(cast, "leif")
    for act in ("change", "remove", "up", "down"):
        assert client.post(STATEMENTS, {"act": f"{act} {theirs.id}", "text_nb": "Mine"}).status_code == 404
    assert Statement.objects.get().text == {"en": "Bjørka's goal"}


@pytest.mark.parametrize("name", ["ada", "vidar", "aksel", "frida", "olav"])
@pytest.mark.parametrize("address", [STATEMENTS, ADDITIONS])
def test_for_others_the_pages_do_not_exist(cast: Cast, name: str, address: str) -> None:
    assert visitor(cast, name).get(address).status_code == 404


def test_what_cannot_be_stored_is_told_at_its_place_and_kept(cast: Cast) -> None:
    sent = visitor(cast, "hanne").post(STATEMENTS, {"act": "add values", "text_nb": "x" * 301})
    page = text_of(sent)
    assert sent.status_code == 422
    assert "x" * 301 in page
    assert 'href="#new_values_text_nb"' in page
    assert not Statement.objects.exists()


def test_a_control_character_is_refused(cast: Cast) -> None:
    sent = visitor(cast, "hanne").post(STATEMENTS, {"act": "add values", "text_nb": "a\x00b", "text_en": "Open"})
    assert sent.status_code == 422
    assert "Null characters are not allowed." in text_of(sent)
    assert not Statement.objects.exists()


def test_what_was_removed_can_be_put_back(cast: Cast) -> None:
    client, goal = visitor(cast, "hanne"), state(cast, "Shorter waiting")
    page = client.post(STATEMENTS, {"act": f"remove {goal.id}"}, follow=True)
    assert "Undo" in text_of(page)
    assert not Statement.objects.exists()
    assert "Undo" not in text_of(client.post(STATEMENTS, {"act": "put-back"}, follow=True))
    assert Statement.objects.get().text == {"en": "Shorter waiting"}


def test_what_was_removed_is_put_back_where_it_was_and_nowhere_else(cast: Cast) -> None:
    client, goal, own = visitor(cast, "hanne"), state(cast, "Shorter waiting"), unit("1100")
    client.post(STATEMENTS, {"act": f"remove {goal.id}"})
    elsewhere = f"{STATEMENTS}?enhet={own.id}"
    assert "Undo" not in text_of(client.get(elsewhere))
    client.post(elsewhere, {"act": "put-back"})
    assert not Statement.objects.exists()
    client.post(STATEMENTS, {"act": "add goals", "text_en": "Another"})
    assert "Undo" not in text_of(client.get(STATEMENTS))


def test_last_years_are_taken_over_with_one_button(cast: Cast) -> None:
    year = clock.today().year
    state(cast, "Stays a goal", year=year - 1)
    client = visitor(cast, "hanne")
    assert f"take-over {year - 1}" in text_of(client.get(STATEMENTS))
    client.post(f"{STATEMENTS}?ar={year}", {"act": f"take-over {year - 1}"})
    assert Statement.objects.filter(year=year).count() == 1


@pytest.mark.parametrize("query", ["?ar=1900", "?enhet=nobody", "?enhet=00000000-0000-4000-8000-000000000000"])
def test_an_address_that_leads_nowhere(cast: Cast, query: str) -> None:
    assert visitor(cast, "hanne").get(STATEMENTS + query).status_code == 404


def test_units_and_occupations_are_found_by_name(cast: Cast) -> None:
    Employment.objects.filter(person=cast.ada).update(title_code="7001", title="Nurse")
    found = text_of(visitor(cast, "hanne").get(STATEMENTS, {"sok": "Nur"}))
    assert "yrke=7001" in found
    assert f"enhet={unit('1200').id}" in text_of(visitor(cast, "hanne").get(STATEMENTS, {"sok": "bjø"}))
    assert f"enhet={unit('1200').id}" not in text_of(visitor(cast, "leif").get(STATEMENTS, {"sok": "bjø"}))


def test_an_addition_is_begun_for_a_unit_that_is_found(cast: Cast) -> None:
    client = visitor(cast, "leif")
    refused = client.post(ADDITIONS, {"title": "Ours", "owner": "Bjørka"})
    assert refused.status_code == 422
    assert 'value="Ours"' in text_of(refused)
    begun = client.post(ADDITIONS, {"title": "Ours", "owner": "Furua"})
    made = Guide.objects.get(kind="addition")
    assert (made.unit, begun["Location"]) == (unit("1100"), f"/oppsett/maler/{made.key}/utkast/")
    assert "Ours" in text_of(client.get(ADDITIONS))
    assert "Ours" not in text_of(visitor(cast, "tor").get(ADDITIONS))


def test_the_pages_cost_the_same_for_few_and_many(cast: Cast) -> None:
    client = visitor(cast, "hanne")
    state(cast, "One")
    few = cost_of(client, STATEMENTS).count
    for number in range(6):
        state(cast, f"Value {number}", kind="values")
    assert cost_of(client, STATEMENTS).count == few == 7


def test_both_see_what_is_stated_where_it_belongs(cast: Cast) -> None:
    make_round(cast, year=clock.today().year)
    for kind, text in (
        ("goals", "Shorter waiting"),
        ("values", "Open and near"),
        ("senior_measures", "Extra days off"),
    ):
        state(cast, text, kind=kind)
    conversation = make_invited(cast)
    for name in ("ada", "leif"):
        page = text_of(visitor(cast, name).get(f"/samtaler/{conversation.id}/forberedelse/"))
        assert "Shorter waiting" in page
        assert "Open and near" in page


def test_they_stand_in_the_room_and_beside_the_plan_too(cast: Cast) -> None:
    make_round(cast, year=clock.today().year)
    state(cast, "Shorter waiting")
    state(cast, "Open and near", kind="values")
    conversation = make_started(cast)
    client: Client = visitor(cast, "ada")
    room, plan = f"/samtaler/{conversation.id}/samtale/", f"/samtaler/{conversation.id}/avtale/"
    assert "Open and near" in text_of(client.get(room, {"tema": "values"}))
    assert "Open and near" not in text_of(client.get(room, {"tema": "opening"}))
    assert "Shorter waiting" in text_of(client.get(plan))
    assert conversation_of(cast).id == conversation.id
