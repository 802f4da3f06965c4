"""Noticing what belongs in another conversation: which kind, and where in the text it shows."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from samspill.conversations.compass.phrases import LONGEST_EXAMINED, Phrases, Together, read_lexicon

Kind = Literal["pay", "reprimand"]
KINDS: tuple[Kind, ...] = ("pay", "reprimand")

MOST_SENTENCES = 300  # three times what people write in a field that is full
_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\d))+")


class Notice(NamedTuple):
    """Something that belongs in another conversation, and where it shows (``end`` is the first sign after it)."""

    kind: Kind
    start: int
    end: int


def notice(text: str, language: str) -> list[Notice]:
    """What in a text belongs in another conversation, at most one notice of each kind; nothing is kept.

    Args:
        text: as it was typed; only its first ``LONGEST_EXAMINED`` signs are examined, and ``MOST_SENTENCES`` sentences.
        language: "nb", "nn" or "en".

    Raises:
        KeyError: there are no rules for the language.
    """
    kinds, shown = read_lexicon(language).kinds, text[:LONGEST_EXAMINED].replace("’", "'")
    found = (next(_of_kind(kind, shown, kinds[kind]), None) for kind in KINDS)
    return [one for one in found if one]


def _of_kind(kind: Kind, text: str, phrases: Phrases) -> Iterator[Notice]:
    """Sentence by sentence: pay in one and a wish in the next do not make a demand."""
    left = phrases.apart.sub(lambda found: " " * len(found[0]), text)
    for sentence in islice(_SENTENCE.finditer(left), MOST_SENTENCES):
        place = phrases.enough.search(left, *sentence.span())
        said = (_place_of(together, left, sentence.span()) for together in phrases.together)
        place = place or next(filter(None, said), None)
        if place:
            yield Notice(kind, place.start(), place.end())


def _place_of(together: Together, text: str, span: tuple[int, int]) -> re.Match[str] | None:
    """Where the first of the phrases shows, if the sentence at ``span`` has them all."""
    place, *others = together.parts
    found = place.search(text, *span)
    if not found or not all(other.search(text, *span) for other in others):
        return None
    return None if together.unless and together.unless.search(text, *span) else found


def is_about_life_phase(title: str, language: str) -> bool:
    """Whether a title says that it is about the life phase or later working life: there nothing is looked for.

    It is told by its words and not by a key or a mark in the guide, so that a theme that somebody adds in the middle of
    a preparation, or reads in from Word, is left alone too, with nobody having to remember it.

    Raises:
        KeyError: there are no rules for the language.
    """
    return read_lexicon(language).life_phase.search(title) is not None
