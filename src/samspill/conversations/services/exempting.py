"""Exempting from a round with a reason from a closed list, bringing back, and declining ("takket nei")."""

from datetime import date
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import Conversation
from samspill.conversations.services.moving import move_state
from samspill.conversations.services.withdrawing import withdraw_meeting
from samspill.conversations.states import ExemptReason, State
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable

BACK: dict[str, object] = {"exempt_reason": "", "exempt_until_on": None, "ended_at": None}


def exempt(actor: Actor, /, *, conversation_id: UUID, reason: str, until_on: date | None = None) -> Conversation:
    """Exempt for now; with a date the conversation comes back by itself on that day."""
    if reason not in ExemptReason.values:
        raise Unacceptable("unknown_reason", field="reason")
    if until_on is not None and until_on <= clock.today():
        raise Unacceptable("date_passed", field="until_on")
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, policy.EXEMPT):
            withdraw_meeting(conversation)
            fields = {"exempt_reason": reason, "exempt_until_on": until_on, "planned_at": None}
            return move_state(conversation, State.EXEMPTED, ended_at=clock.now(), **fields)


def bring_back(actor: Actor, /, *, conversation_id: UUID) -> Conversation:
    """Take an exemption or a "no, thank you" back."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, policy.EXEMPT, back=1):
            return move_state(conversation, State.PLANNED, **BACK)


def decline(actor: Actor, /, *, conversation_id: UUID) -> Conversation:
    """The employee declines; no reason is asked for."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, policy.DECLINE):
            withdraw_meeting(conversation)
            return move_state(conversation, State.DECLINED, planned_at=None, ended_at=clock.now())


def bring_back_due(actor: Actor, /) -> int:
    """Bring back those whose exemption ends today or ended; run every minute, does nothing twice."""
    due = Conversation.objects.filter(state=State.EXEMPTED, exempt_until_on__lte=clock.today())
    for conversation_id in list(due.values_list("id", flat=True)[:500]):
        with transaction.atomic():
            conversation = Conversation.objects.select_for_update().get(id=conversation_id)
            if conversation.state == State.EXEMPTED:
                move_state(conversation, State.PLANNED, **BACK)
    return due.count()
