"""The meeting: two browsers in the same room."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys.preparation import SHARED, TAKEN_BACK
from tests.journeys.visiting import Visitor

NOTE = "Vi tar oss god tid, og telefonene er lagt bort."
NOTE_BY_THE_LEADER = NOTE + " Vi kan ta pause når vi vil."
NOTE_ON_THE_THEME = "Kurset går over to dager. Ahmed viser fram det han lærer på basismøtet."
FOCUS = "Digital undervisning på hele trinnet"
FOR_MYSELF = "Husk å nevne biblioteket."
WRITTEN = (NOTE, NOTE_BY_THE_LEADER, NOTE_ON_THE_THEME, FOCUS, FOR_MYSELF)


def begin(leader: Visitor, employee: Visitor) -> None:
    """The leader starts; the employee comes in."""
    leader.go(_room(leader))
    expect(leader.page.get_by_role("heading", name="Ready to talk with Ahmed?")).to_be_visible()
    leader.look()
    leader.page.get_by_role("button", name="Start the conversation").click()
    expect(leader.page.get_by_text("Ahmed writes")).to_be_visible()
    employee.go(_room(employee))
    expect(employee.page.get_by_text("you write")).to_be_visible()
    leader.look()
    employee.look()
    assert TAKEN_BACK not in leader.page.content()


def write_to_each_other(leader: Visitor, employee: Visitor) -> None:
    """What one writes stands on the other's page without asking for it; then the pen changes hands."""
    note = employee.page.get_by_role("textbox", name="Note", exact=True)
    note.fill(NOTE)
    note.blur()
    expect(_note(leader)).to_have_text(NOTE)
    expect(employee.page.locator("[data-status-for^='note:']")).to_contain_text("Saved at")

    leader.page.get_by_role("button", name="Let me write").click()
    note = leader.page.get_by_role("textbox", name="Note", exact=True)
    expect(note).to_have_value(NOTE)
    expect(employee.page.get_by_text("Håkon writes")).to_be_visible()
    note.fill(NOTE_BY_THE_LEADER)
    note.blur()
    expect(_note(employee)).to_have_text(NOTE_BY_THE_LEADER)
    leader.look()
    leader.page.get_by_role("button", name="Let Ahmed write").click()
    expect(employee.page.get_by_text("you write")).to_be_visible()


def take_what_matters_first(employee: Visitor) -> None:
    """After the expectations comes what was marked: a note, a focus ahead, and a note for oneself."""
    page = employee.page
    _mark(employee, "Talked about · next topic")
    expect(page.get_by_role("blockquote").filter(has_text=SHARED)).to_be_visible()
    page.get_by_role("textbox", name="Note", exact=True).fill(NOTE_ON_THE_THEME)
    page.get_by_role("textbox", name=re.compile("Goal or focus ahead")).fill(FOCUS)
    page.get_by_text("Write a note for yourself").or_(page.get_by_text("Your own notes to the topic")).click()
    page.get_by_label("For yourself").fill(FOR_MYSELF)
    employee.look()
    _mark(employee, "Talked about · next topic")
    employee.look()


def go_through_the_rest(employee: Visitor) -> None:
    """Every other theme is offered, and put aside."""
    page = employee.page
    employee.go(_room(employee))
    through = page.get_by_text("You have been through everything.")
    no_need = page.get_by_role("button", name="No need for more", exact=True)
    expect(through.or_(no_need).first).to_be_visible()
    while no_need.is_visible():
        _mark(employee, "No need for more")
        expect(through.or_(no_need).first).to_be_visible()
    expect(through).to_be_visible()
    expect(page.get_by_text("Talked about", exact=True)).to_have_count(2)
    employee.look()


def end(leader: Visitor, employee: Visitor) -> None:
    """The leader ends the meeting, with a date for reading through the plan; the employee's page tells so by itself."""
    page = leader.page
    leader.go(_room(leader))
    page.get_by_role("link", name="End the conversation").first.click()
    leader.look()
    page.get_by_role("button", name="End, and read through the plan").click()
    expect(page.get_by_role("heading", name="The plan", exact=True)).to_be_visible()
    expect(employee.page.get_by_text("The meeting is over.")).to_be_visible()
    leader.look()
    employee.look()


def _mark(employee: Visitor, how: str) -> None:
    marked = employee.page.locator(".agenda-mark-done")
    employee.page.wait_for_load_state()
    before = marked.count()
    employee.page.get_by_role("button", name=how, exact=True).click()
    expect(marked).to_have_count(before + 1)


def _note(visitor: Visitor) -> Locator:
    return visitor.page.locator("p[data-live-field^='note:']")


def _room(visitor: Visitor) -> str:
    found = re.search(r"/samtaler/[0-9a-f-]{36}/", visitor.page.url)
    assert found
    return f"{found[0]}samtale/"
