"""The words that forms use, read once from ``form_words.yaml``, and the ways in which a text is held against them.

Labels of all three languages are known everywhere, for forms mix them. What opens a question is looked for in the
guide's own language, for such words are short and mean other things elsewhere; bokmål and nynorsk count as one.
"""

import re
from functools import cache
from pathlib import Path

from samspill.foundation.yaml_files import read_yaml

ALL_LANGUAGES = ("nb", "nn", "en")
TOGETHER = {"nb": ("nb", "nn"), "nn": ("nb", "nn"), "en": ("en",)}
_SIGNS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """A text in small letters, its signs as single blanks."""
    return _SIGNS.sub(" ", text.casefold()).strip()


def opens(text: str, group: str, *, language: str | None = None) -> bool:
    """Whether the text begins with one of the group's phrases, as whole words."""
    return bool(_pattern(group, language, r"(?:{})\b").match(folded(text)))


def is_one_of(text: str, group: str) -> bool:
    """Whether the whole text is one of the group's phrases."""
    return folded(text) in phrases(group)


def mentions(text: str, group: str) -> bool:
    """Whether any word of the text begins as one of the group's phrases does."""
    return bool(_pattern(group, None, r"\b(?:{})").search(folded(text)))


def without(text: str, group: str) -> str:
    """The folded text without the words that begin as the group's phrases do."""
    return _pattern(group, None, r"\b(?:{})\w*").sub(" ", folded(text))


@cache
def phrases(group: str, language: str | None = None) -> frozenset[str]:
    """The group's phrases, folded: in the languages that are read together with this one, or in all."""
    languages = TOGETHER[language] if language else ALL_LANGUAGES
    return frozenset(folded(phrase) for one in languages for phrase in _words()[group].get(one, ()))


@cache
def _pattern(group: str, language: str | None, around: str) -> re.Pattern[str]:
    longest_first = sorted(phrases(group, language), key=len, reverse=True)
    return re.compile(around.format("|".join(map(re.escape, longest_first))))


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    words: dict[str, dict[str, list[str]]] = read_yaml(Path(__file__).with_name("form_words.yaml"))
    return words
