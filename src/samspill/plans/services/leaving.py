"""Leaving a held conversation without a confirmed plan, and taking it up again: an honest end, without a reason."""

from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations.finding import find_conversation, other_today
from samspill.conversations.services.moving import move_state
from samspill.conversations.states import State
from samspill.foundation.errors import Unacceptable
from samspill.people.models import Person
from samspill.plans.messages import put_left_unconfirmed, put_taken_up_again
from samspill.plans.models import AgreedPlan
from samspill.plans.policy import LEAVE_UNCONFIRMED, TAKE_UP_AGAIN
from samspill.plans.services.voiding import take_confirmations_away


def leave_unconfirmed(actor: Actor, /, *, conversation_id: UUID) -> None:
    """End a held conversation without a confirmed plan; the other is told, and neither is asked to confirm any more.

    A confirmation that one of them had given falls away with it: a text that will not be agreed has no signature.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, LEAVE_UNCONFIRMED) as writing:
            plan, _ = AgreedPlan.objects.get_or_create(conversation=conversation)
            voided = take_confirmations_away(plan, writing)
            writing.record("leave_unconfirmed", part=Part.AGREEMENT, count=len(voided))
            move_state(conversation, State.UNCONFIRMED)
        other = other_today(actor, conversation=conversation)
        if other is not None:
            put_left_unconfirmed(conversation, recipient=other, other=Person.objects.get(id=actor.id))


def take_up_again(actor: Actor, /, *, conversation_id: UUID) -> None:
    """Go back to writing up the plan; the other is told, and both are asked to confirm.

    Raises:
        Unacceptable: ``nobody_answers`` when nobody leads the conversation any more.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, TAKE_UP_AGAIN):
            other = other_today(actor, conversation=conversation)
            if other is None:
                raise Unacceptable("nobody_answers")
            move_state(conversation, State.HELD)
        put_taken_up_again(conversation, recipient=other, other=Person.objects.get(id=actor.id))
