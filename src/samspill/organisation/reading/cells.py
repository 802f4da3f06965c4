"""One value at a time: text, dates, per cent, codes."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from samspill.organisation.models import EmploymentForm
from samspill.organisation.reading.vocabulary import answer_of, meaning_of, vocabulary

LONGEST_CELL = 10_000
NO_END = 9999
DAY = timedelta(days=1)
_SEVERAL_BLANKS_OR_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u00a0\u2028\u2029]|  ")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_FORMULA = re.compile(r"[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_MAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+")
_DATE_WAYS = (
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%Y%m%d",
    "%d/%m/%Y",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%d.%m.%Y %H:%M:%S",
)
_EARLIEST = 1900


def text_of(cell: str) -> str:
    """A cell as one line of text, without control characters and with single blanks."""
    stripped = cell.strip()
    if _SEVERAL_BLANKS_OR_CONTROLS.search(stripped) is None:
        return stripped
    return " ".join(_CONTROLS.sub("", stripped).split())


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would try to calculate the text; we keep it as text and say so."""
    return len(text) > 1 and _FORMULA.match(text) is not None


def is_mail(text: str) -> bool:
    """Whether mail could be sent to it, as far as can be seen."""
    return len(text) <= 254 and _MAIL.fullmatch(text) is not None


@lru_cache(maxsize=50_000)
def date_of(text: str) -> date | None:
    """A date in any of the ways that exports write it; None for an empty cell.

    Raises:
        ValueError: there is no such day.
    """
    if not text:
        return None
    for way in _DATE_WAYS:
        try:
            found = datetime.strptime(text, way).date()  # noqa: DTZ007 a date has no zone
        except ValueError:
            continue
        if found.year >= _EARLIEST:
            return found
    raise ValueError(text)


def until_of(text: str) -> date | None:
    """The first day after the last one, as our dated facts end; None for an open end, 31.12.9999 included.

    Raises:
        ValueError: there is no such day.
    """
    last = date_of(text)
    return None if last is None or last.year == NO_END else last + DAY


@lru_cache(maxsize=5_000)
def percent_of(text: str) -> Decimal | None:
    """Per cent of a full position, 0–200 with two decimals; None for an empty cell.

    Exports write 100 %, 100,00, 1.0 or 1 (parts of one) and 10000 (hundredths). A number up to 1 is a part of one;
    a whole number above 200 is hundredths.

    Raises:
        ValueError: it is no such number.
    """
    bare = text.removesuffix("%").replace(" ", "").replace(",", ".")
    if not bare:
        return None
    try:
        number = Decimal(bare)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not number.is_finite() or not 0 <= number <= 20_000:
        raise ValueError(text)
    percent = _in_percent(number, is_told="%" in text).quantize(Decimal("0.01"))
    if percent > 200:
        raise ValueError(text)
    return percent


def _in_percent(number: Decimal, *, is_told: bool) -> Decimal:
    if is_told:
        return number
    if number <= 1:
        return number * 100
    return number / 100 if number > 200 and number == number.to_integral_value() else number


@lru_cache(maxsize=5_000)
def form_of(text: str) -> EmploymentForm | None:
    """The employment form that a code stands for; unknown for an empty cell, None for a code that nobody explained."""
    if not text:
        return EmploymentForm.UNKNOWN
    meaning = meaning_of(text, vocabulary().forms)
    return EmploymentForm(meaning) if meaning else None


@lru_cache(maxsize=5_000)
def language_of(text: str) -> str | None:
    """``nb``, ``nn`` or ``en``; nothing for an empty cell, None for a language that we do not speak."""
    return meaning_of(text, vocabulary().languages) if text else ""


@lru_cache(maxsize=5_000)
def yes_or_no(text: str) -> bool | None:
    """Yes or no; None for an empty cell and for what is neither."""
    return answer_of(text) if text else None


def is_leave(text: str) -> bool:
    """Whether a cell tells of leave: anything but a no. What kind of leave is read by nobody and kept nowhere."""
    return bool(text) and answer_of(text) is not False
