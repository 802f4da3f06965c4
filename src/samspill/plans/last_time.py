"""Last time: the agreement before this one and how its actions went, for those who may read both today (S25)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.conversations.agenda import EXPECTATIONS, Topic
from samspill.conversations.finding import conversations_seen_by
from samspill.conversations.models import Conversation, appointments_true_today
from samspill.conversations.queries import Meeting, meetings_of
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.prepared import Prepared
from samspill.plans.models import ActionState
from samspill.plans.policy import READ_PLAN
from samspill.plans.texts import ActionText, GoalText, plan_of, plan_text

LOOKING_BACK = ("last-agreement", "last-goals", "agreed", "last-period")
UNFINISHED = {ActionState.OPEN, ActionState.UNDER_WAY}


@dataclass(frozen=True, slots=True)
class LastAgreement:
    """What was agreed last time, and how it went.

    Args:
        meeting: the earlier conversation, with whoever led it then.
        is_common: whether both of the two who meet now may read it.
    """

    meeting: Meeting
    goals: list[GoalText]
    actions: list[ActionText]
    is_common: bool

    def unfinished(self, action_id: str) -> ActionText | None:
        """The action with this identifier, as an address has it, if it is neither done nor dropped."""
        still = (one for one in self.actions if one.action.state in UNFINISHED)
        return next((one for one in still if str(one.action.id) == action_id), None)


def read_last_agreement(actor: Actor, /, *, meeting: Meeting, is_for_both: bool = False) -> LastAgreement | None:
    """The newest agreed plan of this employee from before a conversation, of those that the actor may read today.

    Plans that both may read come first, so that the two look at the same one. A new leader inherits none; the employee
    keeps the own ones, whoever they were made with. Opening it stands in the earlier conversation's log.

    Args:
        actor: one of the two.
        meeting: the conversation that comes after, as it was found for the actor.
        is_for_both: on a page that the two may look at together: only what both may read.
    """
    found = _find(actor, meeting, is_for_both=is_for_both)
    if found is None:
        return None
    is_common, conversation = found
    former = [] if is_common else meetings_of(actor, conversations=[conversation])
    earlier = former[0] if former else replace(meeting, conversation=conversation)
    with gate.reading(actor, conversation, READ_PLAN) as opened:
        plan = plan_text(plan_of(conversation), conversation, opened)
    return LastAgreement(earlier, plan.goals, plan.actions, is_common=is_common)


def topic_of_last_time(agenda: Sequence[Topic]) -> str:
    """The key of the topic that last time belongs to: the guide's own, or else the expectations."""
    found = (one.key for word in LOOKING_BACK for one in agenda if one.key == word or one.key.endswith(f"-{word}"))
    return next(found, EXPECTATIONS)


def _find(actor: Actor, meeting: Meeting, *, is_for_both: bool) -> tuple[bool, Conversation] | None:
    """The conversation to look back at, with whether both of the two may read its plan."""
    now, leader = meeting.conversation, meeting.leader
    before = now.started_at or clock.now()
    agreed = _agreed.ask(
        person_id=actor.person_id, employee_id=now.employee_id, leader_id=leader.id if leader else None
    )
    fitting = [
        (one.is_common, one.started_at, one)
        for one in agreed
        if one.kind in now.rules.looks_back and one.started_at and one.started_at < before
    ]
    is_common, _, newest = max(fitting, key=itemgetter(0, 1), default=(False, None, None))
    return None if newest is None or (is_for_both and not is_common) else (is_common, newest)


@Prepared
def _agreed(person_id: UUID, employee_id: UUID, leader_id: UUID) -> "QuerySet[Any, Any]":
    """The employee's agreed conversations that a person may read today, with whether this leader may too."""
    led = appointments_true_today().filter(conversation_id=OuterRef("pk"), leader_id=leader_id)
    found = conversations_seen_by(Actor(person_id)).filter(
        ~Q(standing=""), employee_id=employee_id, state=State.AGREED, texts_erased_on__isnull=True
    )
    return found.annotate(is_common=Exists(led)).select_related("employee", "round")
