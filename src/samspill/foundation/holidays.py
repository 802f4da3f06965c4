"""Norway's public holidays: Act of 24 February 1995 no. 12 on holy days; Act of 26 April 1947 no. 1 on 1 and 17 May."""

from datetime import date, timedelta
from functools import lru_cache

SAME_EVERY_YEAR = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
DAYS_FROM_EASTER = (-7, -3, -2, 0, 1, 39, 49, 50)
SATURDAY = 5


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Knuth, The Art of Computer Programming 1.3.2, exercise 14)."""
    golden, century = year % 19 + 1, year // 100 + 1
    skipped_leap_years, moon = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - skipped_leap_years - 10
    epact = (11 * golden + 20 + moon - skipped_leap_years) % 30
    epact += epact == 24 or (epact == 25 and golden > 11)
    full_moon = 44 - epact
    full_moon += 30 * (full_moon < 21)
    day = full_moon + 7 - (sunday + full_moon) % 7
    return date(year, 3, 1) + timedelta(days=day - 1)


@lru_cache(maxsize=32)
def public_holidays(year: int) -> frozenset[date]:
    """The year's public holidays, Easter Sunday and Whit Sunday included."""
    easter = easter_sunday(year)
    return frozenset(
        {date(year, month, day) for month, day in SAME_EVERY_YEAR}
        | {easter + timedelta(days=days) for days in DAYS_FROM_EASTER}
    )


def is_working_day(day: date) -> bool:
    """Whether a day is neither in a weekend nor a public holiday."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)
