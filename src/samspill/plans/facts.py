"""States, dates and counts of plans for the rooms above: never content."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.expressions import Combinable

from samspill.conversations.states import State
from samspill.plans.bundles import Usefulness
from samspill.plans.models import Action, ActionState, AgreedPlan, UsefulnessCount
from samspill.plans.texts import year_of

__all__ = [
    "AgreedFact",
    "Usefulness",
    "agreed_and_undelivered",
    "count_open_actions",
    "count_usefulness",
    "is_agreed_document",
]


@dataclass(frozen=True, slots=True)
class AgreedFact:
    """That a plan is agreed and to be archived, as it reads now."""

    conversation_id: UUID
    document_hash: str
    kind: str
    year: int


def agreed_and_undelivered(delivered: Combinable) -> list[AgreedFact]:
    """Agreed plans that are to be archived and are not among those delivered.

    Args:
        delivered: ``Exists`` of a delivery, by ``OuterRef`` to a plan's ``conversation_id`` and ``document_hash``.
    """
    agreed = AgreedPlan.objects.filter(
        ~Q(delivered), conversation__state=State.AGREED, conversation__is_archiving=True, confirmed_at__isnull=False
    )
    return [
        AgreedFact(plan.conversation_id, plan.document_hash, plan.conversation.kind, year_of(plan.conversation))
        for plan in agreed.select_related("conversation")
    ]


def is_agreed_document(conversation_id: UUID, document_hash: str) -> bool:
    """Whether this is the text that both have confirmed with the spelling corrected since, as the plan stands now."""
    agreed = AgreedPlan.objects.filter(conversation_id=conversation_id, conversation__state=State.AGREED)
    return agreed.filter(document_hash=document_hash, confirmed_at__isnull=False).exists()


def count_open_actions(conversation_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many actions are open, by conversation; what was left unconfirmed is no promise."""
    is_open = Q(state__in=[ActionState.OPEN, ActionState.UNDER_WAY]) & ~Q(plan__conversation__state=State.UNCONFIRMED)
    rows = Action.objects.filter(is_open, plan__conversation_id__in=list(conversation_ids))
    counted = rows.values_list("plan__conversation_id").annotate(count=Count("id"))
    return dict(counted.values_list("plan__conversation_id", "count"))


def count_usefulness(*, round_id: UUID, unit_ids: Iterable[UUID]) -> dict[UUID, Usefulness]:
    """How useful the employees found the conversations of a round, for each unit with all below it; absent without any."""
    rows = UsefulnessCount.objects.filter(round_id=round_id, unit_id__in=list(unit_ids))
    return {row.unit_id: Usefulness(row.very, row.somewhat, row.little, row.kept_back) for row in rows}
