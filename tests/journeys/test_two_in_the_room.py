"""Two people in the conversation room, each at a browser of their own, at the same time."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Locator, expect

from samspill.conversations.models import Conversation
from tests.cast import Cast
from tests.journeys.test_every_page import step_in
from tests.journeys.visiting import Visitor
from tests.making import make_round, make_started

pytestmark = [pytest.mark.journey, pytest.mark.either_database, pytest.mark.django_db(transaction=True)]
THEME = "competence"
# Somebody who never pauses: a letter each 200 ms until the page is closed.
TYPE_ON = """(name) => {
  const field = document.getElementsByName(name)[0];
  setInterval(() => {
    field.value += "ord ";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, 200);
}"""


@dataclass
class Room:
    """Ada, who has the pen, and Leif, in the same room."""

    ada: Visitor
    leif: Visitor
    conversation: Conversation

    @property
    def path(self) -> str:
        return reverse("room", args=[self.conversation.id])

    @property
    def writing(self) -> str:
        return reverse("room_write", args=[self.conversation.id])

    def both_go_to(self, theme: str) -> None:
        for visitor in (self.ada, self.leif):
            visitor.go(f"{self.path}?tema={theme}")


@pytest.fixture
def room(cast: Cast, visit: Callable[..., Visitor]) -> Room:
    make_round(cast)
    conversation = make_started(cast)
    ada, leif = visit(), visit(viewport={"width": 1440, "height": 900})
    ada.page.set_viewport_size({"width": 390, "height": 844})
    step_in(ada, cast, "ada")
    step_in(leif, cast, "leif")
    found = Room(ada, leif, conversation)
    found.both_go_to(THEME)
    return found


def note(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("textbox", name="Note", exact=True)


def focus(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("textbox", name=re.compile("Goal or focus ahead"))


def seen_note(visitor: Visitor) -> Locator:
    return visitor.page.locator("p[data-live-field^='note:']")


def versions(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name=re.compile("There are two versions"))


def test_the_words_come_while_they_are_written(room: Room) -> None:
    """The other need not wait for a pause."""
    room.ada.page.evaluate(TYPE_ON, f"note:{THEME}")
    expect(seen_note(room.leif)).to_contain_text("ord ord ord")
    room.leif.look()
    room.ada.page.close()


def test_both_write_at_once_and_either_puts_the_versions_together(room: Room) -> None:
    room.ada.context.set_offline(True)
    focus(room.ada).fill("Kurs i høst")
    focus(room.leif).fill("Hospitere i vår")
    expect(focus(room.leif)).to_have_attribute("data-save-state", "saved")
    with room.ada.may_be_refused(at=room.writing):
        room.ada.context.set_offline(False)
        conflict = room.ada.page.locator("[data-conflict-for^='focus:']")
        expect(conflict).to_contain_text("Hospitere i vår")
        expect(focus(room.ada)).to_have_value("Kurs i høst")
        room.ada.look()
    focus(room.leif).blur()
    expect(versions(room.leif)).to_contain_text("Kurs i høst")
    room.leif.look()
    versions(room.leif).get_by_role("button", name="Put it under the other").click()
    expect(focus(room.leif)).to_have_value("Hospitere i vår\n\nKurs i høst")
    expect(versions(room.leif)).to_have_count(0)
    room.ada.complaints[:] = [one for one in room.ada.complaints if "net::ERR_" not in one]


def test_a_text_chosen_by_its_writer_settles_it_for_both(room: Room) -> None:
    room.ada.context.set_offline(True)
    focus(room.ada).fill("Kurs i høst")
    focus(room.leif).fill("Hospitere i vår")
    expect(focus(room.leif)).to_have_attribute("data-save-state", "saved")
    with room.ada.may_be_refused(at=room.writing):
        room.ada.context.set_offline(False)
        conflict = room.ada.page.locator("[data-conflict-for^='focus:']")
        expect(conflict).to_be_visible()
        focus(room.ada).fill("Kurs i høst, hospitere i vår")
        conflict.get_by_role("button", name="Keep my text").click()
        expect(focus(room.ada)).to_have_attribute("data-save-state", "saved")
    room.leif.go(f"{room.path}?tema={THEME}")
    expect(focus(room.leif)).to_have_value("Kurs i høst, hospitere i vår")
    expect(versions(room.leif)).to_have_count(0)
    room.ada.complaints[:] = [one for one in room.ada.complaints if "net::ERR_" not in one]


def test_the_pen_changes_hands_in_the_middle_of_a_sentence(room: Room) -> None:
    """What Ada wrote while Leif took the pen is kept where both see it."""
    room.ada.context.set_offline(True)
    note(room.ada).press_sequentially("Dette skrev jeg mens")
    room.leif.page.get_by_role("button", name="Let me write").click()
    expect(room.leif.page.get_by_text("you write")).to_be_visible()
    with room.ada.may_be_refused(at=room.writing):
        room.ada.context.set_offline(False)
        expect(room.ada.page.get_by_text("Your text is kept beside the note")).to_be_visible()
    expect(versions(room.leif)).to_contain_text("Dette skrev jeg mens")
    versions(room.leif).get_by_role("button", name="Put it under the other").click()
    expect(note(room.leif)).to_have_value(re.compile("Dette skrev jeg mens"))
    room.leif.look()
    room.ada.page.get_by_role("link", name="Show the page anew").click()
    expect(seen_note(room.ada)).to_contain_text("Dette skrev jeg mens")
    room.ada.look()
    room.ada.complaints[:] = [one for one in room.ada.complaints if "net::ERR_" not in one]


def test_the_session_is_over_in_the_middle_of_a_sentence(room: Room, cast: Cast) -> None:
    with room.ada.may_be_refused(at=room.writing):
        Session.objects.filter(session_key=_session_of(room.ada)).delete()
        note(room.ada).press_sequentially("Midt i en setning")
        expect(room.ada.page.get_by_text("You are signed out")).to_be_visible()
        step_in(room.ada, cast, "ada")
        note(room.ada).press_sequentially(", og videre")
        expect(note(room.ada)).to_have_attribute("data-save-state", "saved")
    expect(seen_note(room.leif)).to_have_text("Midt i en setning, og videre")


def test_the_agenda_is_put_in_order_with_the_keyboard_and_follows_on_the_others_page(room: Room) -> None:
    page = room.leif.page
    titles = page.locator(".agenda nav li")
    second, third = (titles.nth(number).inner_text().splitlines()[0] for number in (1, 2))
    page.get_by_text("Change the order").click()
    room.leif.look()
    page.get_by_role("button", name=re.compile(f"Down ?: {re.escape(second)}")).focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#agenda-said")).to_have_text(re.compile(f"{re.escape(second)}: number 2"))
    theirs = room.ada.page.locator(".agenda nav li")
    expect(theirs.nth(1)).to_contain_text(third)
    expect(theirs.nth(2)).to_contain_text(second)
    page.get_by_text("Change the order").click()
    expect(titles.nth(1)).to_contain_text(third)


def test_either_calls_a_topic_personal_and_the_other_sees_it(room: Room) -> None:
    focus(room.ada).fill("Mindre nattevakt")
    expect(focus(room.ada)).to_have_attribute("data-save-state", "saved")
    room.leif.page.get_by_role("button", name="Personal, not for the record").click()
    expect(room.leif.page.get_by_text("Nothing of this goes into the plan")).to_be_visible()
    room.leif.look()
    focus(room.ada).blur()
    expect(room.ada.page.get_by_text("Nothing of this goes into the plan")).to_be_visible()
    room.ada.look()
    room.ada.page.get_by_role("button", name="Not personal after all").click()
    expect(room.ada.page.get_by_role("button", name="Personal, not for the record")).to_be_visible()
    expect(focus(room.ada)).to_have_value("Mindre nattevakt")


def _session_of(visitor: Visitor) -> str:
    cookies = {one["name"]: one["value"] for one in visitor.context.cookies()}
    return cookies["session"]
