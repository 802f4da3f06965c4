"""Evaluating the conversation: was it useful, and what could be done differently (S23). Never about a person."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound, Part
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import EMPLOYEE
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.guides.queries import read_guide
from samspill.plans.models import Evaluation
from samspill.plans.policy import EVALUATE
from samspill.plans.services.counting import count_answer

LONGEST = 2_000


def evaluate(actor: Actor, /, *, conversation_id: UUID, usefulness: str, answers: Mapping[str, str]) -> None:
    """Store one of the two's evaluation; given again it replaces the earlier one.

    The employee's choice goes into the figures, in a bundle and only once (see ``bundles``).
    """
    if usefulness not in Evaluation.Usefulness.values:
        raise Unacceptable("usefulness_missing", field="usefulness")
    if any(len(answer) > LONGEST for answer in answers.values()):
        raise Unacceptable("too_long", field="answers", most=LONGEST)
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        capacity = conversation.capacity_of(actor)
        known = {line.key for line in read_guide(conversation.guide_version_id, conversation.language).evaluation}
        if set(answers) - known:
            raise NotFound
        with gate.changing(actor, conversation, EVALUATE) as writing:
            for key, answer in answers.items():
                writing.write(Part.AGREEMENT, f"evaluation:{capacity}:{key}", answer.strip(), revision=None)
            evaluation, is_first = Evaluation.objects.update_or_create(
                conversation=conversation,
                capacity=capacity,
                defaults={"usefulness": usefulness, "given_at": clock.now()},
            )
            if is_first and capacity == EMPLOYEE:
                count_answer(conversation, evaluation)
