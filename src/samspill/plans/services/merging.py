"""Putting two versions of a text together: both are kept side by side until one of the two says what is to stand."""

from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound, Part
from samspill.conversations.agenda import TWO_CAN_WRITE, aside_field
from samspill.conversations.finding import find_conversation
from samspill.conversations.policy import KEEP_ASIDE
from samspill.conversations.services.writing import bump, put_together
from samspill.plans.models import AgreedPlan
from samspill.plans.policy import WRITE_PLAN
from samspill.plans.services.voiding import void_confirmations


def merge_versions(actor: Actor, /, *, conversation_id: UUID, field: str, capacity: str, is_kept: bool) -> None:
    """Put the version that is kept beside a text under it, or leave it out; either of the two may.

    Args:
        actor: one of the two.
        conversation_id: one that is under way, or being written up.
        field: the field that both have written in, ``note:<topic>`` or ``focus:<theme>``.
        capacity: whose version is kept beside it.
        is_kept: whether it is put under the text; else it is left out.

    Raises:
        NotFound: nothing is kept there; the other has put them together already.
        Unacceptable: together they are too long.
    """
    kind, notes = field.partition(":")[0], Part.CONVERSATION_NOTES
    if kind not in TWO_CAN_WRITE:
        raise NotFound
    part, acts = (notes, (KEEP_ASIDE,)) if kind == "note" else (Part.AGREEMENT, (KEEP_ASIDE, WRITE_PLAN))
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, *acts) as writing:
            kept_in = aside_field(field, capacity)
            if kept_in not in writing.values(notes):
                raise NotFound
            if is_kept:
                together = put_together(writing.text(part, field), writing.text(notes, kept_in))
                writing.write(part, field, together, revision=None)
            writing.remove(notes, kept_in)
            if is_kept and kind == "focus":
                plan, _ = AgreedPlan.objects.get_or_create(conversation=conversation)
                void_confirmations(actor, conversation=conversation, plan=plan, writing=writing)
        bump(conversation)


def settle(actor: Actor, /, *, conversation_id: UUID, field: str) -> None:
    """Leave out one's own kept version, after having put the two together in the field itself."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, KEEP_ASIDE) as writing:
            writing.remove(Part.CONVERSATION_NOTES, aside_field(field, conversation.capacity_of(actor)))
        bump(conversation)
