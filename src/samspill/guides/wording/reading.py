"""Reading a text as sentences, and a sentence as scene and question: where the question begins and how it asks.

A question may come after a scene ("When you think of the autumn, …"), after a condition with its verb first, or after
a colon; what asks is then the first part that opens as a question does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from samspill.guides.wording.lexicon import Lexicon

_SENTENCE = re.compile(r"[^.?!…\n]+(?:\.(?=\S)[^.?!…\n]+)*([.?!…\n]?)")
_QUOTED = re.compile('[«“"][^«»“”"]*[»”"]')
_PART = re.compile(r"(?:[,;:–—]|(?<= )-(?= )) *")  # what may stand between a scene and its question
_EDGE = " \t\r\n«»“”\"'()-–—,;:"


class Kind(Enum):
    """How a part of a text asks."""

    OPEN = "open"
    DEGREE = "degree"
    YES_OR_NO = "yes or no"
    INVITING = "inviting"
    STATING = "stating"


@dataclass(frozen=True)
class Sentence:
    """One sentence: its place in the whole text, its mark, where in it the question begins, and how it asks."""

    start: int
    end: int
    mark: str
    core: int
    kind: Kind

    @property
    def is_asking(self) -> bool:
        """Whether the sentence asks for an answer; a statement does so by its question mark alone."""
        return self.kind is not Kind.STATING or self.mark == "?"


def hide_quotations(text: str) -> str:
    """The text with everything inside quotation marks as blanks, each sign in its place."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def read_sentences(text: str, lexicon: Lexicon) -> list[Sentence]:
    """The sentences of a text in which quotations are hidden already."""
    return [
        _read(text, start, end, found[1], lexicon)
        for found in _SENTENCE.finditer(text)
        for start, end in [_trim(text, found.start(), found.start(1))]
        if start < end
    ]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in " \t\r\n,;:":
        end -= 1
    return start, end


def _read(text: str, start: int, end: int, mark: str, lexicon: Lexicon) -> Sentence:
    sentence = text[start:end]
    if joined := lexicon.patterns["joining"].match(sentence):
        start, sentence = start + joined.end(), sentence[joined.end() :]
    core, kind = _find_question(sentence, mark, lexicon)
    return Sentence(start, end, mark, start + core, kind)


def _find_question(sentence: str, mark: str, lexicon: Lexicon) -> tuple[int, Kind]:
    """Where in the sentence the question begins, and its kind.

    A verb at the beginning is a condition rather than a question when an open question or an invitation follows it.
    """
    first = 0, kind_at(sentence, 0, lexicon)
    if first[1] in {Kind.OPEN, Kind.DEGREE, Kind.INVITING}:
        return first
    for place in _later_parts(sentence):
        kind = kind_at(sentence, place, lexicon)
        if kind in {Kind.OPEN, Kind.DEGREE, Kind.INVITING} or (kind is Kind.YES_OR_NO and first[1] is Kind.STATING):
            return place, kind
    if first[1] is Kind.YES_OR_NO and mark != "?" and (mark or "," in sentence):
        return 0, Kind.STATING
    return first


def _later_parts(sentence: str) -> Iterator[int]:
    return (found.end() for found in _PART.finditer(sentence))


def kind_at(sentence: str, place: int, lexicon: Lexicon) -> Kind:
    """How the part that begins at ``place`` asks."""
    has = {
        name: bool(pattern.match(sentence, place)) for name, pattern in lexicon.patterns.items() if name in _OPENINGS
    }
    if has["inviting"] or has["asking"]:
        return Kind.YES_OR_NO if lexicon.patterns["whether"].search(sentence, place) else Kind.INVITING
    if has["scene"]:
        return Kind.STATING
    if has["open"]:
        return Kind.OPEN
    if has["degree"]:
        return Kind.DEGREE
    return Kind.YES_OR_NO if has["verb_first"] else Kind.STATING


_OPENINGS = ("inviting", "asking", "scene", "open", "degree", "verb_first")
