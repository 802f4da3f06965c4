"""Tables of a form: themes and questions in the first column, columns to write in beside them, rows to sign (S21)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from samspill.guides.form_lines import is_label_of_cell, is_question, left_out_as
from samspill.guides.form_words import is_one_of, opens
from samspill.guides.outline import LineKind, OutlineLine, Source
from samspill.guides.word.blocks import Cell, Table
from samspill.guides.word.columns import Column, Row, columns_of, text_of
from samspill.guides.word.pieces import Piece, Role, pieces_of

POINTS = {Column.EMPLOYEE: LineKind.EMPLOYEE_POINT, Column.LEADER: LineKind.LEADER_POINT}
AHEAD = {Column.FOCUS: LineKind.FOCUS, Column.ACTIONS: LineKind.ACTIONS}


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a table: whether a theme does, and whether it has nothing yet."""

    has_theme: bool
    is_empty: bool


def read_table(table: Table, above: Above, language: str) -> list[OutlineLine]:
    """The lines of a table with more than one column.

    Args:
        table: as parsed.
        above: what stands above it.
        language: in which questions are known by their first word.
    """
    return list(_TableReading(table, above, language).lines())


class _TableReading:
    """A table while its rows are read from the top."""

    def __init__(self, table: Table, above: Above, language: str) -> None:
        self.rows = [Row(cells) for cells in table.rows]
        self.above, self.language = above, language
        self.columns: Mapping[int, Column] = {}
        self.is_of_questions = False  # the head of the first column says so
        self.is_of_themes = False
        self.ahead: list[OutlineLine] = []  # what each theme of the table has
        self.has_theme = self.is_ahead_said = False
        firsts = [text_of(row.cells[0]) for row in self.rows if 0 in row.written and not row.is_merged]
        self.is_mixed = any(is_question(first, language) for first in firsts)  # some first cells ask

    def lines(self) -> Iterator[OutlineLine]:
        """Every line, row by row."""
        for place, row in enumerate(self.rows):
            below = self.rows[place + 1 :]
            until_merged = next((number for number, one in enumerate(below) if one.is_merged), len(below))
            if not row.written:
                continue
            if row.is_merged:
                yield from self.merged(row)
            elif self.is_to_sign(row):
                yield from (
                    _left(cell, left_out_as(text_of(cell)) or Source.SIGNATURE) for cell in row.written.values()
                )
            elif columns := columns_of(row, below[:until_merged]):
                yield from self.head(row, columns)
            else:
                yield from self.body(row)
        if not self.is_ahead_said:
            yield from self.ahead

    def merged(self, row: Row) -> Iterator[OutlineLine]:
        """A row over the whole width: a theme with what stands under it, or a question."""
        pieces = self.pieces(row.cells[0])
        first = next((piece for piece in pieces if piece.role is not Role.LEFT), None)
        if first is not None and not is_question(first.text, self.language) and first.role is not Role.ITEM:
            yield from self.theme(first.text, Source.MERGED_ROW)
            pieces.remove(first)
        yield from self.asked(pieces)

    def is_to_sign(self, row: Row) -> bool:
        """Whether every written cell only says what is to be written beside it: a name, a date, a signature."""
        texts = [text_of(cell) for cell in row.written.values()]
        has_room = len(row.written) < len(row.cells) or row is self.rows[-1] or any(left_out_as(one) for one in texts)
        return (
            has_room
            and all(is_label_of_cell(one) or left_out_as(one) for one in texts)
            and not (any(is_one_of(one, "focus_columns") or is_one_of(one, "action_columns") for one in texts))
        )

    def head(self, row: Row, columns: Mapping[int, Column]) -> Iterator[OutlineLine]:
        """The head: what the columns are called is left out, but for a first one that is a theme."""
        self.columns, self.ahead, self.is_ahead_said = columns, [], False
        for place, cell in row.written.items():
            column, text = columns.get(place, Column.WRITE_IN), text_of(cell)
            if column in AHEAD:
                self.ahead = _joined(self.ahead, OutlineLine(AHEAD[column], text, Source.TABLE))
            elif (
                column is Column.TOPIC
                and not opens(text, "topic_columns")
                and not (self.above.is_empty and not self.has_theme)
            ):
                yield from self.theme(text, Source.TABLE)
            else:
                yield OutlineLine(LineKind.LEFT_OUT, text, Source.COLUMN_HEADING)
        first = text_of(row.cells[0])
        self.is_of_questions = opens(first, "question_columns")
        self.is_of_themes = opens(first, "topic_columns") and not self.is_of_questions
        if self.has_theme and not self.is_ahead_said:
            yield from self.say_ahead()

    def body(self, row: Row) -> Iterator[OutlineLine]:
        """A row below the head, or of a table without one."""
        has_topic = self.columns.get(0, Column.TOPIC) is Column.TOPIC
        beside = [
            (self.columns.get(place, Column.TEXT), cell)
            for place, cell in row.written.items()
            if place or not has_topic
        ]
        texts = [cell for column, cell in beside if column is Column.TEXT]
        if has_topic and 0 in row.written:
            yield from self.topic(row.cells[0], texts)
        else:
            yield from (line for cell in texts for line in self.asked(self.pieces(cell)))
        for column, cell in beside:
            if column in POINTS:
                yield from (_as(POINTS[column], piece) for piece in self.pieces(cell))
            elif column is not Column.TEXT:
                yield _left(cell, Source.WRITE_IN)

    def topic(self, cell: Cell, texts: Sequence[Cell]) -> Iterator[OutlineLine]:
        """The first cell, with the text of the cells beside it."""
        pieces = self.pieces(cell)
        beside = [piece for one in texts for piece in self.pieces(one)]
        first = next((piece for piece in pieces if piece.role is not Role.LEFT), None)
        asks = first is None or is_question(first.text, self.language) or first.role is Role.ITEM
        if first is not None and not asks and self.is_theme(pieces, beside):
            pieces.remove(first)
            yield from self.theme(first.text, Source.TABLE)
            yield from self.asked([*pieces, *beside])
        else:
            yield from self.asked(pieces)
            yield from (_as(LineKind.PROMPT, piece) for piece in beside)

    def is_theme(self, pieces: Sequence[Piece], beside: Sequence[Piece]) -> bool:
        """Whether a first line that does not ask is a theme: something stands under or beside it, or others are."""
        if len(pieces) > 1 or beside:
            return True
        if self.is_of_questions:
            return False
        is_bold = pieces[0].role is Role.HEADING
        return self.is_of_themes or is_bold or not (self.is_mixed or self.above.is_empty)

    def pieces(self, cell: Cell) -> list[Piece]:
        """The lines of a cell."""
        return [piece for paragraph in cell.paragraphs for piece in pieces_of(paragraph, self.language)]

    def asked(self, pieces: Sequence[Piece]) -> Iterator[OutlineLine]:
        """Questions; what is listed below one and does not ask itself is its helping question."""
        has_question = False
        for piece in pieces:
            if piece.role is Role.LEFT:
                yield piece.left_out
                continue
            is_item = piece.role is Role.ITEM
            is_prompt = is_item and has_question and (piece.level > 0 or not is_question(piece.text, self.language))
            if not is_prompt and not self.is_ahead_said:
                yield from self.say_ahead()
            has_question = has_question or not is_item
            yield _as(LineKind.PROMPT if is_prompt else LineKind.QUESTION, piece)

    def theme(self, text: str, source: Source) -> Iterator[OutlineLine]:
        """A theme, with the columns that the head gives it."""
        self.has_theme = True
        yield OutlineLine(LineKind.THEME, text, source)
        yield from self.say_ahead()

    def say_ahead(self) -> Iterator[OutlineLine]:
        """The columns that look ahead."""
        self.is_ahead_said = bool(self.ahead)
        yield from self.ahead


def _joined(ahead: list[OutlineLine], line: OutlineLine) -> list[OutlineLine]:
    """Columns of the same kind told of once: what, who and by when are one table."""
    same = next((one for one in ahead if one.kind is line.kind), None)
    if same is None:
        return [*ahead, line]
    joined = OutlineLine(line.kind, f"{same.text} / {line.text}", line.source)
    return [joined if one is same else one for one in ahead]


def _as(kind: LineKind, piece: Piece) -> OutlineLine:
    return piece.left_out if piece.role is Role.LEFT else OutlineLine(kind, piece.text, Source.TABLE)


def _left(cell: Cell, reason: str) -> OutlineLine:
    return OutlineLine(LineKind.LEFT_OUT, text_of(cell), reason)
