"""The main paths with the keyboard alone: everything is reached, and one always sees where one is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.filled import start
from tests.journeys.test_every_page import step_in
from tests.journeys.visiting import Visitor
from tests.making import conversation_of, make_invited, make_round

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MOST_STEPS = 150
WISH = "Jeg vil lære mer."
FOCUSED = """() => {
    const at = document.activeElement, look = getComputedStyle(at), box = at.getBoundingClientRect();
    const above = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
        words: (at.getAttribute('aria-label') || at.labels?.[0]?.textContent || at.textContent).trim().replace(/\\s+/g, ' '),
        isRinged: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2 || look.boxShadow !== 'none',
        isSeen: above !== null && (at.contains(above) || above.contains(at)),
        isPage: at === document.body,
    };
}"""


@pytest.fixture
def ada(cast: Cast, archive: Path, visit: Callable[..., Visitor]) -> Visitor:
    """Ada, invited, at her page."""
    make_round(cast)
    make_invited(cast)
    visitor = visit()
    step_in(visitor, cast, "ada")
    visitor.go("/")
    return visitor


def test_prepare_and_share(ada: Visitor, cast: Cast) -> None:
    page = ada.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Go to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    press(page, "Begin to prepare")
    expect(page.get_by_role("heading", name="Prepare for the conversation")).to_be_visible()
    press(page, "Take one point at a time")
    expect(page.get_by_label("My thoughts")).to_be_visible()
    tab_to(page, "My thoughts")
    page.keyboard.type(WISH)
    press(page, "Share with Leif")
    expect(page.get_by_text("You and Leif can read this")).to_be_visible()
    press(page, "Next")
    expect(page.get_by_label("My thoughts")).to_have_value("")
    assert conversation_of(cast).id


def test_talk_and_put_in_the_plan(cast: Cast, archive: Path, visit: Callable[..., Visitor]) -> None:
    make_round(cast)
    conversation = start(cast, employee="ada", leader="leif")
    leif = visit()
    step_in(leif, cast, "leif")
    leif.go(f"/samtaler/{conversation.id}/samtale/")
    page = leif.page
    press(page, "Let me write")
    expect(page.get_by_text("you write")).to_be_visible()
    tab_to(page, "Note")
    page.keyboard.type("Vi er i gang.")
    press(page, "Talked about · next topic")
    expect(page.locator(".agenda-mark-done")).to_have_count(2)
    press(page, "Add a goal")
    tab_to(page, "What do you want to reach?")
    page.keyboard.type("Trygg i ny rolle")
    tab_to(page, "Work goal")
    page.keyboard.press("ArrowDown")
    press(page, "Add to the plan")
    expect(page.locator(".card").filter(has_text="Trygg i ny rolle")).to_contain_text("Development goal")


def press(page: Page, words: str) -> None:
    """Tab to what has these words, and press Enter."""
    tab_to(page, words)
    page.keyboard.press("Enter")


def _where_one_is(page: Page) -> dict[str, Any]:
    """What has the focus, once the page has come to rest: scrolling and a status line may take a moment."""
    at: dict[str, Any] = {}
    for _ in range(100):
        at = page.evaluate(FOCUSED)
        if at["isPage"] or (at["isRinged"] and at["isSeen"]):
            break
        page.wait_for_timeout(50)
    return at


def tab_to(page: Page, words: str) -> None:
    """Tab forward until the focus is on what begins with these words; at each step one sees where one is."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        at = _where_one_is(page)
        assert at["isPage"] or (at["isRinged"] and at["isSeen"]), f"the focus cannot be seen on {at['words']!r}"
        if at["words"].startswith(words):
            return
    raise AssertionError(f"{words!r} was never reached with Tab")
