"""Public holidays against the almanac, and against a rule that holds for every year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.foundation.holidays import easter_sunday, is_working_day, public_holidays


@pytest.mark.parametrize(
    "easter",
    [date(1961, 4, 2), date(2008, 3, 23), date(2024, 3, 31), date(2026, 4, 5), date(2038, 4, 25), date(2049, 4, 18)],
)
def test_easter_as_the_almanac_has_it(easter: date) -> None:
    assert easter_sunday(easter.year) == easter


@given(st.integers(1900, 2300))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    easter = easter_sunday(year)
    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


def test_the_holidays_of_2026() -> None:
    told = sorted(day.strftime("%m-%d") for day in public_holidays(2026))
    assert told == [
        "01-01", "03-29", "04-02", "04-03", "04-05", "04-06",
        "05-01", "05-14", "05-17", "05-24", "05-25", "12-25", "12-26",
    ]  # fmt: skip


def test_working_days() -> None:
    assert is_working_day(date(2026, 4, 1))
    assert not is_working_day(date(2026, 4, 2))
    assert not is_working_day(date(2026, 4, 4))
