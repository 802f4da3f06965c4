"""The agenda of the meeting: expectations first, then what either marked as important, then the rest of the guide (S22).

Either of the two may put it in another order; the order stands in the notes as ``order``, a list of topics.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from django.utils.translation import gettext as _

from samspill.confidentiality.decisions import Part
from samspill.confidentiality.gate import Opened, Value
from samspill.conversations.models import EMPLOYEE, LEADER
from samspill.conversations.points import (
    MOST_CHOSEN,
    SharedPoint,
    key_of,
    own_titles,
    private_field,
    shared_points,
    title_of,
)
from samspill.guides.texts import GuideText, Line, MenuText, Question, Theme

EXPECTATIONS, CHOSEN = "expectations", "chosen"
ORDER, PERSONAL, YES = "order", "personal", "yes"
TWO_CAN_WRITE = ("note", "focus")


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that met another one in the same field: it is kept beside it, for the two to put together.

    Args:
        field: the field that it was meant for, ``note:<topic>`` or ``focus:<theme>``.
        capacity: whose it is.
    """

    field: str
    capacity: str
    text: str

    @property
    def is_note(self) -> bool:
        """Whether it was meant for the note."""
        return self.field.startswith("note:")


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the meeting with everything that belongs to it."""

    key: str
    title: str
    aim: str = ""
    expectations: tuple[Line, ...] = ()
    questions: tuple[Question, ...] = ()
    shared: tuple[SharedPoint, ...] = ()
    marked_by: frozenset[str] = frozenset()
    mark: str = ""
    note: str = ""
    note_revision: int = 0
    has_focus: bool = False
    private_hint: str = ""
    leader_advice: str = ""
    has_actions: bool = False
    is_optional: bool = False
    shows: tuple[str, ...] = ()
    added_by: str = ""
    is_personal: bool = False
    asides: tuple[Aside, ...] = ()
    may_go_up: bool = False
    may_go_down: bool = False


@dataclass(frozen=True, slots=True)
class PreparedText:
    """Something that one has prepared and not shared."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PrivateText:
    """What only the reader sees to a topic: a note of one's own, and what one prepared without sharing it."""

    note: str = ""
    note_revision: int = 0
    prepared: tuple[PreparedText, ...] = ()


@dataclass(slots=True)
class _Sorted:
    """Shared points by where on the agenda they belong."""

    points: list[SharedPoint] = field(default_factory=list)
    questions: list[SharedPoint] = field(default_factory=list)
    own: list[SharedPoint] = field(default_factory=list)
    themes: dict[str, list[SharedPoint]] = field(default_factory=dict)


def aside_field(field_name: str, capacity: str) -> str:
    """The name of the field in which one's text is kept beside another one."""
    return f"aside:{field_name}:{capacity}"


def texts_of_personal_topics(notes: Mapping[str, Value]) -> list[str]:
    """The names of the fields in which something is written to a topic that the two called personal."""
    personal = {name.partition(":")[2] for name, value in notes.items() if _is_personal(name, value)}
    texts = {f"{kind}:{key}" for kind in TWO_CAN_WRITE for key in personal}
    asides = {aside_field(name, capacity) for name in texts for capacity in (EMPLOYEE, LEADER)}
    return [name for name in notes if name in texts | asides]


def _is_personal(name: str, value: Value) -> bool:
    return name.startswith(f"{PERSONAL}:") and value.text == YES


def build_agenda(guide: GuideText, menu: MenuText, opened: Opened) -> list[Topic]:
    """Every topic in order, with notes and marks from the opened parts."""
    shared = _sort(shared_points(opened, guide, menu, of=("employee", "leader")))
    topics = [_expectations(guide, shared)]
    if shared.questions:
        topics.append(_chosen(menu, shared))
    topics += [
        Topic(point.name.replace(":", "-"), point.title, shared=(point,), marked_by=_marked([point]))
        for point in shared.own
    ]
    themes = [_theme(theme, shared.themes.get(theme.key, [])) for theme in guide.themes]
    topics += sorted(themes, key=lambda topic: (not topic.marked_by, topic.is_optional))
    ordered = _in_order(topics, json.loads(opened.text(Part.CONVERSATION_NOTES, ORDER) or "[]"))
    last = len(ordered) - 1
    return [
        _with_notes(replace(topic, may_go_up=place > 1, may_go_down=0 < place < last), opened)
        for place, topic in enumerate(ordered)
    ]


