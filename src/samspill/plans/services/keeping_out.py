"""Keeping a topic out of the plan: it is personal, not for the record (seed 004)."""

from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations.agenda import PERSONAL, YES
from samspill.conversations.finding import find_conversation
from samspill.conversations.policy import MARK_THEME
from samspill.conversations.services.writing import bump
from samspill.plans.models import AgreedPlan
from samspill.plans.policy import WRITE_PLAN
from samspill.plans.services.voiding import void_confirmations


def set_personal(actor: Actor, /, *, conversation_id: UUID, topic: str, is_personal: bool) -> None:
    """Say that a topic is personal, or not after all; either of the two may.

    What was written ahead under it leaves the plan for the notes, which are erased, and comes back when it is no longer
    personal. The notes to it are erased when the meeting ends.
    """
    source, target = Part.AGREEMENT, Part.CONVERSATION_NOTES
    if not is_personal:
        source, target = target, source
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, MARK_THEME, WRITE_PLAN) as writing:
            mark = YES if is_personal else ""
            writing.write(Part.CONVERSATION_NOTES, f"{PERSONAL}:{topic}", mark, revision=None)
            field = f"focus:{topic}"
            if field in writing.values(source):
                writing.move(field, source=source, target=target, new_field=field)
                plan, _ = AgreedPlan.objects.get_or_create(conversation=conversation)
                void_confirmations(actor, conversation=conversation, plan=plan, writing=writing)
        bump(conversation)
