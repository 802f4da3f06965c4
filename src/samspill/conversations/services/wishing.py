"""Asking for another leader, another time, a companion or an interpreter; without a reason, and answered by the other."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation, leader_of
from samspill.conversations.messages import put_wish, put_wish_met
from samspill.conversations.models import Conversation, Wish
from samspill.conversations.states import WishKind
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.people.models import Person


def make_wish(actor: Actor, /, *, conversation_id: UUID, kind: str) -> Wish:
    """Ask for something; the other of the two is told that one asks, and sees for what on the conversation's page.

    Asking for what one has asked for already changes nothing.

    Raises:
        Unacceptable: a kind that there is not.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        gate.require(actor, conversation, policy.SEE)
        if kind not in WishKind.values:
            raise Unacceptable("unknown_wish", field="kind")
        if kind == WishKind.OTHER_LEADER:
            gate.require(actor, conversation, policy.WISH_OTHER_LEADER)
        gate.require(actor, conversation, policy.WISH)
        standing = _standing(conversation).filter(kind=kind, made_by_id=actor.id).first()
        return standing or _store(actor, conversation, WishKind(kind))


def _store(actor: Actor, conversation: Conversation, kind: WishKind) -> Wish:
    if kind is WishKind.OTHER_LEADER:
        with gate.acting(actor, conversation, policy.WISH_OTHER_LEADER):
            made = Wish.objects.create(conversation=conversation, kind=kind, made_by_id=actor.id)
    else:
        with gate.acting(actor, conversation, policy.WISH):
            made = Wish.objects.create(conversation=conversation, kind=kind, made_by_id=actor.id)
    me, other = _sides(actor, conversation)
    if other is not None:
        put_wish(conversation, recipient=other, other=me)
    return made


def withdraw_wish(actor: Actor, /, *, conversation_id: UUID, wish_id: UUID) -> None:
    """Take back what one has asked for."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, policy.WISH, withdrawn=1):
            wish = _find(conversation, wish_id)
            if wish.made_by_id != actor.person_id:
                raise NotFound
            wish.withdrawn_at = clock.now()
            wish.save(update_fields=["withdrawn_at"])


def meet_wish(actor: Actor, /, *, conversation_id: UUID, wish_id: UUID) -> None:
    """Say that what the other asked for is seen to; the other is told.

    Raises:
        NotFound: there is no such wish of the other's, or only another leader can meet it.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, policy.MEET_WISH):
            wish = _find(conversation, wish_id)
            if wish.made_by_id == actor.person_id or wish.kind == WishKind.OTHER_LEADER:
                raise NotFound
            wish.met_at = clock.now()
            wish.save(update_fields=["met_at"])
            me, other = _sides(actor, conversation)
            if other is not None:
                put_wish_met(conversation, recipient=other, other=me)


def _standing(conversation: Conversation) -> QuerySet[Wish]:
    return Wish.objects.filter(conversation=conversation, withdrawn_at__isnull=True)


def _find(conversation: Conversation, wish_id: UUID) -> Wish:
    found = _standing(conversation).filter(id=wish_id, met_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def _sides(actor: Actor, conversation: Conversation) -> tuple[Person, Person | None]:
    """The actor, and the other of the two."""
    employee, leader = conversation.employee, leader_of(conversation)
    if actor.person_id == employee.id:
        return employee, leader
    return Person.objects.get(id=actor.id), employee
