"""The text of one paragraph: as it reads when tracked changes are accepted, without what is drawn."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from samspill.guides.word.looks import Looks

Element = Any  # lxml names no public type

MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
TEXTS = {qn("w:t"), f"{MATHS}t"}
SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
BOXES = {"2610", "F06F", "F0A8", "F072"}  # the empty boxes of the fonts that Word draws them with
NO_TEXT = {
    qn(f"w:{name}")
    for name in ("pPr", "rPr", "del", "moveFrom", "drawing", "pict", "object", "instrText", "sdtPr", "rt", "fldData")
}


def text_of(paragraph: Element, *, is_bold: bool, looks: Looks) -> tuple[str, bool, bool]:
    """A paragraph's text, whether all of it is bold, and whether it only says what to write here.

    A field that nobody has filled in beside text of the form's own is left out: it is where the answer goes.

    Args:
        paragraph: the element.
        is_bold: what the paragraph's style says.
        looks: the document's styles.
    """
    around = next(paragraph.iterancestors(qn("w:sdt")), None)
    is_in_field = around is not None and _is_waiting(around)
    pieces = list(_pieces(paragraph, is_bold=is_bold, is_field=is_in_field, looks=looks))
    own = [piece for piece in pieces if not piece[2]]
    is_field = any(text.strip() for text, _, _ in pieces) and not any(text.strip() for text, _, _ in own)
    kept = pieces if is_field else own
    written = [bold for text, bold, _ in kept if text.strip()]
    return "".join(text for text, _, _ in kept), bool(written) and all(written), is_field


def _pieces(holder: Element, *, is_bold: bool, is_field: bool, looks: Looks) -> Iterator[tuple[str, bool, bool]]:
    """Every piece of text with whether it is bold and whether it is a field that nobody has filled in."""
    for element in holder:
        if element.tag in TEXTS:
            yield element.text or "", is_bold, is_field
        elif element.tag in SIGNS:
            yield SIGNS[element.tag], is_bold, is_field
        elif element.tag == qn("w:sym"):
            yield "☐" if element.get(qn("w:char"), "").upper() in BOXES else " ", is_bold, is_field
        elif element.tag == ALTERNATIVE:
            yield from _pieces(next(iter(element), ()), is_bold=is_bold, is_field=is_field, looks=looks)
        elif isinstance(element.tag, str) and element.tag not in NO_TEXT:
            is_run = element.tag == qn("w:r")
            yield from _pieces(
                element,
                is_bold=looks.is_run_bold(element, is_bold=is_bold) if is_run else is_bold,
                is_field=is_field or _is_waiting(element),
                looks=looks,
            )


def _is_waiting(element: Element) -> bool:
    """Whether an element is a field that still shows what to write in it."""
    return element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
