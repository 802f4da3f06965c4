"""Changes to a guide's document, as plain functions: they take a document and give a new one.

Places are named by the dotted paths of ``shape``: ``title``, ``themes.goals``, ``themes.goals.questions.ahead.text``.
"""

import copy
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samspill.confidentiality.decisions import NotFound
from samspill.foundation.errors import Unacceptable
from samspill.guides import shape
from samspill.guides.shape import HEAD, INNER, MOST_ITEMS, Item, Json, TextField, keys_of, make_key, parts_of

Document = dict[str, Any]
NINE_DIGITS = 0x1FFFFFFF
PREFIXES = {"line": "line", "section": "section", "point": "point", "theme": "theme", "question": "question"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: the list that holds it, its index in it, and its shape."""

    siblings: list[Document]
    index: int
    item: Item

    @property
    def one(self) -> Document:
        """The item itself."""
        return self.siblings[self.index]


def new_document(key: str, kind: str, *, title: Mapping[str, str]) -> Document:
    """An empty document of a kind; all but additions begin with one theme and one question to fill in."""
    document: Document = {"key": key, "kind": kind, "title": dict(title), "summary": {}}
    document |= {part: [] for part in parts_of(kind)}
    if kind != shape.ADDITION:
        with_theme, theme = with_item(document, "themes")
        document, _ = with_item(with_theme, f"themes.{theme}.questions")
    return document


def fingerprint(text: str) -> int:
    """A number of nine digits at most that tells whether a text is still the one that a writer saw; 0 for no text."""
    return zlib.crc32(text.encode()) & NINE_DIGITS


def text_at(content: Json, path: str, language: str) -> str:
    """The text that stands at a path in a language; empty where nothing does.

    Raises:
        NotFound: the document has no such place.
    """
    holder, field = _text_place(content, path)
    return str((holder.get(field.name) or {}).get(language, ""))


def with_text(content: Json, path: str, language: str, text: str) -> Document:
    """The document with this text in this place; empty text takes the language away.

    Raises:
        NotFound: the document has no such place, or there is no such language.
        Unacceptable: too long.
    """
    if language not in shape.LANGUAGES:
        raise NotFound
    document = copy.deepcopy(dict(content))
    holder, field = _text_place(document, path)
    text = text.replace("\r\n", "\n") if field.is_long else " ".join(text.split())
    if len(text) > field.longest:
        raise Unacceptable("too_long", field=path, most=field.longest)
    languages = {**(holder.get(field.name) or {}), language: text}
    holder[field.name] = {one: languages[one] for one in shape.LANGUAGES if languages.get(one, "").strip()}
    return document


def with_flag(content: Json, path: str, name: str, *, is_on: bool) -> Document:
    """The document with a flag of an item set or not.

    Raises:
        NotFound: no such item, or it has no such flag.
    """
    document = copy.deepcopy(dict(content))
    place = find(document, path)
    if all(flag.name != name for flag in place.item.flags):
        raise NotFound
    place.one.pop(name, None)
    if is_on:
        place.one[name] = True
    return document


def with_choices(content: Json, path: str, name: str, chosen: Sequence[str]) -> Document:
    """The document with these of an item's choices, in the list's order.

    Raises:
        NotFound: no such item or choice.
    """
    document = copy.deepcopy(dict(content))
    place = find(document, path)
    choices = next((one for one in place.item.choices if one.name == name), None)
    if choices is None or set(chosen) - set(choices.among):
        raise NotFound
    place.one.pop(name, None)
    if chosen:
        place.one[name] = [one for one in choices.among if one in chosen]
    return document


def with_link(content: Json, path: str, name: str, key: str) -> Document:
    """The document with an item's link to another document's item; an empty key takes the link away.

    Raises:
        NotFound: no such item or link, or not a key.
    """
    document = copy.deepcopy(dict(content))
    place = find(document, path)
    if name not in place.item.links or (key and not shape.KEY.fullmatch(key)):
        raise NotFound
    place.one.pop(name, None)
    if key:
        place.one[name] = key
    return document


def with_item(content: Json, part: str, *, after: str = "") -> tuple[Document, str]:
    """The document with one more item in a part, last or after another, and the new item's key.

    Raises:
        NotFound: no such part, or nothing to stand after.
        Unacceptable: there are too many.
    """
    document = copy.deepcopy(dict(content))
    siblings, item = _part(document, part)
    if len(siblings) >= MOST_ITEMS:
        raise Unacceptable("too_many_items", field=part, most=MOST_ITEMS)
    key = make_key("", keys_of(document), prefix=PREFIXES[item.name])
    one: Document = {"key": key} | {field.name: {} for field in item.texts} | ({item.inner: []} if item.inner else {})
    siblings.insert(_index(siblings, after) + 1 if after else len(siblings), one)
    return document, key


def without_item(content: Json, path: str) -> Document:
    """The document without an item and what is inside it.

    Raises:
        NotFound: no such item.
    """
    document = copy.deepcopy(dict(content))
    place = find(document, path)
    del place.siblings[place.index]
    return document


def with_moved(content: Json, path: str, *, by: int) -> Document:
    """The document with an item moved some places up (negative) or down, as far as there is room.

    Raises:
        NotFound: no such item.
    """
    document = copy.deepcopy(dict(content))
    place = find(document, path)
    to = min(max(place.index + by, 0), len(place.siblings) - 1)
    place.siblings.insert(to, place.siblings.pop(place.index))
    return document


def with_order(content: Json, part: str, keys: Sequence[str]) -> Document:
    """The document with a part's items in this order; those left out follow as they stood.

    Raises:
        NotFound: no such part.
    """
    document = copy.deepcopy(dict(content))
    siblings, _ = _part(document, part)
    wanted = {key: place for place, key in enumerate(keys)}
    siblings.sort(key=lambda one: wanted.get(one["key"], len(wanted)))
    return document


def with_question_in(content: Json, path: str, theme: str) -> Document:
    """The document with a question moved to the end of another theme.

    Raises:
        NotFound: no such question or theme.
    """
    document = copy.deepcopy(dict(content))
    place = find(document, path)
    target, item = _part(document, f"themes.{theme}.questions")
    if place.item is not item:
        raise NotFound
    target.append(place.siblings.pop(place.index))
    return document


def find(content: Json, path: str) -> Place:
    """The item at a path.

    Raises:
        NotFound: there is none.
    """
    part, _, key = path.rpartition(".")
    siblings, item = _part(content, part)
    return Place(siblings, _index(siblings, key), item)


def _part(content: Json, path: str) -> tuple[list[Document], Item]:
    """The list at ``themes`` or ``themes.<key>.questions``, and the shape of what it holds."""
    names = path.split(".")
    shapes = parts_of(content.get("kind", shape.YEARLY))
    if len(names) == 1 and path in shapes and isinstance(content, dict):
        return content.setdefault(path, []), shapes[path]
    if len(names) == 3 and names[2] in INNER:
        outer = find(content, ".".join(names[:2]))
        if outer.item.inner == names[2]:
            return outer.one.setdefault(names[2], []), INNER[names[2]]
    raise NotFound


def _index(siblings: list[Document], key: str) -> int:
    for index, one in enumerate(siblings):
        if one["key"] == key:
            return index
    raise NotFound


def _text_place(content: Json, path: str) -> tuple[Document, TextField]:
    head = next((field for field in HEAD if field.name == path), None)
    if head is not None and isinstance(content, dict):
        return content, head
    item_path, _, name = path.rpartition(".")
    if "." not in item_path:
        raise NotFound
    place = find(content, item_path)
    field = place.item.text(name)
    if field is None:
        raise NotFound
    return place.one, field
