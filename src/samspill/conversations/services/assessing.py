"""Writing about the last period, apart from the plan: the leader's text, shared when it is done, and the employee's answer.

Only where the organisation has switched it on (S05, S38; seed 000). Each of the two writes for oneself until handing
the text over; that cannot be taken back, so what once counted has been seen by both.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.assessment import ANSWER, TEXT
from samspill.conversations.finding import find_conversation, leader_of
from samspill.conversations.messages import put_assessment_answered, put_assessment_shared
from samspill.conversations.models import Assessment
from samspill.conversations.policy import assessment_of
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.organisation.facts import the_organisation
from samspill.organisation.states import AssessmentUse

LONGEST = 4_000


def save_assessment(actor: Actor, /, *, conversation_id: UUID, text: str, revision: int | None) -> int:
    """Store the leader's text, the leader's alone until it is shared; returns its new revision.

    Raises:
        Unacceptable: too long.
        Conflict: it was changed in another tab in between.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, policy.WRITE_ASSESSMENT) as writing:
            assessment, _ = Assessment.objects.get_or_create(conversation=conversation)
            return _write(writing, TEXT, text, revision=revision, handed_over_at=assessment.shared_at)


def share_assessment(actor: Actor, /, *, conversation_id: UUID, is_for_pay: bool) -> None:
    """Let the employee read it, with what it is for; the employee is told. Sharing what is shared changes nothing.

    Args:
        actor: the conversation leader.
        conversation_id: the conversation.
        is_for_pay: what the leader was told that it is for.

    Raises:
        Unacceptable: nothing is written, or the organisation has decided otherwise what it is for.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, policy.SHARE_ASSESSMENT) as writing:
            assessment = assessment_of(conversation)
            if assessment is None or not writing.text(Part.ASSESSMENT, TEXT).strip():
                raise Unacceptable("assessment_missing", field="text")
            if assessment.shared_at is not None:
                return
            if is_for_pay != (the_organisation().assessments == AssessmentUse.PAY):
                raise Unacceptable("purpose_changed", field="text")
            assessment.shared_at, assessment.is_for_pay = clock.now(), is_for_pay
            assessment.save(update_fields=["shared_at", "is_for_pay"])
            writing.record(policy.SHARE_ASSESSMENT.name, part=Part.ASSESSMENT, is_for_pay=int(is_for_pay))
        if leader := leader_of(conversation):
            put_assessment_shared(conversation, leader=leader)


def save_answer(actor: Actor, /, *, conversation_id: UUID, text: str, revision: int | None) -> int:
    """Store the employee's answer, the employee's alone until it is given; returns its new revision.

    Raises:
        Unacceptable: too long.
        Conflict: it was changed in another tab in between.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, policy.ANSWER_ASSESSMENT) as writing:
            assessment = assessment_of(conversation)
            handed_over_at = assessment.answered_at if assessment else None
            return _write(writing, ANSWER, text, revision=revision, handed_over_at=handed_over_at)


def give_answer(actor: Actor, /, *, conversation_id: UUID) -> None:
    """Let the leader read the answer; the leader is told. Giving what is given changes nothing.

    Raises:
        Unacceptable: nothing is written.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, policy.ANSWER_ASSESSMENT) as writing:
            assessment = assessment_of(conversation)
            if assessment is None or not writing.text(Part.ASSESSMENT, ANSWER).strip():
                raise Unacceptable("answer_missing", field="text")
            if assessment.answered_at is not None:
                return
            assessment.answered_at = clock.now()
            assessment.save(update_fields=["answered_at"])
            writing.record(policy.ANSWER_ASSESSMENT.name, part=Part.ASSESSMENT)
        if leader := leader_of(conversation):
            put_assessment_answered(conversation, leader=leader)


def _write(
    writing: gate.Writing, field: str, text: str, *, revision: int | None, handed_over_at: datetime | None
) -> int:
    if len(text) > LONGEST:
        raise Unacceptable("too_long", field="text", most=LONGEST)
    before = writing.values(Part.ASSESSMENT).get(field)
    new_revision = writing.write(Part.ASSESSMENT, field, text, revision=revision)
    if handed_over_at and before and before.changed_at <= handed_over_at:
        # The sitting's own line may be from before the other could read, and is then not shown to the other.
        writing.record("changed", part=Part.ASSESSMENT)
    return new_revision
