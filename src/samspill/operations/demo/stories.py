"""What the made-up people write to each other: stories told one by one, and the many that are drawn from phrases."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from samspill.conversations.states import State
from samspill.foundation.yaml_files import read_yaml

SEED = 1814
TIMES = ("08:30", "10:00", "12:15", "13:45")
FIRST_DAY, LAST_DAY = -19, 20


@dataclass(frozen=True, slots=True)
class Preparation:
    """What one of the two has prepared: texts by point, chosen questions, what is shared and what matters most."""

    texts: Mapping[str, str] = field(default_factory=dict)
    questions: Sequence[str] = ()
    shared: Sequence[str] = ()
    matters: Sequence[str] = ()
    is_ready: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One conversation: how far it has come, when, and what was written.

    Attributes:
        employee: the employee's number.
        state: one of the conversation's states.
        day: the meeting's working day, counted from the present day of the round.
        assessment: what the leader has written about the last period and shared before the meeting.
        due: for an exemption, how many days from today it lasts.
        goals: each with ``kind`` and ``text``, and perhaps ``whose`` and the words of the goal of the year that it ``serves``.
        actions: each with ``what``, ``who``, ``due`` and perhaps ``support``, ``state``, ``done`` and the number of its
            ``goal``; days from today.
        asks: the kind of conversation that the employee asked for the day before the present one, outside the rounds.

    """

    employee: str
    state: str
    day: int = 0
    time: str = ""
    minutes: int = 60
    place: str = ""
    words: str = ""
    themes: str = ""
    purpose: str = ""
    employee_prepares: Preparation = field(default_factory=Preparation)
    leader_prepares: Preparation = field(default_factory=Preparation)
    assessment: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    talked: Sequence[str] = ()
    goals: Sequence[Mapping[str, str]] = ()
    actions: Sequence[Mapping[str, Any]] = ()
    confirmed_by: Sequence[str] = ()
    remark: str = ""
    usefulness: str = ""
    reason: str = ""
    due: int | None = None
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Employee:
    """Who is to have a conversation, as far as a story needs it."""

    number: str
    language: str


def told_stories(chapter: str) -> list[Story]:
    """The stories that are told one by one: ``now``, ``last_year`` or ``two_years_ago``."""
    return [_story(told) for told in _read("stories.yaml")[chapter]]


def drawn_stories(team: Sequence[Employee], *, seed: str, taken: frozenset[int]) -> Iterator[Story]:
    """Stories for one leader's conversations that are not told, the same at every call.

    Args:
        team: those whom the leader has yet to invite.
        seed: whatever tells this leader from the others.
        taken: working days on which the leader is busy with other conversations.

    """
    chance = random.Random(f"{SEED}/{seed}")  # noqa: S311 made-up people
    free = [(day, time) for day in range(FIRST_DAY, LAST_DAY) if day not in taken | {0, 1} for time in TIMES]
    past, ahead = [one for one in free if one[0] < 0], [one for one in free if one[0] > 0]
    share_begun, share_met = chance.choice([(0.0, 0.0), (0.0, 0.0), (0.4, 0.2), (0.6, 0.4), (0.6, 0.6), (0.7, 0.8)])
    for employee in team:
        slots = past if chance.random() < share_met else ahead
        if slots and chance.random() < share_begun:
            day, time = slots.pop(chance.randrange(len(slots)))
            yield _drawn(chance, employee, day, time)


def agreed_stories(team: Sequence[Employee], *, seed: str, dues: tuple[int, int]) -> Iterator[Story]:
    """As ``drawn_stories``, for a round long past: everybody's was held, and most of what was agreed has been done.

    Args:
        team: those whom the leader has yet to invite.
        seed: whatever tells this leader from the others.
        dues: when the actions are due, in days from today: from, until.

    """
    chance = random.Random(f"{SEED}/{seed}")  # noqa: S311 made-up people
    slots = [(day, time) for day in range(-18, -10) for time in TIMES]
    for employee in team:
        day, time = slots.pop(chance.randrange(len(slots)))
        yield _drawn(chance, employee, day, time, dues=dues)


def _drawn(
    chance: random.Random, employee: Employee, day: int, time: str, *, dues: tuple[int, int] | None = None
) -> Story:
    phrases = _read("phrases.yaml")
    own = phrases.get(employee.language, phrases["nb"])
    purposes = ["", *own["purposes"]]
    is_held = day < 0 and dues is None and (day > -3 or chance.random() < 0.2)
    is_agreed = day < 0 and not is_held
    return Story(
        employee=employee.number,
        state=State.AGREED if is_agreed else State.HELD if is_held else State.INVITED,
        day=day,
        time=time,
        place=chance.choice(phrases["places"]),
        words=chance.choice(own["words"]),
        themes=chance.choice(["", *own["themes"]]),
        purpose=purposes[day % len(purposes)],
        employee_prepares=Preparation() if is_agreed else _preparation(chance, own),
        goals=chance.sample(own["goals"], chance.choice([0, 1, 1])) if day < 0 else (),
        actions=_actions(chance, own, dues) if day < 0 else (),
        confirmed_by=["employee"] if is_held and chance.random() < 0.5 else (),
        usefulness=chance.choice(["", *own["usefulness"]]) if is_agreed else "",
    )


def _preparation(chance: random.Random, own: dict[str, Any]) -> Preparation:
    if chance.random() < 0.4:
        return Preparation()
    points = chance.sample(list(own["texts"]), 2)
    texts = {point: chance.choice(own["texts"][point]) for point in points}
    return Preparation(texts=texts, shared=points[:1], is_ready=chance.random() < 0.5)


def _actions(chance: random.Random, own: dict[str, Any], dues: tuple[int, int] | None) -> list[dict[str, Any]]:
    chosen = chance.sample(own["actions"], chance.choice([0, 1, 1, 2, 2, 3]))
    if dues is None:
        return [action | {"due": chance.randrange(14, 180)} for action in chosen]
    return [action | _old_fate(chance, dues) for action in chosen]


def _old_fate(chance: random.Random, dues: tuple[int, int]) -> dict[str, Any]:
    due = chance.randrange(*dues)
    if chance.random() < 0.75:
        return {"due": due, "state": "done", "done": min(due + chance.randrange(-20, 10), -2)}
    return {"due": due}


def _story(told: dict[str, Any]) -> Story:
    sides: dict[str, Any] = {
        side: Preparation(**told[side]) for side in ("employee_prepares", "leader_prepares") if side in told
    }
    return Story(**told | sides)


@cache
def _read(name: str) -> dict[str, Any]:
    return dict(read_yaml(Path(__file__).with_name(name)))
