"""Last time: the agreement before this one and how its actions went, for those who may read both today (S25)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.conversations.agenda import EXPECTATIONS, Topic
from samspill.conversations.finding import conversations_seen_by
from samspill.conversations.models import Conversation, appointments_true_today
from samspill.conversations.queries import Meeting, meetings_of
from samspill.conversations.states import State
from samspill.foundation import clock
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
    conversation = _find(actor, meeting, is_for_both=is_for_both)
    if conversation is None:
        return None
    is_common = bool(getattr(conversation, "is_common", False))
    former = [] if is_common else meetings_of(actor, conversations=[conversation])
    earlier = former[0] if former else replace(meeting, conversation=conversation)
    with gate.reading(actor, conversation, READ_PLAN) as opened:
        plan = plan_text(plan_of(conversation), conversation, opened)
    return LastAgreement(earlier, plan.goals, plan.actions, is_common=is_common)


def topic_of_last_time(agenda: Sequence[Topic]) -> str:
    """The key of the topic that last time belongs to: the guide's own, or else the expectations."""
    found = (one.key for word in LOOKING_BACK for one in agenda if one.key == word or one.key.endswith(f"-{word}"))
    return next(found, EXPECTATIONS)


def _find(actor: Actor, meeting: Meeting, *, is_for_both: bool) -> Conversation | None:
    now, leader = meeting.conversation, meeting.leader
    led = appointments_true_today().filter(conversation_id=OuterRef("pk"), leader_id=leader.id if leader else None)
    is_common = Exists(led)
    found = conversations_seen_by(actor).filter(
        ~Q(standing=""),
        is_common if is_for_both else Q(),
        employee_id=now.employee_id,
        kind__in=now.rules.looks_back,
        state=State.AGREED,
        texts_erased_on__isnull=True,
        started_at__lt=now.started_at or clock.now(),
    )
    found = found.annotate(is_common=is_common).select_related("employee", "round")
    return found.order_by(is_common.desc(), "-started_at").first()
