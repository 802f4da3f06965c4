"""Advice on the wording of an action as one types: lines come under the field and go again, and nothing is stopped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from samspill.conversations.models import Conversation
from tests.cast import Cast
from tests.journeys.test_every_page import step_in
from tests.journeys.visiting import Visitor
from tests.making import make_round, make_started

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

VAGUE, GOOD, SOMETIME = "Bli flinkere til å lytte.", "Ta kurset i førstehjelp.", "Ta kurset snart."
ABOUT_VAGUE, ABOUT_SOMETIME = "What will one see done?", "Let the date below say when"
SIZES = ({"width": 360, "height": 740}, {"width": 1440, "height": 900})


def _line(field: Locator) -> Locator:
    """The live region under a field."""
    return field.locator("xpath=ancestor::*[@data-advice-url][1]").locator("[data-advice]")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", ["avtale/tiltak/", "samtale/?tema=competence"])
def test_it_comes_and_goes_with_the_words(
    cast: Cast, archive: Path, visit: Callable[..., Visitor], size: dict[str, int], place: str
) -> None:
    make_round(cast)
    conversation: Conversation = make_started(cast)
    ada = visit(viewport=size)
    step_in(ada, cast, "ada")
    ada.go(f"/samtaler/{conversation.id}/{place}")
    if place.startswith("samtale"):
        ada.page.get_by_text("Add an action", exact=True).click()
    what = ada.page.get_by_role("textbox", name="What is to be done?")
    expect(_line(what)).to_have_attribute("aria-live", "polite")
    what.press_sequentially(VAGUE)
    expect(_line(what)).to_contain_text(ABOUT_VAGUE)
    ada.look()
    what.fill(GOOD)
    expect(_line(what)).to_be_empty()
    what.fill(SOMETIME)
    expect(_line(what)).to_contain_text(ABOUT_SOMETIME)
    ada.page.get_by_label("By when?").fill("2030-04-16")
    ada.page.get_by_role("button", name="Add to the plan").locator("visible=true").click()
    expect(ada.page.locator(".card").filter(has_text=SOMETIME)).to_be_visible()


def test_the_question_about_the_leader_leads_to_the_form_with_the_leader_chosen(
    cast: Cast, archive: Path, visit: Callable[..., Visitor]
) -> None:
    make_round(cast)
    conversation: Conversation = make_started(cast)
    leif = visit(viewport=SIZES[0])
    step_in(leif, cast, "leif")
    leif.go(f"/samtaler/{conversation.id}/avtale/")
    leif.look()
    leif.page.get_by_role("link", name="Development goes both ways: what will Leif do?").click()
    expect(leif.page.get_by_role("radio", name="Leif")).to_be_checked()
    leif.page.get_by_label("What is to be done?").fill("Skaffe vikar til kursdagen")
    leif.page.get_by_label("By when?").fill("2030-04-16")
    leif.page.get_by_role("button", name="Add to the plan").click()
    expect(leif.page.get_by_text("Development goes both ways")).to_have_count(0)
