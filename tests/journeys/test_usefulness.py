"""The figure of usefulness, which needs more answers than the nine can give: it fits and reads well on every screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.answering import add_employees, answer
from tests.cast import Cast
from tests.journeys.test_every_page import faults_of, step_in
from tests.journeys.visiting import Visitor
from tests.making import make_round

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_the_figure_on_every_screen(cast: Cast, visit: Callable[..., Visitor]) -> None:
    team = [cast.olav, *add_employees(9, leader=cast.tor, code="1200")]
    make_round(cast)
    for one, usefulness in zip(team, ["very"] * 5 + ["very", "very", "somewhat", "somewhat", "little"], strict=True):
        answer(one, usefulness)
    visitor = visit(viewport={"width": 1440, "height": 900})
    step_in(visitor, cast, "hanne")
    visitor.go("/oversikt/")
    section = visitor.page.get_by_role("region", name="How useful the conversations were")
    expect(section.get_by_role("listitem")).to_have_text(
        ["Very useful: 6", "Somewhat useful: 2", "Of little use: 1", "Kept back: 1"]
    )
    expect(section.get_by_role("row", name="Bjørka")).to_contain_text("10")
    visitor.complaints += faults_of(visitor.page)
