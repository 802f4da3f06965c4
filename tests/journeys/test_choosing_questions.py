"""Ten questions on a phone: found in spite of a typing error, put in order in three ways, one's own among them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from samspill.conversations.models import Conversation
from samspill.conversations.queries import read_preparation
from tests.cast import Cast
from tests.journeys.test_every_page import faults_of, step_in
from tests.journeys.test_keyboard import press, tab_to
from tests.journeys.visiting import Visitor
from tests.making import make_invited, make_round

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

OWN = "Hvem tar vaktene i juli?"
WORKING_HOURS = "menu-working-hours"
TELL_WHAT_IS_FOUND = (
    "document.addEventListener('htmx:after:swap', () => (document.documentElement.dataset.found = location.search))"
)


@pytest.fixture
def conversation(cast: Cast, archive: Path) -> Conversation:
    """Ada invited by Leif."""
    make_round(cast)
    return make_invited(cast)


@pytest.fixture
def ada(cast: Cast, conversation: Conversation, visit: Callable[..., Visitor]) -> Visitor:
    """Ada at the menu, on a phone."""
    visitor = visit(viewport={"width": 360, "height": 740}, has_touch=True)
    visitor.context.add_init_script(TELL_WHAT_IS_FOUND)
    step_in(visitor, cast, "ada")
    visitor.go(f"/samtaler/{conversation.id}/sporsmal/")
    return visitor


def test_a_tick_before_the_script_has_come_counts(ada: Visitor, conversation: Conversation) -> None:
    page, held = ada.page, []
    page.route("**/choosing*.js", lambda route: held.append(route))  # noqa: PLW0108 a method takes no marks
    page.goto(page.url, wait_until="commit")
    boxes(page).first.check()
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    count_is(page, 1)
    expect(boxes(page).first).to_be_checked()


def test_ten_on_a_phone(ada: Visitor, cast: Cast, conversation: Conversation) -> None:
    page = ada.page
    ada.look()
    search(page, "arbiedstid")
    box_of(page, WORKING_HOURS).check()
    expect(hint_of(page, WORKING_HOURS)).to_be_visible()
    ada.look()
    narrow(page, number=12)
    expect(page.get_by_text("No question has these words")).to_be_visible()
    ada.look()
    search(page, "")
    for number in range(2):
        boxes(page).nth(number).check()
    narrow(page, number=2)
    for number in range(6):
        boxes(page).nth(number).check()
    count_is(page, 9)
    page.get_by_text("9 of 10 chosen").click()
    write_own(page)
    count_is(page, 10)
    assert keys(page)[0] == WORKING_HOURS

    by_button(page)
    by_keyboard(page)
    by_drag(page)
    by_finger(page)
    ada.look()
    wanted = keys(page)
    page.reload()
    assert keys(page) == wanted

    page.get_by_role("button", name="Share all with Leif").click()
    expect(items(page).first).to_contain_text("Shared")
    ada.look()
    page.set_viewport_size({"width": 320, "height": 740})
    ada.look()
    page.get_by_role("button", name="Save the choice").click()
    expect(page.locator("[data-field^='text:question:'], [data-field^='text:own:']")).to_have_count(10)
    shared = read_preparation(cast.actor("leif"), conversation_id=conversation.id).from_other
    in_order = sorted(shared, key=lambda one: one.place or 0)
    assert [one.name.removeprefix("question:") for one in in_order] == wanted


def test_an_eleventh_is_refused_and_nothing_is_lost(ada: Visitor, cast: Cast, conversation: Conversation) -> None:
    page = ada.page
    for number in range(10):
        boxes(page).nth(number).check()
    saved(page)
    with ada.may_be_refused(at=f"/samtaler/{conversation.id}/sporsmal/lagre/"):
        boxes(page).nth(10).check()
        expect(page.get_by_role("alert")).to_contain_text("You have chosen 11 questions")
        ada.look()
        search(page, "arbeidstid")
        search(page, "")
        count_is(page, 11)
        page.get_by_role("button", name="Leave out").first.click()
        saved(page)
    count_is(page, 10)
    assert len(read_preparation(cast.actor("ada"), conversation_id=conversation.id).chosen) == 10


def test_two_windows_show_both_choices(
    ada: Visitor, cast: Cast, conversation: Conversation, visit: Callable[..., Visitor]
) -> None:
    other = visit()
    step_in(other, cast, "ada")
    other.go(f"/samtaler/{conversation.id}/sporsmal/")
    boxes(other.page).nth(1).check()
    saved(other.page)
    with ada.may_be_refused(), ada.may_be_refused(at=f"/samtaler/{conversation.id}/sporsmal/lagre/"):
        boxes(ada.page).nth(0).check()
        expect(ada.page.get_by_role("alert").first).to_contain_text("You have chosen in another window too")
        ada.look()
    expect(items(ada.page)).to_have_count(2)
    ada.page.get_by_role("button", name="Save the choice").click()
    expect(ada.page.locator("[data-field^='text:question:']")).to_have_count(2)


def test_with_the_keyboard_alone(ada: Visitor) -> None:
    page = ada.page
    tab_to(page, "Search")
    page.keyboard.type("arbied")
    is_found(page, "sok=arbied")
    expect(page.locator("[data-hits-said]")).to_have_text(re.compile(r"^\d+ questions$"))
    expect(page.get_by_label("Search", exact=True)).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    count_is(page, 1)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    count_is(page, 2)
    saved(page)
    first = keys(page)[0]
    page.reload()
    expect(page.get_by_label("Search", exact=True)).to_have_value("arbied")
    tab_to(page, "Down")
    page.keyboard.press("Alt+ArrowDown")
    assert keys(page)[1] == first
    press(page, "Leave out")
    count_is(page, 1)
    expect(page.get_by_role("button", name="Leave out").first).to_be_focused()


def test_the_menu_fits_and_reads_well_on_every_screen(ada: Visitor) -> None:
    page = ada.page
    for number in range(3):
        boxes(page).nth(number).check()
    count_is(page, 3)
    assert faults_of(page) == []
    search(page, "arbiedstid")
    assert faults_of(page) == []


def search(page: Page, words: str) -> None:
    """Type, and wait for what comes."""
    page.get_by_label("Search", exact=True).fill(words)
    is_found(page, f"sok={words}")


def narrow(page: Page, *, number: int) -> None:
    """Choose the theme with this number; the first is all of them."""
    theme = page.locator(".menu-themes label").nth(number)
    theme.click()
    expect(theme.get_by_role("radio")).to_be_checked()
    is_found(page, f"tema={theme.get_by_role('radio').get_attribute('value')}")


def is_found(page: Page, asked: str) -> None:
    """What was asked for stands on the page, in the place of what was found before."""
    expect(page.locator("html")).to_have_attribute("data-found", re.compile(rf"[?&]{asked}(&|$)"))


def write_own(page: Page) -> None:
    page.get_by_text("Write a question of your own").click()
    page.get_by_role("textbox", name="Your question").fill(OWN)
    page.get_by_role("button", name="Add your question").click()
    expect(items(page).last).to_contain_text(OWN)


def by_button(page: Page) -> None:
    before = keys(page)
    items(page).last.get_by_role("button", name="Up").click()
    assert keys(page) == [*before[:8], before[9], before[8]]
    expect(page.locator("#moved")).to_have_text(f"{OWN} is now number 9 of 10")
    saved(page)


def by_keyboard(page: Page) -> None:
    before = keys(page)
    items(page).first.get_by_role("button", name="Down").focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert keys(page) == [before[1], before[2], before[0], *before[3:]]
    page.keyboard.press("Alt+ArrowUp")
    assert keys(page) == [before[1], before[0], *before[2:]]
    expect(items(page).nth(1).get_by_role("button", name="Down")).to_be_focused()
    saved(page)


def by_drag(page: Page) -> None:
    before = keys(page)
    (x, start), (_, end) = grips(page)
    page.mouse.move(x, start)
    page.mouse.down()
    page.mouse.move(x, end, steps=8)
    page.mouse.move(x, end + 50, steps=8)
    page.mouse.up()
    assert_first_two_changed_places(page, before)


def by_finger(page: Page) -> None:
    before = keys(page)
    (x, start), (_, end) = grips(page)
    finger = page.context.new_cdp_session(page)
    for kind, y in [
        ("touchStart", start),
        *(("touchMove", start + step) for step in range(0, int(end - start) + 50, 10)),
    ]:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert_first_two_changed_places(page, before)


def grips(page: Page) -> list[tuple[float, float]]:
    """Where the first two items are taken hold of."""
    found = page.locator(".chosen-list [data-grip]")
    found.first.scroll_into_view_if_needed()
    places = [found.nth(number).bounding_box() for number in range(2)]
    return [(box["x"] + 10, box["y"] + 15) for box in places if box]


def assert_first_two_changed_places(page: Page, before: list[str]) -> None:
    expect(items(page).first).to_have_attribute("data-key", before[1])
    assert keys(page) == [before[1], before[0], *before[2:]]
    saved(page)


def saved(page: Page) -> None:
    """Wait until the server has what the page shows."""
    expect(page.locator("[data-saved-state]")).to_have_attribute("data-state", "saved")
    expect(page.get_by_text("Saved at")).to_be_visible()


def items(page: Page) -> Locator:
    return page.locator(".chosen-list > li")


def keys(page: Page) -> list[str]:
    return [str(item.get_attribute("data-key")) for item in items(page).all()]


def boxes(page: Page) -> Locator:
    return page.locator("input[type=checkbox][name=questions]")


def box_of(page: Page, key: str) -> Locator:
    return page.locator(f"#id_{key}")


def hint_of(page: Page, key: str) -> Locator:
    return page.locator(f"#hint_{key}")


def count_is(page: Page, number: int) -> None:
    expect(page.get_by_text(f"{number} of 10 chosen")).to_be_visible()


def test_without_a_script_searching_keeps_what_is_ticked(
    cast: Cast, conversation: Conversation, visit: Callable[..., Visitor]
) -> None:
    ada = visit(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    step_in(ada, cast, "ada")
    ada.go(f"/samtaler/{conversation.id}/sporsmal/")
    page = ada.page
    boxes(page).first.check()
    page.get_by_label("Search", exact=True).fill("arbiedstid")
    page.get_by_role("button", name="Search").click()
    box_of(page, WORKING_HOURS).check()
    page.locator(".menu-themes label").nth(2).click()
    page.get_by_label("Search", exact=True).fill("")
    page.get_by_label("Search", exact=True).press("Enter")
    expect(page.locator("#results details")).to_have_count(1)
    count_is(page, 2)
    items(page).last.get_by_role("button", name="Up").click()
    assert keys(page)[0] == WORKING_HOURS
    page.get_by_text("Write a question of your own").click()
    page.get_by_role("textbox", name="Your question").fill(OWN)
    page.get_by_role("button", name="Add your question").click()
    items(page).nth(1).get_by_role("button", name="Leave out").click()
    expect(items(page)).to_have_count(2)
    expect(items(page).last).to_contain_text(OWN)
