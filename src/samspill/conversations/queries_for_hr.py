"""HR's list of a round: who, with whom, how far. Facts by name, never content, and never why somebody is exempted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.conversations.models import Appointment, Conversation, CoverageCount
from samspill.foundation.database import begins_with, in_norwegian_order
from samspill.organisation.facts import top_units
from samspill.rounds.policy import RUN_ROUNDS

ON_A_PAGE = 50
BATCH = 2_000
BY_NAME = ("employee__family_name", "employee__given_name")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What HR looks for in a round.

    Attributes:
        state: only this state.
        unit_id: only this unit and all below it.
        without_leader: only those that have no conversation leader.
        name: the beginning of a given or family name, or a whole employee number.
    """

    state: str = ""
    unit_id: UUID | None = None
    without_leader: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One conversation of a round as HR sees it."""

    conversation: Conversation
    leader: str

    @property
    def when(self) -> datetime | None:
        """When it is planned, if it is."""
        return self.conversation.planned_at


@dataclass(frozen=True, slots=True)
class RoundPage:
    """Fifty lines at most; ``after`` opens the next fifty and is None on the last page."""

    lines: list[RoundLine]
    after: UUID | None


def list_round(actor: Actor, /, *, round_id: UUID, narrowing: Narrowing, after: UUID | None = None) -> RoundPage:
    """The conversations of a round by the employee's name, fifty at a time, for HR.

    Args:
        actor: somebody of HR.
        round_id: the round.
        narrowing: what to look for.
        after: the last conversation of the page before.
    """
    gate.require(actor, None, RUN_ROUNDS)
    found = _in_order(_narrowed(round_id, narrowing))
    last = Conversation.objects.select_related("employee").filter(id=after).first() if after else None
    if last is not None:
        found = found.filter(_comes_after(last))
    conversations = list(found.select_related("employee", "unit")[: ON_A_PAGE + 1])
    lines = [RoundLine(one, one.leader_name or "") for one in conversations[:ON_A_PAGE]]  # type: ignore[attr-defined]
    has_more = len(conversations) > ON_A_PAGE
    return RoundPage(lines, lines[-1].conversation.id if has_more else None)


def read_line(actor: Actor, /, *, round_id: UUID, conversation_id: UUID) -> RoundLine:
    """One conversation of a round, for HR.

    Raises:
        NotFound: there is no such conversation in the round.
    """
    gate.require(actor, None, RUN_ROUNDS)
    found = _narrowed(round_id, Narrowing()).select_related("employee", "unit").filter(id=conversation_id).first()
    if found is None:
        raise NotFound
    return RoundLine(found, found.leader_name or "")  # type: ignore[attr-defined]


def count_round(actor: Actor, /, *, round_id: UUID) -> dict[str, int]:
    """How many conversations of a round are in each state, for HR."""
    gate.require(actor, None, RUN_ROUNDS)
    counted: dict[str, int] = {}
    for row in CoverageCount.objects.filter(round_id=round_id, unit_id__in=top_units(), count__gt=0):
        counted[row.state] = counted.get(row.state, 0) + row.count
    return counted


def export_round(actor: Actor, /, *, round_id: UUID, narrowing: Narrowing) -> Iterator[RoundLine]:
    """Every conversation of a round by the employee's name, read a little at a time, for HR."""
    gate.require(actor, None, RUN_ROUNDS)
    found = _in_order(_narrowed(round_id, narrowing)).select_related("employee", "unit")
    return (RoundLine(one, one.leader_name or "") for one in found.iterator(chunk_size=BATCH))  # type: ignore[attr-defined]


def _narrowed(round_id: UUID, narrowing: Narrowing) -> QuerySet[Conversation]:
    open_ones = Appointment.objects.filter(conversation_id=OuterRef("pk"), until_at__isnull=True)
    name = Concat("leader__given_name", Value(" "), "leader__family_name", output_field=TextField())
    found = Conversation.objects.filter(round_id=round_id)
    if narrowing.state:
        found = found.filter(state=narrowing.state)
    if narrowing.unit_id:
        found = found.filter(unit__ancestors__ancestor_id=narrowing.unit_id)
    if narrowing.without_leader:
        found = found.filter(~Exists(open_ones))
    for word in narrowing.name.split():
        found = found.filter(_named(word))
    return found.annotate(leader_name=Subquery(open_ones.annotate(name=name).values("name")[:1]))


def _named(word: str) -> Q:
    given, family = begins_with("employee__given_name", word), begins_with("employee__family_name", word)
    return given | family | Q(employee__employee_number=word)


def _in_order(found: QuerySet[Conversation]) -> QuerySet[Conversation]:
    return found.order_by(*(in_norwegian_order(name) for name in BY_NAME), "id")


def _comes_after(last: Conversation) -> Q:
    family, given = (in_norwegian_order(Value(text)) for text in (last.employee.family_name, last.employee.given_name))
    same_family = Q(employee__family_name=family)
    return (
        Q(employee__family_name__gt=family)
        | same_family & Q(employee__given_name__gt=given)
        | same_family & Q(employee__given_name=given, id__gt=last.id)
    )
