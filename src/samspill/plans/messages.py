"""The notices that this room sends."""

from django.urls import reverse

from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.notifications import outbox
from samspill.notifications.kinds import (
    ConfirmationVoided,
    ConfirmedOnOthersDevice,
    CorrectionAnswered,
    CorrectionProposed,
    LeftUnconfirmed,
    PlanAgreed,
    PlanAwaitsConfirmation,
    TakenUpAgain,
)
from samspill.people.models import Person


def put_awaits(conversation: Conversation, *, recipient: Person, other: Person) -> None:
    """The other has confirmed; now it is the receiver's turn."""
    message = PlanAwaitsConfirmation(path=_path(conversation), other=other.full_name)
    outbox.put(message, recipient=recipient, about_id=conversation.id)


def put_voided(conversation: Conversation, *, recipient: Person, other: Person) -> None:
    """The other has changed what the receiver had confirmed."""
    message = ConfirmationVoided(path=_path(conversation), other=other.full_name)
    outbox.put(message, recipient=recipient, about_id=conversation.id)


def put_agreed(conversation: Conversation, *, recipient: Person, other: Person) -> None:
    """Both have confirmed; each has a copy (S07)."""
    message = PlanAgreed(path=_path(conversation), other=other.full_name)
    outbox.put(message, recipient=recipient, about_id=conversation.id)


def put_confirmed_elsewhere(conversation: Conversation, *, recipient: Person, other: Person) -> None:
    """The receiver has confirmed where the other is signed in; if it was somebody else, the receiver learns of it."""
    message = ConfirmedOnOthersDevice(path=_path(conversation), other=other.full_name, confirmed_at=clock.now())
    outbox.put(message, recipient=recipient, about_id=conversation.id)


def put_left_unconfirmed(conversation: Conversation, *, recipient: Person, other: Person) -> None:
    """The other has left it without a confirmed plan: nothing is asked of the receiver."""
    message = LeftUnconfirmed(path=_path(conversation), other=other.full_name)
    outbox.put(message, recipient=recipient, about_id=conversation.id)


def put_taken_up_again(conversation: Conversation, *, recipient: Person, other: Person) -> None:
    """The other has taken up a plan that was left unconfirmed."""
    message = TakenUpAgain(path=_path(conversation), other=other.full_name)
    outbox.put(message, recipient=recipient, about_id=conversation.id)


def put_correction_proposed(conversation: Conversation, *, recipient: Person, other: Person) -> None:
    """The other has proposed to correct the spelling of the plan; what, is on the page."""
    message = CorrectionProposed(path=_path(conversation), other=other.full_name)
    outbox.put(message, recipient=recipient, about_id=conversation.id)


def put_correction_answered(conversation: Conversation, *, recipient: Person, other: Person) -> None:
    """The other has answered what the receiver proposed."""
    message = CorrectionAnswered(path=_path(conversation), other=other.full_name)
    outbox.put(message, recipient=recipient, about_id=conversation.id)


def _path(conversation: Conversation) -> str:
    return reverse("agreement", kwargs={"conversation_id": conversation.id})
