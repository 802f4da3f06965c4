"""Whether a change of a text corrects its spelling and nothing more: a pure rule, strict wherever it is in doubt.

Two confirmations go on standing by a text whose spelling is corrected, so nothing that was agreed may change by it. The
rule is the fence; the guard is that the other of the two reads before and after, and accepts.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from samspill.foundation.yaml_files import read_yaml

MOST_EDITS = 2
LEAST_OF_A_PART = 3
SEVERAL = (2, 3)

_TOKEN = re.compile(r"(?:(?<!\w)[-\u2013\u2212])?\d(?:\W*\d)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\S")
_APOSTROPHES = str.maketrans("", "", "'\u2019")
_LETTERS = str.maketrans({"\N{LATIN SMALL LETTER O WITH STROKE}": "o", "\N{LATIN SMALL LETTER AE}": "ae"})
_SIGNS_WITH_MEANING = frozenset("%\u2030\u00a7&#@/\\*")
_SOUNDS = ((re.compile(r"^[hg]j"), "j"), (re.compile(r"^hv"), "v"), (re.compile(r"^(?:skj|kj)"), "sj"))


class _Words(NamedTuple):
    """What ``spelling.yaml`` tells of words."""

    binding: frozenset[str]
    interchangeable: tuple[frozenset[str], ...]


def is_spelling(before: str, after: str) -> bool:
    """Whether a text became another by correcting its spelling.

    The words stay, one for one and in order, apart from compounds that are joined or split. A changed word keeps its
    first sound and lies within two edits that are less than half of it. Figures with what stands between and before
    them, signs such as % and /, and the words that bind (``spelling.yaml``) stay as they are. Capital letters, blanks
    and other punctuation are free.
    """
    old, new = _tokens(before), _tokens(after)
    ahead, seen = [(0, 0)], {(0, 0)}
    while ahead:
        place = ahead.pop()
        if place == (len(old), len(new)):
            return True
        found = set(_next_places(old, new, *place)) - seen
        seen |= found
        ahead += found
    return False


def _next_places(old: Sequence[str], new: Sequence[str], at: int, new_at: int) -> Iterator[tuple[int, int]]:
    """How far one comes in both texts by one word, one figure, or one compound that is joined or split."""
    for parts, new_parts in ((1, 1), *((several, 1) for several in SEVERAL), *((1, several) for several in SEVERAL)):
        here, there = old[at : at + parts], new[new_at : new_at + new_parts]
        if len(here) == parts and len(there) == new_parts and _are_alike(here, there):
            yield at + parts, new_at + new_parts


def _are_alike(old: Sequence[str], new: Sequence[str]) -> bool:
    if old == new:
        return True
    tokens = (*old, *new)
    if not all(token.isalpha() for token in tokens) or not _words().binding.isdisjoint(tokens):
        return False
    before, after = "".join(old), "".join(new)
    if _without_marks(before) == _without_marks(after) or _are_interchangeable(before, after):
        return True
    is_compound = len(old) != len(new)
    if is_compound and min(map(len, tokens)) < LEAST_OF_A_PART:
        return False  # a short word put in would pass for a slip at the end of the one before
    return _first_sound(before) == _first_sound(after) and _is_near(before, after)


def _is_near(before: str, after: str) -> bool:
    edits = DamerauLevenshtein.distance(before, after, score_cutoff=MOST_EDITS)
    return edits <= MOST_EDITS and 2 * edits < min(len(before), len(after))


def _tokens(text: str) -> list[str]:
    """Words in small letters, figures with all that joins them, and signs that mean something; nothing else."""
    found = (match[0] for match in _TOKEN.finditer(unicodedata.normalize("NFC", text)))
    tokens = (" ".join(one.casefold().translate(_APOSTROPHES).split()) for one in found)
    return [token for token in tokens if token and (len(token) > 1 or not _is_free(token))]


def _is_free(sign: str) -> bool:
    """Whether a sign is punctuation, or nothing that can be seen: whatever is not known to be free is not."""
    return unicodedata.category(sign)[0] in "PZC" and sign not in _SIGNS_WITH_MEANING


def _without_marks(word: str) -> str:
    """The word without rings, strokes and accents over its letters, as keyboards from elsewhere write it."""
    apart = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _first_sound(word: str) -> str:
    """The letter that a word begins with to the ear: silent letters are left out or put in by mistake."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return _without_marks(word)[0]


def _are_interchangeable(before: str, after: str) -> bool:
    return any({before, after} <= alike for alike in _words().interchangeable)


@cache
def _words() -> _Words:
    source = read_yaml(Path(__file__).with_name("spelling.yaml"))
    binding = frozenset(word for words in source["binding"].values() for word in words)
    return _Words(binding, tuple(map(frozenset, source["interchangeable"])))
