"""The header: which columns we take, which we leave, and which we must not touch."""

from collections.abc import Iterator
from dataclasses import dataclass

from samspill.organisation.reading.lines import Record, cells_of
from samspill.organisation.reading.remarks import UnreadableFile
from samspill.organisation.reading.vocabulary import folded, vocabulary

DELIMITERS = ";,\t"
LOOKED_AT = 10
UNITS, POSITIONS = "units", "positions"
NEEDED = {
    UNITS: ("unit_code", "unit_name"),
    POSITIONS: ("number", "given_name", "family_name", "unit_code"),
}


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was recognised.

    Attributes:
        line: the physical line that it stands on, from 1.
        kind: ``units`` or ``positions``.
        delimiter: what parts the cells.
        width: how many cells a row has.
        places: our field to the place of its column, from 0.
        names: our field to the column's name in the file.
        unknown: names of columns that we do not use.
        forbidden: names of columns that we must not read: national identity numbers, pay, addresses and the like.
    """

    line: int
    kind: str
    delimiter: str
    width: int
    places: dict[str, int]
    names: dict[str, str]
    unknown: list[str]
    forbidden: list[str]


def find_header(lines: Iterator[str]) -> Header:
    """Find the header among the first lines; a title or a blank line above it does no harm.

    Raises:
        UnreadableFile: ``header_missing``, or ``columns_missing`` with the names of those that we cannot do without.
    """
    best: Header | None = None
    for number, line in zip(range(1, LOOKED_AT + 1), lines, strict=False):
        for delimiter in DELIMITERS:
            found = _header(Record(number, number, cells_of(line, delimiter)), delimiter)
            if best is None or len(found.places) > len(best.places):
                best = found
        if best and best.line == number and not _missing(best):
            return best
    if best is None or len(best.places) < 2:
        raise UnreadableFile("header_missing")
    raise UnreadableFile("columns_missing", *_missing(best))


def _header(record: Record, delimiter: str) -> Header:
    places: dict[str, int] = {}
    names: dict[str, str] = {}
    unknown: list[str] = []
    forbidden: list[str] = []
    for place, cell in enumerate(record.cells or []):
        name = " ".join(cell.split())[:100]
        field = _field(name)
        if field and field not in places:
            places[field], names[field] = place, name
        elif name:
            (forbidden if not field and _is_forbidden(name) else unknown).append(name)
    kind = POSITIONS if "number" in places else UNITS
    return Header(record.line, kind, delimiter, _width(record), places, names, unknown, forbidden)


def _width(record: Record) -> int:
    """How many cells the header has, empty ones at its end left out."""
    cells = list(record.cells or [])
    while cells and not cells[-1].strip():
        cells.pop()
    return len(cells)


def _field(name: str) -> str | None:
    return vocabulary().columns.get(folded(name))


def _is_forbidden(name: str) -> bool:
    word = folded(name)
    return any(part in word for part in vocabulary().forbidden)


def _missing(header: Header) -> list[str]:
    return [field for field in NEEDED[header.kind] if field not in header.places]
