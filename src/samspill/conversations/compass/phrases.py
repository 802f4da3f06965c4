"""The phrases of each language, read once from ``nb.yaml``, ``nn.yaml`` and ``en.yaml``.

A phrase is words in order: ``a|b`` is either of them, ``a_b`` both as one, ``*`` any letters, ``#`` digits, ``..`` up to three
words in between, and ``<name>`` any phrase of the group of that name. ``a & b ! c`` is more than one phrase in the same sentence,
in any order: a and b and not c. Every repetition is bounded, and no text beyond ``LONGEST_EXAMINED`` is looked at, so hostile text
costs no time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samspill.foundation.yaml_files import read_yaml

LANGUAGES = ("nb", "nn", "en")
LONGEST_EXAMINED = 10_000
"""Signs of a text that are examined: as many as a field holds."""

_LETTERS = r"\w{0,24}"
_DIGITS = r"\d{1,9}"
_BETWEEN = r"[^\w]{1,3}"
_GAP = rf"(?:\w{{1,24}}{_BETWEEN}){{0,3}}?"
_NO_GROUPS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Together:
    """Phrases that say it when they stand in the same sentence: all of ``parts`` and not ``unless``."""

    parts: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None


@dataclass(frozen=True)
class Phrases:
    """What tells one kind, in one language.

    Attributes:
        enough: says it by itself.
        together: say it with each other.
        apart: is about something else, and is left out before anything is looked for.
    """

    enough: re.Pattern[str]
    together: tuple[Together, ...]
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
    source = read_yaml(Path(__file__).with_name(f"{language}.yaml"))
    groups = read_groups(source.pop("groups"))
    life_phase = any_of(source.pop("life_phase"))
    return Lexicon({kind: read_phrases(groups=groups, **lists) for kind, lists in source.items()}, life_phase)


def read_groups(lists: Mapping[str, list[str]]) -> dict[str, str]:
    """The pattern of each group; a group may use those above it."""
    groups: dict[str, str] = {}
    for name, phrases in lists.items():
        groups[name] = "|".join(_pattern(phrase, groups) for phrase in phrases)
    return groups


def read_phrases(enough: list[str], apart: list[str], groups: Mapping[str, str]) -> Phrases:
    """The phrases of one kind, as they stand in the file."""
    is_alone = {phrase: not {"&", "!"} & set(phrase) for phrase in enough}
    return Phrases(
        any_of([phrase for phrase in enough if is_alone[phrase]], groups),
        tuple(_together(phrase, groups) for phrase in enough if not is_alone[phrase]),
        any_of(apart, groups),
    )


def any_of(phrases: list[str], groups: Mapping[str, str] = _NO_GROUPS) -> re.Pattern[str]:
    """One pattern for any of the phrases, each as whole words."""
    forms = "|".join(_pattern(phrase, groups) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?=\S)(?:{forms})(?!\w)", re.IGNORECASE)


def _together(phrase: str, groups: Mapping[str, str]) -> Together:
    wanted, _, unless = phrase.partition("!")
    parts = tuple(any_of([part], groups) for part in wanted.split("&"))
    return Together(parts, any_of([unless], groups) if unless else None)


def _pattern(phrase: str, groups: Mapping[str, str]) -> str:
    """A phrase as a pattern: ``words in .. order``."""
    pattern, words = "", phrase.split()
    for number, word in enumerate(words):
        if word == "..":
            pattern += _GAP
        else:
            pattern += _word(word, groups) + (_BETWEEN if number < len(words) - 1 else "")
    return pattern


def _word(word: str, groups: Mapping[str, str]) -> str:
    forms = [groups[form[1:-1]] if form[0] == "<" else _form(form) for form in word.split("|")]
    return f"(?:{'|'.join(forms)})"


def _form(form: str) -> str:
    return re.escape(form).replace(r"\*", _LETTERS).replace(r"\#", _DIGITS).replace("_", _BETWEEN)
