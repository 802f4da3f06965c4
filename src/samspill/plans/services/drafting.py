"""Drafting the plan: goals, actions, focus ahead, or "no particular actions needed". A change voids confirmations."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Act, NotFound, Part
from samspill.conversations.agenda import PERSONAL, YES
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import Conversation
from samspill.conversations.policy import READ_NOTES
from samspill.conversations.queries import direction_of, meeting_of
from samspill.conversations.services.writing import bump
from samspill.foundation.errors import Unacceptable
from samspill.foundation.identifiers import new_id
from samspill.guides.queries import read_guide
from samspill.plans.models import Action, AgreedPlan, Goal, GoalKind, Responsible
from samspill.plans.policy import WRITE_PLAN
from samspill.plans.services.voiding import void_confirmations

Row = TypeVar("Row")
Served = UUID | Literal["kept"] | None
LONGEST = 500
KEPT: Literal["kept"] = "kept"


@dataclass(frozen=True, slots=True)
class Pen:
    """One of the two at work on the plan."""

    conversation: Conversation
    plan: AgreedPlan
    writing: gate.Writing


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """An action as it is filled in: what, who, by when; support, next check and goal where agreed (S31, S33)."""

    what: str
    responsible: str
    due_on: date | None
    support: str = ""
    next_check_on: date | None = None
    goal_id: UUID | None = None


@contextmanager
def at_the_plan(actor: Actor, /, *acts: Act, conversation_id: UUID, is_text_only: bool = False) -> Iterator[Pen]:
    """Open the plan for writing, with what these acts open; what is changed inside voids confirmations that were given."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, WRITE_PLAN, *acts) as writing:
            plan, _ = AgreedPlan.objects.get_or_create(conversation=conversation)
            yield Pen(conversation, plan, writing)
            void_confirmations(actor, conversation=conversation, plan=plan, writing=writing)
            AgreedPlan.objects.filter(id=plan.id).update(revision=F("revision") + 1)
        bump(conversation, is_text_only=is_text_only)


def add_action(actor: Actor, /, *, conversation_id: UUID, draft: ActionDraft) -> UUID:
    """Add an action; returns its identifier."""
    _check_action(draft)
    with at_the_plan(actor, conversation_id=conversation_id) as pen:
        action = Action(id=new_id(), plan=pen.plan, position=pen.plan.actions.count())
        _store_action(pen, action, draft, revision=0)
        AgreedPlan.objects.filter(id=pen.plan.id).update(is_without_actions=False)
    return action.id


def change_action(
    actor: Actor, /, *, conversation_id: UUID, action_id: UUID, draft: ActionDraft, revision: int
) -> None:
    """Change an action that the writer saw at this revision.

    Raises:
        Conflict: the other changed it in between.
    """
    _check_action(draft)
    with at_the_plan(actor, conversation_id=conversation_id) as pen:
        _store_action(pen, _of(pen.plan.actions.filter(id=action_id).first()), draft, revision=revision)


def remove_action(actor: Actor, /, *, conversation_id: UUID, action_id: UUID) -> None:
    """Take an action out of the draft."""
    with at_the_plan(actor, conversation_id=conversation_id) as pen:
        _of(pen.plan.actions.filter(id=action_id).first()).delete()
        pen.writing.remove(Part.AGREEMENT, f"action:{action_id}")
        pen.writing.remove(Part.AGREEMENT, f"support:{action_id}")


def add_goal(
    actor: Actor,
    /,
    *,
    conversation_id: UUID,
    text: str,
    kind: str,
    whose: str = Responsible.EMPLOYEE,
    serves: UUID | None = None,
) -> UUID:
    """Add a work goal or a development goal; returns its identifier.

    Args:
        actor: one of the two.
        conversation_id: whose plan it stands in.
        text: the goal.
        kind: of the work, or of development.
        whose: development is asked of both (S33).
        serves: which of the organisation's and the unit's goals of the year it serves (S13).
    """
    _check_goal(text, kind, whose)
    with at_the_plan(actor, conversation_id=conversation_id) as pen:
        goal = Goal(id=new_id(), plan=pen.plan, kind=kind, whose=whose, position=pen.plan.goals.count())
        pen.writing.write(Part.AGREEMENT, f"goal:{goal.id}", text.strip(), revision=0)
        _tie(actor, pen, goal, serves)
        goal.save()
    return goal.id


