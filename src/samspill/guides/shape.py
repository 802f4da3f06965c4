"""The shape of a guide's document: the one description that the editor, YAML, the checks and the comparison share.

A document is plain JSON. Every text is a mapping of languages; items of a part stand in order and have stable keys.
A place in it is named by a dotted path of names and keys: ``themes.cooperation.questions.together.text``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import slugify

Json = Mapping[str, Any]
LANGUAGES = ("nb", "nn", "en")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_KEY = 60
MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class TextField:
    """A text in each language; ``is_long`` ones run over several lines."""

    name: str
    longest: int
    is_required: bool = False
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that is so or not; absent means not."""

    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Some out of a list, in the list's order; absent means none."""

    name: str
    among: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What one item of a part holds, and the name of the part inside it, if any.

    ``links`` are fields that hold the key of an item in another document, or nothing.
    """

    name: str
    texts: tuple[TextField, ...]
    flags: tuple[Flag, ...] = ()
    choices: tuple[Choices, ...] = ()
    links: tuple[str, ...] = ()
    inner: str = ""

    @property
    def settings(self) -> tuple[str, ...]:
        """The names of the fields that are not texts: flags, choices and links."""
        return (*(flag.name for flag in self.flags), *(one.name for one in self.choices), *self.links)

    def text(self, name: str) -> TextField | None:
        """The text field with this name."""
        return next((field for field in self.texts if field.name == name), None)


SHOWN = ("goals", "values", "strategy", "senior_measures")

LINE = Item("line", (TextField("text", 300, is_required=True),))
SECTION = Item(
    "section",
    (TextField("title", 120, is_required=True), TextField("text", 2000, is_required=True, is_long=True)),
)
POINT = Item("point", (TextField("text", 300, is_required=True), TextField("prompt", 500)), (Flag("check"),))
QUESTION = Item("question", (TextField("text", 300, is_required=True), TextField("prompt", 500)), (Flag("optional"),))
THEME = Item(
    "theme",
    (
        TextField("title", 120, is_required=True),
        TextField("aim", 500),
        TextField("private_hint", 600, is_long=True),
        TextField("leader_advice", 600, is_long=True),
    ),
    (Flag("focus_ahead"), Flag("actions_ahead"), Flag("optional")),
    (Choices("shows", SHOWN),),
    inner="questions",
)
ADDED_THEME = replace(THEME, links=("within",))  # the theme of the organisation's guide that its questions go into

HEAD = (TextField("title", 120, is_required=True), TextField("summary", 600, is_long=True))
PARTS: dict[str, Item] = {
    "purpose": LINE,
    "information": SECTION,
    "expectations": LINE,
    "employee_points": POINT,
    "leader_points": POINT,
    "themes": THEME,
    "evaluation": LINE,
    "closing": LINE,
}
INNER: dict[str, Item] = {"questions": QUESTION}

YEARLY, FOLLOW_UP, START, SENIOR, PAY, END = "yearly", "follow_up", "start", "senior", "pay", "end"
MENU, ADDITION = "menu", "addition"
CONVERSATION_KINDS = (YEARLY, FOLLOW_UP, START, SENIOR, PAY, END)
KINDS = (*CONVERSATION_KINDS, MENU, ADDITION)


def parts_of(kind: str) -> dict[str, Item]:
    """The parts that a document of this kind has, in order."""
    if kind == MENU:
        return {"themes": THEME}
    if kind == ADDITION:
        return {"employee_points": POINT, "leader_points": POINT, "themes": ADDED_THEME}
    return PARTS


def items(content: Json, *, kind: str | None = None) -> Iterator[tuple[str, Item, Json]]:
    """Every item with its path and shape, in order; the items inside a theme after the theme."""
    for part, shape in parts_of(kind or content.get("kind", YEARLY)).items():
        for one in content.get(part, ()):
            path = f"{part}.{one['key']}"
            yield path, shape, one
            for inner in one.get(shape.inner, ()) if shape.inner else ():
                yield f"{path}.{shape.inner}.{inner['key']}", INNER[shape.inner], inner


def texts(content: Json) -> Iterator[tuple[str, TextField, Json]]:
    """Every text of a document with its path and field, the head first; an absent one is an empty mapping."""
    for field in HEAD:
        yield field.name, field, content.get(field.name) or {}
    for path, shape, one in items(content):
        for field in shape.texts:
            yield f"{path}.{field.name}", field, one.get(field.name) or {}


def make_key(text: str, taken: set[str], *, prefix: str) -> str:
    """A key for a new item, made from its text, that no other has; the key is put among the taken."""
    plain = text.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a").replace("_", " ")
    stem = f"{prefix}-{slugify(plain)}"[:40].strip("-")
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    taken.add(key)
    return key


def keys_of(content: Json) -> set[str]:
    """Every key in use."""
    return {one["key"] for _, _, one in items(content)}
