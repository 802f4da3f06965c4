"""What the two owe each other: every action of one's agreed plans, and what one's own page says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations.finding import conversations_of, conversations_seen_by
from samspill.conversations.log import count_openers
from samspill.conversations.models import (
    LEADER,
    Conversation,
    Conversations,
    PreparationProgress,
    appointments_true_today,
)
from samspill.conversations.overview import Asker, list_askers
from samspill.conversations.queries import Meeting, meetings_of
from samspill.conversations.states import IN_CONVERSATION, State
from samspill.foundation.prepared import Prepared
from samspill.plans.models import Action, ActionState, AgreedPlan, Confirmation, Correction
from samspill.plans.policy import READ_PLAN
from samspill.plans.texts import ActionText

WITH_ACTIONS = Q(state=State.AGREED, texts_erased_on__isnull=True)
OPEN_STATES = (ActionState.OPEN, ActionState.UNDER_WAY)
MOST_PROMISES = 5


@dataclass(frozen=True, slots=True)
class OwnedAction:
    """An action on somebody's list: its words, who it is with, and whose it is."""

    text: ActionText
    meeting: Meeting
    is_mine: bool

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.text.action.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class Promise:
    """What a leader has promised an employee, and by when."""

    what: str
    due_on: date | None
    conversation_id: UUID
    employee: str


@dataclass(frozen=True, slots=True)
class HomeText:
    """One's own page: own conversations, those one leads that are being held or written up, and all actions.

    Args:
        asked: the conversations that one is asked to lead, or has asked for oneself, without a time yet.
        begun: the conversations that one has begun to prepare for; so ``ready``, and ``confirmed`` for the plans.
        reopened: those whose plan was agreed and has been opened again; never why.
        corrections: those in whose plan the other proposes to correct the spelling; never what.
        askers: who waits for one's answer to something that they have asked for.
        openers: how many others have opened an own conversation lately, by conversation; none where nobody has.
    """

    own: list[Meeting]
    led: list[Meeting]
    actions: list[OwnedAction]
    asked: list[Meeting] = field(default_factory=list)
    begun: frozenset[UUID] = field(default_factory=frozenset)
    ready: frozenset[UUID] = field(default_factory=frozenset)
    confirmed: frozenset[UUID] = field(default_factory=frozenset)
    reopened: frozenset[UUID] = field(default_factory=frozenset)
    corrections: list[Meeting] = field(default_factory=list)
    askers: list[Asker] = field(default_factory=list)
    openers: dict[UUID, int] = field(default_factory=dict)


def list_actions(actor: Actor, /, *, only_open: bool = False) -> list[OwnedAction]:
    """Every action of the actor's agreed plans, late ones first: one's own, and those that the other owes."""
    found = _owned(actor, meetings_of(actor, conversations=_with_plans.ask(person_id=actor.person_id)))
    return [one for one in found if one.is_open or not only_open]


@Prepared
def _with_plans(person_id: UUID) -> Conversations:
    return conversations_of(Actor(person_id)).filter(WITH_ACTIONS).select_related("employee")


def list_promises(actor: Actor, /) -> list[Promise]:
    """The first open actions that the actor owes as leader, those due first; only the plans that hold them are opened."""
    conversations = {one.id: one for one in _promised_in.ask(person_id=actor.person_id)}
    if not conversations:
        return []
    first = [one for one in _promised.ask(person_id=actor.person_id) if one.plan.conversation_id in conversations]
    with gate.reading_many(actor, list(conversations.values()), READ_PLAN) as opened:
        return [_promise(one, conversations[one.plan.conversation_id], opened) for one in first]


@Prepared
def _promised_in(person_id: UUID) -> Conversations:
    about = _first_promises(person_id).values("plan__conversation_id")
    return conversations_seen_by(Actor(person_id)).filter(id__in=about).select_related("employee")


@Prepared
def _promised(person_id: UUID) -> "QuerySet[Action]":
    return _first_promises(person_id).select_related("plan")


def _first_promises(person_id: UUID) -> "QuerySet[Action]":
    led = appointments_true_today().filter(
        leader_id=person_id, conversation__state=State.AGREED, conversation__texts_erased_on__isnull=True
    )
    owed = Action.objects.filter(
        plan__conversation_id__in=led.values("conversation_id"),
        responsible__in=[LEADER, "both"],
        state__in=OPEN_STATES,
    )
    return owed.order_by(F("due_on").asc(nulls_last=True), "id")[:MOST_PROMISES]


