"""The letter: whom it greets, in which language, with the right time, and with nothing from outside."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from lxml import html
from tests.rooms.notifications.saying import SPRING, say

from samspill.notifications import kinds
from samspill.notifications.models import Notice
from samspill.notifications.rendering import mail_of, write_moment
from samspill.people.models import Person


def notice_of(message: kinds.Message, recipient: Person, *, language: str = "en") -> Notice:
    facts = message.as_facts()
    return Notice(kind=message.kind, facts=facts, recipient=recipient, language=language, message_id="<1@example>")


@pytest.fixture
def reader() -> Person:
    return Person(employee_number="1", given_name="Ada", family_name="Nilsen", mail="ada@lyngvik.example")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("kind", kinds.KINDS.values(), ids=lambda kind: kind.kind)
def test_every_kind_reads_well_in_text_and_html(kind: type[kinds.Message], language: str, reader: Person) -> None:
    mail = mail_of(notice_of(say(kind), reader, language=language))
    letter = mail.alternatives[0].content
    assert isinstance(letter, str)
    shown = " ".join(html.fromstring(letter).text_content().split())
    for line in filter(None, (line.strip() for line in mail.body.splitlines())):
        if not line.startswith(("--", "https://", "http://")) and ": " not in line:
            assert line.rstrip(":") in shown
    assert "Ada" in shown
    assert f'lang="{language}"' in letter
    assert "{" not in mail.body + shown
    assert "\n\n\n\n" not in mail.body
    assert not re.search(r"&[#a-z0-9]+;", mail.body)


@pytest.mark.parametrize("kind", kinds.KINDS.values(), ids=lambda kind: kind.kind)
def test_the_subject_tells_nothing_and_the_link_has_no_token(kind: type[kinds.Message], reader: Person) -> None:
    message = say(kind)
    mail = mail_of(notice_of(message, reader))
    assert mail.subject in {"Conversation", "Signing in"}
    links = re.findall(r"https?://\S+", mail.body)
    assert [link.split("/", 3)[3] for link in links] == [message.path.lstrip("/")]
    assert mail.message()["Auto-Submitted"] == "auto-generated"
    assert mail.message()["Message-ID"] == "<1@example>"


def test_the_html_calls_for_nothing_and_needs_no_style(reader: Person) -> None:
    letter = mail_of(notice_of(say(kinds.InvitedToConversation), reader)).alternatives[0].content
    page = html.fromstring(str(letter))
    assert not page.xpath("//img | //link | //script | //style | //@style | //@src | //@background")
    assert len(page.xpath("//@href")) == 1
    assert page.xpath("string(//title)") == "Conversation"


def test_only_the_code_kind_shows_a_code(reader: Person) -> None:
    assert "Code: K7QM-29XT" in mail_of(notice_of(say(kinds.CodeForSignIn), reader)).body


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "tirsdag 14. april"), ("nn", "tysdag 14. april"), ("en", "Tuesday 14 April")],
)
def test_the_letter_is_in_the_receivers_language_whatever_is_active(language: str, words: str, reader: Person) -> None:
    with translation.override("en"):
        mail = mail_of(notice_of(say(kinds.InvitedToConversation), reader, language=language))
        assert translation.get_language() == "en"
    assert words in mail.body
    assert words in str(mail.alternatives[0].content)


@pytest.mark.parametrize(
    ("at", "hour"),
    [
        (datetime(2026, 1, 15, 9, 0, tzinfo=UTC), "10.00"),
        (datetime(2026, 7, 15, 8, 0, tzinfo=UTC), "10.00"),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "01.59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "03.00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "02.30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "02.30"),
        (datetime(2028, 2, 29, 22, 59, tzinfo=UTC), "23.59"),
    ],
)
def test_times_are_those_of_the_wall_clock_in_norway(at: datetime, hour: str) -> None:
    with translation.override("nb"):
        assert write_moment(at).endswith(hour)


def test_the_wall_clock_holds_every_day_for_three_years() -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    with translation.override("nb"):
        for day in range(3 * 365 + 1):
            noon = begin + timedelta(days=day, hours=12)
            assert write_moment(noon).endswith("14.00" if _is_summer(noon) else "13.00")


def _is_summer(noon: datetime) -> bool:
    """From the last Sunday of March until the last Sunday of October (directive 2000/84/EC)."""
    first, last = (_last_sunday(noon.year, month) for month in (3, 10))
    return first <= noon < last


def _last_sunday(year: int, month: int) -> datetime:
    end = datetime(year, month, 31, 1, tzinfo=UTC)
    return end - timedelta(days=(end.weekday() + 1) % 7)


def test_a_message_without_its_code_cannot_be_written(reader: Person) -> None:
    notice = notice_of(say(kinds.CodeForSignIn), reader)
    del notice.facts["code"]
    with pytest.raises(TypeError):
        mail_of(notice)


def test_a_meeting_in_the_summer_begins_at_its_utc_time(reader: Person) -> None:
    part = mail_of(notice_of(say(kinds.InvitedToConversation, planned_at=SPRING), reader)).alternatives[1].content
    assert "DTSTART:20260414T080000Z" in str(part)
