"""The words and patterns of each language, read once from ``nb.yaml``, ``nn.yaml`` and ``en.yaml``.

In the files ``<name>`` stands for any word of the list of that name, as a whole word, and ``<start>`` for the
beginning of a sentence or of a part of it. Every repetition in a pattern
is bounded or of single signs, and no text beyond ``LONGEST_EXAMINED`` is looked at, so hostile text costs no time.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from samspill.foundation.yaml_files import read_yaml

LANGUAGES = ("nb", "nn", "en")
LONGEST_EXAMINED = 1_000
"""Signs of a text that are examined: several times the longest question that anybody would ask."""

_LIST_NAME = re.compile(r"(?<!\?P)<([a-z_]+)>")


_START = r"(?:^|(?<=[,;:–—] ))"


@dataclass(frozen=True)
class Rewriting:
    """How a question that has a certain form is put otherwise: ``becomes`` refers to the groups of ``form``."""

    form: re.Pattern[str]
    becomes: str


@dataclass(frozen=True)
class Lexicon:
    """What the rules know of one language."""

    patterns: dict[str, re.Pattern[str]]
    leading: re.Pattern[str]
    accusing: re.Pattern[str]
    rewritings: dict[str, list[Rewriting]]
    starters: dict[str, str]


@cache
def read_lexicon(language: str) -> Lexicon:
    """The lexicon of "nb", "nn" or "en".

    Raises:
        KeyError: there are no rules for the language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    source = read_yaml(Path(__file__).with_name(f"{language}.yaml"))
    lists = {"start": _START, **{name: _any_of(words) for name, words in source["lists"].items()}}
    return Lexicon(
        patterns={name: _compile(pattern, lists) for name, pattern in source["patterns"].items()},
        leading=_compile("|".join(source["leading"]), lists),
        accusing=_compile("|".join(source["accusing"]), lists),
        rewritings={
            fault: _rewritings(rows, lists | source["in_rewritings"]) for fault, rows in source["rewritings"].items()
        },
        starters=source["starters"],
    )


def _any_of(words: list[str]) -> str:
    """Any of the words, the longest that fits; sorted under their first letters, which is what makes it fast."""
    longest_first = sorted(set(words), key=len, reverse=True)
    letters = sorted({word[0] for word in longest_first})
    under = ((letter, [re.escape(word[1:]) for word in longest_first if word[0] == letter]) for letter in letters)
    grouped = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in under)
    return rf"(?:\b(?:{grouped})\b)"


def _compile(pattern: str, lists: dict[str, str]) -> re.Pattern[str]:
    return re.compile(_LIST_NAME.sub(lambda found: lists[found[1]], pattern), re.IGNORECASE)


def _rewritings(rows: list[list[Any]], lists: dict[str, str]) -> list[Rewriting]:
    return [Rewriting(_compile(form, lists), becomes) for form, becomes in rows]
