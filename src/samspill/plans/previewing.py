"""The meeting room of a conversation that exists nowhere: how a guide will look before anybody has written a word."""

from samspill.confidentiality import gate
from samspill.conversations.agenda import PrivateText, build_agenda
from samspill.conversations.previewing import preview_meeting
from samspill.conversations.states import State
from samspill.guides.direction import Direction
from samspill.guides.texts import GuideText, MenuText
from samspill.plans.models import AgreedPlan
from samspill.plans.room import RoomText
from samspill.plans.texts import FocusText, PlanText


def preview_room(guide: GuideText, menu: MenuText, direction: Direction, *, capacity: str, language: str) -> RoomText:
    """The meeting on one page, as it stands when it begins."""
    meeting = preview_meeting(capacity=capacity, state=State.STARTED, language=language)
    opened = gate.nothing_written(meeting.conversation.id)
    agenda = build_agenda(guide, menu, opened)
    focus = [FocusText(theme.key, theme.title, "", 0) for theme in guide.themes if theme.has_focus]
    plan = PlanText(AgreedPlan(conversation=meeting.conversation), [], [], focus)
    private = {topic.key: PrivateText() for topic in agenda}
    is_writer = capacity == meeting.conversation.writer
    return RoomText(meeting, guide, agenda, plan, direction, private, {}, may_write_notes=is_writer)
