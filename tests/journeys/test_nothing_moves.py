"""While one writes and is saved, every button stays where it is: a thumb on its way to one must not miss it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.test_every_page import step_in
from tests.journeys.visiting import Visitor
from tests.making import make_invited, make_round, make_started

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 360, 390, 768, 1440)
PLACES = {"forberedelse/?punkt=theme:competence": make_invited, "samtale/?tema=competence": make_started}
PLACES_OF_CONTROLS = """() => [...document.querySelectorAll("main :is(a, button, input, textarea)")]
    .filter(each => each.offsetParent).map(each => [each.textContent.trim(), each.getBoundingClientRect().y + scrollY])"""


@pytest.mark.parametrize("place", PLACES)
def test_saving_moves_nothing(cast: Cast, archive: Path, visit: Callable[..., Visitor], place: str) -> None:
    make_round(cast)
    conversation = PLACES[place](cast)
    ada = visit(viewport={"width": WIDTHS[0], "height": 740})
    step_in(ada, cast, "ada")
    field = ada.page.locator("textarea[data-field]").filter(visible=True).first
    for width in WIDTHS:
        ada.page.set_viewport_size({"width": width, "height": 740})
        ada.go(f"/samtaler/{conversation.id}/{place}")
        before = where_controls_are(ada.page)
        field.fill(f"Jeg vil lære mer, på {width}.")
        expect(field).to_have_attribute("data-save-state", "saved")
        assert where_controls_are(ada.page) == before, width


def where_controls_are(page: Page) -> list[list[object]]:
    """Each with its words and its distance from the top of the page, in pixels."""
    places: list[list[object]] = page.evaluate(PLACES_OF_CONTROLS)
    assert len(places) > 5
    return places
