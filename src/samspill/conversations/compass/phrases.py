"""The phrases of each language, read once from ``nb.yaml``, ``nn.yaml`` and ``en.yaml``.

A phrase is words in order: ``a|b`` is either of them, ``*`` any letters, and ``..`` up to three words in between. Every
repetition is bounded, and no text beyond ``LONGEST_EXAMINED`` is looked at, so hostile text costs no time.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

LANGUAGES = ("nb", "nn", "en")
LONGEST_EXAMINED = 10_000
"""Signs of a text that are examined: as many as a field holds."""

_LETTERS = r"\w{0,24}"
_BETWEEN = r"[^\w]{1,3}"
_GAP = rf"(?:\w{{1,24}}{_BETWEEN}){{0,3}}?"


@dataclass(frozen=True)
class Phrases:
    """What tells one kind, in one language.

    Attributes:
        enough: says it by itself.
        words: say it together with one of ``claims`` in the same sentence.
        claims: that somebody wants, promises, compares or threatens.
        apart: is about something else, and is left out before anything is looked for.
    """

    enough: re.Pattern[str]
    words: re.Pattern[str]
    claims: re.Pattern[str]
    apart: re.Pattern[str]


@dataclass(frozen=True)
class Lexicon:
    """What the rules know of one language: phrases by kind, and what says in a title that it is about the life phase."""

    kinds: dict[str, Phrases]
    life_phase: re.Pattern[str]


@cache
def read_lexicon(language: str) -> Lexicon:
    """The lexicon of a language.

    Raises:
        KeyError: there are no rules for the language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    source = yaml.safe_load(Path(__file__).with_name(f"{language}.yaml").read_text(encoding="utf-8"))
    life_phase = any_of(source.pop("life_phase"))
    kinds = {kind: {name: any_of(phrases) for name, phrases in lists.items()} for kind, lists in source.items()}
    return Lexicon({kind: Phrases(**lists) for kind, lists in kinds.items()}, life_phase)


def any_of(phrases: list[str]) -> re.Pattern[str]:
    """One pattern for any of the phrases, each as whole words."""
    return re.compile("|".join(rf"\b{_pattern(phrase)}\b" for phrase in phrases), re.IGNORECASE)


def _pattern(phrase: str) -> str:
    """A phrase as a pattern: ``words in .. order``."""
    pattern, words = "", phrase.split()
    for number, word in enumerate(words):
        if word == "..":
            pattern += _GAP
        else:
            pattern += _word(word) + (_BETWEEN if number < len(words) - 1 else "")
    return pattern


def _word(word: str) -> str:
    forms = [re.escape(form).replace(r"\*", _LETTERS) for form in word.split("|")]
    return f"(?:{'|'.join(forms)})"
