"""Proposing times for many conversations: the first free places in the chosen parts of the day, never two at once.

The same question always gets the same answer. Weekends and holidays are a default that the leader may lift, since many
work in shifts.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.foundation.clock import OSLO
from samspill.foundation.holidays import is_working_day

BREAK = timedelta(minutes=15)
FURTHEST = timedelta(days=366)


class PartOfDay(models.TextChoices):
    """When in the day conversations may be held."""

    MORNING = "morning", _("Morning, 09.00–11.30")
    AFTERNOON = "afternoon", _("Afternoon, 12.30–15.00")
    EVENING = "evening", _("Evening, 17.00–20.30")


HOURS = {
    PartOfDay.MORNING: (time(9), time(11, 30)),
    PartOfDay.AFTERNOON: (time(12, 30), time(15)),
    PartOfDay.EVENING: (time(17), time(20, 30)),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A time that is taken, as aware moments."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have any minute in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Wishes:
    """Where to look for times.

    Attributes:
        start_on: the first day.
        parts: parts of the day.
        most_a_day: how many conversations in one day, those already planned included.
        with_weekends: whether weekends and public holidays count as other days.
    """

    start_on: date
    parts: Sequence[PartOfDay]
    most_a_day: int = 2
    with_weekends: bool = False


def propose_times(
    wishes: Wishes, *, lengths: Sequence[int], taken: Iterable[Span], after: datetime
) -> list[datetime | None]:
    """A start for each length in minutes, in order; None for one that no part of the day has room for within a year.

    Args:
        wishes: where to look.
        lengths: minutes of each conversation.
        taken: what the leader has planned already.
        after: nothing is proposed before this moment.
    """
    spans = list(taken)
    found: list[datetime | None] = []
    for length in lengths:
        start = next(_free_starts(wishes, timedelta(minutes=length), spans, after), None)
        found.append(start)
        if start is not None:
            spans.append(Span(start, start + timedelta(minutes=length)))
    return found


def _free_starts(wishes: Wishes, length: timedelta, spans: Sequence[Span], after: datetime) -> Iterator[datetime]:
    for day in _days(wishes):
        that_day = [span for span in spans if span.start.astimezone(OSLO).date() == day]
        if len(that_day) >= wishes.most_a_day:
            continue
        for part in PartOfDay:
            if part in wishes.parts:
                yield from (start for start in _starts(day, part, length, that_day) if start > after)


def _days(wishes: Wishes) -> Iterator[date]:
    for step in count():
        day = wishes.start_on + timedelta(days=step)
        if timedelta(days=step) > FURTHEST:
            return
        if wishes.with_weekends or is_working_day(day):
            yield day


def _starts(day: date, part: PartOfDay, length: timedelta, taken: Sequence[Span]) -> Iterator[datetime]:
    opens, closes = (datetime.combine(day, hour, OSLO) for hour in HOURS[part])
    start = opens
    while start + length <= closes:
        wanted = Span(start - BREAK, start + length + BREAK)
        if not any(wanted.overlaps(span) for span in taken):
            yield start
        start += BREAK
