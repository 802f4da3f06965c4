"""The calendar part of a mail: an invitation that Outlook and Google accept, or its withdrawal (RFC 5545, 5546, 6047).

Times are in UTC, which no calendar can misread. Calendars are read by delegates and room mailboxes: the title is
neutral, the description is only the link, the class is PRIVATE.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import NamedTuple
from uuid import UUID, uuid5

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from samspill.notifications.kinds import ConversationCalledOff, Meeting


class CalendarPart(NamedTuple):
    """The calendar's text, and the method that must stand in its MIME header as well."""

    text: str
    method: str

    @property
    def mime_type(self) -> str:
        """The content type without its charset, which the mail adds."""
        return f"text/calendar; method={self.method}"


def calendar_part(meeting: Meeting, /, *, attendee_name: str, attendee_mail: str, stamped_at: datetime) -> CalendarPart:
    """The meeting for one receiver's calendar, worded in the active language.

    Args:
        meeting: what is invited to, moved or called off.
        attendee_name: the receiver's name.
        attendee_mail: the address that the mail goes to; a calendar finds itself by it.
        stamped_at: when the notice was made; the same each time it is sent.
    """
    is_called_off = isinstance(meeting, ConversationCalledOff)
    method = "CANCEL" if is_called_off else "REQUEST"
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Samspill//Samspill//EN")
    calendar.add("method", method)
    event = _event(meeting, stamped_at=stamped_at)
    event.add("status", "CANCELLED" if is_called_off else "CONFIRMED")
    event.add("organizer", _organiser(meeting))
    event.add("attendee", _attendee(attendee_name, attendee_mail))
    calendar.add_component(event)
    return CalendarPart(calendar.to_ical().decode(), method)


def _event(meeting: Meeting, *, stamped_at: datetime) -> Event:
    begins_at = meeting.planned_at.astimezone(UTC)
    event = Event()
    event.add("uid", str(_uid(meeting)))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamped_at.astimezone(UTC))
    event.add("dtstart", begins_at)
    event.add("dtend", begins_at + timedelta(minutes=meeting.length_minutes))
    event.add("summary", _("Conversation"))
    event.add("location", meeting.place)
    event.add("description", settings.SAMSPILL_ADDRESS + meeting.path)
    event.add("class", "PRIVATE")
    return event


def _uid(meeting: Meeting) -> UUID:
    # One UID has one organiser (RFC 5546), and the leader's own copy has another than the employee's.
    return uuid5(meeting.uid, "leader") if meeting.is_leaders_copy else meeting.uid


def _organiser(meeting: Meeting) -> vCalAddress:
    # Exchange puts no mailed meeting into its organiser's own calendar, so the leader's copy comes from the service.
    if meeting.organiser_mail and not meeting.is_leaders_copy:
        return _address(meeting.leader, meeting.organiser_mail)
    return _address("Samspill", parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def _attendee(name: str, mail: str) -> vCalAddress:
    attendee = _address(name, mail)
    attendee.params.update(
        {
            "ROLE": vText("REQ-PARTICIPANT"),
            "PARTSTAT": vText("NEEDS-ACTION"),
            "RSVP": vText("TRUE"),
            "CUTYPE": vText("INDIVIDUAL"),
        }
    )
    return attendee


def _address(name: str, mail: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{mail}")
    # A parameter cannot hold a double quote (RFC 5545, 3.2).
    address.params["CN"] = vText(name.replace('"', "'"))
    return address
