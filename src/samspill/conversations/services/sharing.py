"""A leader shares conversations with a colleague, and those of a round that is open go along (S15)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.conversations import policy
from samspill.conversations.finding import lock_conversations
from samspill.conversations.models import Appointment, Conversation
from samspill.conversations.services.following_leaders import READABLE_BY_LEADER, follow, follow_leaders
from samspill.conversations.states import State
from samspill.organisation.facts import leaders_of
from samspill.organisation.models import Delegation
from samspill.organisation.services.delegating import delegate_conversations, end_delegation


def share_conversations(
    actor: Actor,
    /,
    *,
    delegate_id: UUID,
    unit_id: UUID | None = None,
    title_code: str = "",
    employee_ids: Sequence[UUID] = (),
) -> int:
    """Share by unit, occupation or name, and pass on the conversations that nobody is invited to yet; returns how many.

    A conversation that is under way, or in which anything has been shared, stays with the actor.

    Raises:
        Denied, NotFound, Unacceptable: as ``delegate_conversations``.
    """
    with transaction.atomic():
        lock_conversations(_waiting(actor).values_list("id", flat=True))
        delegation = delegate_conversations(
            actor, delegate_id=delegate_id, unit_id=unit_id, title_code=title_code, employee_ids=employee_ids
        )
        return _pass_on(actor, delegation)


def take_back_conversations(actor: Actor, /, *, delegation_id: UUID) -> int:
    """End a sharing; the conversations go back to the nearest leader. Returns how many changed hands.

    Raises:
        NotFound: the actor shares no such conversations.
    """
    end_delegation(actor, delegation_id=delegation_id)
    return follow_leaders(Actor.system(policy.FOLLOWING))


def _waiting(actor: Actor) -> QuerySet[Conversation]:
    """Those that the actor leads without having shared them, and that nobody is invited to yet."""
    mine = Appointment.objects.filter(leader_id=actor.person_id, until_at__isnull=True, delegation__isnull=True)
    unbegun = [State.PLANNED, State.EXEMPTED]
    waiting = Conversation.objects.filter(id__in=mine.values("conversation_id"), state__in=unbegun)
    return waiting.exclude(assessment__shared_at__isnull=False)


def _pass_on(actor: Actor, delegation: Delegation) -> int:
    conversations = list(_waiting(actor))
    wanted = leaders_of({one.employee_id for one in conversations})
    text = gate.existing_parts(one.id for one in conversations)
    changed = 0
    for conversation in conversations:
        pairs = [one for one in wanted.get(conversation.employee_id, []) if one.delegation_id == delegation.id]
        if pairs and not text.get(conversation.id, set()) & READABLE_BY_LEADER:
            system = Actor.system(policy.FOLLOWING)
            changed += follow(system, conversation_id=conversation.id, wanted=pairs, still=_waiting(actor))
    return changed
