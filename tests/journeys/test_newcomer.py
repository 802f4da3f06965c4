"""Somebody who has never been here, with nothing but a phone: from the invitation's link to "ready"."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from samspill.people.models import Person
from tests.cast import Cast
from tests.journeys.invitation import CODE
from tests.journeys.minutes import pass_a_minute
from tests.journeys.visiting import Visitor
from tests.making import make_invited, make_round
from tests.rooms.notifications.sink import Sink

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "en lang setning om våren"
MOST_TAPS = 12
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


class Thumb:
    """Taps, and counts them; what is written is not counted."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, target: Locator) -> None:
        target.tap()
        self.taps += 1


@pytest.fixture
def phone(cast: Cast, visit: Callable[..., Visitor]) -> Visitor:
    make_round(cast)
    Person.objects.filter(id=cast.ada.id).update(language="en")
    return visit(**PHONE)


def letter_with(post: Sink, words: str) -> str:
    """The newest mail to Ada that has these words."""
    bodies = [mail.get_body(("plain",)) for mail in post.mails if "ada@" in mail["To"]]
    return next(text for body in reversed(bodies) if body and words in (text := str(body.get_content())))


def test_from_the_link_to_ready_in_twelve_taps(cast: Cast, phone: Visitor, post: Sink) -> None:
    make_invited(cast, words="Velkommen til samtale.")
    pass_a_minute()
    link = re.search(r"http://\S+/samtaler/\S+/", letter_with(post, "/samtaler/"))
    assert link
    page, thumb = phone.page, Thumb()
    page.goto(link[0])
    phone.look()
    thumb.tap(page.get_by_role("link", name=re.compile("First time here|Første gang")))
    page.get_by_label(re.compile("Employee number|Ansattnummer")).fill("100001")
    thumb.tap(page.get_by_role("button", name=re.compile("Send the code|Send koden")))
    phone.look()
    pass_a_minute()
    code = CODE.search(letter_with(post, "-"))
    assert code
    page.get_by_label(re.compile("^(Code|Kode)$")).fill(code[0])
    page.get_by_label(re.compile("New password|Nytt passord")).fill(PASSWORD)
    thumb.tap(page.get_by_role("button", name=re.compile("Save and sign in|Lagre og logg inn")))
    expect(page.get_by_text("Prepare for the conversation").first).to_be_visible()
    assert page.url.rstrip("/") == link[0].rstrip("/")
    phone.look()
    thumb.tap(page.get_by_role("link", name="Begin to prepare"))
    phone.look()
    thumb.tap(page.get_by_role("link", name="Take one point at a time"))
    for words in ("Det har vært et godt år.", "Opplæringen av de nye.", "Mer tid til veiledning."):
        thoughts = page.get_by_label("My thoughts")
        thoughts.fill(words)
        if words.startswith("Mer"):
            thumb.tap(page.get_by_label("This matters most to me"))
            thumb.tap(page.get_by_role("button", name="Share with Leif"))
            expect(page.get_by_text("You and Leif can read this").first).to_be_visible()
            phone.look()
        else:
            thumb.tap(page.get_by_role("button", name="Next"))
            expect(page.get_by_label("My thoughts")).to_have_value("")
    thumb.tap(page.get_by_role("button", name="That is enough. I am ready"))
    expect(page.get_by_role("heading", name="You are ready")).to_be_visible()
    phone.look()
    assert thumb.taps <= MOST_TAPS, thumb.taps
