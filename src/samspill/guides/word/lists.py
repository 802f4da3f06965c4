"""Lists: what the first level and the levels below it become."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from samspill.guides.form_lines import is_question
from samspill.guides.outline import LineKind, OutlineLine, Source
from samspill.guides.word.pieces import Piece, Role


def read_list(pieces: Sequence[Piece], asking: LineKind, language: str) -> Iterator[OutlineLine]:
    """The lines of one list.

    Below a question stand its helping questions. Below a first level that does not ask stand questions, and it is a
    theme; in a preparation it is a point like the others.

    Args:
        pieces: items, and lines to be left out between them.
        asking: what an item that asks becomes.
        language: in which questions are known by their first word.
    """
    levels = _levels(pieces)
    is_theme = False
    for place, (piece, level) in enumerate(zip(pieces, levels, strict=True)):
        if level is None:
            yield piece.left_out
        elif level == 0:
            has_below = next((one for one in levels[place + 1 :] if one is not None), 0) > 0
            is_theme = asking is LineKind.QUESTION and has_below and not is_question(piece.text, language)
            yield OutlineLine(LineKind.THEME if is_theme else asking, piece.text.rstrip(":"), piece.source)
        else:
            is_asked = is_theme and level == 1
            yield OutlineLine(LineKind.QUESTION if is_asked else LineKind.PROMPT, piece.text, Source.NESTED)


def _levels(pieces: Sequence[Piece]) -> list[int | None]:
    """The level of each item from 0, None for what is no item; bullets right below a number are a level of their own."""
    lifted = list(_lifted(pieces))
    lowest = min((piece.level for piece in lifted if piece.role is Role.ITEM), default=0)
    return [piece.level - lowest if piece.role is Role.ITEM else None for piece in lifted]


def _lifted(pieces: Sequence[Piece]) -> Iterator[Piece]:
    number: Piece | None = None
    for piece in pieces:
        if piece.role is Role.ITEM and piece.source == Source.NUMBERED:
            number = piece
        is_below = number is not None and piece.role is Role.ITEM and piece.source == Source.BULLETS
        yield replace(piece, level=piece.level + 1) if is_below and number and piece.level <= number.level else piece
