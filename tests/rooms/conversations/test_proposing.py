"""Proposed times: never two at once, inside the chosen parts of the day, the same answer every time."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from samspill.conversations.proposing import HOURS, PartOfDay, Span, Wishes, propose_times
from samspill.foundation.clock import OSLO
from samspill.foundation.holidays import is_working_day

MAUNDY_EVE = date(2026, 4, 1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
HALF_DAYS = (PartOfDay.MORNING, PartOfDay.AFTERNOON)

wishes_made_up = st.builds(
    Wishes,
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.lists(st.sampled_from(list(PartOfDay)), min_size=1, unique=True),
    st.integers(1, 4),
    st.booleans(),
)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=OSLO)


def told(times: list[datetime | None]) -> list[str]:
    return [f"{time:%d.%m %H.%M}" if time else "" for time in times]


def test_holidays_and_weekends_are_left_out_unless_wished_for() -> None:
    wishes = Wishes(MAUNDY_EVE, HALF_DAYS)
    times = propose_times(wishes, lengths=[60, 60, 60], taken=[], after=LONG_AGO)
    assert told(times) == ["01.04 09.00", "01.04 10.15", "07.04 09.00"]
    wishes = Wishes(MAUNDY_EVE, HALF_DAYS, with_weekends=True)
    times = propose_times(wishes, lengths=[60, 60, 60], taken=[], after=LONG_AGO)
    assert told(times) == ["01.04 09.00", "01.04 10.15", "02.04 09.00"]


def test_what_is_taken_is_kept_clear_with_a_break() -> None:
    taken = [Span(at(MAUNDY_EVE, 9, 30), at(MAUNDY_EVE, 10))]
    times = propose_times(Wishes(MAUNDY_EVE, HALF_DAYS, 3), lengths=[60, 60], taken=taken, after=LONG_AGO)
    assert told(times) == ["01.04 10.15", "01.04 12.30"]


def test_nothing_is_proposed_in_the_past() -> None:
    times = propose_times(Wishes(MAUNDY_EVE, HALF_DAYS), lengths=[60], taken=[], after=at(MAUNDY_EVE, 11))
    assert told(times) == ["01.04 12.30"]


def test_what_no_part_of_the_day_has_room_for_gets_no_time() -> None:
    assert propose_times(Wishes(MAUNDY_EVE, HALF_DAYS), lengths=[240], taken=[], after=LONG_AGO) == [None]


@given(wishes_made_up, st.lists(st.sampled_from([30, 45, 60, 90]), min_size=1, max_size=12))
def test_any_wish_gives_times_that_do_not_overlap(wishes: Wishes, lengths: list[int]) -> None:
    times = propose_times(wishes, lengths=lengths, taken=[], after=LONG_AGO)
    spans = [
        Span(start, start + timedelta(minutes=length)) for start, length in zip(times, lengths, strict=True) if start
    ]
    assert len(spans) == len(lengths)
    assert not any(one.overlaps(other) for one, other in combinations(spans, 2))
    for span in spans:
        day = span.start.date()
        assert wishes.with_weekends or is_working_day(day)
        assert any(HOURS[part][0] <= span.start.time() and span.end.time() <= HOURS[part][1] for part in wishes.parts)
        assert sum(other.start.date() == day for other in spans) <= wishes.most_a_day
    assert times == propose_times(wishes, lengths=lengths, taken=[], after=LONG_AGO)
