"""Dates, times, lengths and kinds of conversation as they are written on our paper, in the language that is active.

The forms are those of Norwegian public writing ("tirsdag 14. april 2026 kl. 10.00"); they are kept here and not
taken from the web settings, so that the same content gives the same bytes wherever it is rendered.
"""

from datetime import date, datetime

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from samspill.foundation.clock import OSLO

_CONVERSATIONS: dict[str, Promise] = {
    "yearly": gettext_lazy("Employee conversation %(year)s"),
    "follow_up": gettext_lazy("Follow-up conversation %(year)s"),
    "start": gettext_lazy("First conversation %(year)s"),
    "senior": gettext_lazy("Milestone conversation %(year)s"),
    "pay": gettext_lazy("Pay conversation %(year)s"),
    "end": gettext_lazy("Leaving conversation %(year)s"),
}
_DAY_FORMS = {"nb": "j. F Y", "nn": "j. F Y"}
_TIME_FORMS = {"nb": "H.i", "nn": "H.i"}


def write_day(day: date) -> str:
    """The day with its weekday."""
    return format_date(day, f"l {_day_form()}")


def write_short_day(day: date) -> str:
    """The day without its weekday, for narrow columns."""
    return format_date(day, _day_form())


def write_moment(at: datetime) -> str:
    """An aware moment as day and time of day in Norway."""
    local = at.astimezone(OSLO)
    return _("%(day)s at %(time)s") % {"day": format_date(local, _day_form()), "time": write_time(at)}


def write_time(at: datetime) -> str:
    """The time of day in Norway of an aware moment."""
    return format_date(at.astimezone(OSLO), _TIME_FORMS.get(get_language() or "", "H:i"))


def write_minutes(minutes: int) -> str:
    """A length in minutes."""
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def write_conversation(kind: str, year: int) -> str:
    """A conversation by its kind and year; one of an unknown kind is a conversation."""
    return str(_CONVERSATIONS.get(kind, gettext_lazy("Conversation %(year)s"))) % {"year": year}


def _day_form() -> str:
    return _DAY_FORMS.get(get_language() or "", "j F Y")
