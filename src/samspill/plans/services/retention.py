"""Erasing what has had its time: agreed plans, what was shared, evaluations; for good, by a rule to each kind (rule 9)."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.finding import lock_conversations
from samspill.conversations.kinds import PLANS, RULES
from samspill.conversations.models import Conversation
from samspill.conversations.services.erasing import RETENTION
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.database import forget_erased
from samspill.plans.models import AgreedPlan, Evaluation

AFTER_THE_NEXT = timedelta(days=365)
AT_MOST = timedelta(days=5 * 365)
ERASED = (Part.SHARED, Part.AGREEMENT, Part.FOLLOW_UP)
AT_ONCE = 200


def erase_due_texts(actor: Actor, /) -> int:
    """Erase the texts of conversations whose time is over; run every minute, does nothing twice. Returns how many."""
    due = list(_due().values_list("id", flat=True)[:AT_ONCE])
    erased = sum(_erase_if_due(conversation_id) for conversation_id in due)
    if erased:
        forget_erased()
    return erased


def _due() -> QuerySet[Conversation]:
    """A year after the next agreed plan, five years at the most; for some kinds a time of their own after the meeting."""
    now = clock.now()
    newer = Conversation.objects.filter(
        kind__in=PLANS, employee_id=OuterRef("employee_id"), state=State.AGREED,
        agreed_at__gt=OuterRef("agreed_at"), agreed_at__lt=now - AFTER_THE_NEXT,
    )  # fmt: skip
    is_over = Q(ended_at__lt=now - AT_MOST)
    is_over |= Q(kind__in=PLANS, state=State.AGREED) & Q(Exists(newer))
    for kind, rules in RULES.items():
        if rules.kept is not None:
            is_over |= Q(kind=kind, ended_at__lt=now - rules.kept)
    return Conversation.objects.filter(is_over, texts_erased_on__isnull=True)


def _erase_if_due(conversation_id: UUID) -> int:
    with transaction.atomic():
        lock_conversations([conversation_id])
        conversation = _due().filter(id=conversation_id).first()
        if conversation is None:
            return 0
        gate.erase(RETENTION, conversation, policy.ERASE_TEXTS, *ERASED)
        AgreedPlan.objects.filter(conversation=conversation).delete()
        Evaluation.objects.filter(conversation=conversation).delete()
        Conversation.objects.filter(id=conversation_id).update(texts_erased_on=clock.today())
    return 1
