"""What a Word document is once it has been parsed: paragraphs and tables, as plain values that cross between processes."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    Args:
        text: with its tabs and line breaks.
        style: the style's name as the file has it.
        outline: the outline level, from 1; 0 for text.
        level: the level in a list, from 0; -1 outside lists.
        is_numbered: the list counts; otherwise it has bullets.
        is_bold: all of the text is.
        is_field: it says what to write here, and goes away when somebody does.
    """

    text: str
    style: str = ""
    outline: int = 0
    level: int = -1
    is_numbered: bool = False
    is_bold: bool = False
    is_field: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that reaches over ``columns``; one that is merged with the cell above it is blank."""

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1

    @property
    def written(self) -> tuple[Paragraph, ...]:
        """The paragraphs that hold text of the form's own."""
        return tuple(one for one in self.paragraphs if one.text.strip() and not one.is_field)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's blocks in order, and codes of what else is in it and was not read."""

    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()

    def as_plain(self) -> dict[str, Any]:
        """As lists and mappings, for JSON."""
        return {"blocks": [asdict(block) for block in self.blocks], "notices": list(self.notices)}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "Parsed":
        """The other way."""
        blocks = (_table(one["rows"]) if "rows" in one else Paragraph(**one) for one in plain["blocks"])
        return cls(tuple(blocks), tuple(plain["notices"]))


def _table(rows: list[list[dict[str, Any]]]) -> Table:
    return Table(tuple(tuple(_cell(**cell) for cell in row) for row in rows))


def _cell(paragraphs: list[dict[str, Any]], columns: int) -> Cell:
    return Cell(tuple(Paragraph(**one) for one in paragraphs), columns)
