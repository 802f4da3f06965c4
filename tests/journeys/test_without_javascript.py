"""The main path with JavaScript switched off: every save has its button, and nothing typed is lost."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from samspill.archive.models import Delivery
from samspill.conversations.models import Conversation
from samspill.foundation import clock
from tests.cast import Cast
from tests.journeys.minutes import pass_a_minute
from tests.journeys.test_every_page import step_in
from tests.journeys.visiting import Visitor
from tests.making import conversation_of, make_round

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WISH, NOTE, ACTION = "Jeg vil lære mer.", "Vi tar det rolig.", "Ta kurset"


@pytest.fixture
def conversation(cast: Cast, archive: Path) -> Conversation:
    """Ada's, in a round that has just been opened."""
    make_round(cast, year=clock.today().year)
    return conversation_of(cast)


@pytest.fixture
def two(cast: Cast, conversation: Conversation, visit: Callable[..., Visitor]) -> tuple[Visitor, Visitor]:
    """Ada and Leif, each with a browser that runs no script."""
    ada, leif = visit(java_script_enabled=False), visit(java_script_enabled=False)
    for visitor, name in ((ada, "ada"), (leif, "leif")):
        step_in(visitor, cast, name)
        visitor.go(f"/samtaler/{conversation.id}/")
    return ada, leif


def test_from_invitation_to_done(two: tuple[Visitor, Visitor], conversation: Conversation) -> None:
    ada, leif = two
    invite(leif)
    prepare(ada)
    talk(ada, leif)
    draft(ada)
    leif.page.get_by_role("link", name="End the conversation").first.click()
    leif.page.get_by_role("button", name="End, and read through the plan").click()
    for one in (leif, ada):
        one.go(f"/samtaler/{conversation.id}/avtale/")
        one.page.get_by_role("button", name="Confirm the plan").click()
    expect(ada.page.get_by_role("heading", name="The agreed plan")).to_be_visible()
    pass_a_minute()
    assert Delivery.objects.get().state == Delivery.State.RECEIVED
    ada.go("/")
    ada.page.get_by_role("button", name=f"Done {ACTION}").click()
    expect(ada.page.get_by_role("button", name=f"Undo {ACTION}")).to_be_visible()
    ada.go("/tiltak/")
    expect(ada.page.get_by_role("region", name="Done or dropped").get_by_text(ACTION).first).to_be_visible()


def invite(leif: Visitor) -> None:
    page = leif.page
    page.get_by_role("link", name="Write the invitation").click()
    page.get_by_label("Date", exact=True).fill((clock.today() + timedelta(days=9)).isoformat())
    page.get_by_label("Time", exact=True).fill("10:00")
    page.get_by_label("Your own words").fill("Velkommen.")
    with leif.may_be_refused():
        page.get_by_role("button", name="Send the invitation").first.click()
        expect(page.get_by_role("alert")).to_contain_text("Where")
    expect(page.get_by_label("Your own words")).to_have_value("Velkommen.")
    page.get_by_label("Where", exact=True).fill("Kontoret")
    page.get_by_role("button", name="Send the invitation").first.click()
    expect(page.get_by_text("Ada has been invited.")).to_be_visible()


def prepare(ada: Visitor) -> None:
    page = ada.page
    ada.go("/")
    page.get_by_role("link", name="Begin to prepare").click()
    point = page.locator("[id='theme:competence']")
    point.get_by_role("textbox").fill(WISH)
    point.get_by_role("checkbox").check()
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(point.get_by_role("textbox")).to_have_value(WISH)
    page.get_by_role("link", name="Choose questions").click()
    page.locator("details[open] input[name=questions]").first.check()
    page.get_by_role("button", name="Save the choice").click()
    expect(page.locator("[data-field^='text:question:']")).to_have_count(1)
    point.get_by_role("button", name="Share with Leif").click()
    expect(point.get_by_text("You and Leif can read this")).to_be_visible()
    page.get_by_role("button", name="I am ready").click()
    expect(page.get_by_role("heading", name="You are ready")).to_be_visible()


def talk(ada: Visitor, leif: Visitor) -> None:
    room = re.sub(r"forberedelse/.*", "samtale/", ada.page.url.removeprefix(ada.address))
    leif.go(room)
    leif.page.get_by_role("button", name="Start the conversation").click()
    page = ada.page
    ada.go(room)
    page.get_by_role("textbox", name="Note", exact=True).fill(NOTE)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("textbox", name="Note", exact=True)).to_have_value(NOTE)
    leif.page.reload()
    expect(leif.page.get_by_text(NOTE)).to_be_visible()
    page.get_by_role("button", name="Talked about · next topic").click()
    expect(page.get_by_role("blockquote").filter(has_text=WISH)).to_be_visible()


def draft(ada: Visitor) -> None:
    page = ada.page
    page.get_by_text("Add an action", exact=True).click()
    page.get_by_label("What is to be done?").fill(ACTION)
    page.get_by_label("By when?").fill((clock.today() + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Add to the plan").locator("visible=true").click()
    expect(page.locator(".card").filter(has_text=ACTION)).to_be_visible()
