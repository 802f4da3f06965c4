"""The meeting room: the agenda, the plan as it grows, and whether anything is new since one last looked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.agenda import PrivateText, Topic, build_agenda, private_texts
from samspill.conversations.finding import find_pulse
from samspill.conversations.invitations import PURPOSE
from samspill.conversations.models import Conversation
from samspill.conversations.points import shared_texts
from samspill.conversations.queries import Meeting, direction_of, read_meeting
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
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What has happened in the room since one last looked.

    Args:
        revision: what one has seen now.
        is_meeting_on: whether the two are still expected to be there.
        is_shape_changed: whether anything but the running texts has changed, so that the page is to be shown anew.
        texts: every running text, by its field; None where nothing has changed.
    """

    revision: int
    is_meeting_on: bool
    is_shape_changed: bool = False
    texts: dict[str, LiveText] | None = None


def read_room(actor: Actor, /, *, conversation_id: UUID) -> RoomText:
    """The meeting for one of the two, from when it has started.

    Raises:
        NotFound, Denied: none, or not the actor's.
    """
    return room_of(actor, meeting=read_meeting(actor, conversation_id=conversation_id))


def room_of(actor: Actor, /, *, meeting: Meeting) -> RoomText:
    """The room of a meeting that was found for the actor."""
    conversation = meeting.conversation
    own = policy.read_own_preparation(meeting.capacity)
    with gate.reading(actor, conversation, policy.READ_SHARED, policy.READ_NOTES, own, READ_PLAN) as opened:
        return _room(actor, meeting, opened)


def _room(actor: Actor, meeting: Meeting, opened: gate.Opened) -> RoomText:
    conversation, capacity = meeting.conversation, meeting.capacity
    guide = read_guide(conversation.guide_version_id, conversation.language)
    menu = read_menu(conversation.menu_version_id, conversation.language)
    agenda = build_agenda(guide, menu, opened)
    plan = plan_text(plan_of(conversation), conversation, opened)
    return RoomText(
        meeting,
        guide,
        agenda,
        plan,
        direction_of(meeting),
        private_texts(guide, menu, opened, capacity, policy.own_preparation(capacity), agenda),
        _live(actor, opened),
        may_write_notes=bool(policy.WRITE_NOTES.may(actor, conversation)),
        purpose=opened.text(Part.SHARED, PURPOSE),
    )


def read_news(actor: Actor, /, *, conversation_id: UUID, seen: int) -> News:
    """What both can see and has changed since a revision; where nothing has, one query and nothing opened."""
    conversation = find_pulse(actor, conversation_id)
    gate.require(actor, conversation, policy.SEE)
    is_on = _is_meeting_on(conversation)
    if conversation.revision == seen:
        return News(seen, is_on)
    with gate.reading(actor, conversation, policy.READ_SHARED, policy.READ_NOTES, READ_PLAN) as opened:
        is_shape_changed = not conversation.shape_revision <= seen < conversation.revision
        return News(conversation.revision, is_on, is_shape_changed, _live(actor, opened))


def _is_meeting_on(conversation: Conversation) -> bool:
    begins = conversation.started_at or conversation.planned_at
    if begins is None:
        return False
    return clock.now() < begins + timedelta(minutes=conversation.length_minutes) + AFTER_THE_END


def _live(actor: Actor, opened: gate.Opened) -> dict[str, LiveText]:
    """Every text that both read while it is written: notes, goals ahead, and what is shared."""
    running = {
        name: _live_text(actor, value)
        for part, kind in ((Part.CONVERSATION_NOTES, "note:"), (Part.AGREEMENT, "focus:"))
        for name, value in opened.values(part).items()
        if name.startswith(kind)
    }
    return running | {f"shared:{capacity}:{name}": LiveText(text) for capacity, name, text in shared_texts(opened)}


def _live_text(actor: Actor, value: gate.Value) -> LiveText:
    is_fresh = clock.now() - value.changed_at < JUST_NOW
    return LiveText(value.text, value.revision, is_fresh and value.author_id != actor.person_id)


def spent_and_left(conversation: Conversation, *, at: datetime) -> tuple[int, int]:
    """Whole minutes since the start, and left of the planned length (negative when it is over)."""
    spent = int((at - conversation.started_at).total_seconds() // 60) if conversation.started_at else 0
    return spent, conversation.length_minutes - spent
