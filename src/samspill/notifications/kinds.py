"""The kinds of notice: names, times, a place and a path, and never a text that somebody wrote about somebody.

A mail may be read by a delegate, a ward that shares an address or a mail server's keeper. So a notice can hold only the
types below; a test reads every field.
"""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Self, get_type_hints
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PersonName = Annotated[str, "the full name of a person"]
Place = Annotated[str, "where to meet, as on a door"]
Path = Annotated[str, "a path on the installation, beginning with a slash and without any token"]
MailAddress = Annotated[str, "a mail address, or empty where there is none"]
Code = Annotated[str, "a code for one use"]

_LONGEST = 200
_READERS: dict[type, Any] = {datetime: datetime.fromisoformat, date: date.fromisoformat, UUID: UUID}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What every kind of notice has: the path that its link leads to.

    A kind says of itself which line stands as the mail's subject (neutral: it shows on a locked telephone), which
    fields are forgotten when it is sent, after which of its moments it is of no use, and whether it is a reminder,
    which is sent in working hours only.
    """

    kind: ClassVar[str]
    subject: ClassVar[str | Promise] = _("Conversation")
    forgotten: ClassVar[frozenset[str]] = frozenset()
    useless_after: ClassVar[str] = ""
    is_reminder: ClassVar[bool] = False

    path: Path

    def as_facts(self) -> dict[str, str | int | bool]:
        """The fields as JSON can hold them: strings on one line and at most 200 characters, moments in UTC."""
        return {field.name: _as_json(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> Self:
        """The message that ``as_facts`` made these facts of.

        Raises:
            TypeError: a field is missing, such as a code that is forgotten.
        """
        types = _types_of(cls)
        return cls(**{name: _READERS.get(types[name], types[name])(value) for name, value in facts.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Message):
    """A message with a calendar part (RFC 5546).

    Args:
        employee: the employee's name.
        leader: the conversation leader's name.
        planned_at: when it begins, aware.
        length_minutes: how long it lasts.
        place: where.
        uid: the meeting's own identifier, the same for as long as the same leader holds it; a new leader, a new one.
        sequence: 0 at first, higher for each change.
        organiser_mail: the leader's address, or empty: then the installation's sender is the organiser.
        is_leaders_copy: whether it goes to the leader and not to the employee.
    """

    employee: PersonName
    leader: PersonName
    planned_at: datetime
    length_minutes: int
    place: Place
    uid: UUID
    sequence: int
    organiser_mail: MailAddress
    is_leaders_copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedToConversation(Meeting):
    """The leader has invited the employee to a conversation."""

    kind = "invited_to_conversation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationMoved(Meeting):
    """The conversation has a new time, length or place."""

    kind = "conversation_moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationCalledOff(Meeting):
    """The conversation will not be held at the time that was agreed."""

    kind = "conversation_called_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationReminder(Message):
    """A conversation with the other of the two is near."""

    kind = "conversation_reminder"
    useless_after = "planned_at"
    is_reminder = True
    other: PersonName
    planned_at: datetime
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAwaitsConfirmation(Message):
    """The other of the two has confirmed the plan."""

    kind = "plan_awaits_confirmation"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationVoided(Message):
    """The other of the two has changed the plan after it was confirmed."""

    kind = "confirmation_voided"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAgreed(Message):
    """Both have confirmed the same plan."""

    kind = "plan_agreed"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedOnOthersDevice(Message):
    """The receiver has confirmed the plan where the other of the two is signed in."""

    kind = "confirmed_on_others_device"
    other: PersonName
    confirmed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftUnconfirmed(Message):
    """The other of the two has left the conversation without a confirmed plan; nobody is asked why."""

    kind = "left_unconfirmed"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUpAgain(Message):
    """The other of the two has taken up a plan that was left unconfirmed."""

    kind = "taken_up_again"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionProposed(Message):
    """The other of the two proposes to correct the spelling of the plan; the mail does not say which words."""

    kind = "correction_proposed"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAnswered(Message):
    """The other of the two has answered a proposal to correct the spelling of the plan."""

    kind = "correction_answered"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationWillBeErased(Message):
    """The receiver's own preparation will soon be erased."""

    kind = "preparation_will_be_erased"
    is_reminder = True
    other: PersonName
    erased_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationAsked(Message):
    """The employee asks for a conversation; the mail does not say of which kind."""

    kind = "conversation_asked"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationWithdrawn(Message):
    """The other of the two has taken back a conversation that they had asked for."""

    kind = "conversation_withdrawn"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class WishMade(Message):
    """The other of the two asks for something before the conversation; the mail does not say what."""

    kind = "wish_made"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class WishMet(Message):
    """What the receiver asked for is seen to."""

    kind = "wish_met"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentShared(Message):
    """The leader has shared something with the employee; the mail does not say what."""

    kind = "assessment_shared"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentAnswered(Message):
    """The employee has answered what the leader shared."""

    kind = "assessment_answered"
    other: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderChanged(Message):
    """The employee's conversation will be held by another leader."""

    kind = "leader_changed"
    leader: PersonName
    former_leader: PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeForSignIn(Message):
    """A code that lets the receiver choose a password. The code is forgotten when it is sent or has expired."""

    kind = "code_for_sign_in"
    subject = _("Signing in")
    forgotten = frozenset({"code"})
    useless_after = "expires_at"
    code: Code
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordWasReset(Message):
    """Somebody has used a code to choose a new password for the receiver."""

    kind = "password_was_reset"
    subject = _("Signing in")
    reset_at: datetime


KINDS: dict[str, type[Message]] = {
    message.kind: message
    for message in (
        InvitedToConversation,
        ConversationMoved,
        ConversationCalledOff,
        ConversationReminder,
        PlanAwaitsConfirmation,
        ConfirmationVoided,
        PlanAgreed,
        ConfirmedOnOthersDevice,
        LeftUnconfirmed,
        TakenUpAgain,
        CorrectionProposed,
        CorrectionAnswered,
        PreparationWillBeErased,
        LeaderChanged,
        ConversationAsked,
        ConversationWithdrawn,
        WishMade,
        WishMet,
        AssessmentShared,
        AssessmentAnswered,
        CodeForSignIn,
        PasswordWasReset,
    )
}


def _types_of(message: type[Message]) -> dict[str, type]:
    hints = get_type_hints(message)
    return {field.name: hints[field.name] for field in fields(message)}


def _as_json(value: object) -> str | int | bool:
    if isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return on_one_line(str(value))


def on_one_line(value: str) -> str:
    """The string with every line break and control character as one space, at most 200 characters."""
    printable = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(printable.split())[:_LONGEST]
