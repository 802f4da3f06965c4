"""The calendar part, as Outlook and Google want it (RFC 5545, 5546, 6047), parsed by other people's parsers."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import transaction
from django.utils.html import escape
from icalendar import Calendar
from tests.rooms.notifications.saying import MEETING_UID, SPRING, say
from tests.rooms.notifications.sink import Sink

from samspill.foundation import clock
from samspill.notifications import kinds, outbox, sending
from samspill.people.models import Person

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


def sent(sink: Sink, message: kinds.Message, recipient: Person, *, at: datetime = NOW) -> EmailMessage:
    with clock.fixed(at):
        with transaction.atomic():
            outbox.put(message, recipient=recipient, about_id=MEETING_UID)
        assert sending.send_due() == 1
    return sink.mails[-1]


def part_of(mail: EmailMessage, content_type: str) -> EmailMessage:
    (part,) = (part for part in mail.walk() if part.get_content_type() == content_type)
    assert isinstance(part, EmailMessage)
    return part


def calendar_of(mail: EmailMessage) -> tuple[Any, Any, EmailMessage]:
    part = part_of(mail, "text/calendar")
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    (event,) = calendar.walk("VEVENT")
    return calendar, event, part


def test_an_invitation_has_all_that_makes_the_buttons_appear(sink: Sink, ada: Person) -> None:
    mail = sent(sink, say(kinds.InvitedToConversation), ada)
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    calendar, event, part = calendar_of(mail)
    assert not part.is_attachment()
    assert part["Content-Type"].params == {"charset": "utf-8", "method": "REQUEST"}
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert calendar["PRODID"]
    assert event["UID"] == str(MEETING_UID)
    assert event["SEQUENCE"] == 0
    assert event["STATUS"] == "CONFIRMED"
    assert event["CLASS"] == "PRIVATE"
    assert event["DTSTAMP"].dt == NOW
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (SPRING, SPRING + timedelta(hours=1))
    assert b"DTSTART:20260414T080000Z\r\n" in part.get_payload(decode=True)
    assert event["ORGANIZER"] == "mailto:leif@lyngvik.example"
    assert event["ATTENDEE"] == f"mailto:{mail['To']}" == "mailto:ada@lyngvik.example"
    wanted = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    assert wanted.items() <= dict(event["ATTENDEE"].params).items()
    assert event["LOCATION"] == "Møterom Ægir"
    assert event["DESCRIPTION"] == "https://samspill.lyngvik.example/samtale/1/"
    assert not {"Ada", "Leif", "Nilsen", "Berg"} & set(event["SUMMARY"].split())
    assert mail["Reply-To"] == "leif@lyngvik.example"


def test_move_and_call_off_follow_the_same_meeting(sink: Sink, ada: Person) -> None:
    later = SPRING + timedelta(days=2)
    mails = [
        sent(sink, say(kinds.InvitedToConversation), ada, at=NOW),
        sent(sink, say(kinds.ConversationMoved, planned_at=later, sequence=1), ada, at=NOW + timedelta(hours=1)),
        sent(sink, say(kinds.ConversationCalledOff, planned_at=later, sequence=2), ada, at=NOW + timedelta(hours=2)),
    ]
    parsed = [calendar_of(mail) for mail in mails]
    events = [event for _, event, _ in parsed]
    assert [str(calendar["METHOD"]) for calendar, _, _ in parsed] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [part["Content-Type"].params["method"] for _, _, part in parsed] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert [event["DTSTART"].dt for event in events] == [SPRING, later, later]
    assert len({event["DTSTAMP"].dt for event in events}) == 3
    assert len({(str(event["UID"]), str(event["ORGANIZER"]), str(event["ATTENDEE"])) for event in events}) == 1


def test_the_leaders_copy_comes_from_the_service(sink: Sink, ada: Person, leif: Person) -> None:
    _, hers, _ = calendar_of(sent(sink, say(kinds.InvitedToConversation), ada))
    mail = sent(sink, say(kinds.InvitedToConversation, is_leaders_copy=True), leif)
    calendar, his, _ = calendar_of(mail)
    assert calendar["METHOD"] == "REQUEST"
    assert his["ORGANIZER"] == "mailto:samspill@lyngvik.example"
    assert his["ATTENDEE"] == "mailto:leif@lyngvik.example"
    assert his["UID"] != hers["UID"], "one UID has one organiser"
    cancelled = sent(sink, say(kinds.ConversationCalledOff, is_leaders_copy=True, sequence=1), leif)
    assert calendar_of(cancelled)[1]["UID"] == his["UID"]
    assert "Ada Nilsen" in part_of(mail, "text/plain").get_content()
    assert mail["Reply-To"] is None


def test_a_leader_without_mail_lets_the_service_invite(sink: Sink, ada: Person) -> None:
    mail = sent(sink, say(kinds.InvitedToConversation, organiser_mail=""), ada)
    assert calendar_of(mail)[1]["ORGANIZER"] == "mailto:samspill@lyngvik.example"


def test_lines_are_folded_by_octets_and_end_as_they_must(sink: Sink, ada: Person) -> None:
    place = "Ærfuglveien på Ørnes, blåskjellgården ved småbåthavna, første høyre; spør etter Åse " + "æøå" * 30
    _, event, part = calendar_of(sent(sink, say(kinds.InvitedToConversation, place=place), ada))
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines], "no letter is cut in two"
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.rstrip(b"\r\n").endswith(b"END:VCALENDAR")
    assert not raw.endswith(b"\r\n\r\n")
    assert event["LOCATION"] == place


@pytest.mark.parametrize(
    "name", ["Ada\r\nATTENDEE:mailto:spy@example.org", 'Ada, 🦆; the \\ "first"', "<b>Ada</b> & O'Hara", "Ådne: Ærø"]
)
def test_hostile_names_and_places_stay_what_they_are(sink: Sink, ada: Person, name: str) -> None:
    ada.given_name = name
    ada.save()
    mail = sent(sink, say(kinds.InvitedToConversation, leader=name, employee=name, place=name), ada)
    calendar, event, _ = calendar_of(mail)
    said = kinds.on_one_line(name)
    assert event["LOCATION"] == said
    assert event["ORGANIZER"].params["CN"] == said.replace('"', "'")
    assert event["ATTENDEE"] == "mailto:ada@lyngvik.example"
    assert set(event) == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "CLASS", "STATUS",
        "ORGANIZER", "ATTENDEE",
    }  # fmt: skip
    assert set(calendar) == {"VERSION", "PRODID", "METHOD"}
    assert said in part_of(mail, "text/plain").get_content()
    assert escape(said) in part_of(mail, "text/html").get_content()
    assert "<b>Ada</b> &" not in part_of(mail, "text/html").get_content()


def test_only_meetings_have_a_calendar_part(sink: Sink, ada: Person) -> None:
    with clock.fixed(SPRING - timedelta(days=1)):
        for kind in kinds.KINDS.values():
            with transaction.atomic():
                outbox.put(say(kind), recipient=ada, about_id=None)
        assert sending.send_due() == len(kinds.KINDS)
    with_calendar = [
        mail for mail in sink.mails if "text/calendar" in {part.get_content_type() for part in mail.walk()}
    ]
    assert len(with_calendar) == 3
