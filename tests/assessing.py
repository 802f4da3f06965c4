"""Assessments of the last period, made through the services."""

from samspill.conversations.models import Conversation
from samspill.conversations.services.assessing import give_answer, save_answer, save_assessment, share_assessment
from samspill.organisation.models import Organisation
from samspill.organisation.states import AssessmentUse
from tests.cast import Cast


def use_assessments(use: str = AssessmentUse.PAY) -> None:
    """Switch assessments on, for pay or not, or off."""
    Organisation.objects.update(assessments=use)


def make_assessment(
    cast: Cast, conversation: Conversation, *, text: str = "Stødig gjennom hele året.", leader: str = "leif"
) -> None:
    """The leader's draft."""
    save_assessment(cast.actor(leader), conversation_id=conversation.id, text=text, revision=None)


def make_shared(
    cast: Cast,
    conversation: Conversation,
    *,
    text: str = "Stødig gjennom hele året.",
    leader: str = "leif",
    is_for_pay: bool = True,
) -> None:
    """Shared with the employee."""
    make_assessment(cast, conversation, text=text, leader=leader)
    share_assessment(cast.actor(leader), conversation_id=conversation.id, is_for_pay=is_for_pay)


def make_answered(cast: Cast, conversation: Conversation, *, answer: str = "Jeg ser det slik også.") -> None:
    """Shared, and answered by Ada."""
    make_shared(cast, conversation)
    save_answer(cast.actor("ada"), conversation_id=conversation.id, text=answer, revision=None)
    give_answer(cast.actor("ada"), conversation_id=conversation.id)
