"""The outline of a draft: its parts and themes, each with how many texts are missing in which language."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from samspill.guides import shape
from samspill.guides.checking import missing
from samspill.guides.shape import Json
from samspill.guides.texts import in_language
from samspill.web.draft_words import HEAD, PARTS, Words
from samspill.web.guide_names import LANGUAGES


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many texts are missing in a language."""

    language: Words
    count: int


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A part, or one of the themes; ``key`` is the theme's own."""

    path: str
    title: Words
    lacking: Sequence[Lacking]
    is_current: bool
    key: str = ""
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands before the themes, the themes, and what comes after them; the part that is shown, and the next."""

    before: Sequence[OutlineLine]
    themes: Sequence[OutlineLine]
    after: Sequence[OutlineLine]
    current: OutlineLine
    next: OutlineLine | None


def outline_of(content: Json, *, current: str, languages: Sequence[str], counted: Sequence[str]) -> Outline:
    """The outline of a draft.

    Args:
        content: the draft.
        current: the path of the part that is shown.
        languages: those that are shown; the first one names the themes.
        counted: the languages in which missing texts are counted.
    """
    lacking = {language: Counter(_part_of(path) for path in missing(content, language)) for language in counted}

    def line(path: str, title: Words, key: str = "", place: tuple[int, int] = (0, 0)) -> OutlineLine:
        told = [Lacking(LANGUAGES[one], lacking[one][path]) for one in counted if lacking[one][path]]
        is_first, is_last = place[0] == 0, place[0] == place[1] - 1
        return OutlineLine(path, title, told, path == current, key, is_first, is_last)

    parts = [HEAD, *shape.parts_of(content["kind"])]
    at = parts.index("themes")
    themes = content.get("themes", [])
    lines = [
        line(f"themes.{one['key']}", in_language(one.get("title"), languages[0]), one["key"], (index, len(themes)))
        for index, one in enumerate(themes)
    ]
    before = [line(name, PARTS[name].title) for name in parts[:at]]
    after = [line(name, PARTS[name].title) for name in parts[at + 1 :]]
    everything = [*before, *lines, *after]
    shown = next(index for index, one in enumerate(everything) if one.is_current)
    following = everything[shown + 1] if shown + 1 < len(everything) else None
    return Outline(before, lines, after, everything[shown], following)


def _part_of(path: str) -> str:
    names = path.split(".")
    if names[0] == "themes":
        return ".".join(names[:2])
    return names[0] if len(names) > 1 else HEAD
