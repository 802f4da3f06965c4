"""States, dates and counts of conversations for the rooms above: never content."""

from collections.abc import Iterable
from uuid import UUID

from samspill.conversations.models import CoverageCount


def count_by_state(*, round_id: UUID, unit_ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """How many conversations of a round are in each state, for each unit with all below it."""
    counts: dict[UUID, dict[str, int]] = {}
    rows = CoverageCount.objects.filter(round_id=round_id, unit_id__in=list(unit_ids))
    for row in rows:
        counts.setdefault(row.unit_id, {})[row.state] = row.count
    return counts
