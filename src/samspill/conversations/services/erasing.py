"""Erasing preparation and assessments: when their time is over, for good, in the database file and its log of writes."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.finding import lock_conversations
from samspill.conversations.models import Assessment, Conversation
from samspill.conversations.policy import ASSESSMENT_KEPT, KEPT
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


def erase_due_assessments(actor: Actor, /) -> int:
    """Erase what was shared a year ago, and drafts that nobody shared; run every minute, does nothing twice."""
    due = list(Assessment.objects.filter(_is_assessment_over()).values_list("conversation_id", flat=True))
    erased = sum(_erase_assessment_if_over(conversation_id) for conversation_id in due)
    if erased:
        forget_erased()
    return erased


def erase_assessment(assessment: Assessment) -> int:
    """Erase an assessment; of one that was never shared no fact is left either. Returns how many parts there were."""
    erased = gate.erase(RETENTION, assessment.conversation, policy.ERASE_ASSESSMENT, Part.ASSESSMENT)
    if assessment.shared_at is None:
        assessment.delete()
    else:
        Assessment.objects.filter(id=assessment.id).update(erased_on=clock.today())
    return erased


def _is_over(*, before: str = "") -> Q:
    """Ended for a month; or begun a month ago and never ended. A meeting planned anew has not ended."""
    limit = clock.now() - KEPT
    running = {f"{before}state": State.STARTED, f"{before}ended_at__isnull": True, f"{before}started_at__lt": limit}
    return Q(**{f"{before}ended_at__lt": limit}) | Q(**running)


def _is_assessment_over() -> Q:
    now = clock.now()
    is_draft_over = Q(shared_at__isnull=True, begun_at__lt=now - KEPT) & _is_over(before="conversation__")
    return Q(erased_on__isnull=True) & (Q(shared_at__lt=now - ASSESSMENT_KEPT) | is_draft_over)


def _erase_assessment_if_over(conversation_id: UUID) -> int:
    with transaction.atomic():
        lock_conversations([conversation_id])
        due = Assessment.objects.filter(_is_assessment_over(), conversation_id=conversation_id)
        assessment = due.select_related("conversation").first()
        return erase_assessment(assessment) if assessment else 0


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
