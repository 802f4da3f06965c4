"""Finding a conversation for an actor: what is not the actor's own does not exist."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.models import LEADER, Appointment, Conversation, Conversations, appointments_true_today
from samspill.foundation.prepared import Prepared
from samspill.people.models import Person


def conversations_seen_by(actor: Actor) -> Conversations:
    """All conversations, each with what the actor is to it today."""
    return Conversations(Conversation).as_seen_by(actor)


def conversations_of(actor: Actor) -> Conversations:
    """The actor's own conversations and those that the actor leads today: found by index, not by asking of each."""
    own = Conversation.objects.filter(employee_id=actor.person_id).values("id")
    led = Appointment.objects.filter(leader_id=actor.person_id, until_at__isnull=True).values("conversation_id")
    return conversations_seen_by(actor).filter(~Q(standing=""), id__in=own.union(led))


def find_conversation(actor: Actor, conversation_id: UUID, *, is_locked: bool = False) -> Conversation:
    """A conversation with the actor's standing, locked against others' changes when it is to be changed.

    Raises:
        NotFound: there is none with this identifier.
        Denied: it is not the actor's; counted, and answered in the same way.
    """
    if is_locked:
        lock_conversations([conversation_id])
    return _find(_with_all, actor, conversation_id)


def find_pulse(actor: Actor, conversation_id: UUID) -> Conversation:
    """As ``find_conversation``, with no more than tells whether anything is new: an open page asks every other second."""
    return _find(_pulse, actor, conversation_id)


def lock_conversations(conversation_ids: Iterable[UUID]) -> None:
    """Wait until nobody else changes these conversations; in one order, so that two who take many never wait in a ring.

    They are read afterwards: who leads may have changed while one waited. Rounds are locked after conversations, the
    log's head last.
    """
    list(
        Conversation.objects.select_for_update().filter(id__in=list(conversation_ids)).order_by("id").values_list("id")
    )


def leader_of(conversation: Conversation) -> Person | None:
    """The conversation leader appointed now, if there is one."""
    appointed = _appointed.ask(conversation_id=conversation.id)
    return appointed[0].leader if appointed else None


def other_today(actor: Actor, /, *, conversation: Conversation) -> Person | None:
    """The other of the two, as of today: whom something is told, and who can answer; nobody where the leader has left.

    The conversation must have been read for that very actor.
    """
    if conversation.capacity_of(actor) == LEADER:
        return conversation.employee
    appointed = appointments_true_today().filter(conversation=conversation).select_related("leader").first()
    return appointed.leader if appointed else None


def _find(asked: Prepared[Conversation], actor: Actor, conversation_id: UUID) -> Conversation:
    for conversation in asked.ask(person_id=actor.person_id, conversation_id=conversation_id):
        if not actor.is_system and not conversation.standing and not actor.roles:
            raise Denied("see", "not a party", actor=actor, thing_id=conversation.id)
        return conversation
    raise NotFound


def _one(person_id: UUID, conversation_id: UUID) -> Conversations:
    return conversations_seen_by(Actor(person_id)).filter(id=conversation_id)


@Prepared
def _with_all(person_id: UUID, conversation_id: UUID) -> Conversations:
    return _one(person_id, conversation_id).select_related("employee", "unit", "round", "assessment")


@Prepared
def _pulse(person_id: UUID, conversation_id: UUID) -> Conversations:
    told = ("state", "revision", "shape_revision", "started_at", "planned_at", "length_minutes", "texts_erased_on")
    return _one(person_id, conversation_id).only(*told)


@Prepared
def _appointed(conversation_id: UUID) -> QuerySet[Appointment]:
    return Appointment.objects.filter(conversation_id=conversation_id, until_at__isnull=True).select_related("leader")
