"""Moving a conversation to another state, with the counters that coverage is read from."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Count, F, IntegerField, Value, When

from samspill.conversations.models import Conversation, CoverageCount
from samspill.conversations.states import State, check_move
from samspill.organisation.models import UnitAncestor
from samspill.rounds.models import Round


def move_state(conversation: Conversation, wanted: State, **fields: object) -> Conversation:
    """Move a locked conversation and set what changes with it; raises WrongState when the move is not allowed."""
    check_move(conversation.state, wanted)
    old = conversation.state
    for name, value in fields.items():
        setattr(conversation, name, value)
    conversation.state = wanted
    conversation.revision = conversation.shape_revision = F("revision") + 1
    conversation.save(update_fields=["state", "revision", "shape_revision", *fields])
    conversation.refresh_from_db(fields=["revision", "shape_revision"])
    _count_move(conversation, old, wanted)
    return conversation


def _count_move(conversation: Conversation, old: str, new: str) -> None:
    if conversation.round_id is None:
        return
    Round.objects.select_for_update().get(id=conversation.round_id)
    units = list(UnitAncestor.objects.filter(unit_id=conversation.unit_id).values_list("ancestor_id", flat=True))
    missing = [CoverageCount(round_id=conversation.round_id, unit_id=unit, state=new) for unit in units]
    CoverageCount.objects.bulk_create(missing, ignore_conflicts=True)
    step = Case(When(state=old, then=Value(-1)), default=Value(1), output_field=IntegerField())
    counters = CoverageCount.objects.filter(round_id=conversation.round_id, unit_id__in=units, state__in=[old, new])
    counters.update(count=F("count") + step)


def recount(*round_ids: UUID) -> None:
    """Count these rounds anew, set-based: after opening, and when the organisation's tree has changed.

    One transaction with the rounds locked, so that no conversation moves, and nobody reads, between old and new counts.
    """
    with transaction.atomic():
        list(Round.objects.select_for_update().filter(id__in=round_ids).order_by("id").values_list("id"))
        _recount(round_ids)


def _recount(round_ids: Sequence[UUID]) -> None:
    CoverageCount.objects.filter(round_id__in=round_ids).delete()
    counted = UnitAncestor.objects.filter(
        unit__in=Conversation.objects.filter(round_id__in=round_ids).values("unit_id")
    ).values_list("ancestor_id", "unit_id")
    ancestors: dict[UUID, list[UUID]] = {}
    for ancestor, unit in counted:
        ancestors.setdefault(unit, []).append(ancestor)
    totals: dict[tuple[UUID, UUID, str], int] = {}
    in_units = Conversation.objects.filter(round_id__in=round_ids).values_list("round_id", "unit_id", "state")
    for round_id, unit, state, count in in_units.annotate(count=Count("id")).order_by():
        for ancestor in ancestors.get(unit, ()):
            key = (round_id, ancestor, state)
            totals[key] = totals.get(key, 0) + count
    rows = [
        CoverageCount(round_id=round_id, unit_id=unit, state=state, count=count)
        for (round_id, unit, state), count in totals.items()
    ]
    CoverageCount.objects.bulk_create(rows, batch_size=2_000)
