"""One record at a time: a row, or the reason why not. Gathers on the way what the whole file must be judged by."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from samspill.organisation.models import EmploymentForm
from samspill.organisation.reading import cells
from samspill.organisation.reading.columns import POSITIONS, Header
from samspill.organisation.reading.lines import Record
from samspill.organisation.reading.remarks import FaultCode, Remark, WarningCode, holds_national_id, shown
from samspill.organisation.reading.rows import PositionRow, UnitRow

LONGEST = {"number": 40, "given_name": 100, "family_name": 100, "title_code": 20, "title": 120}
LONGEST |= {"unit_code": 60, "unit_name": 200, "parent_code": 60, "leader_number": 40}
FREE_TEXT = ("given_name", "family_name", "title", "unit_name")
MISPLACED_IN = ("number", "given_name", "family_name", "title", "mail", "leader_number")

Values = dict[str, str]
T = TypeVar("T")


class Unreadable(Exception):
    """The row cannot be read, for this reason, at this of our fields."""

    def __init__(self, code: FaultCode, field: str = "", value: str = "") -> None:
        """Keep the reason, the field and what stood there."""
        super().__init__(code)
        self.code, self.field, self.value = code, field, value


@dataclass(slots=True)
class Reader:
    """Reads the records of one file under its header.

    Attributes:
        header: the file's header.
        faults: one for each row that could not be read.
        warnings: about rows that could.
        unreadable_numbers: employee numbers on rows that could not be read; they are never ended.
        unreadable_units: unit codes on rows that could not be read; neither are these.
        has_row_without_number: whether somebody, nobody knows who, stands on a row that could not be read.
    """

    header: Header
    faults: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    unreadable_numbers: set[str] = field(default_factory=set)
    unreadable_units: set[str] = field(default_factory=set)
    has_row_without_number: bool = False
    _units: set[str] = field(default_factory=set)

    def read(self, record: Record) -> PositionRow | UnitRow | None:
        """The row of a record; None, with a fault noted, where it cannot be read."""
        try:
            values = self._values(record)
            return (self._position if self.header.kind == POSITIONS else self._unit)(record.line, values)
        except Unreadable as fault:
            self._note_fault(record, fault)
            return None

    def warn(self, line: int, code: WarningCode, field: str, value: str) -> None:
        """Note what is worth a look."""
        column = self.header.names.get(field, "")
        self.warnings.append(Remark(self.header.kind, line, code, column, shown(value)))

    def _values(self, record: Record) -> Values:
        found = record.cells
        if found is None:
            raise Unreadable(FaultCode.QUOTE_OPEN if record.is_cut else FaultCode.TOO_LONG)
        width = self.header.width
        if len(found) < width:
            raise Unreadable(FaultCode.TOO_FEW_CELLS, value=f"{len(found)}/{width}")
        if len(found) > width and any(cell.strip() for cell in found[width:]):
            raise Unreadable(FaultCode.TOO_MANY_CELLS, value=f"{len(found)}/{width}")
        values = {name: cells.text_of(found[place]) for name, place in self.header.places.items()}
        _check_lengths(values)
        return values

    def _position(self, line: int, values: Values) -> PositionRow:
        take = values.get
        _check_needed(values)
        from_on, until_on = _days(values)
        row = PositionRow(
            line=line,
            number=values["number"],
            given_name=values["given_name"],
            family_name=values["family_name"],
            mail=self._mail(line, take("mail", "")),
            language=self._coded(line, "language", cells.language_of, take("language", "")) or "",
            title_code=take("title_code", ""),
            title=take("title", ""),
            form=self._coded(line, "form", cells.form_of, take("form", "")) or EmploymentForm.UNKNOWN,
            percent=_percent(take("percent", "")),
            is_main=self._coded(line, "is_main", cells.yes_or_no, take("is_main", "")),
            is_on_leave=cells.is_leave(take("leave", "")),
            from_on=from_on,
            until_on=until_on,
            unit_code=values["unit_code"],
            unit_name=take("unit_name", ""),
            parent_code=take("parent_code", ""),
            leader_number=take("leader_number", ""),
        )
        self._warn_of_formulas(line, values)
        return row

    def _unit(self, line: int, values: Values) -> UnitRow:
        code, name = values["unit_code"], values["unit_name"]
        if not (code and name):
            raise Unreadable(FaultCode.VALUE_MISSING, "unit_name" if code else "unit_code")
        if code in self._units:
            raise Unreadable(FaultCode.UNIT_TWICE, value=code)
        self._units.add(code)
        return UnitRow(line, code, name, values.get("parent_code", ""), values.get("leader_number", ""))

    def _mail(self, line: int, text: str) -> str:
        if not text or cells.is_mail(text):
            return text
        self.warn(line, WarningCode.ODD_MAIL, "mail", text)
        return ""

    def _coded(self, line: int, name: str, meaning: Callable[[str], T | None], text: str) -> T | None:
        found = meaning(text)
        if found is None and text:
            self.warn(line, WarningCode.UNKNOWN_CODE, name, text)
        return found

    def _warn_of_formulas(self, line: int, values: Values) -> None:
        for name in FREE_TEXT:
            if cells.looks_like_formula(values.get(name, "")):
                self.warn(line, WarningCode.FORMULA, name, values[name])

    def _note_fault(self, record: Record, fault: Unreadable) -> None:
        column = self.header.names.get(fault.field, "")
        remark = Remark(self.header.kind, record.line, fault.code, column, shown(fault.value))
        self.faults.append(remark)
        unit_code = self._certain(record, "unit_code", fault)
        if unit_code:
            self.unreadable_units.add(unit_code)
        if self.header.kind != POSITIONS:
            return
        number = self._certain(record, "number", fault)
        if number:
            self.unreadable_numbers.add(number)
        else:
            self.has_row_without_number = True

    def _certain(self, record: Record, name: str, fault: Unreadable) -> str:
        """A cell that we can be sure of although its row is unreadable; nothing when we cannot.

        In a row with too few cells the last one may be cut; in one with too many, all but the first may be displaced.
        """
        place = self.header.places.get(name)
        if record.cells is None or place is None or fault.field == name:
            return ""
        last = {FaultCode.TOO_FEW_CELLS: len(record.cells) - 1, FaultCode.TOO_MANY_CELLS: 1}
        return cells.text_of(record.cells[place]) if place < last.get(fault.code, self.header.width) else ""


def _check_lengths(values: Values) -> None:
    for name, text in values.items():
        if len(text) > LONGEST.get(name, cells.LONGEST_CELL):
            raise Unreadable(FaultCode.TOO_LONG, name, text)
    for name in MISPLACED_IN:
        if holds_national_id(values.get(name, "")):
            raise Unreadable(FaultCode.NATIONAL_ID, name)


def _check_needed(values: Values) -> None:
    if not values["number"]:
        raise Unreadable(FaultCode.NUMBER_MISSING, "number")
    if not values["unit_code"]:
        raise Unreadable(FaultCode.VALUE_MISSING, "unit_code")
    if not (values["given_name"] or values["family_name"]):
        raise Unreadable(FaultCode.VALUE_MISSING, "given_name")


def _days(values: Values) -> tuple[date | None, date | None]:
    from_on = _day("from_on", cells.date_of, values)
    until_on = _day("until_on", cells.until_of, values)
    if from_on and until_on and until_on <= from_on:
        raise Unreadable(FaultCode.ENDS_BEFORE_IT_BEGINS, "until_on", values["until_on"])
    return from_on, until_on


def _day(name: str, read: Callable[[str], date | None], values: Values) -> date | None:
    text = values.get(name, "")
    try:
        return read(text)
    except ValueError as error:
        raise Unreadable(FaultCode.NOT_A_DATE, name, text) from error


def _percent(text: str) -> Decimal | None:
    try:
        return cells.percent_of(text)
    except ValueError as error:
        raise Unreadable(FaultCode.NOT_A_PERCENT, "percent", text) from error
