"""What is said about a file and its lines: codes and places; sentences are made where they are shown."""

import re
from enum import StrEnum
from typing import NamedTuple

SHOWN = 40
_LOOKS_LIKE_NATIONAL_ID = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")


class FaultCode(StrEnum):
    """Why a row could not be read."""

    NUMBER_MISSING = "number_missing"
    VALUE_MISSING = "value_missing"
    TOO_FEW_CELLS = "too_few_cells"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_LONG = "too_long"
    QUOTE_OPEN = "quote_open"
    NOT_A_DATE = "not_a_date"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    NOT_A_PERCENT = "not_a_percent"
    NATIONAL_ID = "national_id"
    UNIT_TWICE = "unit_twice"


class WarningCode(StrEnum):
    """What is worth a look in a row that was read."""

    FORMULA = "formula"
    UNKNOWN_CODE = "unknown_code"
    ODD_MAIL = "odd_mail"
    SHARED_MAIL = "shared_mail"
    SAME_ROW_TWICE = "same_row_twice"
    SEVERAL_MAIN = "several_main"
    DIFFERS = "differs"
    LEADER_UNKNOWN = "leader_unknown"
    UNIT_UNKNOWN = "unit_unknown"
    UNITS_IN_A_CIRCLE = "units_in_a_circle"


class Remark(NamedTuple):
    """A fault or a warning.

    Attributes:
        file: ``units`` or ``positions``.
        line: the line of the physical file that the row begins on, from 1.
        code: a ``FaultCode`` or a ``WarningCode``.
        column: the column's name as the file has it; nothing where the whole row is meant.
        value: what stood there, shortened; never from a forbidden column.
    """

    file: str
    line: int
    code: str
    column: str = ""
    value: str = ""


class UnreadableFile(Exception):
    """A file that cannot be taken in at all.

    Args:
        code: ``header_missing``, ``columns_missing``, ``positions_missing``, ``one_kind_twice`` or ``leaders_missing``.
        names: the columns that the sentence is about.
    """

    def __init__(self, code: str, *names: str) -> None:
        """Keep the code and the names."""
        super().__init__(code)
        self.code, self.names = code, names


def shown(value: str) -> str:
    """A value as it may stand in a report: short, and without anything that could be a national identity number."""
    hidden = _LOOKS_LIKE_NATIONAL_ID.sub("…", value)
    return hidden if len(hidden) <= SHOWN else f"{hidden[: SHOWN - 1]}…"


def holds_national_id(value: str) -> bool:
    """Whether eleven digits in a row could be a national identity number, misplaced."""
    return _LOOKS_LIKE_NATIONAL_ID.search(value) is not None
