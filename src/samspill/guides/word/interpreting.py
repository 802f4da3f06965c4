"""A document's blocks as the outline of a guide, by rules that a person can follow and correct."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from samspill.guides.form_lines import SHORT_POINT, is_question, is_short
from samspill.guides.form_words import is_one_of, mentions
from samspill.guides.outline import LineKind, OutlineLine, Source
from samspill.guides.word.blocks import Block, Table
from samspill.guides.word.lists import read_list
from samspill.guides.word.pieces import Piece, Role
from samspill.guides.word.sections import ASKING, PREPARING, Mode, Modes, Section, is_only_title, sections_of
from samspill.guides.word.tables import Above, read_table

LOWEST = 99  # the level of themes in lists and tables
NOT_SAID = {LineKind.LEFT_OUT, LineKind.TITLE, LineKind.INFORMATION}
FILLING = {LineKind.QUESTION, LineKind.FOCUS, LineKind.ACTIONS}
Chunk = Piece | Table | list[Piece]


def interpret(blocks: Iterable[Block], language: str) -> list[OutlineLine]:
    """The outline; every line of the blocks is in it, as something or as left out.

    Args:
        blocks: as parsed.
        language: nb, nn or en: in which questions are known by their first word.
    """
    sections = sections_of(blocks, language)
    reading = _Reading(language, sections)
    for section in sections:
        reading.section(section)
    return reading.with_groups_left_out()


class _Reading:
    """An outline while sections are read into it."""

    def __init__(self, language: str, sections: Sequence[Section]) -> None:
        self.language, self.sections = language, sections
        self.has_title = any(one.heading and one.heading.role is Role.TITLE for one in sections)
        self.lines: list[OutlineLine] = []
        self.levels: dict[int, int] = {}  # the heading levels of themes, by their place among the lines
        self.modes = Modes(language)
        self.is_prompting = False  # under a label that says that helping questions follow

    def section(self, section: Section) -> None:
        """Read a heading and what stands under it."""
        if section.heading is not None:
            self.heading(section, section.heading)
        chunks = section.chunks()
        for place, chunk in enumerate(chunks):
            if isinstance(chunk, Table):
                self.table(chunk)
            elif isinstance(chunk, list):
                self.listed(chunk)
            elif chunk.role is Role.LEFT:
                self.lines.append(chunk.left_out)
            else:
                self.text(chunk, next(iter(chunks[place + 1 :]), None))

    def say(self, kind: LineKind, piece: Piece, source: Source | None = None) -> None:
        """Put a line at the end."""
        text = piece.text.rstrip(":") if kind in {LineKind.THEME, LineKind.TITLE} else piece.text
        self.lines.append(OutlineLine(kind, text, source or piece.source))

    # headings

    def heading(self, section: Section, heading: Piece) -> None:
        """A heading: what it makes of what follows, and the line that it is itself."""
        if self.modes.mode is Mode.TALK and self.is_title(section, heading):
            self.has_title = True
            self.say(LineKind.TITLE, heading)
        elif not self.modes.enter(section, heading):
            self.lines.append(heading.left_out)
        elif self.modes.mode is Mode.INFORMATION:
            self.say(LineKind.INFORMATION, replace(heading, text=heading.text.rstrip(":")), Source.HEADING)
        elif self.modes.mode is not Mode.TALK:
            is_signing = self.modes.mode is Mode.SIGNING
            self.say(LineKind.LEFT_OUT, heading, Source.SIGNATURE if is_signing else Source.GROUP_HEADING)
        else:
            self.heading_of_talk(section, heading)

    def is_title(self, section: Section, heading: Piece) -> bool:
        """Whether a heading is the guide's title: by its style, or as the first line of a form that has none."""
        if heading.role is Role.TITLE:
            return not any(line.kind is LineKind.TITLE for line in self.lines)
        is_first = all(line.kind is LineKind.LEFT_OUT for line in self.lines)
        if self.has_title or not is_first:
            return False
        names_form = mentions(heading.text, "document_titles") and heading.source != Source.SHORT_LINE
        return (names_form or is_only_title(section, self.sections)) and self.modes.is_talk(section, heading)

    def heading_of_talk(self, section: Section, heading: Piece) -> None:
        """A theme, a label, or a question that was made a heading."""
        self.is_prompting = is_one_of(heading.text, "prompt_labels")
        is_label = self.is_prompting or (is_one_of(heading.text, "question_labels") and self.above().has_theme)
        is_asking = is_question(heading.text, self.language)
        if is_label:
            self.say(LineKind.LEFT_OUT, heading, Source.LABEL)
        elif is_asking and not section.asks(self.language):
            self.say(LineKind.QUESTION, heading)
        else:
            self.levels[len(self.lines)] = heading.level
            self.say(LineKind.THEME, heading)

    # what stands under them

    def text(self, piece: Piece, following: Chunk | None) -> None:
        """A line that is neither heading nor in a list."""
        mode = self.modes.mode
        asks = is_question(piece.text, self.language)
        if self.is_title_line(piece, asks=asks):
            self.has_title = True
            self.say(LineKind.TITLE, piece, Source.FIRST_LINE)
        elif mode is Mode.INFORMATION:
            self.say(LineKind.INFORMATION, piece)
        elif asks:
            self.say(LineKind.PROMPT if self.is_prompting else ASKING[mode], piece)
        elif mode is Mode.SIGNING:
            self.say(LineKind.LEFT_OUT, piece, Source.SIGNATURE)
        elif mode in PREPARING:
            self.text_of_preparation(piece)
        else:
            self.text_of_talk(piece, following)

    def is_title_line(self, piece: Piece, *, asks: bool) -> bool:
        """Whether a plain line at the very top names the form."""
        is_first = all(line.kind is LineKind.LEFT_OUT for line in self.lines)
        return (
            not self.has_title
            and is_first
            and not asks
            and is_short(piece.text)
            and mentions(piece.text, "document_titles")
        )

    def text_of_preparation(self, piece: Piece) -> None:
        """A point when it is short; otherwise it tells how to prepare."""
        if piece.text.endswith(":"):
            self.say(LineKind.LEFT_OUT, piece, Source.RUNNING_TEXT)
        elif is_short(piece.text, most=SHORT_POINT):
            self.say(ASKING[self.modes.mode], piece)
        else:
            self.say(LineKind.INFORMATION, piece, Source.RUNNING_TEXT)

    def text_of_talk(self, piece: Piece, following: Chunk | None) -> None:
        """A theme over questions, a label, a helping text below a question, a point, or running text."""
        above = self.above()
        is_leading = isinstance(following, list) or (
            isinstance(following, Piece) and is_question(following.text, self.language)
        )
        if is_one_of(piece.text, "prompt_labels") or is_one_of(piece.text, "question_labels"):
            self.is_prompting = is_one_of(piece.text, "prompt_labels")
            self.say(LineKind.LEFT_OUT, piece, Source.LABEL)
        elif not above.has_theme and not (is_leading and is_short(piece.text)):
            is_point = is_short(piece.text, most=SHORT_POINT) and self.has_question()
            self.say(
                LineKind.QUESTION if is_point else LineKind.INFORMATION,
                piece,
                None if is_point else Source.RUNNING_TEXT,
            )
        elif is_leading and is_short(piece.text) and not above.is_empty:
            self.levels[len(self.lines)] = LOWEST
            self.say(LineKind.THEME, piece, Source.SHORT_LINE)
        elif is_leading and above.is_empty:
            self.say(LineKind.LEFT_OUT, piece, Source.RUNNING_TEXT)
        elif self.is_below_question() and not is_short(piece.text, most=SHORT_POINT):
            self.say(LineKind.PROMPT, piece)
        elif is_short(piece.text, most=SHORT_POINT) and not piece.text.endswith(":"):
            self.say(LineKind.QUESTION, piece)
        else:
            self.say(LineKind.LEFT_OUT, piece, Source.RUNNING_TEXT)

    def listed(self, pieces: Sequence[Piece]) -> None:
        """A list, as the section has it."""
        mode = self.modes.mode
        if mode is Mode.INFORMATION or self.is_prompting:
            kind = LineKind.INFORMATION if mode is Mode.INFORMATION else LineKind.PROMPT
            self.lines += [
                piece.left_out if piece.role is Role.LEFT else OutlineLine(kind, piece.text, piece.source)
                for piece in pieces
            ]
            return
        self.take(read_list(pieces, ASKING[mode], self.language))

    def table(self, table: Table) -> None:
        """A table; in a preparation or an information its lines are such points or such a text."""
        lines = read_table(table, self.above(), self.language)
        mode = self.modes.mode
        if mode in {*PREPARING, Mode.INFORMATION}:
            instead = dict.fromkeys((LineKind.THEME, LineKind.QUESTION), ASKING[mode])
            instead |= dict.fromkeys((LineKind.FOCUS, LineKind.ACTIONS), LineKind.LEFT_OUT)
            lines = [replace(line, kind=instead.get(line.kind, line.kind)) for line in lines]
        self.is_prompting = False
        self.take(lines)

    def take(self, lines: Iterable[OutlineLine]) -> None:
        """Put lines of a list or a table at the end."""
        for line in lines:
            if line.kind is LineKind.THEME:
                self.levels[len(self.lines)] = LOWEST
            self.lines.append(line)

    # what stands above

    def above(self) -> Above:
        """Whether a theme stands above, and has nothing yet."""
        said = [line.kind for line in self.lines if line.kind not in NOT_SAID]
        themes = [place for place, kind in enumerate(said) if kind is LineKind.THEME]
        return Above(bool(themes), bool(themes) and not FILLING.intersection(said[themes[-1] :]))

    def is_below_question(self) -> bool:
        """Whether the line right above asks, and is not in a table."""
        last = self.lines[-1]
        return last.kind in {LineKind.QUESTION, LineKind.PROMPT} and last.source != Source.TABLE

    def has_question(self) -> bool:
        """Whether a question stands above."""
        return any(line.kind is LineKind.QUESTION for line in self.lines)

    def with_groups_left_out(self) -> list[OutlineLine]:
        """The lines; a theme with nothing of its own but themes on a lower level only held them together."""
        lines = list(self.lines)
        for place, level in self.levels.items():
            said = (number for number in range(place + 1, len(lines)) if lines[number].kind is not LineKind.LEFT_OUT)
            following = next(said, None)
            is_group = following is not None and self.levels.get(following, 0) > level
            if is_group and level < LOWEST:
                lines[place] = OutlineLine(LineKind.LEFT_OUT, lines[place].text, Source.GROUP_HEADING)
        return lines
