"""The page of coverage and its file: the same figures, put together in the same way."""

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse

from samspill.confidentiality.actors import Role
from samspill.organisation.models import Unit
from samspill.people.models import RoleGrant
from tests.answering import add_employees, answer
from tests.cast import Cast
from tests.making import make_agreed, make_round
from tests.web.test_team import add_employee
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db


def test_hr_opens_it_downwards(cast: Cast) -> None:
    make_round(cast)
    make_agreed(cast)
    furua = reverse("coverage_unit", kwargs={"unit_id": Unit.objects.get(code="1100").id})
    hanne = visitor(cast, "hanne")
    assert furua in text_of(hanne.get(reverse("coverage")))
    assert hanne.get(furua).context["coverage"].total.agreed == 1


def test_without_a_round_the_page_says_what_will_come(cast: Cast) -> None:
    assert "empty" in text_of(visitor(cast, "hanne").get(reverse("coverage")))


def test_small_groups_are_named_but_not_counted(cast: Cast) -> None:
    make_round(cast)
    RoleGrant.objects.create(person=cast.frida, role=Role.REPRESENTATIVE)
    frida = visitor(cast, "frida")
    page = frida.get(reverse("coverage"))
    assert page.context["coverage"].pieces.alone == []
    assert "Furua" in text_of(page)
    rows = frida.get(reverse("export_coverage")).content.decode("utf-8-sig").splitlines()
    assert [row.split(";")[1] for row in rows[1:]] == ["9", "9"]
    for code in ("1100", "1200"):
        unit = {"unit_id": Unit.objects.get(code=code).id}
        assert frida.get(reverse("coverage_unit", kwargs=unit)).status_code == 404
        assert frida.get(reverse("export_coverage_unit", kwargs=unit)).status_code == 404


def test_a_team_that_is_too_small_is_not_shown_to_anybody_but_its_leader(cast: Cast) -> None:
    make_round(cast)
    page = visitor(cast, "leif").get(reverse("coverage"))
    assert page.context["coverage"].total is None, "Vidar leads one of the four: nobody shall see how that one goes"


def test_employees_find_nothing(cast: Cast) -> None:
    make_round(cast)
    assert visitor(cast, "ada").get(reverse("coverage")).status_code == 404
    assert visitor(cast, "aksel").get(reverse("coverage")).status_code == 404


@pytest.mark.parametrize(
    ("more", "name", "statements"), [(0, "hanne", 8), (3, "hanne", 8), (0, "vera", 11), (3, "vera", 11)]
)
def test_the_page_costs_the_same_for_few_and_for_many(cast: Cast, more: int, name: str, statements: int) -> None:
    for number in range(more):
        add_employee(cast, number)
    make_round(cast)
    cost = cost_of(visitor(cast, name), reverse("coverage"))
    assert cost.count == statements, cost.statements


def answered(cast: Cast, *kinds: str) -> None:
    """So many at Bjørka, whom Tor leads, have said how useful it was."""
    team = [cast.olav, *add_employees(5, leader=cast.tor, code="1200")]
    make_round(cast)
    for one, usefulness in zip(team, kinds, strict=False):
        answer(one, usefulness)


def key(response: HttpResponse) -> list[str]:
    """The parts of the bar, as they are read."""
    return [" ".join(re.sub("<.*?>", "", one).split()) for one in re.findall(r"<li><svg.*?</li>", text_of(response))]


def test_usefulness_stands_in_words_and_by_unit(cast: Cast) -> None:
    answered(cast, "very", "very", "somewhat", "somewhat", "little")
    page = visitor(cast, "hanne").get(reverse("coverage"))
    assert "5 answers from employees are counted." in text_of(page)
    assert key(page) == ["Very useful: 2", "Somewhat useful: 2", "Of little use: 1"]
    assert [group.name for group in page.context["coverage"].useful_units] == ["Bjørka"]


def test_of_five_who_answered_alike_the_page_says_that_one_is_kept_back(cast: Cast) -> None:
    answered(cast, *["little"] * 5)
    page = visitor(cast, "tor").get(reverse("coverage"))
    assert key(page) == ["Very useful: 0", "Somewhat useful: 0", "Of little use: 4", "Kept back: 1"]


@pytest.mark.parametrize("name", ["hanne", "frida", "vera", "tor"])
def test_four_answers_are_on_no_page_and_in_no_file(cast: Cast, name: str) -> None:
    answered(cast, *["little"] * 4)
    RoleGrant.objects.create(person=cast.frida, role=Role.MANAGEMENT)
    client = visitor(cast, name)
    page = client.get(reverse("coverage"))
    assert "Too few have answered yet." in text_of(page)
    assert key(page) == []
    rows = client.get(reverse("export_coverage")).content.decode("utf-8-sig").splitlines()
    assert {tuple(row.split(";")[7:]) for row in rows[1:]} == {("",) * 5}


def test_the_file_has_the_same_figures(cast: Cast) -> None:
    answered(cast, "very", "very", "very", "very", "little")
    rows = visitor(cast, "hanne").get(reverse("export_coverage")).content.decode("utf-8-sig").splitlines()
    useful = {row.split(";")[0]: row.split(";")[7:] for row in rows}
    assert useful["Unit"] == ["Answers counted", "Very useful", "Somewhat useful", "Of little use", "Kept back"]
    assert useful["Bjørka"] == useful["All"] == ["5", "4", "0", "0", "1"]
    assert useful["Furua"] == ["", "", "", "", ""]


def test_who_leads_a_unit_finds_its_goals_and_additions(cast: Cast) -> None:
    make_round(cast)
    assert reverse("statements") in text_of(visitor(cast, "leif").get(reverse("coverage")))
    assert reverse("statements") not in text_of(visitor(cast, "vidar").get(reverse("coverage")))
