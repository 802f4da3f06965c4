"""What goes into a document: plain, frozen values that no database row hides behind."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, Self

PLAN_FORMAT = "samspill-plan-1"

Role = Literal["employee", "leader"]
Responsible = Literal["employee", "leader", "both"]
GoalKind = Literal["work", "development"]


class UnknownFormat(ValueError):
    """The text to be printed is not a plan in the format that this room knows."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """One of the two in the conversation: employee number and full name."""

    number: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Goal:
    """Something to reach, at work or in one's development, with the theme it came from.

    ``serves`` is the goal of the year that it serves. Texts from before these were asked say neither it nor whose it is.
    """

    kind: GoalKind
    text: str
    theme: str
    whose: Responsible | None
    serves: str


@dataclass(frozen=True, kw_only=True)
class Action:
    """Who does what by when, for which of the plan's goals, with the support agreed and the day it is looked at next."""

    what: str
    responsible: Responsible
    due_on: date
    support: str
    next_check_on: date | None
    theme: str
    for_goal: str


@dataclass(frozen=True, kw_only=True)
class Focus:
    """What the two will keep in mind ahead, under one theme."""

    theme: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The agreed plan, read from its canonical JSON; ``canonical`` holds the very bytes that were agreed."""

    canonical: bytes
    kind: str
    year: int
    language: str
    guide_title: str
    guide_version: int
    organisation: str
    unit: str
    employee: Party
    leader: Party
    held_on: date
    goals: tuple[Goal, ...]
    actions: tuple[Action, ...]
    no_actions_needed: bool
    focus: tuple[Focus, ...]

    @classmethod
    def from_canonical(cls, canonical: bytes) -> Self:
        """Read an agreed plan from its canonical JSON in UTF-8.

        Raises:
            UnknownFormat: the bytes are not a plan in the format ``samspill-plan-1``.
        """
        try:
            content = json.loads(canonical)
            _assert_known(content["format"])
            return cls(canonical=canonical, **_plan_fields(content))
        except (KeyError, TypeError, ValueError) as error:
            raise UnknownFormat("The text is not an agreed plan in the format that this room knows.") from error

    @classmethod
    def from_mapping(cls, content: Mapping[str, Any]) -> Self:
        """Read an agreed plan from the mapping, and write its canonical JSON: sorted keys, no blanks, UTF-8.

        Raises:
            UnknownFormat: the mapping is not a plan in the format ``samspill-plan-1``.
            UnicodeEncodeError: a text has half a surrogate pair, which no file can hold.
        """
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return cls.from_canonical(text.encode())


@dataclass(frozen=True, kw_only=True)
class Signature:
    """That one party confirmed the text with this hash (SHA-256, hexadecimal) at an aware moment.

    ``on_paper_on`` is the day of a signature by hand; the moment is then when it was told of.
    """

    role: Role
    name: str
    at: datetime
    text_hash: str
    on_paper_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One party's own words to the plan, added at an aware moment; it changes nothing that was agreed."""

    role: Role
    name: str
    text: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A text whose spelling was corrected after both had confirmed it: proposed by one, accepted by the other.

    ``proposed_at`` and ``accepted_at`` are aware. It changes nothing that was agreed.
    """

    before: str
    after: str
    proposed_by: str
    proposed_at: datetime
    accepted_by: str
    accepted_at: datetime


@dataclass(frozen=True, kw_only=True)
class Section:
    """A headed part of the information sheet; paragraphs are parted by an empty line."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class InvitationSheet:
    """A personal invitation on paper, for one who has no mail.

    ``written_at`` and ``starts_at`` are aware, ``minutes`` is the length. ``address`` and ``code`` let the employee in
    once, until ``code_valid_until``; without a code the sheet says nothing of signing in. ``points`` are what the
    employee can think through beforehand; each gets room to write.
    """

    organisation: str
    unit: str
    kind: str
    year: int
    written_at: datetime
    employee_name: str
    leader_name: str
    leader_title: str
    starts_at: datetime
    minutes: int
    place: str
    leader_words: str
    leader_themes: Sequence[str]
    sections: Sequence[Section]
    points: Sequence[str]
    address: str
    code: str
    code_valid_until: date | None


def _assert_known(plan_format: object) -> None:
    if plan_format != PLAN_FORMAT:
        raise UnknownFormat(f"The plan's format is {plan_format!r}, expected {PLAN_FORMAT!r}.")


def _plan_fields(content: Mapping[str, Any]) -> dict[str, Any]:
    goals = {goal.get("id"): goal["text"] for goal in content["goals"]}
    return {
        **{name: content[name] for name in ("kind", "year", "language", "organisation", "unit", "no_actions_needed")},
        "guide_title": content["guide"]["title"],
        "guide_version": content["guide"]["version"],
        "employee": _party(content["employee"]),
        "leader": _party(content["leader"]),
        "held_on": date.fromisoformat(content["held_on"]),
        "goals": tuple(_goal(goal) for goal in content["goals"]),
        "actions": tuple(_action(action, goals) for action in content["actions"]),
        "focus": tuple(Focus(theme=focus.get("theme") or "", text=focus["text"]) for focus in content["focus"]),
    }


def _party(content: Mapping[str, Any]) -> Party:
    return Party(number=content["number"], name=content["name"])


def _goal(content: Mapping[str, Any]) -> Goal:
    return Goal(
        kind=content["kind"],
        text=content["text"],
        theme=content.get("theme") or "",
        whose=content.get("whose"),
        serves=content.get("serves") or "",
    )


def _action(content: Mapping[str, Any], goals: Mapping[str, str]) -> Action:
    next_check_on = content.get("next_check_on")
    return Action(
        what=content["what"],
        responsible=content["responsible"],
        due_on=date.fromisoformat(content["due_on"]),
        support=content.get("support") or "",
        next_check_on=date.fromisoformat(next_check_on) if next_check_on else None,
        theme=content.get("theme") or "",
        for_goal=goals.get(content.get("goal") or "", ""),
    )