def change_goal(
    actor: Actor,
    /,
    *,
    conversation_id: UUID,
    goal_id: UUID,
    text: str,
    kind: str,
    whose: str,
    serves: Served,
    revision: int,
) -> None:
    """Change a goal; raises Conflict as ``change_action`` does.

    With ``KEPT`` it serves what it served, in the words that stood then, whatever has become of the statement.
    """
    _check_goal(text, kind, whose)
    with at_the_plan(actor, conversation_id=conversation_id) as pen:
        goal = _of(pen.plan.goals.filter(id=goal_id).first())
        pen.writing.write(Part.AGREEMENT, f"goal:{goal.id}", text.strip(), revision=revision)
        _tie(actor, pen, goal, serves)
        goal.kind, goal.whose = kind, whose
        goal.save(update_fields=["kind", "whose", "serves_id"])


def remove_goal(actor: Actor, /, *, conversation_id: UUID, goal_id: UUID) -> None:
    """Take a goal out of the draft."""
    with at_the_plan(actor, conversation_id=conversation_id) as pen:
        _of(pen.plan.goals.filter(id=goal_id).first()).delete()
        pen.writing.remove(Part.AGREEMENT, f"goal:{goal_id}")
        pen.writing.remove(Part.AGREEMENT, f"serves:{goal_id}")


def save_focus(actor: Actor, /, *, conversation_id: UUID, theme: str, text: str, revision: int | None) -> int:
    """Store the goal or focus ahead of a theme that has one (S21); returns the new revision.

    Raises:
        Unacceptable: too long; or the two have called the theme personal, so that nothing of it goes into the plan.
    """
    if len(text) > LONGEST * 4:
        raise Unacceptable("too_long", field=theme, most=LONGEST * 4)
    with at_the_plan(actor, READ_NOTES, conversation_id=conversation_id, is_text_only=True) as pen:
        if pen.writing.text(Part.CONVERSATION_NOTES, f"{PERSONAL}:{theme}") == YES:
            raise Unacceptable("theme_is_personal", field=theme)
        guide = read_guide(pen.conversation.guide_version_id, pen.conversation.language)
        if not any(one.key == theme and one.has_focus for one in guide.themes):
            raise NotFound
        return pen.writing.write(Part.AGREEMENT, f"focus:{theme}", text, revision=revision)


def set_without_actions(actor: Actor, /, *, conversation_id: UUID, is_without: bool) -> None:
    """Say that no particular actions are needed: a full answer (S17)."""
    with at_the_plan(actor, conversation_id=conversation_id) as pen:
        if is_without and pen.plan.actions.exists():
            raise Unacceptable("has_actions", field="without_actions")
        AgreedPlan.objects.filter(id=pen.plan.id).update(is_without_actions=is_without)
        pen.writing.record("changed", part=Part.AGREEMENT)


def _tie(actor: Actor, pen: Pen, goal: Goal, serves: Served) -> None:
    """Tie a goal to one of the year's, and seal the words as they stand today."""
    if isinstance(serves, str):
        return
    goal.serves_id = serves
    if serves is None:
        pen.writing.remove(Part.AGREEMENT, f"serves:{goal.id}")
        return
    stated = direction_of(meeting_of(actor, conversation=pen.conversation)).goals
    words = next((one.text for one in stated if one.id == serves), None)
    if words is None:
        raise Unacceptable("unknown_statement", field="serves")
    pen.writing.write(Part.AGREEMENT, f"serves:{goal.id}", words, revision=None)


def _store_action(pen: Pen, action: Action, draft: ActionDraft, *, revision: int) -> None:
    if draft.goal_id is not None and not pen.plan.goals.filter(id=draft.goal_id).exists():
        raise Unacceptable("unknown_goal", field="goal")
    pen.writing.write(Part.AGREEMENT, f"action:{action.id}", draft.what.strip(), revision=revision)
    pen.writing.write(Part.AGREEMENT, f"support:{action.id}", draft.support.strip(), revision=None)
    action.responsible, action.due_on = draft.responsible, draft.due_on
    action.next_check_on, action.goal_id = draft.next_check_on, draft.goal_id
    action.save()


def _check_action(draft: ActionDraft) -> None:
    if not draft.what.strip():
        raise Unacceptable("what_missing", field="what")
    if len(draft.what) > LONGEST or len(draft.support) > LONGEST:
        raise Unacceptable("too_long", field="what", most=LONGEST)
    if draft.responsible not in Responsible.values:
        raise Unacceptable("unknown_responsible", field="responsible")
    if draft.due_on is None:
        raise Unacceptable("due_missing", field="due_on")


def _check_goal(text: str, kind: str, whose: str) -> None:
    if not text.strip():
        raise Unacceptable("goal_missing", field="text")
    if len(text) > LONGEST:
        raise Unacceptable("too_long", field="text", most=LONGEST)
    if kind not in GoalKind.values:
        raise Unacceptable("unknown_kind", field="kind")
    if whose not in Responsible.values:
        raise Unacceptable("unknown_whose", field="whose")


def _of(row: Row | None) -> Row:
    if row is None:
        raise NotFound
    return row
