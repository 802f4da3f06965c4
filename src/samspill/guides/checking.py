"""What stands in the way of publishing a guide, and what is only pointed out; for the editor, at the place.

Sentences are made from the codes where they are shown.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from samspill.guides.shape import (
    ADDITION,
    HEAD,
    INNER,
    LANGUAGES,
    MOST_ITEMS,
    THEME,
    YEARLY,
    Json,
    items,
    keys_of,
    parts_of,
    texts,
)

MISSING_CODES = {"title": "no_title", "theme.title": "theme_without_title", "question.text": "empty_question"}
QUESTION = INNER["questions"]
FORWARD = ("focus_ahead", "actions_ahead")  # a theme with one of these has something to fill in without a question


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place in a document.

    Args:
        path: the place, as ``shape`` names it.
        language: nb, nn or en; empty where it is not about one.
        code: one of the codes that have a sentence.
        facts: what the sentence names.
        is_blocking: whether it stops publishing.
    """

    path: str
    language: str
    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    is_blocking: bool = True


def check(content: Json, *, languages: Iterable[str]) -> list[Fault]:
    """All that is wrong with a document, in its order; what is missing in a language comes last, one for each.

    Args:
        content: a document as ``shape`` describes it.
        languages: those that the guide should have.
    """
    found = [*_of_texts(content), *_of_keys(content), *_of_alike(content), *_of_themes(content)]
    order = {path: place for place, path in enumerate(_places(content))}
    found.sort(key=lambda fault: order.get(fault.path, -1))
    return [*_of_parts(content), *found, *_of_languages(content, languages)]


def missing(content: Json, language: str) -> list[str]:
    """The paths of the texts that stand in another language and not in this one, in order."""
    return [path for path, _, text in texts(content) if _is_filled(text) and not text.get(language, "").strip()]


def _places(content: Json) -> Iterator[str]:
    """Every text's and item's path, an item before its texts."""
    yield from (text.name for text in HEAD)
    for path, shape, _ in items(content):
        yield path
        yield from (f"{path}.{text.name}" for text in shape.texts)


def _of_texts(content: Json) -> Iterator[Fault]:
    shapes = {path: shape.name for path, shape, _ in items(content)}
    for path, text_field, text in texts(content):
        holder = shapes.get(path.rpartition(".")[0], "")
        if text_field.is_required and not _is_filled(text):
            yield Fault(path, "", MISSING_CODES.get(f"{holder}.{text_field.name}".lstrip("."), "empty_text"))
        for language in LANGUAGES:
            length = len(text.get(language, ""))
            if length > text_field.longest:
                yield Fault(path, language, "too_long", {"most": text_field.longest, "length": length})


def _of_keys(content: Json) -> Iterator[Fault]:
    if len(keys_of(content)) == sum(1 for _ in items(content)):
        return
    counts = Counter(one["key"] for _, _, one in items(content))
    for path, _, one in items(content):
        if counts[one["key"]] > 1:
            yield Fault(path, "", "doubled_key", {"name": one["key"]})


def _of_alike(content: Json) -> Iterator[Fault]:
    """Questions that say what one before them says, whatever their capitals, spaces and last sign."""
    first: dict[tuple[str, str], str] = {}
    for path, shape, one in items(content):
        if shape is not QUESTION:
            continue
        worded = [
            (language, _worded(one["text"][language])) for language in LANGUAGES if one.get("text", {}).get(language)
        ]
        alike = next((words for words in worded if words[1] and words in first), None)
        if alike:
            yield Fault(f"{path}.text", alike[0], "alike_questions", {"other": first[alike]})
        for words in worded:
            first.setdefault(words, f"{path}.text")


def _of_themes(content: Json) -> Iterator[Fault]:
    for path, shape, one in items(content):
        if shape.name != THEME.name:
            continue
        has_something = (
            one.get("questions") or any(one.get(name) for name in FORWARD) or _is_filled(one.get("aim") or {})
        )
        if not has_something:
            yield Fault(path, "", "theme_without_content")


def _of_parts(content: Json) -> Iterator[Fault]:
    parts = parts_of(content.get("kind", YEARLY))
    if content.get("kind") == ADDITION and not any(content.get(part) for part in parts):
        yield Fault("themes", "", "nothing_added")
    elif content.get("kind") != ADDITION and not content.get("themes"):
        yield Fault("themes", "", "no_theme")
    themes = ((f"themes.{theme['key']}.questions", theme.get("questions", ())) for theme in content.get("themes", ()))
    for path, listed in (*((part, content.get(part, ())) for part in parts), *themes):
        if len(listed) > MOST_ITEMS:
            yield Fault(path, "", "too_many_items", {"name": path.rpartition(".")[2], "most": MOST_ITEMS})


def _of_languages(content: Json, languages: Iterable[str]) -> Iterator[Fault]:
    for language in languages:
        if lacking := missing(content, language):
            yield Fault(lacking[0], language, "missing_language", {"count": len(lacking)}, is_blocking=False)


def _is_filled(text: Mapping[str, str]) -> bool:
    return any(words.strip() for words in text.values())


def _worded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" ?.!…")
