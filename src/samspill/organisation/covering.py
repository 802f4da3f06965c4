"""Who is to have a conversation with whom today: current employments with the conversation leader resolved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.db.models import F, FilteredRelation, QuerySet

from samspill.organisation.dates import employed_today, valid_today
from samspill.organisation.models import Delegation, Employment, UnitAncestor


@dataclass(frozen=True, slots=True)
class CoveredEmployment:
    """One employee and the one who is to hold the conversation.

    Attributes:
        person_id: the employee.
        unit_id: the unit of the employment through which the two belong together.
        title_code: the code of the occupation in that employment.
        leader_id: the conversation leader: the nearest leader, or the delegate; None where there is no usable leader.
        delegation_id: the delegation that the leader's standing rests on, if it rests on one.
        is_on_leave: whether the employee is on leave from this employment.
        language: the employee's own choice of language, or nothing.
    """

    person_id: UUID
    unit_id: UUID
    title_code: str
    leader_id: UUID | None
    delegation_id: UUID | None
    is_on_leave: bool
    language: str


@dataclass(frozen=True, slots=True)
class Share:
    """A delegation that is valid today, with the units and employees that it reaches."""

    delegation_id: UUID
    delegate_id: UUID
    title_code: str
    units: frozenset[UUID] | None
    employees: frozenset[UUID]


Resolve = Callable[[Employment], tuple[UUID | None, UUID | None]]


def current_employments(employments: QuerySet[Employment] | None = None) -> Iterator[CoveredEmployment]:
    """Today's employments, one for each pair of employee and conversation leader, main position first.

    An employee who has a leader through one position gets no second line for a position without one.

    Args:
        employments: which employments to look at; all when left out. Those not valid today are left out anyway.
    """
    resolve = _resolver()
    for _, rows in groupby(_rows(employments), key=attrgetter("person_id")):
        yield from _pairs(list(rows), resolve)


def _rows(employments: QuerySet[Employment] | None) -> Iterator[Employment]:
    wanted = Employment.objects.all() if employments is None else employments
    today = valid_today("leaderships__")
    led = wanted.filter(employed_today()).annotate(
        today=FilteredRelation("leaderships", condition=today), line_leader_id=F("today__leader_id")
    )
    named = led.annotate(language=F("person__language"))
    columns = named.only("person_id", "unit_id", "title_code", "is_on_leave")
    ordered = columns.order_by("person_id", "-is_main", F("percent").desc(nulls_last=True), "id")
    return ordered.iterator(chunk_size=2_000)


def _pairs(rows: list[Employment], resolve: Resolve) -> Iterator[CoveredEmployment]:
    pairs: dict[UUID | None, CoveredEmployment] = {}
    for row in rows:
        leader_id, delegation_id = resolve(row)
        found = CoveredEmployment(
            person_id=row.person_id,
            unit_id=row.unit_id,
            title_code=row.title_code,
            leader_id=leader_id,
            delegation_id=delegation_id,
            is_on_leave=row.is_on_leave,
            language=row.language,  # type: ignore[attr-defined]  # annotated in _rows
        )
        pairs.setdefault(leader_id, found)
    if len(pairs) > 1:
        pairs.pop(None, None)
    yield from pairs.values()


def _resolver() -> Resolve:
    shares = shares_by_leader()

    def resolve(row: Employment) -> tuple[UUID | None, UUID | None]:
        leader_id: UUID | None = row.line_leader_id  # type: ignore[attr-defined]  # annotated in _rows
        if leader_id is None or leader_id not in shares:
            return leader_id, None
        share = share_of(shares[leader_id], row.person_id, row.unit_id, row.title_code)
        return (share.delegate_id, share.delegation_id) if share else (leader_id, None)

    return resolve


def share_of(shares: Iterable[Share], person_id: UUID, unit_id: UUID, title_code: str) -> Share | None:
    """The share that an employment falls under: the employee by name, else the occupation, else the unit (seed 002).

    Nobody becomes conversation leader for themself.
    """
    open_to = [share for share in shares if share.delegate_id != person_id]
    by_name = (share for share in open_to if person_id in share.employees)
    by_rule = [share for share in open_to if not share.employees and _reaches(share, unit_id)]
    by_occupation = (share for share in by_rule if share.title_code and share.title_code == title_code)
    by_unit = (share for share in by_rule if not share.title_code)
    return next(by_name, None) or next(by_occupation, None) or next(by_unit, None)


def _reaches(share: Share, unit_id: UUID) -> bool:
    return share.units is None or unit_id in share.units


def shares_by_leader() -> dict[UUID, list[Share]]:
    """Today's delegations to somebody who still works here, by leader, newest first."""
    valid = Delegation.objects.filter(valid_today(), delegate__is_active=True).order_by("-made_at", "id")
    found = list(valid.prefetch_related("employees"))
    below = _units_below({delegation.unit_id for delegation in found if delegation.unit_id})
    shares: dict[UUID, list[Share]] = {}
    for one in found:
        units = below[one.unit_id] if one.unit_id else None
        named = frozenset(employee.id for employee in one.employees.all())
        shares.setdefault(one.leader_id, []).append(Share(one.id, one.delegate_id, one.title_code, units, named))
    return shares


def _units_below(unit_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = {unit_id: {unit_id} for unit_id in unit_ids}
    lines = UnitAncestor.objects.filter(ancestor_id__in=list(found)).values_list("ancestor_id", "unit_id")
    for ancestor_id, unit_id in lines:
        found[ancestor_id].add(unit_id)
    return {unit_id: frozenset(below) for unit_id, below in found.items()}
