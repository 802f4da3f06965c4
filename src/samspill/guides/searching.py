"""Searching a question menu: inflections, compounds, letters that a keyboard lacks, and typing errors.

Every word that is looked for must be found, in a question, its theme or its helping question. Only a word that stands
nowhere as it was typed is taken for a typing error, or for a compound whose last part may stand somewhere: "learn" does
not bring all that has "lean". The figures for typing errors (one in words of four letters, two from eight) are the
house's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from samspill.guides.texts import MenuText, Theme

WORD = re.compile(r"\w+")
NORWEGIAN = frozenset("æøå")
OF_THE_NEIGHBOURS = str.maketrans("äöéèêóòôü", "æøeeeooou")
BARE = str.maketrans("æøå", "aoa")
WRITTEN_OUT = (("ae", "a"), ("oe", "o"), ("aa", "a"))
# Endings of inflection in bokmål, nynorsk and English, from the longest to the shortest.
ENDINGS = (
    "hetene", "heten", "heter", "elsen", "elser", "ingen", "inger", "ingar", "enes", "anes", "ende", "ande", "aste",
    "este", "else", "inga", "ings", "ene", "ane", "ede", "ast", "est", "ing", "ens", "ets", "ers", "en", "er", "ar",
    "et", "es", "ed", "te", "de", "a", "e", "n", "r", "s", "t",
)  # fmt: skip
SHORTEST_STEM, SHORTEST_INSIDE, SHORTEST_PART, SHORTEST_MISTYPED_INSIDE = 3, 3, 4, 5
MOST_WORDS = 8
ONE_ERROR_FROM, TWO_ERRORS_FROM, OTHER_BEGINNING_FROM = 4, 8, 6


class Place(IntEnum):
    """Where a word was found; a question's own text counts most."""

    PROMPT = 0
    THEME = 10
    TEXT = 20


class Likeness(IntEnum):
    """How a word was found."""

    PART = 0
    MISTYPED_INSIDE = 1
    MISTYPED = 2
    INSIDE = 3
    BEGINNING = 4
    INFLECTED = 5
    WHOLE = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is typed, without the letters that some keyboards lack, and what is left without its ending."""

    typed: str
    bare: str
    stem: str
    bare_stem: str


@dataclass(frozen=True, slots=True)
class MenuIndex:
    """Where each word of a menu stands; made once for a menu in a language.

    Args:
        keys: the keys of the questions, in the menu's order.
        words: the different words; in the same order as they are typed, without letters that some keyboards lack, and
            without endings too.
        places: to each word the questions that have it, by their number, with the best place.
    """

    keys: tuple[str, ...]
    words: tuple[Word, ...]
    typed: tuple[str, ...]
    bare: tuple[str, ...]
    bare_stems: tuple[str, ...]
    places: tuple[dict[int, Place], ...]


def search_menu(menu: MenuText, wanted: str) -> list[str]:
    """The keys of the questions in which every wanted word (of the first eight) is found: the best first, then in order."""
    return _search(_index_of(menu), wanted)


def search_themes(themes: tuple[Theme, ...], wanted: str) -> list[str]:
    """As ``search_menu``, in a few themes that are not kept."""
    return _search(_build(themes), wanted)


@lru_cache(maxsize=64)
def _index_of(menu: MenuText) -> MenuIndex:
    return _build(menu.themes)


def _search(index: MenuIndex, wanted: str) -> list[str]:
    found: dict[int, int] | None = None
    for typed in list(dict.fromkeys(_typed_words(wanted)))[:MOST_WORDS]:
        scores = _scores(index, word_of(typed))
        found = scores if found is None else {one: found[one] + scores[one] for one in found.keys() & scores.keys()}
    best_first = sorted((found or {}).items(), key=lambda one: (-one[1], one[0]))
    return [index.keys[number] for number, _ in best_first]


def word_of(typed: str) -> Word:
    """A word in the four shapes in which it is compared."""
    stem = stem_of(typed)
    return Word(typed, _bare(typed), stem, _bare(stem))


def stem_of(word: str) -> str:
    """What is left of a word without its ending: ``worked`` and ``working`` become ``work``."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _typed_words(text: str) -> list[str]:
    return WORD.findall(text.casefold().translate(OF_THE_NEIGHBOURS))


def _bare(word: str) -> str:
    bare = word.translate(BARE)
    for pair, letter in WRITTEN_OUT:
        bare = bare.replace(pair, letter)
    return bare


