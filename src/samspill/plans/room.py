"""The meeting room: the agenda, the plan as it grows, and whether anything is new since one last looked."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.agenda import PrivateText, Topic, build_agenda, private_texts
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import Conversation
from samspill.conversations.queries import Meeting, direction_of, meeting_of
from samspill.foundation import clock
from samspill.guides.direction import Direction
from samspill.guides.queries import read_guide, read_menu
from samspill.guides.texts import GuideText
from samspill.plans.policy import READ_PLAN
from samspill.plans.texts import PlanText, plan_of, plan_text

AFTER_THE_END = timedelta(minutes=30)
JUST_NOW = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class LiveText:
    """A text that both can see; ``written_by`` only where the other wrote it just now."""

    value: str
    revision: int = 0
    is_by_other_just_now: bool = False


@dataclass(frozen=True, slots=True)
class RoomText:
    """The meeting on one page: the agenda with notes, the plan as it grows, and what only the reader sees."""

    meeting: Meeting
    guide: GuideText
    agenda: list[Topic]
    plan: PlanText
    direction: Direction
    private: dict[str, PrivateText]
    live: dict[str, LiveText]
    may_write_notes: bool

    @property
    def shape(self) -> str:
        """A short mark of everything but the running texts: when it changes, the page is shown anew."""
        conversation = self.meeting.conversation
        topics = [(one.key, one.mark, sorted(one.marked_by), len(one.shared)) for one in self.agenda]
        goals = [(one.goal.id, one.revision) for one in self.plan.goals]
        actions = [(one.action.id, one.revision) for one in self.plan.actions]
        shown = (conversation.state, conversation.writer, topics, goals, actions, self.plan.plan.is_without_actions)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Pulse:
    """Whether there is news, and whether the two are still expected to be in the room."""

    has_news: bool
    is_meeting_on: bool


def read_room(actor: Actor, /, *, conversation_id: UUID) -> RoomText:
    """The meeting for one of the two, from when it has started."""
    conversation = find_conversation(actor, conversation_id)
    capacity = conversation.capacity_of(actor)
    own = policy.read_own_preparation(capacity)
    with gate.reading(actor, conversation, policy.READ_SHARED, policy.READ_NOTES, own, READ_PLAN) as opened:
        return _room(actor, conversation, opened)


def _room(actor: Actor, conversation: Conversation, opened: gate.Opened) -> RoomText:
    capacity = conversation.capacity_of(actor)
    guide = read_guide(conversation.guide_version_id, conversation.language)
    menu = read_menu(conversation.menu_version_id, conversation.language)
    agenda = build_agenda(guide, menu, opened)
    plan = plan_text(plan_of(conversation), conversation, opened)
    meeting = meeting_of(actor, conversation=conversation)
    return RoomText(
        meeting,
        guide,
        agenda,
        plan,
        direction_of(meeting),
        private_texts(guide, menu, opened, capacity, policy.own_preparation(capacity), agenda),
        _live(actor, agenda, plan, opened),
        may_write_notes=bool(policy.WRITE_NOTES.may(actor, conversation)),
    )


def look_for_news(actor: Actor, /, *, conversation_id: UUID, seen: int) -> Pulse:
    """Whether anything that both can see has changed since a revision: one query, nothing opened."""
    conversation = find_conversation(actor, conversation_id)
    gate.require(actor, conversation, policy.SEE)
    begins = conversation.started_at or conversation.planned_at
    ends = begins + timedelta(minutes=conversation.length_minutes) + AFTER_THE_END if begins else None
    return Pulse(conversation.revision != seen, is_meeting_on=ends is not None and clock.now() < ends)


def _live(actor: Actor, agenda: list[Topic], plan: PlanText, opened: gate.Opened) -> dict[str, LiveText]:
    notes, agreement = opened.values(Part.CONVERSATION_NOTES), opened.values(Part.AGREEMENT)
    values = {f"note:{topic.key}": notes.get(f"note:{topic.key}") for topic in agenda}
    values |= {f"focus:{one.theme}": agreement.get(f"focus:{one.theme}") for one in plan.focus}
    texts = {name: _live_text(actor, value) for name, value in values.items()}
    shared = {f"shared:{one.capacity}:{one.name}": LiveText(one.text) for topic in agenda for one in topic.shared}
    return texts | shared


def _live_text(actor: Actor, value: gate.Value | None) -> LiveText:
    if value is None:
        return LiveText("")
    is_fresh = clock.now() - value.changed_at < JUST_NOW
    return LiveText(value.text, value.revision, is_fresh and value.author_id != actor.person_id)


def spent_and_left(conversation: Conversation, *, at: datetime) -> tuple[int, int]:
    """Whole minutes since the start, and left of the planned length (negative when it is over)."""
    spent = int((at - conversation.started_at).total_seconds() // 60) if conversation.started_at else 0
    return spent, conversation.length_minutes - spent
