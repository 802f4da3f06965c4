"""A guide on its way in: lines, each with what it is taken for, as Word, pasted text and the page for correction share it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from samspill.guides import shape
from samspill.guides.form_lines import is_question, is_short, left_out_as, party_of, typed
from samspill.guides.form_words import opens

Document = dict[str, Any]


class LineKind(StrEnum):
    """What a line becomes in the guide."""

    TITLE = "title"
    THEME = "theme"
    QUESTION = "question"
    PROMPT = "prompt"  # a helping question to the question or point above
    EMPLOYEE_POINT = "employee_point"
    LEADER_POINT = "leader_point"
    INFORMATION = "information"  # goes with the invitation
    FOCUS = "focus"  # the theme above has the column "goal / focus ahead" (S21)
    ACTIONS = "actions"  # the theme above has the columns "who does what by when" (S21)
    LEFT_OUT = "left_out"


class Source(StrEnum):
    """Why a line is taken for what it is, or why it is left out; the pages have a sentence for each."""

    TITLE_STYLE = "title_style"
    FIRST_LINE = "first_line"
    HEADING = "heading"
    BOLD = "bold"
    SHORT_LINE = "short_line"  # short, and followed by questions or a list
    NUMBERED = "numbered"
    BULLETS = "bullets"
    NESTED = "nested"  # indented below the line above
    TEXT = "text"
    TABLE = "table"
    MERGED_ROW = "merged_row"
    COLUMN_HEADING = "column_heading"
    GROUP_HEADING = "group_heading"  # only holds other headings together
    LABEL = "label"  # "Questions", "Prompts"
    RUNNING_TEXT = "running_text"
    WRITE_IN = "write_in"  # stands where somebody is to write
    BLANK_LINE = "blank_line"
    TICK_BOX = "tick_box"
    DATE_LINE = "date_line"
    SIGNATURE = "signature"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line; ``source`` is a ``Source``, or empty for what a person has said themselves."""

    kind: LineKind
    text: str
    source: str = ""


_POINTS = {"employee": LineKind.EMPLOYEE_POINT, "leader": LineKind.LEADER_POINT, "both": LineKind.EMPLOYEE_POINT}


def read_plain_text(text: str, language: str) -> list[OutlineLine]:
    """Read a guide that was pasted as text.

    ``# Theme`` is a theme, and so is a short line that questions follow. What asks, or begins with a bullet or a number,
    is a question; what is indented below one, or begins with ``>``, is its helping question.

    Args:
        text: as pasted; blank lines say nothing.
        language: nb, nn or en: in which a question without its mark is known by its first word.
    """
    written = [line for line in text.expandtabs(4).splitlines() if line.strip()]
    outline: list[OutlineLine] = []
    asking = LineKind.QUESTION
    for line, following in zip(written, [*written[1:], ""], strict=False):
        read = _plain_line(line, following, language, asking, is_below=_can_have_prompt(outline))
        if read.kind is LineKind.THEME:
            party = party_of(read.text)
            asking = _POINTS.get(party, LineKind.QUESTION)
            read = OutlineLine(LineKind.LEFT_OUT, read.text, Source.GROUP_HEADING) if party else read
        outline.append(read)
    return outline


def _can_have_prompt(outline: list[OutlineLine]) -> bool:
    """Whether the last line that is not left out is one that a helping question can belong to."""
    kinds = [line.kind for line in outline if line.kind is not LineKind.LEFT_OUT]
    return bool(kinds) and kinds[-1] in {*_POINTS.values(), LineKind.QUESTION, LineKind.PROMPT}


def _plain_line(line: str, following: str, language: str, asking: LineKind, *, is_below: bool) -> OutlineLine:
    bare = line.strip()
    if bare.startswith("#") and bare.strip("# "):
        return OutlineLine(LineKind.THEME, typed(bare.strip("# ")).text, Source.HEADING)
    if reason := left_out_as(bare):
        return OutlineLine(LineKind.LEFT_OUT, bare, reason)
    if bare.startswith(">") or (is_below and line[0].isspace()):
        return OutlineLine(LineKind.PROMPT, typed(bare.lstrip("> ")).text, Source.NESTED)
    return _unmarked_line(bare, following, language, asking)


