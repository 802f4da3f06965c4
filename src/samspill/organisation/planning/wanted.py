"""What the files tell: units, persons and employments, and what only shows when rows are seen together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from samspill.organisation.planning.records import EmploymentFacts, PersonFacts, employment_key
from samspill.organisation.reading.remarks import Remark, WarningCode, shown
from samspill.organisation.reading.rows import PositionRow

ZERO = Decimal(0)


@dataclass(slots=True)
class Wanted:
    """Persons and employments as the positions file has them.

    Attributes:
        persons: by number; ``is_active`` is settled later.
        employments: by key; without ``no_leader``, which is settled later.
        lines: the line that each employment stands on.
        units: code to (name, code of the unit above) as far as the rows tell.
        unit_lines: code to the first line that mentions the unit.
        warnings: about rows seen together.
    """

    persons: dict[str, PersonFacts] = field(default_factory=dict)
    employments: dict[str, EmploymentFacts] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    units: dict[str, tuple[str, str]] = field(default_factory=dict)
    unit_lines: dict[str, int] = field(default_factory=dict)
    warnings: list[Remark] = field(default_factory=list)

    def warn(self, line: int, code: WarningCode, value: str) -> None:
        """Note what is worth a look in the positions file."""
        self.warnings.append(Remark("positions", line, code, value=shown(value)))


def gather(rows: Iterable[PositionRow], today: date) -> Wanted:
    """See the rows together, person by person."""
    wanted = Wanted()
    by_person: dict[str, list[PositionRow]] = {}
    for row in rows:
        own = by_person.setdefault(row.number, [])
        if any(row[1:] == other[1:] for other in own):
            wanted.warn(row.line, WarningCode.SAME_ROW_TWICE, row.number)
            continue
        own.append(row)
        wanted.units.setdefault(row.unit_code, (row.unit_name, row.parent_code))
        wanted.unit_lines.setdefault(row.unit_code, row.line)
    for own in by_person.values():
        _gather_person(wanted, own, today)
    _warn_of_shared_mail(wanted, by_person)
    return wanted


def _gather_person(wanted: Wanted, rows: list[PositionRow], today: date) -> None:
    main = _main_of(wanted, rows, today)
    number = main.number
    if any(row[2:5] != main[2:5] for row in rows):
        wanted.warn(main.line, WarningCode.DIFFERS, number)
    wanted.persons[number] = PersonFacts(main.given_name, main.family_name, main.mail, main.language, is_active=False)
    met: Counter[tuple[str, str]] = Counter()
    for row in sorted(rows, key=_order) if len(rows) > 1 else rows:
        what = (row.unit_code, row.title_code)
        met[what] += 1
        key = employment_key(number, *what, met[what])
        wanted.employments[key] = _employment(row, is_main=row is main)
        wanted.lines[key] = row.line


def _main_of(wanted: Wanted, rows: list[PositionRow], today: date) -> PositionRow:
    """The one main position: as told; else, or where several are told, a current one with the most per cent."""
    if len(rows) == 1:
        return rows[0]
    told = [row for row in rows if row.is_main]
    going = [row for row in told if row.until_on is None or row.until_on > today]
    if len(going) > 1:
        wanted.warn(going[1].line, WarningCode.SEVERAL_MAIN, going[1].number)
    return min(
        going or told or rows, key=lambda row: (not _is_current(row, today), -(row.percent or ZERO), _order(row))
    )


def _is_current(row: PositionRow, today: date) -> bool:
    return (row.from_on is None or row.from_on <= today) and (row.until_on is None or row.until_on > today)


def _order(row: PositionRow) -> tuple[object, ...]:
    """An order that does not hang on the place in the file, so that a shuffled file is the same file."""
    dates = (row.from_on or date.min, row.until_on or date.max)
    return (*dates, row.percent or ZERO, row.title, row.form, row.leader_number, bool(row.is_main), row.is_on_leave)


def _employment(row: PositionRow, *, is_main: bool) -> EmploymentFacts:
    return EmploymentFacts(
        number=row.number,
        unit_code=row.unit_code,
        title=row.title,
        title_code=row.title_code,
        form=row.form,
        percent=row.percent,
        is_main=is_main,
        is_on_leave=row.is_on_leave,
        from_on=row.from_on,
        until_on=row.until_on,
        given_leader_number=row.leader_number,
    )


def _warn_of_shared_mail(wanted: Wanted, by_person: dict[str, list[PositionRow]]) -> None:
    sharing = Counter(person.mail.casefold() for person in wanted.persons.values() if person.mail)
    told: set[str] = set()
    for number, person in wanted.persons.items():
        mail = person.mail.casefold()
        if sharing[mail] > 1 and mail not in told:
            told.add(mail)
            wanted.warn(by_person[number][0].line, WarningCode.SHARED_MAIL, person.mail)
