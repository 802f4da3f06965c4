"""Erasing preparation: when its time is over, for good, in the database file and its log of writes."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.finding import lock_conversations
from samspill.conversations.models import Conversation
from samspill.conversations.policy import KEPT
from samspill.conversations.states import BEFORE_START, State
from samspill.foundation import clock
from samspill.foundation.database import forget_erased

ERASED = (Part.PREPARATION_EMPLOYEE, Part.PREPARATION_LEADER, Part.CONVERSATION_NOTES)
RETENTION = Actor.system("retention")


def erase_preparation(conversation: Conversation) -> int:
    """Erase both sides' preparation and the notes of the meeting; returns how many parts there were."""
    erased = gate.erase(RETENTION, conversation, policy.ERASE_PREPARATION, *ERASED)
    forget_erased()
    return erased


def erase_due(actor: Actor, /) -> int:
    """Erase what is 30 days past the conversation, held or called off; run every minute, does nothing twice."""
    due = Conversation.objects.filter(_is_over(), id__in=gate.things_with(*ERASED))
    erased = sum(_erase_if_over(conversation_id) for conversation_id in list(due.values_list("id", flat=True)))
    if erased:
        forget_erased()
    return erased


def _is_over() -> Q:
    """Ended for a month; or begun a month ago and never ended. A meeting planned anew has not ended."""
    limit = clock.now() - KEPT
    return Q(ended_at__lt=limit) | Q(state=State.STARTED, ended_at__isnull=True, started_at__lt=limit)


def _erase_if_over(conversation_id: UUID) -> int:
    with transaction.atomic():
        lock_conversations([conversation_id])
        conversation = Conversation.objects.filter(_is_over(), id=conversation_id).first()
        if conversation is None:
            return 0
        if conversation.state in BEFORE_START:
            # Called off, and still to be planned anew: what is written from now on has a month of its own.
            Conversation.objects.filter(id=conversation_id).update(ended_at=None)
        return gate.erase(RETENTION, conversation, policy.ERASE_PREPARATION, *ERASED)
