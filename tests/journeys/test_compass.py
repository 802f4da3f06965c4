"""The talk compass as one types: a line comes under the field, goes when the words go, and stops nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from samspill.conversations.models import Conversation
from samspill.conversations.services import preparing
from tests.cast import Cast
from tests.journeys.test_every_page import step_in
from tests.journeys.visiting import Visitor
from tests.making import make_invited, make_round, make_started

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAY, WARNING, PLAIN = "Jeg vil gå opp et lønnstrinn.", "Du får en skriftlig advarsel.", "Jeg vil lære mer."
ABOUT_PAY, ABOUT_A_WARNING = "Is this about pay?", "Is this a warning or a reprimand?"
POINT = "theme:competence"
SMALL, WIDE = {"width": 360, "height": 740}, {"width": 1440, "height": 900}


def _line(field: Locator) -> Locator:
    """The live region under a field."""
    return field.locator("xpath=ancestor::*[@data-advice-url][1]").locator("[data-advice]")


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_comes_and_goes_with_the_words(
    cast: Cast, archive: Path, visit: Callable[..., Visitor], size: dict[str, int]
) -> None:
    make_round(cast)
    conversation: Conversation = make_started(cast)
    ada = visit(viewport=size)
    step_in(ada, cast, "ada")
    ada.go(f"/samtaler/{conversation.id}/samtale/?tema=competence")
    note = ada.page.get_by_role("textbox", name="Note", exact=True)
    expect(_line(note)).to_have_attribute("aria-live", "polite")
    note.press_sequentially(PAY)
    expect(_line(note)).to_contain_text(ABOUT_PAY)
    ada.look()
    note.fill(PLAIN)
    expect(_line(note)).to_be_empty()
    note.fill(WARNING)
    expect(_line(note)).to_contain_text(ABOUT_A_WARNING)
    note.blur()
    expect(note).to_have_attribute("data-save-state", "saved")
    ada.page.reload()
    expect(_line(note)).to_contain_text(ABOUT_A_WARNING)
    expect(note).to_have_value(WARNING)


def test_it_waits_until_a_point_is_shared(cast: Cast, archive: Path, visit: Callable[..., Visitor]) -> None:
    make_round(cast)
    conversation: Conversation = make_invited(cast)
    preparing.save_point(cast.actor("ada"), conversation_id=conversation.id, point=POINT, text=PAY, revision=0)
    ada = visit(viewport=SMALL)
    step_in(ada, cast, "ada")
    ada.go(f"/samtaler/{conversation.id}/forberedelse/?punkt={POINT}")
    expect(ada.page.get_by_role("textbox", name="My thoughts")).to_have_value(PAY)
    expect(ada.page.get_by_text(ABOUT_PAY)).to_have_count(0)
    ada.page.get_by_role("button", name="Share with Leif").click()
    expect(ada.page.get_by_text(ABOUT_PAY)).to_be_visible()
    expect(ada.page.get_by_role("button", name="Take back")).to_be_visible()
    ada.look()


def test_the_invitation_has_it_beside_the_help_with_wording(
    cast: Cast, archive: Path, visit: Callable[..., Visitor]
) -> None:
    make_round(cast)
    conversation: Conversation = make_invited(cast)
    leif = visit(viewport=SMALL)
    step_in(leif, cast, "leif")
    leif.go(f"/samtaler/{conversation.id}/innkalling/")
    themes = leif.page.get_by_role("textbox", name="Themes that you would like to talk about")
    themes.fill("Trives du i jobben? Du får en advarsel.")
    expect(_line(themes)).to_contain_text(ABOUT_A_WARNING)
    leif.look()
