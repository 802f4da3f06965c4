"""Set-up, roles, those without a leader, guides, and the pages that everybody may read."""

import pytest
from django.test import Client
from django.urls import reverse

from samspill.confidentiality.actors import Role
from samspill.confidentiality.privacy import RETENTION_RULES
from samspill.organisation.facts import the_organisation
from samspill.people.models import RoleGrant
from samspill.web.views.about import kept_lines
from tests.cast import Cast
from tests.making import make_round
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db

SETTINGS = {
    "name": "Lyngvik kommune",
    "language": "nn",
    "covered": "permanent",
    "interval_months": "24",
    "length_minutes": "90",
    "writer": "leader",
    "archiving": "no",
    "assessments": "pay",
}


def cards(cast: Cast, name: str) -> list[str]:
    return [card.url for card in visitor(cast, name).get(reverse("setup")).context["cards"]]


def test_everybody_gets_the_cards_that_open(cast: Cast) -> None:
    RoleGrant.objects.create(person=cast.frida, role=Role.RECORDS)
    told = {"hanne": ("rounds", 7), "aksel": ("roles", 6), "frida": ("archive_deliveries", 1)}
    for name, (one, count) in told.items():
        found = cards(cast, name)
        assert reverse(one) in found
        assert len(found) == count
        assert all(visitor(cast, name).get(url).status_code == 200 for url in found)


def test_the_organisations_defaults_are_kept_and_used(cast: Cast) -> None:
    hanne = visitor(cast, "hanne")
    assert hanne.post(reverse("organisation"), SETTINGS).status_code == 303
    now = the_organisation()
    assert (now.language, now.interval_months, now.is_archiving, now.assessments) == ("nn", 24, False, "pay")
    assert hanne.get(reverse("new_round")).context["form"].initial["interval_months"] == 24


def test_an_organisation_without_a_name_is_told_of(cast: Cast) -> None:
    response = visitor(cast, "hanne").post(reverse("organisation"), SETTINGS | {"name": "", "interval_months": "36"})
    assert response.status_code == 422
    assert 'value="36"' in text_of(response)
    assert the_organisation().interval_months == 12


def test_a_role_is_given_and_ended(cast: Cast) -> None:
    aksel = visitor(cast, "aksel")
    aksel.post(reverse("roles"), {"employee_number": cast.frida.employee_number, "role": "records"})
    assert cast.actor("frida").has(Role.RECORDS)
    aksel.post(reverse("end_role", kwargs={"person_id": cast.frida.id, "role": "records"}))
    assert not cast.actor("frida").has(Role.RECORDS)


def test_the_last_administrator_stays(cast: Cast) -> None:
    visitor(cast, "aksel").post(reverse("end_role", kwargs={"person_id": cast.aksel.id, "role": "administrator"}))
    assert cast.actor("aksel").has(Role.ADMINISTRATOR)


def test_a_number_that_nobody_has_is_told_and_kept(cast: Cast) -> None:
    response = visitor(cast, "aksel").post(reverse("roles"), {"employee_number": "424242", "role": "hr"})
    assert response.status_code == 422
    assert 'value="424242"' in text_of(response)


def test_those_without_a_leader_stand_with_the_reason(cast: Cast) -> None:
    page = visitor(cast, "hanne").get(reverse("without_leader"))
    assert [one.person for one in page.context["page"]] == [cast.vera]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_anybody_signed_in_can_read_the_guides(cast: Cast, language: str) -> None:
    ada = visitor(cast, "ada")
    for key in ("full", "short", "menu"):
        page = text_of(ada.get(reverse("guide", kwargs={"key": key}), {"sprak": language}))
        assert f'lang="{language}"' in page
    assert ada.get(reverse("guide", kwargs={"key": "none"})).status_code == 404


def test_every_retention_rule_has_plain_words() -> None:
    assert len(kept_lines()) == len(RETENTION_RULES)


@pytest.mark.parametrize("name", ["privacy", "help"])
def test_everybody_reads_about_privacy_and_help(cast: Cast, name: str) -> None:
    assert Client().get(reverse(name)).status_code == 200
    page = text_of(visitor(cast, "ada").get(reverse(name)))
    assert reverse("who_has_seen_all") in page


def test_missing_and_forbidden_look_the_same(cast: Cast) -> None:
    ada = visitor(cast, "ada")
    forbidden, missing = ada.get(reverse("roles")), ada.get("/finnes-ikke/")
    assert (forbidden.status_code, missing.status_code) == (404, 404)
    assert ada.get(reverse("rounds")).content.count(b"<h1>") == missing.content.count(b"<h1>") == 1


@pytest.mark.parametrize("name", ["setup", "archive_deliveries", "rounds", "without_leader", "guides"])
def test_the_pages_cost_little(cast: Cast, name: str) -> None:
    make_round(cast)
    assert cost_of(visitor(cast, "hanne"), reverse(name)).count <= 10
