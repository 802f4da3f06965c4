"""Nothing typed is lost: while the page lives the text stays on it, says so, and is stored as soon as it can be.

Real browsers against the real server: no network for ten minutes, a laptop closed in the middle of a word, a session that
is over, two windows, a server that is killed and comes back. Nothing is kept in the browser meanwhile. A window that is
destroyed loses at most what was never acknowledged.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.journeys.house import House, free_port, without_lost_connections
from tests.journeys.visiting import KEPT_IN_THE_BROWSER, PATIENCE_MS, Visitor
from tests.rooms.operations.conftest import Place

HOPES = "point:employee-hopes"
FIRST, THEN = "Jeg vil lære mer om medisiner", ", og få prøve meg som veileder på nattevakt."
UNSAVED, SIGNED_OUT = "Not saved yet", "You are signed out"
BACK_MS = 45_000  # the longest pause between two tries, 30 seconds, and a save
CAST = {"ada": "100001", "leif": "100002"}
MAKE = """
from tests.cast import make_cast
from tests.making import make_invited, make_round, make_started
cast = make_cast()
make_round(cast)
print({make}(cast).id)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Place, str]]:
    """Installations with the nine, each made once, of which tests have copies; and Ada's conversation there."""

    @cache
    def make(maker: str) -> tuple[Place, str]:
        place = Place(tmp_path_factory.mktemp("house") / "installation")
        place.folder.mkdir()
        assert place.samspill("setup").returncode == 0
        people = [{"number": number, "role": "employee"} for number in CAST.values()]
        (place.folder / "data/DEMO").write_text(json.dumps({"cast": people}))
        return place, place.python(MAKE.format(make=maker)).stdout.strip()

    return make


@pytest.fixture
def build(made: Callable[[str], tuple[Place, str]], tmp_path: Path) -> Iterator[Callable[[str], House]]:
    """Make a house in which Ada's conversation has come as far as this maker brings it."""
    houses: list[House] = []

    def make(maker: str) -> House:
        pattern, conversation_id = made(maker)
        place = Place(tmp_path / "installation")
        shutil.copytree(pattern.folder, place.folder)
        houses.append(House(place, free_port(), conversation_id))
        houses[-1].start()
        return houses[-1]

    yield make
    for house in houses:
        house.kill()


@pytest.fixture
def come(new_context: CreateContextCallback) -> Iterator[Callable[[House, str], Visitor]]:
    """Bring one of the cast to a house, in a browser whose clock can be wound on."""
    visitors: list[Visitor] = []

    def bring(house: House, name: str) -> Visitor:
        context = new_context()
        context.clock.install()
        visitors.append(Visitor(context, house.address))
        step_in(visitors[-1].page, house, name)
        return visitors[-1]

    yield bring
    for visitor in visitors:
        visitor.leave()
    assert [one for visitor in visitors for one in without_lost_connections(visitor.complaints)] == []


@pytest.fixture
def house(build: Callable[[str], House]) -> House:
    return build("make_invited")


@pytest.fixture
def ada(house: House, come: Callable[[House, str], Visitor]) -> Visitor:
    """Ada, who has written a little that is saved."""
    visitor = come(house, "ada")
    visitor.go(house.preparation(HOPES))
    thoughts(visitor.page).fill(FIRST)
    expect(status(visitor.page)).to_contain_text("Saved at")
    return visitor


@pytest.fixture
def house_in_use(build: Callable[[str], House]) -> House:
    return build("make_started")


@pytest.fixture
def meeting(house_in_use: House, come: Callable[[House, str], Visitor]) -> tuple[Visitor, Visitor]:
    """Ada, who has the pen, and Leif, each in the room at a screen of their own."""
    ada, leif = come(house_in_use, "ada"), come(house_in_use, "leif")
    ada.go(house_in_use.room())
    expect(ada.page.get_by_text("you write")).to_be_visible()
    leif.go(house_in_use.room())
    return ada, leif


def test_ten_minutes_without_a_network(ada: Visitor, house: House) -> None:
    page = ada.page
    ada.context.set_offline(True)
    thoughts(page).press_sequentially(THEN)
    for _ in range(20):
        page.clock.run_for(30_000)
        expect(status(page)).to_contain_text(UNSAVED)
        expect(thoughts(page)).to_have_value(FIRST + THEN)
    keeps_nothing(page)
    ada.context.set_offline(False)
    is_stored(page, FIRST + THEN)
    reads_the_same_anew(ada, house, FIRST + THEN)