def _promise(action: Action, conversation: Conversation, opened: Mapping[UUID, gate.Opened]) -> Promise:
    what = opened[conversation.id].text(Part.AGREEMENT, f"action:{action.id}")
    return Promise(what, action.due_on, conversation.id, conversation.employee.full_name)


def read_home(actor: Actor, /) -> HomeText:
    """What one's own page tells, in the same few queries for one conversation and for seventy."""
    meetings = meetings_of(actor, conversations=_own_and_current.ask(person_id=actor.person_id))
    own = [one for one in meetings if not one.is_leader]
    return HomeText(
        own=own,
        led=[one for one in meetings if one.is_leader and one.conversation.state in IN_CONVERSATION],
        asked=[one for one in meetings if one.is_leader and one.conversation.state == State.PLANNED],
        actions=_owned(actor, [one for one in meetings if _has_actions(one.conversation)]),
        begun=_marked(meetings, "has_begun"),
        ready=_marked(meetings, "is_ready"),
        confirmed=_marked(meetings, "has_confirmed"),
        reopened=_marked(meetings, "is_reopened"),
        corrections=[one for one in meetings if getattr(one.conversation, "has_correction", False)],
        askers=list_askers(actor),
        openers=count_openers(actor, conversations=[one.conversation for one in own]),
    )


@Prepared
def _own_and_current(person_id: UUID) -> Conversations:
    is_own = Q(employee_id=person_id)
    current = Q(state__in=IN_CONVERSATION) | WITH_ACTIONS | Q(state=State.PLANNED, asked_at__isnull=False)
    found = _with_own_part(person_id, conversations_of(Actor(person_id)).filter(is_own | current))
    return found.select_related("employee", "round").order_by("-deadline_on", "-planned_at")


def _with_own_part(person_id: UUID, found: Conversations) -> Conversations:
    """The conversations with how far this person has come, and with what has been done to the plan since."""
    begun = PreparationProgress.objects.filter(conversation_id=OuterRef("pk"), person=person_id)
    given = Confirmation.objects.filter(plan__conversation_id=OuterRef("pk"), person=person_id, voided_at__isnull=True)
    ready = begun.filter(ready_at__isnull=False)
    reopened = AgreedPlan.objects.filter(conversation_id=OuterRef("pk"), reopened_at__isnull=False)
    proposed = Correction.objects.filter(
        plan__conversation_id=OuterRef("pk"), state=Correction.State.PROPOSED, voided_at__isnull=True
    ).exclude(proposed_by=person_id)
    found = found.annotate(has_begun=Exists(begun), is_ready=Exists(ready), has_confirmed=Exists(given))
    return found.annotate(is_reopened=Exists(reopened), has_correction=Exists(proposed))


def _has_actions(conversation: Conversation) -> bool:
    return conversation.state == State.AGREED and conversation.texts_erased_on is None


def _marked(meetings: Sequence[Meeting], mark: str) -> frozenset[UUID]:
    return frozenset(one.conversation.id for one in meetings if getattr(one.conversation, mark))


def _owned(actor: Actor, meetings: Sequence[Meeting]) -> list[OwnedAction]:
    by_conversation = {one.conversation.id: one for one in meetings}
    if not by_conversation:
        return []
    actions = list(Action.objects.filter(plan__conversation__in=by_conversation).select_related("plan"))
    conversations = _with_actions(by_conversation, actions)
    if not conversations:
        return []
    with gate.reading_many(actor, conversations, READ_PLAN) as opened:
        found = [
            _owned_action(one, by_conversation[one.plan.conversation_id], opened[one.plan.conversation_id])
            for one in actions
        ]
    return sorted(found, key=_late_first)


def _with_actions(meetings: dict[UUID, Meeting], actions: Sequence[Action]) -> list[Conversation]:
    ids = dict.fromkeys(action.plan.conversation_id for action in actions)
    return [meetings[one].conversation for one in ids]


def _owned_action(action: Action, meeting: Meeting, opened: gate.Opened) -> OwnedAction:
    what = opened.text(Part.AGREEMENT, f"action:{action.id}")
    support = opened.text(Part.AGREEMENT, f"support:{action.id}")
    is_mine = action.responsible in {meeting.capacity, "both"}
    return OwnedAction(ActionText(action, what, support, 0), meeting, is_mine)


def _late_first(one: OwnedAction) -> tuple[bool, str, str]:
    return (not one.is_open, str(one.text.action.due_on or "9"), str(one.text.action.id))
