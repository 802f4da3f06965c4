"""What a PDF says about itself: its words, its tags, and what the standards have to say of it."""

import re
from collections import Counter
from io import BytesIO
from typing import Any

import pikepdf
from page import validate_pdf_bytes

TEXT_WIDTH = 460  # points; the width between the margins of A4, and a little less
_STREAM = re.compile(rb"/Length (\d+)(?:[^<>]|<<[^<>]*>>)*>>\s*stream\r?\n")


def failures(document: bytes, profile: str) -> list[str]:
    """The rules of a profile ("2a", "3a", "ua1") that the document breaks.

    The validator takes a carriage return at the very end of a compressed stream for a part of the line ending that
    follows, and calls the length wrong (about one document in 100). So we count for ourselves before believing that.
    """
    rules = [failure.rule_id for failure in validate_pdf_bytes(document, profile=profile).failures]
    return [rule for rule in rules if "STREAM-LENGTH" not in rule or not _every_length_is_right(document)]


def _every_length_is_right(document: bytes) -> bool:
    ends = [start.end() + int(start[1]) for start in _STREAM.finditer(document)]
    whole = len(ends) == len(re.findall(rb"\bendstream\b", document))
    return whole and all(re.match(rb"\r?\n?endstream", document[end : end + 12]) for end in ends)


def tags(document: bytes) -> Counter[str]:
    """How often each structure element ("/H1", "/Table" …) occurs in the document."""
    found: Counter[str] = Counter()

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found[str(node.S)] += 1
            walk(node.get("/K", pikepdf.Array()))

    with pikepdf.open(BytesIO(document)) as pdf:
        walk(pdf.Root.StructTreeRoot.K)
    return found


def lines_to_write_on(document: bytes) -> int:
    """How many lines are ruled across the whole page above its foot, which is a line too."""
    with pikepdf.open(BytesIO(document)) as pdf:
        return sum(_lines_across(page) - 1 for page in pdf.pages)


def _lines_across(page: pikepdf.Page) -> int:
    """A line is drawn from a point to a point and stroked; frames have more corners."""
    drawn = [(str(operator), operands) for operands, operator in pikepdf.parse_content_stream(page)]
    return sum(
        [name for name, _ in drawn[at - 1 : at + 2]] == ["m", "l", "S"] and float(operands[0]) > TEXT_WIDTH
        for at, (_, operands) in enumerate(drawn)
    )


def squeezed(text: str) -> str:
    """Without white space and invisible break points, since lines break where the page wants them to."""
    return "".join(text.split()).replace("\u200b", "")


def text_of(document: bytes) -> str:
    """Every word that a reader of the PDF can copy out of it, squeezed, through the fonts' ToUnicode maps."""
    with pikepdf.open(BytesIO(document)) as pdf:
        return squeezed("".join(_page_text(page) for page in pdf.pages))


def _page_text(page: pikepdf.Page) -> str:
    maps: dict[str, dict[int, str]] = {}
    written: list[str] = []
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = str(operands[0])
            maps.setdefault(font, _to_unicode(page.resources.Font[font]))
        for shown in operands[0] if str(operator) == "TJ" else operands if str(operator) == "Tj" else ():
            if isinstance(shown, pikepdf.String):
                codes = bytes(shown)
                pairs = (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
                written.extend(maps[font].get(code, "") for code in pairs)
    return "".join(written)


def _to_unicode(font: Any) -> dict[int, str]:
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(font.ToUnicode):
        if str(operator) == "endbfchar":
            codes = [bytes(each) for each in operands]
            letters |= {
                int.from_bytes(code): text.decode("utf-16-be")
                for code, text in zip(codes[::2], codes[1::2], strict=True)
            }
        elif str(operator) == "endbfrange":
            raise NotImplementedError("the fonts of this house are written letter by letter")
    return letters
