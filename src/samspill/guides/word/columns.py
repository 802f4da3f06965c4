"""The head of a table: which row it is, and what each column is for."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from samspill.guides.form_lines import is_short, party_of
from samspill.guides.form_words import is_one_of, opens
from samspill.guides.word.blocks import Cell

LONGEST_HEAD = 8  # words


class Column(StrEnum):
    """What a column is for."""

    TOPIC = "topic"  # themes or questions
    TEXT = "text"  # questions to the topic beside them
    FOCUS = "focus"
    ACTIONS = "actions"
    WRITE_IN = "write_in"
    EMPLOYEE = "employee"
    LEADER = "leader"


class Row:
    """A row of a table: its cells by the column that they begin in, and those that hold text of the form's own."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.cells: dict[int, Cell] = {}
        self.width = 0
        for cell in cells:
            self.cells[self.width] = cell
            self.width += cell.columns
        self.written = {place: cell for place, cell in self.cells.items() if cell.written}

    @property
    def is_merged(self) -> bool:
        """Whether it is one cell over the whole width."""
        return len(self.cells) == 1 and self.width > 1


def text_of(cell: Cell) -> str:
    """A cell's text on one line."""
    return " ".join(word for paragraph in cell.written for word in paragraph.text.split())


def columns_of(row: Row, below: Sequence[Row]) -> Mapping[int, Column] | None:
    """What the columns are for if this row is a head; None if it is not.

    Args:
        row: the row.
        below: those under it; a column without a word in them is one to write in.
    """
    heads = {place: text_of(cell) for place, cell in row.written.items()}
    if row.is_merged or not heads or any(len(head.split()) > LONGEST_HEAD for head in heads.values()):
        return None
    blank = set(row.cells).difference(*(one.written for one in below if not one.is_merged))
    known = {place: role for place, head in heads.items() if (role := _known(head, is_blank=place in blank))}
    beside = {place: role for place, role in known.items() if place > 0}
    is_head = (
        bool(beside)
        or (bool(below) and _is_topic_alone(row, heads, blank))
        or _is_head_of_blanks(row, heads, blank, below)
    )
    if not is_head:
        return None
    unknown = {place: Column.WRITE_IN if place in blank else Column.TEXT for place in row.cells}
    first = known.get(0) if 0 in blank or known.get(0) in {Column.EMPLOYEE, Column.LEADER} else Column.TOPIC
    return unknown | beside | {0: first or Column.TOPIC}


def _known(head: str, *, is_blank: bool) -> Column | None:
    """What a head's own words say."""
    party = party_of(head)
    if is_one_of(head, "employee_only") or party == "employee":
        return Column.WRITE_IN if is_blank else Column.EMPLOYEE
    if is_one_of(head, "leader_only") or party == "leader":
        return Column.WRITE_IN if is_blank else Column.LEADER
    if not is_blank and (opens(head, "topic_columns") or "?" in head):
        return None
    groups = {"focus_columns": Column.FOCUS, "action_columns": Column.ACTIONS, "write_in_columns": Column.WRITE_IN}
    return next((column for group, column in groups.items() if opens(head, group)), None)


def _is_topic_alone(row: Row, heads: Mapping[int, str], blank: set[int]) -> bool:
    """Whether only the first column has a head, and it says that themes or questions stand below."""
    if set(heads) != {0} or 0 in blank or "?" in heads[0]:
        return False
    return opens(heads[0], "topic_columns") and is_short(heads[0], most=4)


def _is_head_of_blanks(row: Row, heads: Mapping[int, str], blank: set[int], below: Sequence[Row]) -> bool:
    """Whether every column has a short head, and all but the first are to be written in."""
    is_full = len(heads) == len(row.cells) > 1 and all(is_short(head) and "?" not in head for head in heads.values())
    return is_full and bool(below) and blank == set(row.cells) - {0}
