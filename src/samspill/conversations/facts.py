"""States, dates and counts of conversations for the rooms above: never content."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q

from samspill.confidentiality.actors import Actor
from samspill.conversations.models import LEADER, Conversation, Conversations, CoverageCount
from samspill.conversations.states import NOT_COUNTED


def count_by_state(*, round_id: UUID, unit_ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """How many conversations of a round are in each state, for each unit with all below it."""
    counts: dict[UUID, dict[str, int]] = {}
    rows = CoverageCount.objects.filter(round_id=round_id, unit_id__in=list(unit_ids))
    for row in rows:
        counts.setdefault(row.unit_id, {})[row.state] = row.count
    return counts


def count_led_by(actor: Actor, /, *, round_id: UUID, unit_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many counted conversations of a round the actor leads, for each unit with all below it."""
    led = (
        Conversations(Conversation)
        .as_seen_by(actor)
        .filter(
            Q(standing=LEADER),
            round_id=round_id,
            appointments__leader_id=actor.person_id,
            appointments__until_at__isnull=True,
        )
    )
    rows = (
        led.exclude(state__in=NOT_COUNTED)
        .filter(unit__ancestors__ancestor_id__in=list(unit_ids))
        .order_by()
        .values_list("unit__ancestors__ancestor_id")
        .annotate(count=Count("id", distinct=True))
    )
    return dict(rows)
