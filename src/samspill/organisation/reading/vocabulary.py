"""The words that exports use, read once from ``vocabulary.yaml``."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samspill.foundation.yaml_files import read_yaml

_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word folded by ``folded``, and what it means to us."""

    columns: dict[str, str]
    forbidden: tuple[str, ...]
    forms: dict[str, str]
    languages: dict[str, str]
    answers: dict[str, bool]


def folded(word: str) -> str:
    """A word without case, blanks and signs."""
    return _SIGNS.sub("", word.casefold())


@cache
def vocabulary() -> Vocabulary:
    """The words, as a table from word to meaning."""
    words = read_yaml(Path(__file__).with_name("vocabulary.yaml"))
    answers = {_code(word): True for word in words["yes"]} | {_code(word): False for word in words["no"]}
    return Vocabulary(
        columns={folded(word): field for field, called in words["columns"].items() for word in called},
        forbidden=tuple(folded(word) for word in words["forbidden"]),
        forms=_meanings(words["forms"]),
        languages=_meanings(words["languages"]),
        answers=answers,
    )


def _meanings(words: dict[str, list[str]]) -> dict[str, str]:
    return {_code(word): meaning for meaning, called in words.items() for word in called}


def _code(word: str) -> str:
    """Codes keep their signs but for the full stop of an abbreviation: a lone dash is a code too."""
    return word.casefold().rstrip(".")


def meaning_of(word: str, words: dict[str, str]) -> str | None:
    """What a code means, or None when nobody has told us."""
    return words.get(_code(word))


def answer_of(word: str) -> bool | None:
    """Yes or no, or None when it is neither."""
    return vocabulary().answers.get(_code(word))
