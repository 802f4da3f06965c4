"""Building Word files as employers make them: python-docx where it has a way, raw elements where it has none."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table

from samspill.guides.outline import LineKind, OutlineLine
from samspill.guides.word.reading import WordReading, read_word

VERTICAL = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def new() -> Document:
    """An empty document."""
    return docx.Document()


def saved(document: Document) -> bytes:
    """A document as the file that somebody uploads."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(document: Document, language: str = "nb") -> WordReading:
    """A document as it is read."""
    return read_word(saved(document), language=language)


def outline(document: Document, language: str = "nb") -> list[str]:
    """The lines of a document as ``kind: text``, what is left out with its reason."""
    return [shown(line) for line in read(document, language).lines]


def shown(line: OutlineLine) -> str:
    """One line for comparing."""
    reason = f" ({line.source})" if line.kind is LineKind.LEFT_OUT else ""
    return f"{line.kind}{reason}: {line.text}"


def lines(text: str) -> list[str]:
    """The lines that a test expects, written below each other."""
    return [line.strip() for line in text.strip().splitlines()]


def paragraphs(document: Document, *texts: str, style: str | None = None) -> None:
    """Paragraphs in a style."""
    for text in texts:
        document.add_paragraph(text, style=style)


def bold(document: Document, text: str) -> None:
    """A bold line, as many write headings."""
    document.add_paragraph().add_run(text).bold = True


def table(document: Document, *rows: Sequence[str]) -> Table:
    """A table; each line of a cell is a paragraph of its own."""
    made = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)
    return made


def local_style(document: Document, name: str) -> str:
    """A paragraph style with the name that an older Word in another language gave it."""
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    return name


def list_kind(document: Document, *marks: str) -> str:
    """A list with a mark to each level (``decimal``, ``bullet`` …); returns its number."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{mark}"/><w:lvlText w:val="x"/></w:lvl>'
        for level, mark in enumerate(marks)
    )
    numbering: Any = document.part.numbering_part.element
    number = str(900 + len(numbering))
    kind = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>')
    numbering.insert(0, kind)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    return number


def listed(document: Document, number: str, *items: tuple[int, str]) -> None:
    """Items of a list, each with its level."""
    for level, text in items:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>"))


def raw(document: Document, xml: str) -> None:
    """An element as Word writes it, put at the end of the body."""
    names = f"{nsdecls('w', 'a', 'wp', 'pic', 'r')} {VERTICAL}"
    holder = parse_xml(f"<w:body {names}>{xml}</w:body>")
    body: Any = document.element.body
    for element in holder:
        body.insert(list(body).index(body.find(qn("w:sectPr"))), element)


def raw_rows(*rows: Iterable[str]) -> str:
    """A table as Word writes it, from rows of whole cells."""
    return "".join(["<w:tbl>", *(f"<w:tr>{''.join(row)}</w:tr>" for row in rows), "</w:tbl>"])


def raw_cell(text: str = "", properties: str = "") -> str:
    """A cell with its properties."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