def _in_order(topics: Sequence[Topic], keys: Sequence[str]) -> list[Topic]:
    """The topics in the order that was chosen; one that came later stands behind the one that it follows by itself."""
    by_key = {topic.key: topic for topic in topics[1:]}
    ordered = [topics[0], *(by_key[key] for key in keys if key in by_key)]
    for before, topic in pairwise(topics):
        if topic not in ordered:
            ordered.insert(ordered.index(before) + 1, topic)
    return ordered


def private_texts(
    guide: GuideText, menu: MenuText, opened: Opened, capacity: str, own: Part, agenda: list[Topic]
) -> dict[str, PrivateText]:
    """What only the reader sees, by topic; what has no topic of its own stands with the expectations."""
    values = opened.values(own)
    keys, titles = {topic.key for topic in agenda}, own_titles(values)
    prepared: dict[str, list[PreparedText]] = {}
    for field_name, value in values.items():
        kind, _kind, point = field_name.partition(":")
        if kind == "text" and value.text.strip():
            key = point.partition(":")[2]
            found = PreparedText(title_of(point, guide, menu, capacity, titles), value.text)
            prepared.setdefault(key if point == f"theme:{key}" and key in keys else EXPECTATIONS, []).append(found)
    notes = {key: values.get(private_field(key)) for key in keys}
    return {
        key: PrivateText(note.text if note else "", note.revision if note else 0, tuple(prepared.get(key, ())))
        for key, note in notes.items()
    }


def _sort(points: list[SharedPoint]) -> _Sorted:
    found = _Sorted()
    for point in points:
        kind, _kind, key = point.name.partition(":")
        if kind == "theme":
            found.themes.setdefault(key, []).append(point)
        elif point.place is not None:
            found.questions.append(point)
        else:
            {"question": found.questions, "own": found.own}.get(kind, found.points).append(point)
    return found


def _expectations(guide: GuideText, shared: _Sorted) -> Topic:
    return Topic(EXPECTATIONS, _("Expectations"), expectations=guide.expectations, shared=tuple(shared.points))


def _chosen(menu: MenuText, shared: _Sorted) -> Topic:
    """The employee's chosen questions in the chosen order, then the leader's; with the menu's helping questions."""
    points = sorted(shared.questions, key=_place_of)
    keys = dict.fromkeys(key_of(point.name) for point in points)
    questions = tuple(question for key in keys if (question := menu.question(key)))
    marked = _marked(points) | {point.capacity for point in points}
    return Topic(CHOSEN, _("Chosen questions"), questions=questions, shared=tuple(points), marked_by=marked)


def _place_of(point: SharedPoint) -> tuple[bool, int]:
    return point.capacity != EMPLOYEE, MOST_CHOSEN if point.place is None else point.place


def _theme(theme: Theme, points: list[SharedPoint]) -> Topic:
    return Topic(
        theme.key,
        theme.title,
        theme.aim,
        questions=theme.questions,
        shared=tuple(point for point in points if point.text.strip()),
        marked_by=_marked(points),
        has_focus=theme.has_focus,
        private_hint=theme.private_hint,
        leader_advice=theme.leader_advice,
        has_actions=theme.has_actions,
        is_optional=theme.is_optional and not points,
        shows=theme.shows,
        added_by=theme.added_by,
    )


def _marked(points: list[SharedPoint]) -> frozenset[str]:
    return frozenset(point.capacity for point in points if point.matters)


def _with_notes(topic: Topic, opened: Opened) -> Topic:
    notes = opened.values(Part.CONVERSATION_NOTES)
    note, mark, personal = (notes.get(f"{kind}:{topic.key}") for kind in ("note", "mark", PERSONAL))
    return replace(
        topic,
        note=note.text if note else "",
        note_revision=note.revision if note else 0,
        mark=mark.text if mark else "",
        is_personal=personal is not None and personal.text == YES,
        asides=tuple(_asides(topic.key, notes)),
    )


def _asides(key: str, notes: dict[str, Value]) -> Iterator[Aside]:
    for field_name in (f"{kind}:{key}" for kind in TWO_CAN_WRITE):
        for capacity in (EMPLOYEE, LEADER):
            kept = notes.get(aside_field(field_name, capacity))
            if kept is not None:
                yield Aside(field_name, capacity, kept.text)
