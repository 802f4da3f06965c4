"""From a notice to a mail: text, HTML and, for a meeting, the calendar, in the receiver's language.

Each kind has one template with its words, as paragraphs parted by empty lines; the letter around them is the same for
all, once as text and once as HTML. The words are rendered without escaping, since the text is sent as it is; the HTML
letter escapes them.
"""

from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.backends.django import DjangoTemplates
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.foundation.clock import OSLO
from samspill.notifications.calendars import calendar_part
from samspill.notifications.kinds import KINDS, Meeting, Message, on_one_line
from samspill.notifications.models import Notice

_DAY_FORMS = {"nb": "l j. F", "nn": "l j. F"}
_TIME_FORMS = {"nb": "H.i", "nn": "H.i"}


def mail_of(notice: Notice, /) -> EmailMultiAlternatives:
    """The mail that says what the notice says, to the receiver's address of today.

    Raises:
        BadHeaderError: the address holds a line break.
        TypeError: the notice lacks a fact that its kind needs.
    """
    message = KINDS[notice.kind].from_facts(notice.facts)
    with translation.override(notice.language):
        letter = _letter(message, notice)
        mail = EmailMultiAlternatives(
            subject=str(message.subject),
            body=_plain().get_template("notices/letter.txt").render(letter),
            to=[notice.recipient.mail],
            headers={"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string("notices/letter.html", letter), "text/html")
        if isinstance(message, Meeting):
            _attach_meeting(mail, message, notice)
    return mail


def write_moment(at: datetime) -> str:
    """An aware moment as weekday, day and time of day in Norway, in the active language."""
    local = at.astimezone(OSLO)
    time = format_date(local, _TIME_FORMS.get(translation.get_language() or "", "H:i"))
    return _("%(day)s at %(time)s") % {"day": write_day(local.date()), "time": time}


def write_day(day: date) -> str:
    """A date with its weekday, in the active language."""
    return format_date(day, _DAY_FORMS.get(translation.get_language() or "", "l j F"))


def _letter(message: Message, notice: Notice) -> dict[str, Any]:
    link = settings.SAMSPILL_ADDRESS + message.path
    words = _plain().get_template(f"notices/{message.kind}.txt").render(_written(message))
    return {
        "language": notice.language,
        "title": message.subject,
        "name": on_one_line(notice.recipient.given_name),
        "paragraphs": [" ".join(paragraph.split()) for paragraph in words.split("\n\n") if paragraph.strip()],
        "details": _details(message),
        "link": link,
    }


def _written(message: Message) -> dict[str, Any]:
    """The message's fields as words: moments and days written out."""
    return {field.name: _as_words(getattr(message, field.name)) for field in fields(message)}


def _as_words(value: object) -> object:
    if isinstance(value, datetime):
        return write_moment(value)
    return write_day(value) if isinstance(value, date) else value


def _details(message: Message) -> list[tuple[str, str]]:
    """What stands out of the letter, as label and value."""
    written = _written(message)
    details = [(_("When"), written.get("planned_at")), (_("Where"), written.get("place"))]
    if minutes := written.get("length_minutes"):
        length = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
        details.insert(1, (_("How long"), length))
    details.append((_("Code"), written.get("code")))
    return [(label, value) for label, value in details if value]


def _attach_meeting(mail: EmailMultiAlternatives, meeting: Meeting, notice: Notice) -> None:
    part = calendar_part(
        meeting,
        attendee_name=on_one_line(notice.recipient.full_name),
        attendee_mail=notice.recipient.mail,
        stamped_at=notice.made_at,
    )
    mail.attach_alternative(part.text, part.mime_type)
    if meeting.organiser_mail and not meeting.is_leaders_copy:
        mail.reply_to = [meeting.organiser_mail]


@cache
def _plain() -> DjangoTemplates:
    return DjangoTemplates({"NAME": "plain", "DIRS": [], "APP_DIRS": True, "OPTIONS": {"autoescape": False}})
