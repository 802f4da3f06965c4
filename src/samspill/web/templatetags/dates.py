"""Days and times as they are written in Norwegian public language, in the reader's language."""

from datetime import date, datetime

from django import template
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from samspill.documents import wording
from samspill.foundation import clock
from samspill.notifications import rendering

register = template.Library()


@register.filter
def moment(at: datetime | None) -> str:
    """Weekday, day and time in Norway of an aware moment; empty for none."""
    return rendering.write_moment(at) if at else ""


@register.filter
def moment_with_year(at: datetime | None) -> str:
    """Day, year and time in Norway of an aware moment; empty for none."""
    return wording.write_moment(at) if at else ""


@register.filter
def time_of_day(at: datetime | None) -> str:
    """The time of day in Norway of an aware moment; empty for none."""
    return wording.write_time(at) if at else ""


@register.filter
def weekday(day: date | None) -> str:
    """A date with its weekday; empty for none."""
    return rendering.write_day(day) if day else ""


@register.filter(expects_localtime=True)
def day_with_year(day: date | None) -> str:
    """A date, or the date in Norway of an aware moment, with its year; empty for none."""
    return wording.write_short_day(day) if day else ""


@register.filter(expects_localtime=True)
def day(on: date | None) -> str:
    """A date, or the date in Norway of an aware moment, with its year only where that is not this one; empty for none."""
    if not on:
        return ""
    return format_date(on, _("j F")) if on.year == clock.today().year else wording.write_short_day(on)


@register.filter
def minutes(length: int) -> str:
    """A length in minutes, in words."""
    return wording.write_minutes(length)
