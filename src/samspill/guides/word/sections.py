"""A document's lines by the headings that they stand under, and what each heading makes of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from samspill.guides.form_lines import is_question, left_out_as, party_of
from samspill.guides.form_words import is_one_of, opens
from samspill.guides.outline import LineKind, Source
from samspill.guides.word.blocks import Block, Paragraph, Table
from samspill.guides.word.pieces import Piece, Role, pieces_of

LONGEST_PARTY_HEADING = 10  # words


class Mode(StrEnum):
    """What a section is for."""

    TALK = "talk"
    INFORMATION = "information"
    EMPLOYEE = "employee"
    LEADER = "leader"
    SIGNING = "signing"


PREPARING = {Mode.EMPLOYEE, Mode.LEADER}
ASKING = {
    Mode.TALK: LineKind.QUESTION,
    Mode.SIGNING: LineKind.QUESTION,
    Mode.INFORMATION: LineKind.INFORMATION,
    Mode.EMPLOYEE: LineKind.EMPLOYEE_POINT,
    Mode.LEADER: LineKind.LEADER_POINT,
}
_PARTIES = {"employee": Mode.EMPLOYEE, "leader": Mode.LEADER, "both": Mode.EMPLOYEE}


@dataclass(slots=True)
class Section:
    """A heading, or none at the beginning, and what stands under it until the next."""

    heading: Piece | None
    body: list[Piece | Table] = field(default_factory=list)

    @property
    def written(self) -> list[Piece | Table]:
        """What is not left out anyhow."""
        return [one for one in self.body if isinstance(one, Table) or one.role is not Role.LEFT]

    def asks(self, language: str) -> bool:
        """Whether at least half of its lines are questions, or it has a table."""
        written = self.written
        asking = [one for one in written if isinstance(one, Table) or is_question(one.text, language)]
        return len(asking) * 2 >= len(written) > 0

    def chunks(self) -> list["Piece | Table | list[Piece]"]:
        """Its lines and tables, with each list in one; lines to write on do not break a list."""
        chunks: list[Piece | Table | list[Piece]] = []
        for one in self.body:
            last = chunks[-1] if chunks else None
            if isinstance(one, Table) or one.role not in {Role.ITEM, Role.LEFT}:
                chunks.append(one)
            elif isinstance(last, list):
                last.append(one)
            else:
                chunks.append([one] if one.role is Role.ITEM else one)
        return chunks


def sections_of(blocks: Iterable[Block], language: str) -> list[Section]:
    """The sections in order; the first has no heading."""
    sections = [Section(None)]
    for one in _flat(blocks, language):
        if isinstance(one, Piece) and one.role in {Role.HEADING, Role.TITLE}:
            sections.append(Section(one))
        else:
            sections[-1].body.append(one)
    return sections


def _flat(blocks: Iterable[Block], language: str) -> Iterator[Piece | Table]:
    """Lines and tables; a table of one column is a frame around its lines."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from pieces_of(block, language)
        elif all(len(row) <= 1 for row in block.rows):
            yield from (
                piece
                for row in block.rows
                for cell in row
                for paragraph in cell.paragraphs
                for piece in pieces_of(paragraph, language)
            )
        else:
            yield block


class Modes:
    """The headings that we are under, and what they make of the lines."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.held: list[tuple[int, Mode]] = []
        self.mode = Mode.TALK

    def enter(self, section: Section, heading: Piece) -> bool:
        """Go in under a heading; returns whether it is one that counts, and not the name of a line to sign."""
        before = self.mode
        above = [mode for level, mode in self.held if level < heading.level]
        inherited = above[-1] if above else Mode.TALK
        mode = self._of(section, heading, inherited, is_preparing=bool({before, inherited} & PREPARING))
        if mode is None:
            return False
        self.held = [(level, held) for level, held in self.held if level < heading.level] + [(heading.level, mode)]
        self.mode = mode
        return True

    def is_talk(self, section: Section, heading: Piece) -> bool:
        """Whether a heading by itself is about nothing but the talk."""
        return self._of(section, heading, Mode.TALK, is_preparing=False) is Mode.TALK

    def _of(self, section: Section, heading: Piece, inherited: Mode, *, is_preparing: bool) -> Mode | None:
        text = heading.text
        own = _party_mode(text, is_preparing=is_preparing)
        if own:
            return own
        if heading.source not in {Source.HEADING, Source.BOLD, Source.SHORT_LINE, Source.TITLE_STYLE}:
            return None
        if opens(text, "information") and not section.asks(self.language):
            return Mode.INFORMATION
        if opens(text, "signing") or left_out_as(text):
            return Mode.SIGNING
        is_talk_after_all = inherited is Mode.INFORMATION and section.asks(self.language)
        return Mode.TALK if is_talk_after_all else inherited


def _party_mode(text: str, *, is_preparing: bool) -> Mode | None:
    party = party_of(text)
    if party and "?" not in text and len(text.split()) <= LONGEST_PARTY_HEADING:
        return _PARTIES[party]
    if not is_preparing:
        return None
    if is_one_of(text, "employee_only"):
        return Mode.EMPLOYEE
    return Mode.LEADER if is_one_of(text, "leader_only") else None


def is_only_title(section: Section, sections: Sequence[Section]) -> bool:
    """Whether a first heading has nothing under it and no other is on its level; a bold line may have others below."""
    headings = [one.heading for one in sections if one.heading and one is not section]
    is_alone = section.heading is not None and all(one.level > section.heading.level for one in headings)
    is_bold = section.heading is not None and section.heading.source == Source.BOLD
    return not section.body and bool(headings) and (is_alone or is_bold)
