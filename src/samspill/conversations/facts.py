"""States, dates and counts of conversations for the rooms above: never content."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from samspill.confidentiality.actors import Actor
from samspill.conversations.finding import conversations_of
from samspill.conversations.models import CoverageCount
from samspill.conversations.states import NOT_COUNTED
from samspill.organisation.models import UnitAncestor


def count_by_state(*, round_id: UUID, unit_ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """How many conversations of a round are in each state, for each unit with all below it."""
    counts: dict[UUID, dict[str, int]] = {}
    rows = CoverageCount.objects.filter(round_id=round_id, unit_id__in=list(unit_ids))
    for row in rows:
        counts.setdefault(row.unit_id, {})[row.state] = row.count
    return counts


def count_known_to(actor: Actor, /, *, round_id: UUID, unit_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many counted conversations of a round the actor leads, or has as an employee, for each unit with all below it."""
    known = conversations_of(actor).values_list("unit_id", "round_id", "state")
    by_unit = Counter(unit for unit, in_round, state in known if in_round == round_id and state not in NOT_COUNTED)
    above = UnitAncestor.objects.filter(unit_id__in=list(by_unit), ancestor_id__in=list(unit_ids))
    counts: dict[UUID, int] = {}
    for unit_id, ancestor_id in above.values_list("unit_id", "ancestor_id"):
        counts[ancestor_id] = counts.get(ancestor_id, 0) + by_unit[unit_id]
    return counts