def _build(themes: tuple[Theme, ...]) -> MenuIndex:
    keys: list[str] = []
    places: dict[str, dict[int, Place]] = {}
    for theme in themes:
        for question in theme.questions:
            texts = ((Place.PROMPT, question.prompt), (Place.THEME, theme.title), (Place.TEXT, question.text))
            for place, text in texts:
                for word in _typed_words(text):
                    places.setdefault(word, {})[len(keys)] = place
            keys.append(question.key)
    words = tuple(word_of(word) for word in places)
    return MenuIndex(
        tuple(keys),
        words,
        tuple(word.typed for word in words),
        tuple(word.bare for word in words),
        tuple(word.bare_stem for word in words),
        tuple(places.values()),
    )


def _scores(index: MenuIndex, wanted: Word) -> dict[int, int]:
    """The score of each question that has the word; where none has, of those that have one like it."""
    alike = {number: likeness for number, word in enumerate(index.words) if (likeness := _likeness(wanted, word))}
    scores: dict[int, int] = {}
    for number, likeness in (alike or dict(_mistyped(index, wanted)) or dict(_last_parts(index, wanted))).items():
        for question, place in index.places[number].items():
            scores[question] = max(scores.get(question, 0), place + likeness)
    return scores


def _likeness(wanted: Word, word: Word) -> Likeness | None:
    """How the wanted word stands in this word; a typed æ, ø or å means just that letter."""
    if NORWEGIAN.isdisjoint(wanted.typed):
        return _stands_in(wanted.bare, wanted.bare_stem, word.bare, word.bare_stem)
    return _stands_in(wanted.typed, wanted.stem, word.typed, word.stem)


def _stands_in(typed: str, stem: str, word: str, word_stem: str) -> Likeness | None:
    if typed == word:
        return Likeness.WHOLE
    if stem == word_stem:
        return Likeness.INFLECTED
    if word.startswith(typed):
        return Likeness.BEGINNING
    if len(stem) > SHORTEST_INSIDE and stem in word:
        return Likeness.INSIDE
    return Likeness.INSIDE if len(typed) >= SHORTEST_INSIDE and typed in word else None


def _mistyped(index: MenuIndex, wanted: Word) -> Iterator[tuple[int, Likeness]]:
    """Words that are the wanted one but for a typing error: added, left out, changed, or two that changed places."""
    if len(wanted.bare) >= SHORTEST_MISTYPED_INSIDE:
        yield from _mistyped_inside(index, wanted.bare)
    for typed, words in (
        (wanted.bare_stem, index.bare_stems), (wanted.bare, index.bare_stems), (wanted.bare, index.bare),
        (wanted.typed, index.typed),
    ):  # fmt: skip
        errors = _errors_in(typed)
        for word, _, number in process.extract(typed, words, scorer=OSA.distance, score_cutoff=errors, limit=None):
            # A short word with another beginning is as a rule another word.
            if errors and (len(typed) >= OTHER_BEGINNING_FROM or word[0] == typed[0]):
                yield number, Likeness.MISTYPED


def _errors_in(typed: str) -> int:
    return (len(typed) >= ONE_ERROR_FROM) + (len(typed) >= TWO_ERRORS_FROM)


def _mistyped_inside(index: MenuIndex, typed: str) -> Iterator[tuple[int, Likeness]]:
    """Longer words that hold the wanted one but for one typing error."""
    cutoff = 100 * (1 - 1 / len(typed))
    for word, _, number in process.extract(
        typed, index.bare, scorer=fuzz.partial_ratio, score_cutoff=cutoff, limit=None
    ):
        if len(word) > len(typed) and _is_inside(typed, word):
            yield number, Likeness.MISTYPED_INSIDE


def _is_inside(typed: str, word: str) -> bool:
    pieces = (
        word[start : start + length]
        for length in range(len(typed) - 1, len(typed) + 2)
        for start in range(len(word) - length + 1)
    )
    return any(OSA.distance(typed, piece, score_cutoff=1) <= 1 for piece in pieces)


def _last_parts(index: MenuIndex, wanted: Word) -> Iterator[tuple[int, Likeness]]:
    """Words that are the last part of a wanted compound: in Norwegian it says what the whole is."""
    for number, stem in enumerate(index.bare_stems):
        if len(stem) >= SHORTEST_PART and wanted.bare_stem.endswith(stem):
            yield number, Likeness.PART
