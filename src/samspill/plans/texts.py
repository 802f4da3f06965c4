"""The plan's words: how its sealed fields are named, and the canonical text that both confirm.

The confirmed text is canonical JSON (format ``samspill-plan-1``): sorted keys, no blanks, UTF-8. Its SHA-256 is what is
confirmed; it covers the guide's version and the language, and whatever a reader of the document sees.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samspill.confidentiality.decisions import Part
from samspill.confidentiality.gate import Opened
from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.guides.queries import read_guide, read_version_number
from samspill.guides.texts import GuideText
from samspill.organisation.facts import the_organisation
from samspill.people.models import Person
from samspill.plans.models import Action, AgreedPlan, Goal, Responsible

CONFIRMED = "confirmed"
REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class GoalText:
    """A goal as the two see it; ``serves`` is the goal of the year that it serves, in the words that it had then."""

    goal: Goal
    text: str
    revision: int
    serves: str = ""


@dataclass(frozen=True, slots=True)
class ActionText:
    """An action as the two see it; ``for_goal`` is the goal of the plan that it serves, in words."""

    action: Action
    what: str
    support: str
    revision: int
    for_goal: str = ""

    @property
    def is_late(self) -> bool:
        """Whether its date has passed and it is neither done nor dropped."""
        is_open = self.action.state in {"open", "under_way"}
        return is_open and self.action.due_on is not None and self.action.due_on < clock.today()


@dataclass(frozen=True, slots=True)
class FocusText:
    """The goal or focus ahead under one theme (S21)."""

    theme: str
    title: str
    text: str
    revision: int


@dataclass(frozen=True, slots=True)
class PlanText:
    """The whole draft or agreed plan."""

    plan: AgreedPlan
    goals: list[GoalText]
    actions: list[ActionText]
    focus: list[FocusText]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing yet that could be confirmed."""
        return not (self.goals or self.actions or self.plan.is_without_actions)

    @property
    def is_one_sided(self) -> bool:
        """Whether nothing is asked of the leader (S33): no goal and no action is the leader's, or both's.

        That no particular actions are needed is a full answer.
        """
        whose = [one.goal.whose for one in self.goals] + [one.action.responsible for one in self.actions]
        return not self.plan.is_without_actions and set(whose) <= {Responsible.EMPLOYEE}


@dataclass(frozen=True, slots=True)
class PlanRows:
    """A plan with its goals and actions, in the order they were made."""

    plan: AgreedPlan
    goals: list[Goal]
    actions: list[Action]


def plan_of(conversation: Conversation) -> PlanRows:
    """The conversation's plan; an empty one before anything is written. Goals and actions bring their plan along."""
    goals = list(Goal.objects.filter(plan__conversation=conversation).select_related("plan"))
    actions = list(Action.objects.filter(plan__conversation=conversation).select_related("plan"))
    plans = [goal.plan for goal in goals] or [action.plan for action in actions]
    if not plans:
        plans = list(AgreedPlan.objects.filter(conversation=conversation)) or [AgreedPlan(conversation=conversation)]
    goals.sort(key=lambda goal: (goal.position, goal.made_at))
    actions.sort(key=lambda action: (action.position, action.made_at))
    return PlanRows(plans[0], goals, actions)


def plan_text(rows: PlanRows, conversation: Conversation, opened: Opened) -> PlanText:
    """Put the plan's facts and its opened words together."""
    values = opened.values(Part.AGREEMENT)

    def words(field: str) -> tuple[str, int]:
        value = values.get(field)
        return (value.text, value.revision) if value else ("", 0)

    guide = read_guide(conversation.guide_version_id, conversation.language)
    goals = [GoalText(goal, *words(f"goal:{goal.id}"), words(f"serves:{goal.id}")[0]) for goal in rows.goals]
    in_words: dict[UUID | None, str] = {one.goal.id: one.text for one in goals}
    return PlanText(
        rows.plan,
        goals,
        [
            ActionText(action, what, words(f"support:{action.id}")[0], revision, in_words.get(action.goal_id, ""))
            for action in rows.actions
            for what, revision in [words(f"action:{action.id}")]
        ],
        [FocusText(theme.key, theme.title, *words(f"focus:{theme.key}")) for theme in guide.themes if theme.has_focus],
    )


def canonical_text(text: PlanText, conversation: Conversation, *, employee: Person, leader: Person) -> str:
    """The text that both confirm, byte for byte."""
    guide = read_guide(conversation.guide_version_id, conversation.language)
    content = {
        "format": "samspill-plan-1",
        "conversation": str(conversation.id),
        "kind": conversation.kind,
        "year": year_of(conversation),
        "language": conversation.language,
        "guide": _guide(guide, conversation),
        "organisation": the_organisation().name,
        "unit": conversation.unit.name,
        "employee": {"number": employee.employee_number, "name": employee.full_name},
        "leader": {"number": leader.employee_number, "name": leader.full_name},
        "held_on": _iso(conversation.held_on),
        "goals": [_goal(one) for one in text.goals],
        "actions": [_action(one) for one in text.actions],
        "no_actions_needed": text.plan.is_without_actions,
        "focus": [{"theme": one.title, "text": one.text.strip()} for one in text.focus if one.text.strip()],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(canonical: str) -> str:
    """The fingerprint by which a confirmed text is known."""
    return hashlib.sha256(canonical.encode()).hexdigest()


def _guide(guide: GuideText, conversation: Conversation) -> dict[str, Any]:
    return {"key": guide.key, "title": guide.title, "version": read_version_number(conversation.guide_version_id)}


def year_of(conversation: Conversation) -> int:
    """The year that a conversation belongs to: its deadline's, or the one it was held in."""
    day = conversation.deadline_on or conversation.held_on
    return day.year if day else 0


def _goal(one: GoalText) -> dict[str, Any]:
    return {
        "id": _id(one.goal.id),
        "kind": one.goal.kind,
        "whose": one.goal.whose,
        "text": one.text.strip(),
        "serves": one.serves.strip() or None,
        "theme": None,
    }


def _action(one: ActionText) -> dict[str, Any]:
    return {
        "id": _id(one.action.id),
        "what": one.what.strip(),
        "responsible": one.action.responsible,
        "due_on": _iso(one.action.due_on),
        "support": one.support.strip() or None,
        "next_check_on": _iso(one.action.next_check_on),
        "goal": _id(one.action.goal_id) if one.action.goal_id else None,
        "theme": None,
    }


def _id(value: UUID) -> str:
    return str(value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
