"""A conversation that exists nowhere: how a guide will look to the two before anybody has written a word."""

from datetime import timedelta

from django.utils.translation import gettext as _

from samspill.confidentiality import gate
from samspill.conversations.invitations import InvitationText
from samspill.conversations.models import Conversation
from samspill.conversations.points import PointText, filled, guide_points, guide_themes
from samspill.conversations.policy import own_preparation
from samspill.conversations.queries import Meeting, PreparationText
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.identifiers import new_id
from samspill.guides.direction import Direction
from samspill.guides.texts import GuideText, MenuText
from samspill.people.models import Person


def preview_meeting(*, capacity: str, state: State, language: str) -> Meeting:
    """A meeting between an employee and a leader without names, as one of them sees it; nothing is stored."""
    employee = Person(given_name=_("The employee"))
    leader = Person(given_name=_("The leader"))
    planned_at = clock.now().replace(minute=0) + timedelta(days=7)
    started_at = clock.now() if state == State.STARTED else None
    conversation = Conversation(
        id=new_id(), employee=employee, state=state, language=language, planned_at=planned_at, started_at=started_at
    )
    return Meeting(conversation, employee, leader, capacity)


def preview_preparation(
    guide: GuideText, menu: MenuText, direction: Direction, *, capacity: str, language: str
) -> PreparationText:
    """One side's preparation before anything has been written."""
    meeting = preview_meeting(capacity=capacity, state=State.INVITED, language=language)
    opened, own = gate.nothing_written(meeting.conversation.id), own_preparation(capacity)

    def fill(points: list[PointText]) -> list[PointText]:
        return [filled(point, opened, capacity, own) for point in points]

    return PreparationText(
        meeting,
        guide,
        menu,
        InvitationText("", "", ""),
        points=fill(list(guide_points(guide, capacity))),
        themes=fill(list(guide_themes(guide))),
        questions=[],
        own=[],
        from_other=[],
        is_ready=False,
        has_other_begun=False,
        is_other_ready=False,
        may_write=True,
        may_take_back=False,
        direction=direction,
    )
