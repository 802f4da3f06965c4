"""HR's list of a round: who, with whom, how far. Facts by name, never content, and never why somebody is exempted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum, Value

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.conversations.models import Appointment, Conversation, CoverageCount, Wish
from samspill.conversations.states import BEFORE_START, WishKind
from samspill.foundation.database import begins_with, in_norwegian_order
from samspill.organisation.facts import top_units
from samspill.organisation.models import UnitAncestor
from samspill.people.models import Person
from samspill.rounds.policy import RUN_ROUNDS

ON_A_PAGE = 50
FEW = 800
BATCH = 2_000
FAMILY, GIVEN = "family_name", "given_name"


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
    wishes_other_leader: bool = False

    @property
    def when(self) -> datetime | None:
        """When it is planned, if it is."""
        return self.conversation.planned_at


@dataclass(frozen=True, slots=True)
class RoundPage:
    """The conversations of fifty employees at most; ``after`` opens the next fifty and is None on the last page."""

    lines: list[RoundLine]
    after: UUID | None


def list_round(actor: Actor, /, *, round_id: UUID, narrowing: Narrowing, after: UUID | None = None) -> RoundPage:
    """The conversations of a round by the employee's name, fifty employees at a time, for HR.

    Args:
        actor: somebody of HR.
        round_id: the round.
        narrowing: what to look for.
        after: the last employee of the page before.
    """
    gate.require(actor, None, RUN_ROUNDS)
    found = _narrowed(round_id, narrowing)
    people = _people(found, are_few=_are_few(round_id, narrowing))
    last = Person.objects.filter(id=after).first() if after else None
    if last is not None:
        people = people.filter(_comes_after(last))
    ids = list(_by_name(people).values_list("id", flat=True)[: ON_A_PAGE + 1])
    lines = _lines(found, ids[:ON_A_PAGE])
    return RoundPage(lines, ids[ON_A_PAGE - 1] if len(ids) > ON_A_PAGE else None)


def read_line(actor: Actor, /, *, round_id: UUID, conversation_id: UUID) -> RoundLine:
    """One conversation of a round, for HR.

    Raises:
        NotFound: there is no such conversation in the round.
    """
    gate.require(actor, None, RUN_ROUNDS)
    found = (
        Conversation.objects.filter(round_id=round_id, id=conversation_id).select_related("employee", "unit").first()
    )
    if found is None:
        raise NotFound
    return _with_leaders([found])[0]


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
    found = _narrowed(round_id, narrowing)
    ids = list(_by_name(_people(found, are_few=True)).values_list("id", flat=True))
    for start in range(0, len(ids), BATCH):
        yield from _lines(found, ids[start : start + BATCH])


def _narrowed(round_id: UUID, narrowing: Narrowing) -> QuerySet[Conversation]:
    found = Conversation.objects.filter(round_id=round_id)
    if narrowing.state:
        found = found.filter(state=narrowing.state)
    if narrowing.unit_id:
        below = UnitAncestor.objects.filter(ancestor_id=narrowing.unit_id)
        found = found.filter(unit_id__in=below.values("unit_id"))
    if narrowing.without_leader:
        open_ones = Appointment.objects.filter(conversation_id=OuterRef("pk"), until_at__isnull=True)
        found = found.filter(~Exists(open_ones))
    if narrowing.name:
        found = found.filter(employee_id__in=_named(narrowing.name).values("id"))
    return found


def _named(name: str) -> QuerySet[Person]:
    people = Person.objects.all()
    for word in name.split():
        people = people.filter(begins_with(GIVEN, word) | begins_with(FAMILY, word) | Q(employee_number=word))
    return people


def _are_few(round_id: UUID, narrowing: Narrowing) -> bool:
    """Whether so few fit that it is quicker to sort them than to walk through everybody by name."""
    if narrowing.name or narrowing.without_leader:
        return True
    units = [narrowing.unit_id] if narrowing.unit_id else top_units()
    counters = CoverageCount.objects.filter(round_id=round_id, unit_id__in=units)
    if narrowing.state:
        counters = counters.filter(state=narrowing.state)
    return (counters.aggregate(all=Sum("count"))["all"] or 0) <= FEW


def _people(found: QuerySet[Conversation], *, are_few: bool) -> QuerySet[Person]:
    if are_few:
        return Person.objects.filter(id__in=found.values("employee_id"))
    return Person.objects.filter(Exists(found.filter(employee_id=OuterRef("pk"))))


def _by_name(people: QuerySet[Person]) -> QuerySet[Person]:
    return people.order_by(in_norwegian_order(FAMILY), in_norwegian_order(GIVEN), "id")


def _comes_after(last: Person) -> Q:
    family, given = in_norwegian_order(Value(last.family_name)), in_norwegian_order(Value(last.given_name))
    later = Q(family_name__gt=family) | Q(given_name__gt=given) | Q(given_name=given, id__gt=last.id)
    return Q(family_name__gte=family) & later


def _lines(found: QuerySet[Conversation], employee_ids: Sequence[UUID]) -> list[RoundLine]:
    place = {employee_id: number for number, employee_id in enumerate(employee_ids)}
    conversations = list(found.filter(employee_id__in=employee_ids).select_related("employee", "unit"))
    return _with_leaders(sorted(conversations, key=lambda one: (place[one.employee_id], one.id)))


def _with_leaders(conversations: Sequence[Conversation]) -> list[RoundLine]:
    open_ones = Appointment.objects.filter(conversation__in=conversations, until_at__isnull=True)
    appointed = list(open_ones.select_related("leader"))
    leaders = {one.conversation_id: one.leader.full_name for one in appointed}
    asked = _asking_for_other_leader(conversations, {one.conversation_id: one.from_at for one in appointed})
    return [RoundLine(one, leaders.get(one.id, ""), one.id in asked) for one in conversations]


def _asking_for_other_leader(conversations: Sequence[Conversation], since: dict[UUID, datetime]) -> set[UUID]:
    """Those whose employee asks for another leader than the one appointed now."""
    wishes = Wish.objects.filter(
        conversation__in=conversations,
        conversation__state__in=BEFORE_START,
        kind=WishKind.OTHER_LEADER,
        withdrawn_at__isnull=True,
    )
    return {
        one.conversation_id
        for one in wishes
        if one.conversation_id not in since or since[one.conversation_id] <= one.made_at
    }
