"""Opening a round: all its conversations in one set-based act, each with its conversation leader."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.conversations.kinds import Kind
from samspill.conversations.models import Appointment, Conversation, CoverageCount
from samspill.conversations.services.moving import recount
from samspill.conversations.states import COUNTED_AS_HELD, ExemptReason, State
from samspill.foundation.database import learn_sizes
from samspill.foundation.identifiers import new_id
from samspill.guides.composing import composed_versions
from samspill.organisation.facts import CoveredEmployment, covered_employments, the_organisation
from samspill.organisation.writing import upsert
from samspill.rounds.models import Round
from samspill.rounds.policy import OPEN_ROUND
from samspill.rounds.services import move_round
from samspill.rounds.states import RoundState

GRACE = timedelta(days=183)


def begin_opening(actor: Actor, /, *, round_id: UUID) -> Round:
    """Mark a round as being opened, with how many conversations are to be made; ``open_round`` makes them.

    Raises:
        WrongRoundState: the round was opened before.
    """
    with gate.acting(actor, None, OPEN_ROUND, round=str(round_id), begun=1):
        round_ = Round.objects.select_for_update().get(id=round_id)
        round_.total = count_covered(round_)
        return round_ if round_.state == RoundState.OPENING else move_round(round_, RoundState.OPENING)


def open_round(actor: Actor, /, *, round_id: UUID) -> int:
    """Make the conversations of a round, all or none; returns how many.

    One conversation to each pair of employee and conversation leader. Who is on leave is exempted for now; who had a
    conversation so lately that the interval runs out more than half a year after the deadline is exempted too. An
    employee without a leader gets a conversation without one, and stands in HR's list.

    Raises:
        WrongRoundState: the round was opened before.
    """
    with gate.acting(actor, None, OPEN_ROUND, round=str(round_id)):
        round_ = Round.objects.select_for_update().get(id=round_id)
        if round_.state != RoundState.OPENING:
            move_round(round_, RoundState.OPENING)
        covered = list(covered_employments(covered=round_.covered, unit_id=round_.unit_id))
        recent = _held_lately(round_)
        made = _make(round_, covered, recent)
        round_.opened_by_id, round_.done, round_.total = actor.person_id, made, made
        move_round(round_, RoundState.OPENED)
        recount(round_.id)
        learn_sizes(Conversation, Appointment, CoverageCount)
    return made


def count_covered(round_: Round) -> int:
    """How many conversations opening the round would make."""
    return sum(1 for _ in covered_employments(covered=round_.covered, unit_id=round_.unit_id))


@dataclass(frozen=True, slots=True)
class OpeningPreview:
    """What opening a round would make today.

    Attributes:
        total: how many conversations.
        exempted: how many of them would be exempted at once, by reason.
        without_leader: how many of them would have no leader.
    """

    total: int
    exempted: dict[ExemptReason, int]
    without_leader: int


def preview_opening(actor: Actor, /, *, round_id: UUID) -> OpeningPreview:
    """Count what opening the round would make, without making it.

    Raises:
        Round.DoesNotExist: there is no such round.
    """
    gate.require(actor, None, OPEN_ROUND)
    round_ = Round.objects.get(id=round_id)
    recent = _held_lately(round_)
    total, without_leader = 0, 0
    exempted: dict[ExemptReason, int] = {}
    for one in covered_employments(covered=round_.covered, unit_id=round_.unit_id):
        total += 1
        without_leader += one.leader_id is None
        reason = _reason_to_exempt(one, recent)
        if reason:
            exempted[reason] = exempted.get(reason, 0) + 1
    return OpeningPreview(total, exempted, without_leader)


def _make(round_: Round, covered: list[CoveredEmployment], recent: frozenset[UUID]) -> int:
    fallback = the_organisation().language
    ids = [new_id() for _ in covered]
    guide_of = composed_versions(round_.guide_version)
    rows = [
        _conversation(round_, one, recent, fallback) | {"guide_version_id": guide_of(one.unit_id, one.title_code)}
        for one in covered
    ]
    led = [(made, one) for made, one in zip(ids, covered, strict=True) if one.leader_id is not None]
    appointments = (
        {"id": new_id(), "conversation_id": made, "leader_id": one.leader_id, "delegation_id": one.delegation_id}
        for made, one in led
    )
    upsert(Conversation, ({"id": made, **row} for made, row in zip(ids, rows, strict=True))).write()
    upsert(Appointment, appointments).write()
    return len(covered)


def _conversation(round_: Round, one: CoveredEmployment, recent: frozenset[UUID], fallback: str) -> dict[str, object]:
    reason = _reason_to_exempt(one, recent)
    return {
        "round_id": round_.id,
        "employee_id": one.person_id,
        "unit_id": one.unit_id,
        "menu_version_id": round_.menu_version_id,
        "language": one.language or fallback,
        "state": (State.EXEMPTED if reason else State.PLANNED).value,
        "exempt_reason": reason.value if reason else "",
        "deadline_on": round_.deadline_on,
        "length_minutes": round_.length_minutes,
        "writer": round_.writer,
        "is_archiving": round_.is_archiving,
    }


def _reason_to_exempt(one: CoveredEmployment, recent: frozenset[UUID]) -> ExemptReason | None:
    if one.is_on_leave:
        return ExemptReason.ABSENT
    return ExemptReason.RECENT if one.person_id in recent else None


def _held_lately(round_: Round) -> frozenset[UUID]:
    latest = _months_before(round_.deadline_on + GRACE, round_.interval_months)
    held = Conversation.objects.filter(state__in=COUNTED_AS_HELD, held_on__gt=latest, kind=Kind.YEARLY)
    return frozenset(held.values_list("employee_id", flat=True))


def _months_before(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 - months
    return date(whole // 12, whole % 12 + 1, min(day.day, 28))
