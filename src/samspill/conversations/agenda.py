"""The agenda of the meeting: expectations first, then what either marked as important, then the rest of the guide (S22)."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from samspill.confidentiality.decisions import Part
from samspill.confidentiality.gate import Opened
from samspill.conversations.models import EMPLOYEE
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
    return [_with_notes(topic, opened) for topic in topics]


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
    note, mark = notes.get(f"note:{topic.key}"), notes.get(f"mark:{topic.key}")
    return replace(
        topic,
        note=note.text if note else "",
        note_revision=note.revision if note else 0,
        mark=mark.text if mark else "",
    )
