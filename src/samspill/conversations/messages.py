"""The notices that this room sends: names, times, a place and a link."""

from uuid import UUID

from django.urls import reverse

from samspill.conversations.models import Appointment, Conversation
from samspill.notifications import outbox
from samspill.notifications.kinds import (
    AssessmentAnswered,
    AssessmentShared,
    ConversationAsked,
    ConversationCalledOff,
    ConversationMoved,
    ConversationWithdrawn,
    InvitedToConversation,
    LeaderChanged,
    Meeting,
    WishMade,
    WishMet,
)
from samspill.people.models import Person


def path_to(conversation: Conversation) -> str:
    """Where the link in a mail leads: a page that asks for sign-in."""
    return reverse("conversation", kwargs={"conversation_id": conversation.id})


def put_invitation(conversation: Conversation) -> None:
    """Invite both: the employee, and the leader's own calendar."""
    _put_meeting(InvitedToConversation, conversation)


def put_move(conversation: Conversation) -> None:
    """Tell both of a new time, length or place."""
    _put_meeting(ConversationMoved, conversation)


def put_call_off(conversation: Conversation) -> None:
    """Tell both that the meeting is called off."""
    _put_meeting(ConversationCalledOff, conversation)


def put_leader_changed(conversation: Conversation, *, leader: Person, former_leader: Person) -> None:
    """Tell the employee that another leader will hold the conversation."""
    message = LeaderChanged(path=path_to(conversation), leader=leader.full_name, former_leader=former_leader.full_name)
    outbox.put(message, recipient=conversation.employee, about_id=conversation.id)


def put_asked(conversation: Conversation) -> None:
    """Tell the leader that the employee asks for a conversation; of which kind, is on the page."""
    leader = Appointment.objects.select_related("leader").get(conversation=conversation, until_at__isnull=True).leader
    message = ConversationAsked(path=path_to(conversation), other=conversation.employee.full_name)
    outbox.put(message, recipient=leader, about_id=conversation.id)


def put_withdrawn(conversation: Conversation, *, by_id: UUID) -> None:
    """Tell the other of the two that the conversation was taken back."""
    appointed = Appointment.objects.select_related("leader").filter(conversation=conversation, until_at__isnull=True)
    parties = [conversation.employee, *(one.leader for one in appointed)]
    me = next((one for one in parties if one.id == by_id), None)
    for other in parties:
        if me is not None and other.id != by_id:
            message = ConversationWithdrawn(path=path_to(conversation), other=me.full_name)
            outbox.put(message, recipient=other, about_id=conversation.id)


def put_wish(conversation: Conversation, *, recipient: Person, other: Person) -> None:
    """Tell one of the two that the other asks for something; what, is on the page."""
    message = WishMade(path=path_to(conversation), other=other.full_name)
    outbox.put(message, recipient=recipient, about_id=conversation.id)


def put_wish_met(conversation: Conversation, *, recipient: Person, other: Person) -> None:
    """Tell the one who asked that it is seen to."""
    message = WishMet(path=path_to(conversation), other=other.full_name)
    outbox.put(message, recipient=recipient, about_id=conversation.id)


def put_assessment_shared(conversation: Conversation, *, leader: Person) -> None:
    """Tell the employee that there is something to read; what, is on the page."""
    message = AssessmentShared(path=path_to(conversation), other=leader.full_name)
    outbox.put(message, recipient=conversation.employee, about_id=conversation.id)


def put_assessment_answered(conversation: Conversation, *, leader: Person) -> None:
    """Tell the leader that the employee has answered."""
    message = AssessmentAnswered(path=path_to(conversation), other=conversation.employee.full_name)
    outbox.put(message, recipient=leader, about_id=conversation.id)


def _put_meeting(kind: type[Meeting], conversation: Conversation) -> None:
    if conversation.planned_at is None:
        return
    appointment = Appointment.objects.select_related("leader").get(conversation=conversation, until_at__isnull=True)
    for recipient in (conversation.employee, appointment.leader):
        message = kind(
            path=path_to(conversation),
            employee=conversation.employee.full_name,
            leader=appointment.leader.full_name,
            planned_at=conversation.planned_at,
            length_minutes=conversation.length_minutes,
            place=conversation.place,
            uid=appointment.id,
            sequence=conversation.calendar_sequence - 1,
            organiser_mail=appointment.leader.mail,
            is_leaders_copy=recipient.id == appointment.leader_id,
        )
        outbox.put(message, recipient=recipient, about_id=conversation.id)