def _unmarked_line(bare: str, following: str, language: str, asking: LineKind) -> OutlineLine:
    item, follows = typed(bare), typed(following)
    if item.mark:
        return OutlineLine(asking, item.text, Source.NUMBERED if item.is_numbered else Source.BULLETS)
    if is_question(item.text, language):
        return OutlineLine(asking, item.text, Source.TEXT)
    if is_short(bare) and (follows.mark or is_question(follows.text, language)):
        return OutlineLine(LineKind.THEME, item.text.rstrip(":"), Source.SHORT_LINE)
    if opens(bare, "information") or not is_short(bare):
        return OutlineLine(LineKind.LEFT_OUT, bare, Source.RUNNING_TEXT)
    return OutlineLine(asking, item.text, Source.TEXT)


def content_from(lines: Iterable[OutlineLine], *, key: str, kind: str, language: str, untitled: str) -> Document:
    """Make a guide's document from corrected lines, with every text in one language.

    Args:
        lines: in order; what is left out, and what a guide of this kind has no part for, does not come along.
        key: the guide's.
        kind: one of ``shape.KINDS``.
        language: nb, nn or en.
        untitled: what to call the first theme when questions come before any theme, and a text without heading.

    Returns:
        a document as ``shape`` describes it, with unique keys made from the texts.
    """
    filling = _Filling(key, kind, language, untitled)
    for line in lines:
        if line.text.strip():
            filling.take(line)
    return filling.document


class _Filling:
    """A document while lines are put into it."""

    def __init__(self, key: str, kind: str, language: str, untitled: str) -> None:
        self.language, self.untitled, self.taken = language, untitled, set[str]()
        self.document: Document = {"key": key, "kind": kind, "title": {}, "summary": {}}
        self.document |= {part: [] for part in shape.parts_of(kind)}
        self.asked: Document | None = None  # what the next helping question belongs to
        self.last: LineKind | None = None

    def take(self, line: OutlineLine) -> None:
        """Put one line where it belongs."""
        text = line.text.strip()
        match line.kind:
            case LineKind.LEFT_OUT:
                return
            case LineKind.TITLE:
                self.document["title"] = self.document["title"] or self.said(text)
            case LineKind.THEME:
                self.theme(text)
            case LineKind.PROMPT if self.asked is not None:
                self.asked["prompt"] = self.said(" ".join([*self.asked.get("prompt", {}).values(), text]))
            case LineKind.QUESTION | LineKind.PROMPT:
                self.asked = self.item(self.newest_theme()["questions"], "question", text=self.said(text))
            case LineKind.EMPLOYEE_POINT | LineKind.LEADER_POINT:
                self.asked = self.item(self.document.get(f"{line.kind}s", []), "point", text=self.said(text))
            case LineKind.FOCUS | LineKind.ACTIONS:
                self.newest_theme()[f"{line.kind}_ahead"] = True
            case LineKind.INFORMATION:
                self.information(line, text)
        self.last = line.kind

    def said(self, text: str) -> dict[str, str]:
        """A text in the one language."""
        return {self.language: text}

    def item(self, siblings: list[Document], prefix: str, **fields: Any) -> Document:
        """A new item at the end of a list, with a key of its own."""
        text = next(iter(fields.values()))[self.language]
        made = {"key": shape.make_key(text, self.taken, prefix=prefix), **fields}
        siblings.append(made)
        return made

    def theme(self, title: str) -> Document:
        """Begin a theme."""
        self.asked = None
        made = self.item(self.document["themes"], "theme", title=self.said(title))
        made["questions"] = []
        return made

    def newest_theme(self) -> Document:
        """The theme above, or a first one."""
        themes: list[Document] = self.document["themes"]
        return themes[-1] if themes else self.theme(self.untitled)

    def information(self, line: OutlineLine, text: str) -> None:
        """A heading begins a section; other lines go on with the one above, or begin one without a heading."""
        sections = self.document.get("information", [])
        if line.source == Source.HEADING:
            self.item(sections, "section", title=self.said(text), text={})
        elif self.last is not LineKind.INFORMATION or not sections:
            self.item(sections, "section", title=self.said(self.untitled), text=self.said(text))
        else:
            before = sections[-1]["text"].get(self.language, "")
            sections[-1]["text"] = self.said(f"{before}\n{text}" if before else text)