def test_a_laptop_closed_in_the_middle_of_a_word(ada: Visitor, house: House) -> None:
    """The network goes before the pause after which it would have been saved; nothing runs while the lid is down."""
    page = ada.page
    ada.context.set_offline(True)
    thoughts(page).press_sequentially(", og få prø")
    page.clock.fast_forward("25:00")
    ada.context.set_offline(False)
    thoughts(page).press_sequentially("ve meg")
    is_stored(page, f"{FIRST}, og få prøve meg")
    reads_the_same_anew(ada, house, f"{FIRST}, og få prøve meg")


def test_the_session_is_over_in_the_middle_of_a_sentence(ada: Visitor, house: House) -> None:
    lose_the_session_and_come_back(ada, house, times=2)


def test_what_is_written_without_a_session_stays_on_the_page(ada: Visitor, house: House) -> None:
    with ada.may_be_refused(at=f"{house.preparation(HOPES).partition('?')[0]}lagre/"):
        house.end_sessions()
        thoughts(ada.page).press_sequentially(THEN)
        expect(status(ada.page)).to_contain_text(SIGNED_OUT)
        expect(thoughts(ada.page)).to_have_value(FIRST + THEN)
        keeps_nothing(ada.page)


def test_somebody_elses_session_never_saves_what_one_has_written(ada: Visitor, house: House) -> None:
    """On a shared machine the next one, here her own leader, signs in while her page is still open."""
    page = ada.page
    with ada.may_be_refused(at=f"{house.preparation(HOPES).partition('?')[0]}lagre/"):
        house.end_sessions()
        thoughts(page).press_sequentially(THEN)
        expect(status(page)).to_contain_text(SIGNED_OUT)
        other = ada.context.new_page()
        step_in(other, house, "leif")
        page.bring_to_front()
        thoughts(page).press_sequentially(" Mer.")
        expect(thoughts(page)).to_have_attribute("data-save-state", "signedOut")
        expect(thoughts(page)).to_have_value(f"{FIRST}{THEN} Mer.")
        other.goto(f"{house.address}{house.preparation('theme:competence').partition('?')[0]}")
        expect(other.get_by_role("heading", level=1)).to_be_visible()
        assert FIRST not in other.content()
        assert THEN not in other.content()


@pytest.mark.soak
def test_the_session_is_over_fifty_times(ada: Visitor, house: House) -> None:
    lose_the_session_and_come_back(ada, house, times=50)


def test_two_windows_keep_both_texts(ada: Visitor, house: House) -> None:
    """Whoever comes second is shown both and chooses; what the first wrote is never overwritten unseen."""
    other = new_window(ada, house.preparation(HOPES))
    thoughts(other).fill("Fra det andre vinduet")
    expect(status(other)).to_contain_text("Saved at")
    with ada.may_be_refused(at=f"{house.preparation(HOPES).partition('?')[0]}lagre/"):
        thoughts(ada.page).press_sequentially(THEN)
        conflict = ada.page.locator("[data-conflict-for]").filter(visible=True)
        expect(conflict.get_by_text("Fra det andre vinduet")).to_be_visible()
        expect(thoughts(ada.page)).to_have_value(FIRST + THEN)
        ada.look()
        thoughts(ada.page).fill(f"{FIRST}{THEN} Fra det andre vinduet")
        conflict.get_by_role("button", name="Keep the text here").click()
        is_stored(ada.page, f"{FIRST}{THEN} Fra det andre vinduet")
        thoughts(other).press_sequentially(", og mer")
        other.locator("[data-conflict-take]").filter(visible=True).click()
        is_stored(other, f"{FIRST}{THEN} Fra det andre vinduet")


def test_the_server_is_killed_and_comes_back(ada: Visitor, house: House) -> None:
    house.kill()
    thoughts(ada.page).press_sequentially(THEN)
    expect(status(ada.page)).to_contain_text(UNSAVED)
    keeps_nothing(ada.page)
    house.start()
    is_stored(ada.page, FIRST + THEN, within_ms=BACK_MS)
    reads_the_same_anew(ada, house, FIRST + THEN)


def test_a_destroyed_window_loses_only_what_was_never_acknowledged(ada: Visitor, house: House) -> None:
    house.kill()
    thoughts(ada.page).press_sequentially(THEN)
    expect(status(ada.page)).to_contain_text(UNSAVED)
    ada.page.close()
    house.start()
    again = new_window(ada, house.preparation(HOPES))
    expect(thoughts(again)).to_have_value(FIRST)


