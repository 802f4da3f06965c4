"""A button that is pressed twice is pressed once, whatever the hand or the network is like."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.test_every_page import step_in
from tests.journeys.visiting import Visitor
from tests.making import make_invited, make_round

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# Three presses, of which none is sent in the end; tells which of them the page would have let through.
PRESS = """(words) => {
    const sent = [];
    addEventListener("submit", event => { sent.push(!event.defaultPrevented); event.preventDefault(); });
    const buttons = words.map(word => [...document.querySelectorAll("button")].find(one => one.textContent.includes(word)));
    for (const button of buttons) button.form.requestSubmit(button);
    return sent;
}"""


def test_the_second_press_is_not_sent(cast: Cast, archive: Path, visit: Callable[..., Visitor]) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    leif = visit()
    step_in(leif, cast, "leif")
    leif.go("/")
    assert leif.page.evaluate(PRESS, ["Sign out", "Sign out", "English"]) == [True, False, True]
    leif.go(f"/samtaler/{conversation.id}/samtale/")
    leif.page.get_by_role("button", name="Start the conversation").dblclick()
    expect(leif.page.get_by_role("heading", name="Expectations")).to_be_visible()
