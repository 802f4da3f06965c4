"""Reads of the assessment of the last period, one conversation at a time: never as a list, never side by side."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound, Part
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import EMPLOYEE, LEADER, Assessment, Conversation
from samspill.conversations.policy import assessment_of
from samspill.conversations.queries import Meeting, meeting_of
from samspill.organisation.facts import the_organisation
from samspill.organisation.states import AssessmentUse

TEXT, ANSWER = "text", "answer"


@dataclass(frozen=True, slots=True)
class WrittenText:
    """What one of the two has written, with its revision, and when it was last changed."""

    text: str = ""
    revision: int = 0
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """What the conversation's page tells of it: dates that both know, and whether the reader can open it.

    Args:
        shared: the facts once it is shared; None before, also where a draft is begun.
        has_draft: whether the reader, the leader, has begun one that is not shared.
        may_open: whether there is a page to go to.
        is_for_pay: what it is for: as it was shared, or as the organisation says now.
    """

    shared: Assessment | None
    has_draft: bool
    may_open: bool
    is_for_pay: bool


@dataclass(frozen=True, slots=True)
class AssessmentText:
    """The leader's text and the employee's answer, as far as the reader may see them.

    Args:
        meeting: the two.
        assessment: the facts; None where nothing is begun.
        is_for_pay: what it is for: as it was shared, or as the organisation says now.
        text: what the leader has written.
        answer: what the employee has answered; to the leader nothing until it is given.
        may_write: whether the reader may write now: the leader the text, the employee the answer.
    """

    meeting: Meeting
    assessment: Assessment | None
    is_for_pay: bool
    text: WrittenText
    answer: WrittenText
    may_write: bool

    @property
    def own(self) -> WrittenText:
        """What the reader writes."""
        return self.text if self.meeting.is_leader else self.answer

    @property
    def is_handed_over(self) -> bool:
        """Whether the other can read what the reader writes."""
        return bool(self.shared_at if self.meeting.is_leader else self.answered_at)

    @property
    def shared_at(self) -> datetime | None:
        """When the employee could read it for the first time."""
        return self.assessment.shared_at if self.assessment else None

    @property
    def answered_at(self) -> datetime | None:
        """When the leader could read the answer for the first time."""
        return self.assessment.answered_at if self.assessment else None

    @property
    def text_changed_at(self) -> datetime | None:
        """When the leader last changed what was shared already, if ever."""
        return _later(self.text.changed_at, self.shared_at)

    @property
    def answer_changed_at(self) -> datetime | None:
        """When the employee last changed what was answered already, if ever."""
        return _later(self.answer.changed_at, self.answered_at)

    @property
    def erased_at(self) -> datetime | None:
        """When it will be erased, once it is shared."""
        return self.shared_at + policy.ASSESSMENT_KEPT if self.shared_at else None


def read_assessment(actor: Actor, /, *, conversation_id: UUID) -> AssessmentText:
    """One assessment for one of the two; for the leader also before anything is written.

    Raises:
        NotFound, Denied: none, not the actor's, not shared with the actor, or not in use here.
    """
    conversation = find_conversation(actor, conversation_id)
    assessment, is_employee = assessment_of(conversation), conversation.capacity_of(actor) == EMPLOYEE
    act = policy.ANSWER_ASSESSMENT if is_employee else policy.WRITE_ASSESSMENT
    may_write = bool(act.may(actor, conversation))
    with gate.reading(actor, conversation, policy.READ_ASSESSMENT) as opened:
        if assessment is None and not may_write:
            raise NotFound
        is_answer_seen = is_employee or (assessment is not None and assessment.answered_at is not None)
        return AssessmentText(
            meeting_of(actor, conversation=conversation),
            assessment,
            _is_for_pay(assessment),
            text=_written(opened, TEXT),
            answer=_written(opened, ANSWER) if is_answer_seen else WrittenText(),
            may_write=may_write,
        )


def assessment_facts(actor: Actor, /, *, conversation: Conversation) -> AssessmentFacts | None:
    """The facts for the conversation's page; None where the organisation uses none and there is none to show.

    Args:
        actor: one of the two.
        conversation: found for the actor.
    """
    assessment = assessment_of(conversation)
    if assessment is not None and assessment.shared_at is not None:
        return AssessmentFacts(assessment, has_draft=False, may_open=True, is_for_pay=assessment.is_for_pay)
    use = the_organisation().assessments
    if use == AssessmentUse.NONE or conversation.state not in policy.ASSESSED:
        return None
    return AssessmentFacts(
        None,
        has_draft=assessment is not None and conversation.capacity_of(actor) == LEADER,
        may_open=bool(policy.WRITE_ASSESSMENT.may(actor, conversation)),
        is_for_pay=use == AssessmentUse.PAY,
    )


def _is_for_pay(assessment: Assessment | None) -> bool:
    if assessment is not None and assessment.shared_at:
        return assessment.is_for_pay
    return the_organisation().assessments == AssessmentUse.PAY


def _written(opened: gate.Opened, field: str) -> WrittenText:
    value = opened.values(Part.ASSESSMENT).get(field)
    return WrittenText(value.text, value.revision, value.changed_at) if value else WrittenText()


def _later(changed_at: datetime | None, handed_over_at: datetime | None) -> datetime | None:
    return changed_at if changed_at and handed_over_at and changed_at > handed_over_at else None
