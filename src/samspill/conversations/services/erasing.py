"""Erasing preparation: when its time is over, for good, in the database file and its log of writes."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.models import Conversation
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.database import forget_erased

AT_LATEST = timedelta(days=30)
ERASED = (Part.PREPARATION_EMPLOYEE, Part.PREPARATION_LEADER, Part.CONVERSATION_NOTES)
RETENTION = Actor.system("retention")


def erase_preparation(conversation: Conversation) -> int:
    """Erase both sides' preparation and the notes of the meeting; returns how many parts there were."""
    erased = gate.erase(RETENTION, conversation, policy.ERASE_PREPARATION, *ERASED)
    forget_erased()
    return erased


def erase_due(actor: Actor, /) -> int:
    """Erase what is 30 days past the conversation, confirmed or not; run every minute, does nothing twice."""
    limit = clock.now() - AT_LATEST
    over = Q(ended_at__lt=limit) | Q(state=State.DECLINED, planned_at__lt=limit)
    due = Conversation.objects.filter(over).exclude(state__in=[State.PLANNED, State.INVITED])
    return sum(erase_preparation(conversation) for conversation in _with_preparation(due))


def _with_preparation(conversations: Iterable[Conversation]) -> Iterable[Conversation]:
    rows = list(conversations)
    parts = gate.existing_parts(row.id for row in rows)
    return [row for row in rows if parts.get(row.id, set()) & set(ERASED)]