def test_whoever_leaves_a_page_with_unsaved_text_is_asked(ada: Visitor, house: House) -> None:
    house.kill()
    thoughts(ada.page).press_sequentially(THEN)
    expect(status(ada.page)).to_contain_text(UNSAVED)
    with ada.page.expect_event("dialog") as asked:
        ada.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    expect(thoughts(ada.page)).to_have_value(FIRST + THEN)
    house.start()
    is_stored(ada.page, FIRST + THEN, within_ms=BACK_MS)


def test_the_room_goes_on_after_ten_minutes_without_a_network(meeting: tuple[Visitor, Visitor]) -> None:
    """What Ada wrote meanwhile is stored, and comes to Leif's page."""
    ada, leif = meeting
    note = ada.page.get_by_role("textbox", name="Note", exact=True)
    ada.context.set_offline(True)
    note.press_sequentially(FIRST)
    written = ada.page.locator("[data-status-for^='note:']")
    for _ in range(20):
        ada.page.clock.run_for(30_000)
        expect(written).to_contain_text(UNSAVED)
        expect(note).to_have_value(FIRST)
    keeps_nothing(ada.page)
    ada.context.set_offline(False)
    expect(note).to_have_attribute("data-save-state", "saved")
    expect(written).to_contain_text("Saved at")
    expect(leif.page.locator("p[data-live-field^='note:']")).to_have_text(FIRST)


def test_the_pen_is_taken_while_one_is_away(meeting: tuple[Visitor, Visitor], house_in_use: House) -> None:
    """The text that may no longer be saved as the note stays on the page, and is kept beside the note for both."""
    ada, leif = meeting
    note = ada.page.get_by_role("textbox", name="Note", exact=True)
    ada.context.set_offline(True)
    note.press_sequentially(FIRST)
    leif.page.get_by_role("button", name="Let me write").click()
    expect(leif.page.get_by_text("you write")).to_be_visible()
    with ada.may_be_refused(at=f"{house_in_use.room()}skriv/"):
        ada.context.set_offline(False)
        expect(ada.page.get_by_text("Show the page anew")).to_be_visible()
        expect(ada.page.locator("[data-status-for^='note:']")).to_contain_text("kept beside the note")
        expect(note).to_have_value(FIRST)
    expect(leif.page.get_by_role("textbox", name="Note", exact=True)).to_have_value("")
    for one in (ada, leif):
        one.page.reload()
        expect(one.page.get_by_text(FIRST)).to_be_visible()


def lose_the_session_and_come_back(ada: Visitor, house: House, *, times: int) -> None:
    """Time after time: the session ends, a word is written, somebody signs in in another window, and goes on."""
    page, text = ada.page, FIRST
    with ada.may_be_refused(at=f"{house.preparation(HOPES).partition('?')[0]}lagre/"):
        for number in range(times):
            house.end_sessions()
            thoughts(page).press_sequentially(f" {number} uten økt")
            expect(status(page)).to_contain_text(SIGNED_OUT)
            keeps_nothing(page)
            other = ada.context.new_page()
            step_in(other, house, "ada")
            other.close()
            page.bring_to_front()
            thoughts(page).press_sequentially(" og med")
            text += f" {number} uten økt og med"
            is_stored(page, text)
    reads_the_same_anew(ada, house, text)


def step_in(page: Page, house: House, name: str) -> None:
    """In by the demonstration's door, and on in English."""
    page.goto(f"{house.address}/demo/")
    page.get_by_role("listitem").filter(has_text=name.capitalize()).get_by_role("button").click()
    page.wait_for_url(f"{house.address}/")
    page.get_by_role("contentinfo").get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def new_window(visitor: Visitor, path: str) -> Page:
    window = visitor.context.new_page()
    window.goto(f"{visitor.address}{path}")
    return window


def thoughts(page: Page) -> Locator:
    return page.get_by_label("My thoughts")


def status(page: Page) -> Locator:
    return page.locator(f"[data-status-for='text:{HOPES}']")


def is_stored(page: Page, text: str, *, within_ms: int = PATIENCE_MS) -> None:
    """The page says that it is saved, and has the text still."""
    expect(thoughts(page)).to_have_attribute("data-save-state", "saved", timeout=within_ms)
    expect(status(page)).to_contain_text("Saved at")
    expect(thoughts(page)).to_have_value(text)


def reads_the_same_anew(visitor: Visitor, house: House, text: str) -> None:
    """The server has it: a window opened afterwards shows it."""
    again = new_window(visitor, house.preparation(HOPES))
    expect(thoughts(again)).to_have_value(text)
    keeps_nothing(again)


def keeps_nothing(page: Page) -> None:
    assert page.evaluate(KEPT_IN_THE_BROWSER) == []
