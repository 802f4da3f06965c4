"""What can be prepared: a guide's points and themes, chosen questions, own themes; and what their fields are called.

A point is named by kind and key: ``point:goals``, ``theme:competence``, ``question:rest``, ``own:<id>``. In its
author's preparation it is stored as ``text:<point>`` and ``matters:<point>``; once shared, the same with the author's
capacity in front. A point is shared exactly when its text stands in the shared part.

The chosen questions stand in ``chosen``, in order: a question of the menu by its key, one's own as ``own:<id>``. The
shared part has the same for those of them that are shared, so that the order is known and nothing else is told.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from samspill.confidentiality.decisions import NotFound, Part
from samspill.confidentiality.gate import Opened, Value
from samspill.conversations.models import EMPLOYEE
from samspill.guides.texts import GuideText, MenuText

CHOSEN = "chosen"
MOST_CHOSEN = 10
LONGEST, LONGEST_TITLE = 10_000, 200


@dataclass(frozen=True, slots=True)
class PointText:
    """One point as its author sees it."""

    name: str
    title: str
    prompt: str = ""
    text: str = ""
    revision: int = 0
    matters: bool = False
    is_shared: bool = False
    is_check: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class SharedPoint:
    """One point that one of the two has shared with the other; ``place`` is that among its author's chosen questions."""

    name: str
    capacity: str
    title: str
    text: str
    matters: bool
    place: int | None = None


def shared_field(capacity: str, kind: str, point: str) -> str:
    """The name of a shared field."""
    return f"{capacity}:{kind}:{point}"


def own_field(kind: str, point: str) -> str:
    """The name of a field in one's own preparation."""
    return f"{kind}:{point}"


def private_field(topic: str) -> str:
    """The name of a note that one writes for oneself during the meeting."""
    return f"private:{topic}"


def is_shared(opened: Opened, capacity: str, point: str) -> bool:
    """Whether this one of the two has shared the point."""
    return shared_field(capacity, "text", point) in opened.values(Part.SHARED)


def chosen_keys(opened: Opened, part: Part) -> list[str]:
    """The keys of the chosen questions, in order."""
    return list(json.loads(opened.text(part, CHOSEN) or "[]"))


def chosen_revision(opened: Opened, part: Part) -> int:
    """The revision of the choice; 0 before anything was chosen."""
    value = opened.values(part).get(CHOSEN)
    return value.revision if value else 0


def shared_order(opened: Opened, capacity: str) -> list[str]:
    """The keys of the chosen questions that this one of the two has shared, in order."""
    return list(json.loads(opened.text(Part.SHARED, order_field(capacity)) or "[]"))


def order_field(capacity: str) -> str:
    """The name of the shared field with the order of the chosen questions that are shared."""
    return f"{capacity}:{CHOSEN}"


def point_of(key: str) -> str:
    """The point's name to the key of a chosen question."""
    return key if key.startswith("own:") else f"question:{key}"


def key_of(point: str) -> str:
    """The key under which a point is chosen."""
    return point.removeprefix("question:")


def guide_points(guide: GuideText, capacity: str) -> Iterator[PointText]:
    """The preparation points of one side."""
    for point in guide.employee_points if capacity == EMPLOYEE else guide.leader_points:
        yield PointText(f"point:{point.key}", point.text, point.prompt, is_check=point.is_check)


def guide_themes(guide: GuideText) -> Iterator[PointText]:
    """The guide's themes as points: a note to each, and whether it matters most."""
    for theme in guide.themes:
        yield PointText(f"theme:{theme.key}", theme.title, theme.aim)


def chosen_points(menu: MenuText, titles: dict[str, str], chosen: list[str]) -> Iterator[PointText]:
    """The chosen questions in their order; a key that neither the menu nor the own titles have is passed over."""
    for key in chosen:
        question, title = menu.question(key), titles.get(key.removeprefix("own:"))
        if question is not None:
            yield PointText(point_of(key), question.text, question.prompt)
        elif title is not None:
            yield PointText(key, title)


def title_of(name: str, guide: GuideText, menu: MenuText, capacity: str, titles: dict[str, str]) -> str:
    """The heading of a point, whoever it belongs to.

    Raises:
        NotFound: neither the guide, nor the menu, nor an own theme has it.
    """
    kind, _, key = name.partition(":")
    if kind == "question" and (question := menu.question(key)):
        return question.text
    if kind == "own" and key in titles:
        return titles[key]
    for point in chain(guide_points(guide, capacity), guide_themes(guide)):
        if point.name == name:
            return point.title
    raise NotFound


def filled(point: PointText, opened: Opened, capacity: str, part: Part) -> PointText:
    """A point with its author's text, from wherever it stands."""
    shared = is_shared(opened, capacity, point.name)
    values = opened.values(Part.SHARED if shared else part)
    text = values.get(_field(shared, capacity, "text", point.name))
    mark = values.get(_field(shared, capacity, "matters", point.name))
    return PointText(
        point.name, point.title, point.prompt, text.text if text else "", text.revision if text else 0,
        matters=_is_yes(mark), is_shared=shared, is_check=point.is_check,
    )  # fmt: skip


def shared_points(opened: Opened, guide: GuideText, menu: MenuText, *, of: tuple[str, ...]) -> list[SharedPoint]:
    """Everything that these have shared, in the guide's order where it has one."""
    values = opened.values(Part.SHARED)
    titles = own_titles(values)
    orders = {capacity: shared_order(opened, capacity) for capacity in of}
    found = []
    for field, value in values.items():
        capacity, _, rest = field.partition(":")
        kind, _, name = rest.partition(":")
        if kind == "text" and capacity in of:
            title = title_of(name, guide, menu, capacity, titles)
            matters = _is_yes(values.get(shared_field(capacity, "matters", name)))
            place = orders[capacity].index(key_of(name)) if key_of(name) in orders[capacity] else None
            found.append(SharedPoint(name, capacity, title, value.text, matters, place))
    return sorted(found, key=lambda point: (not point.matters, point.name))


def shared_texts(opened: Opened) -> Iterator[tuple[str, str, str]]:
    """Every text that is shared: whose it is, the point's name, and the text."""
    for field, value in opened.values(Part.SHARED).items():
        capacity, _, rest = field.partition(":")
        kind, _, name = rest.partition(":")
        if kind == "text":
            yield capacity, name, value.text


def own_titles(values: dict[str, Value]) -> dict[str, str]:
    """The titles of own themes among these fields, by the theme's id."""
    return {field.rpartition(":")[2]: value.text for field, value in values.items() if "title:own:" in field}


def own_theme_titles(opened: Opened, capacity: str, part: Part) -> dict[str, str]:
    """The titles of this side's own themes, shared or not; the other side's are the other's."""
    shared = {name: value for name, value in opened.values(Part.SHARED).items() if name.startswith(f"{capacity}:")}
    return own_titles(opened.values(part)) | own_titles(shared)


def _field(shared: bool, capacity: str, kind: str, point: str) -> str:  # noqa: FBT001
    return shared_field(capacity, kind, point) if shared else own_field(kind, point)


def _is_yes(value: Value | None) -> bool:
    return value is not None and value.text == "yes"
