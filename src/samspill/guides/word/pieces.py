"""The lines of a paragraph, each with what its looks and its text say that it is, before the lines around it are seen."""

import re
from dataclasses import dataclass
from enum import StrEnum

from samspill.guides.form_lines import (
    Typed,
    is_question,
    is_short,
    left_out_as,
    party_of,
    split_at_breaks,
    typed,
    without_room,
)
from samspill.guides.form_words import folded, is_one_of, opens
from samspill.guides.outline import LineKind, OutlineLine, Source
from samspill.guides.word.blocks import Paragraph

LONGEST_HEADING = 150
LONGEST_PARTY = 6
BELOW_STYLED = 10  # bold lines and the like are headings below every styled one
_STYLE_LEVEL = re.compile(r" (\d)$")


class Role(StrEnum):
    """What a line is by itself."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Piece:
    """One line with its role; ``level`` is a heading's from 1, or an item's from 0."""

    role: Role
    text: str
    source: Source
    level: int = 0

    @property
    def left_out(self) -> OutlineLine:
        """The line as one that is left out."""
        return OutlineLine(LineKind.LEFT_OUT, self.text, self.source)


def pieces_of(paragraph: Paragraph, language: str) -> list[Piece]:
    """The lines of a paragraph.

    Args:
        paragraph: as parsed.
        language: in which questions are known by their first word.
    """
    whole = " ".join(paragraph.text.split())
    if not whole:
        return []
    if paragraph.is_field:
        return [Piece(Role.LEFT, whole, Source.WRITE_IN)]
    if opens(paragraph.style, "contents_styles"):
        return [Piece(Role.LEFT, whole, Source.CONTENTS)]
    heading = _heading_level(paragraph)
    if heading is not None and left_out_as(whole) != Source.BLANK_LINE and len(whole) <= LONGEST_HEADING:
        role, source = (Role.HEADING, Source.HEADING) if heading else (Role.TITLE, Source.TITLE_STYLE)
        return [Piece(role, typed(whole).text or whole, source, heading)]
    return [_piece(line, paragraph, language) for line in split_at_breaks(paragraph.text)]


def _heading_level(paragraph: Paragraph) -> int | None:
    """The level of a styled heading, 0 for a title, None for anything else."""
    if opens(paragraph.style, "title_styles"):
        return 0
    if opens(paragraph.style, "heading_styles"):
        level = _STYLE_LEVEL.search(folded(paragraph.style))
        return int(level[1]) if level and level[1] != "0" else paragraph.outline or 1
    return paragraph.outline or None


def _piece(line: str, paragraph: Paragraph, language: str) -> Piece:
    bare, item = " ".join(without_room(line).split()), typed(line)
    if reason := left_out_as(line):
        is_party = line.strip() == bare and _speaks_to_one(bare)
        role = Role.HEADING if is_party else Role.LEFT
        return Piece(role, bare or line.strip(), Source(reason), BELOW_STYLED if is_party else 0)
    level, is_numbered = _list_level(paragraph, item)
    asks = is_question(item.text, language)
    is_heading = paragraph.is_bold and is_short(item.text) and not asks and (level < 0 or (level == 0 and is_numbered))
    if is_heading:
        return Piece(Role.HEADING, item.text, Source.BOLD, BELOW_STYLED)
    if level >= 0:
        return Piece(Role.ITEM, item.text, Source.NUMBERED if is_numbered else Source.BULLETS, level)
    if _is_plain_heading(bare, asks=asks):
        return Piece(Role.HEADING, bare, Source.SHORT_LINE, BELOW_STYLED)
    return Piece(Role.TEXT, item.text, Source.TEXT)


def _list_level(paragraph: Paragraph, item: Typed) -> tuple[int, bool]:
    """The level in a list, made by Word or typed by hand, and whether it is numbered; -1 outside lists."""
    if paragraph.level < 0 and not opens(paragraph.style, "list_styles"):
        return (item.level, item.is_numbered) if item.mark else (-1, False)
    in_style = _STYLE_LEVEL.search(folded(paragraph.style)) if opens(paragraph.style, "list_styles") else None
    return max(paragraph.level, int(in_style[1]) - 1 if in_style else 0, 0), paragraph.is_numbered


def _speaks_to_one(text: str) -> bool:
    return is_one_of(text, "employee_only") or is_one_of(text, "leader_only")


def _is_plain_heading(text: str, *, asks: bool) -> bool:
    """Lines that are headings by their words alone: whom a preparation is for, and what a form says about itself."""
    if not is_short(text, most=LONGEST_PARTY):
        return False
    is_about_talk = opens(text, "information") and (not asks or text.endswith("?"))
    return is_about_talk or (not asks and (_speaks_to_one(text) or bool(party_of(text))))
