"""What a readable row holds: the allowed columns only, each in its own type, and nothing else."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple


class UnitRow(NamedTuple):
    """One unit of the units file. The top unit has no parent or is its own."""

    line: int
    code: str
    name: str
    parent_code: str
    leader_number: str


class PositionRow(NamedTuple):
    """One position of one person.

    Attributes:
        line: the line of the physical file.
        is_main: whether the export calls it the main position; None where it says nothing.
        until_on: the first day after the last one; None for an open end.
        unit_name: the unit's name where the row tells it.
        parent_code: the unit above where the row tells it.
        leader_number: the nearest leader where the row tells it.
    """

    line: int
    number: str
    given_name: str
    family_name: str
    mail: str
    language: str
    title_code: str
    title: str
    form: str
    percent: Decimal | None
    is_main: bool | None
    is_on_leave: bool
    from_on: date | None
    until_on: date | None
    unit_code: str
    unit_name: str
    parent_code: str
    leader_number: str


_PERCENT = PositionRow._fields.index("percent")
_FROM, _UNTIL = PositionRow._fields.index("from_on"), PositionRow._fields.index("until_on")


def packed(row: PositionRow | UnitRow) -> list[Any]:
    """A row as JSON can hold it."""
    values = list(row)
    if isinstance(row, PositionRow):
        for place in (_PERCENT, _FROM, _UNTIL):
            values[place] = None if values[place] is None else str(values[place])
    return values


def unpacked_position(values: Sequence[Any]) -> PositionRow:
    """The position that ``packed`` made a list of."""
    row = list(values)
    row[_PERCENT] = None if row[_PERCENT] is None else Decimal(row[_PERCENT])
    for place in (_FROM, _UNTIL):
        row[place] = None if row[place] is None else date.fromisoformat(row[place])
    return PositionRow(*row)
