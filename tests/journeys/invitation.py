"""From the first password to an invitation in the employee's mailbox."""

import re
from datetime import date, timedelta
from email.message import EmailMessage

from icalendar import Calendar
from playwright.sync_api import expect

from samspill.foundation import clock
from tests.journeys.minutes import pass_a_minute
from tests.journeys.visiting import Visitor
from tests.rooms.notifications.sink import Sink

CODE = re.compile(r"\b[A-Z2-9]{5}-[A-Z2-9]{5}\b")
WORDS = "Jeg gleder meg til å høre hvordan du har det."
THEMES = "Leirskolen\nSamarbeidet på basen"
PLACE = "Møterom Fjellet"


def choose_a_password(visitor: Visitor, *, number: str, password: str, post: Sink) -> None:
    """The first time here: a code by mail, and with it a password of one's own."""
    page = visitor.page
    visitor.go("/konto/inn/")
    visitor.look()
    page.get_by_role("link", name="First time here, or forgotten the password?").click()
    visitor.look()
    page.get_by_label("Employee number").fill(number)
    page.get_by_role("button", name="Send the code").click()
    expect(page.get_by_role("heading", name="Choose a password")).to_be_visible()
    visitor.look()
    pass_a_minute()
    code = CODE.search(_text(post.mails[-1]))
    assert code
    page.get_by_label("Employee number").fill(number)
    page.get_by_label("Code").fill(code[0])
    page.get_by_label("New password").fill(password)
    page.get_by_role("button", name="Save and sign in").click()
    page.wait_for_url(f"{visitor.address}/")
    visitor.read_english()
    visitor.look()


def plan_several(leader: Visitor, *, but: str) -> None:
    """Plan the team in one go, with one left out for now."""
    page = leader.page
    page.get_by_role("link", name="My team").click()
    expect(page.get_by_role("rowheader", name=but)).to_be_visible()
    leader.look()
    page.get_by_role("link", name="that are missing").click()
    leader.look()
    page.get_by_role("checkbox", name=f"Invite {but}").uncheck()
    page.get_by_role("textbox", name=re.compile(r"^Place( \(optional\))?$")).fill("Kontoret")
    page.get_by_label("From", exact=True).fill(_workday(clock.today() + timedelta(days=14)).isoformat())
    page.get_by_role("button", name="Propose times").click()
    expect(page.get_by_label(f"Date for {but}")).to_have_value("")
    expect(page.get_by_label("Date for Per Nygård")).not_to_have_value("")
    leader.look()
    page.get_by_label("Your own words to everybody").fill("Velkommen til samtale.")
    page.get_by_role("button", name="Send the invitations").click()
    expect(page.get_by_text("invitations are sent.")).to_be_visible()
    leader.look()


def invite_one(leader: Visitor, *, name: str) -> None:
    """Invite one with words, themes and a purpose, after a look at what the employee gets."""
    page = leader.page
    page.get_by_role("row", name=re.compile(name)).get_by_role("link", name="Open").click()
    leader.look()
    page.get_by_role("link", name="Write the invitation").click()
    leader.look()
    page.get_by_label("Date", exact=True).fill(_workday(clock.today() + timedelta(days=9)).isoformat())
    page.get_by_label("Time", exact=True).fill("10:00")
    page.get_by_label("Length in minutes").fill("75")
    page.get_by_label("Where", exact=True).fill(PLACE)
    page.get_by_role("group", name="What is the purpose of this conversation?").get_by_role("checkbox").first.check()
    page.get_by_label("Your own words").fill(WORDS)
    page.get_by_label("Themes that you would like to talk about").fill(THEMES)
    page.get_by_role("button", name=f"See what {name} gets").click()
    expect(page.get_by_role("heading", name=f"This is what {name} gets")).to_be_visible()
    expect(page.get_by_role("blockquote").filter(has_text=WORDS)).to_be_visible()
    leader.look()
    page.get_by_role("button", name="Send the invitation").first.click()
    expect(page.get_by_text(f"{name} has been invited.")).to_be_visible()
    leader.look()


def was_received(post: Sink, *, by: str) -> None:
    """One mail with text, HTML and a calendar's request, in the receiver's language, without a word of the leader's."""
    mail = [one for one in post.mails if one["To"] == by][-1]
    assert mail.get_content_type() == "multipart/alternative"
    plain, html, calendar = mail.iter_parts()
    assert [part.get_content_type() for part in (plain, html, calendar)] == ["text/plain", "text/html", "text/calendar"]
    assert '<html lang="nb"' in html.get_content()
    assert calendar.get_param("method") == "REQUEST"
    event = Calendar.from_ical(calendar.get_content()).walk("VEVENT")[0]
    assert (event.decoded("dtend") - event.decoded("dtstart")) == timedelta(minutes=75)
    assert event["location"] == PLACE
    assert event["class"] == "PRIVATE"
    assert str(event["attendee"]) == f"mailto:{by}"
    assert_no_words_in_mail(post, WORDS, *THEMES.splitlines())


def assert_no_words_in_mail(post: Sink, *words: str) -> None:
    """None of this stands in any part of any mail."""
    sent = "\n".join(part.get_content() for mail in post.mails for part in mail.walk() if not part.is_multipart())
    assert [one for one in words if one in " ".join(sent.split())] == []


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content())


def _workday(day_on: date) -> date:
    return day_on + timedelta(days=max(0, 7 - day_on.weekday()) if day_on.weekday() > 4 else 0)
