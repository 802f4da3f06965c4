"""One conversation as its own page shows it: the invitation, how far both have come, and what the reader may do now."""

from dataclasses import dataclass
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Act
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation
from samspill.conversations.invitations import InvitationText, invitation_text
from samspill.conversations.models import Conversation
from samspill.conversations.queries import Meeting, meeting_of, progress_of
from samspill.conversations.states import State
from samspill.guides.queries import read_guide
from samspill.guides.texts import GuideText
from samspill.people.policy import has_own_secret

OFFERED = (policy.INVITE, policy.CALL_OFF, policy.ISSUE_CODE, policy.EXEMPT, policy.DECLINE, policy.START)


@dataclass(frozen=True, slots=True)
class ConversationText:
    """A conversation for one of the two; of the other's preparation only that it is begun, and that it is ready.

    Args:
        invitation: what the leader wrote; None while the conversation is exempted.
        may: the names of the acts that the reader may do now.
        may_print_code: whether the printed invitation can carry a code: the employee has no secret of their own yet.
    """

    meeting: Meeting
    guide: GuideText
    invitation: InvitationText | None
    has_begun: bool
    is_ready: bool
    has_other_begun: bool
    is_other_ready: bool
    may: frozenset[str]
    may_print_code: bool


@dataclass(frozen=True, slots=True)
class InvitationDraft:
    """What the leader's form starts from: what stands now, and the guide in the language that the employee will get."""

    meeting: Meeting
    guide: GuideText
    invitation: InvitationText


def read_conversation(actor: Actor, /, *, conversation_id: UUID) -> ConversationText:
    """A conversation for one of the two, whatever its state.

    Raises:
        NotFound, Denied: none, or not the actor's.
    """
    conversation = find_conversation(actor, conversation_id)
    gate.require(actor, conversation, policy.SEE)
    meeting = meeting_of(actor, conversation=conversation)
    own, others = progress_of(meeting)
    may = frozenset(act.name for act in OFFERED if act.may(actor, conversation))
    may_print_code = policy.ISSUE_CODE.name in may and not has_own_secret(meeting.employee)
    return ConversationText(
        meeting,
        read_guide(conversation.guide_version_id, conversation.language),
        _invitation(actor, conversation),
        has_begun=own is not None,
        is_ready=bool(own and own.ready_at),
        has_other_begun=others is not None,
        is_other_ready=bool(others and others.ready_at),
        may=may,
        may_print_code=may_print_code,
    )


def _invitation(actor: Actor, conversation: Conversation) -> InvitationText | None:
    if not policy.READ_SHARED.may(actor, conversation):
        return None
    with gate.reading(actor, conversation, policy.READ_SHARED) as opened:
        return invitation_text(opened)


def read_invitation_draft(actor: Actor, /, *, conversation_id: UUID) -> InvitationDraft:
    """What stands in the invitation now, for the leader who writes or changes it.

    Raises:
        NotFound, Denied: none, not led by the actor, or already begun.
    """
    conversation = find_conversation(actor, conversation_id)
    gate.require(actor, conversation, policy.INVITE)
    is_settled = conversation.state == State.INVITED
    language = conversation.language if is_settled else conversation.employee.preferred_language
    with gate.reading(actor, conversation, policy.READ_SHARED) as opened:
        guide = read_guide(conversation.guide_version_id, language)
        return InvitationDraft(meeting_of(actor, conversation=conversation), guide, invitation_text(opened))


def read_before(actor: Actor, /, *, conversation_id: UUID, act: Act) -> Meeting:
    """Whose conversation it is, for one of the two, on a page that asks before the act is done; nothing is opened.

    Raises:
        NotFound, Denied: none, or the actor is not one of the two, or may not do this now.
    """
    conversation = find_conversation(actor, conversation_id)
    gate.require(actor, conversation, policy.SEE)
    gate.require(actor, conversation, act)
    return meeting_of(actor, conversation=conversation)
