"""A checked file's document as blocks. Runs in the process apart; no relation of the document is ever followed out of it.

python-docx opens the package. Its objects leave out content controls, tracked changes and merged cells, so the elements
are read as ECMA-376 part 1, chapter 17 has them.
"""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from samspill.foundation.errors import Unacceptable
from samspill.guides.word.blocks import Block, Cell, Paragraph, Parsed, Table
from samspill.guides.word.looks import Looks, number_of
from samspill.guides.word.runs import text_of

Element = Any  # lxml names no public type

MOST_LINES = 400
MOST_PARTS = 5_000
MOST_CHARACTERS = 200_000
MOST_COLUMNS = 63  # Word's own

ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
TRACKED = {qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo")}
NOTICED = {
    qn("w:commentReference"): "comments",
    qn("w:footnoteReference"): "footnotes",
    qn("w:endnoteReference"): "footnotes",
    qn("w:pict"): "pictures",
    qn("a:graphicData"): "pictures",
    qn("w:object"): "objects",
    qn("w:altChunk"): "objects",
    qn("w:subDoc"): "objects",
} | dict.fromkeys(TRACKED, "tracked_changes")
HEADERS = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}


def parse(content: bytes) -> Parsed:
    """Parse a file that has been checked.

    Raises:
        Unacceptable: ``word_too_long``, ``word_empty``.
        Exception: whatever the parser meets in a broken file.
    """
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    blocks = _Reading(Looks.of(document.part)).blocks(body)
    notices = sorted({*_notices_in(body), *(("headers",) if _has_headers(document.part) else ())})
    return Parsed(tuple(blocks), tuple(notices))


def _notices_in(body: Element) -> Iterator[str]:
    """What else the document holds; a text box is also drawn as a picture, and is told of as a text box only."""
    for element in body.iter(*NOTICED, qn("w:txbxContent")):
        if element.tag == qn("w:txbxContent"):
            if any((text.text or "").strip() for text in element.iter(qn("w:t"))):
                yield "text_boxes"
        elif NOTICED[element.tag] != "pictures" or next(element.iter(qn("w:txbxContent")), None) is None:
            yield NOTICED[element.tag]


def _has_headers(part: Any) -> bool:
    elements = (
        getattr(relation.target_part, "element", None)
        for relation in part.rels.values()
        if relation.reltype in HEADERS and not relation.is_external
    )
    return any(
        (text.text or "").strip() for element in elements if element is not None for text in element.iter(qn("w:t"))
    )


class _Reading:
    """Walks a document and counts what it has read."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.parts = self.lines = self.characters = 0

    def count(self, text: str = "") -> None:
        """Count a paragraph, a cell or a row.

        Raises:
            Unacceptable: the document has become too long.
        """
        self.parts, self.lines = self.parts + 1, self.lines + bool(text.strip())
        self.characters += len(text)
        if self.lines > MOST_LINES or self.parts > MOST_PARTS or self.characters > MOST_CHARACTERS:
            raise Unacceptable("word_too_long", most=MOST_LINES)

    def blocks(self, holder: Element) -> list[Block]:
        """The paragraphs and tables directly in a holder, wrappers opened."""
        blocks: list[Block] = []
        for element in _opened(holder):
            if element.tag == qn("w:p"):
                blocks.append(self.paragraph(element))
            elif element.tag == qn("w:tbl"):
                blocks.append(self.table(element))
        return blocks

    def paragraph(self, element: Element) -> Paragraph:
        """One paragraph with its looks resolved."""
        look = self.looks.paragraph(element)
        text, is_bold, is_field = text_of(element, is_bold=look.is_bold, looks=self.looks)
        self.count(text)
        return Paragraph(text, look.style, look.outline, look.level, look.is_numbered, is_bold, is_field)

    def table(self, element: Element) -> Table:
        """A table; rows that somebody has taken out with tracking are no part of it."""
        rows = (row for row in _opened(element) if row.tag == qn("w:tr"))
        return Table(tuple(self.row(row) for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None))

    def row(self, element: Element) -> tuple[Cell, ...]:
        """The cells of a row; columns skipped before the first are an empty cell."""
        self.count()
        skipped = number_of(element.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), most=MOST_COLUMNS)
        cells = [Cell((), skipped)] if skipped else []
        for cell in (one for one in _opened(element) if one.tag == qn("w:tc")):
            self.count()
            span = max(1, number_of(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), most=MOST_COLUMNS))
            paragraphs = self.cell(cell)
            if _is_continued(cell) and cells:
                before = cells.pop()
                paragraphs, span = before.paragraphs + paragraphs, min(before.columns + span, MOST_COLUMNS)
            cells.append(Cell(paragraphs, span))
        return tuple(cells)

    def cell(self, element: Element) -> tuple[Paragraph, ...]:
        """The paragraphs of a cell, those of tables inside it in their place."""
        return tuple(one for block in self.blocks(element) for one in _flat(block))


def _opened(holder: Element) -> Iterator[Element]:
    """The elements in a holder, in order; what only wraps others is opened, and of alternatives the first is taken."""
    waiting = [iter(holder)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in WRAPPERS:
            waiting.append(iter(element))
        elif element.tag == ALTERNATIVE:
            waiting.append(iter(next(iter(element), ())))
        else:
            yield element


def _flat(block: Block) -> Iterator[Paragraph]:
    if isinstance(block, Paragraph):
        yield block
    else:
        yield from (paragraph for row in block.rows for cell in row for paragraph in cell.paragraphs)


def _is_continued(cell: Element) -> bool:
    """Whether a cell is merged with the one before it, as an older Word writes it."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:hMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"
