"""What the organisation, a unit and an occupation stand for in a year, as the two of a conversation see it (S13, S37)."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from samspill.guides.models import Statement
from samspill.guides.texts import in_language
from samspill.organisation.facts import occupations_of, path_to, title_of_occupation

KINDS = tuple(Statement.Kind)


@dataclass(frozen=True, slots=True)
class StatementText:
    """One goal, value or measure in a language; ``said_by`` is the unit or occupation, empty for the organisation."""

    id: UUID
    text: str
    said_by: str


@dataclass(frozen=True, slots=True)
class Direction:
    """Everything that is stated for somebody in a year, by kind, the organisation's first."""

    year: int
    by_kind: dict[str, tuple[StatementText, ...]]

    @property
    def goals(self) -> tuple[StatementText, ...]:
        """The organisation's and the unit's goals of the year."""
        return self.by_kind.get(Statement.Kind.GOALS, ())

    def of(self, kinds: Iterable[str]) -> dict[str, tuple[StatementText, ...]]:
        """The kinds that a theme shows, those with nothing left out."""
        return {kind: self.by_kind[kind] for kind in kinds if self.by_kind.get(kind)}


def read_direction(*, unit_id: UUID, person_id: UUID, year: int, language: str) -> Direction:
    """What is stated for an employee of a unit in a year: for all, for the units above and their own, and the occupation.

    Goals are the year's own. Values and measures hold until others are stated: the newest year's that is not ahead.
    Public to everybody who is signed in, as guides are.
    """
    reaching = Q(unit__isnull=True, title_code="") | Q(unit__descendants__unit_id=unit_id)
    reaching |= Q(title_code__in=occupations_of(person_id, unit_id))
    rows = list(
        Statement.objects.filter(reaching, year__lte=year).select_related("unit").order_by("position", "made_at")
    )
    order = _depths(unit_id) if rows else {}
    rows.sort(key=lambda one: order.get(one.unit_id, 0) if one.unit_id else (len(order) + 1 if one.title_code else -1))
    return Direction(year, {kind: tuple(_texts(rows, kind, year, language)) for kind in KINDS})


def direction_of_all(*, year: int, language: str) -> Direction:
    """What is stated for the whole organisation in a year: what stands beside a guide that nobody is in yet."""
    rows = list(
        Statement.objects.filter(unit__isnull=True, title_code="", year__lte=year).order_by("position", "made_at")
    )
    return Direction(year, {kind: tuple(_texts(rows, kind, year, language)) for kind in KINDS})


def _texts(rows: list[Statement], kind: str, year: int, language: str) -> Iterable[StatementText]:
    of_kind = [one for one in rows if one.kind == kind]
    newest: dict[tuple[UUID | None, str], int] = {}
    for one in of_kind:
        whose = (one.unit_id, one.title_code)
        newest[whose] = max(newest.get(whose, 0), one.year)
    for one in of_kind:
        holds = year if kind == Statement.Kind.GOALS else newest[one.unit_id, one.title_code]
        if one.year == holds:
            yield StatementText(one.id, in_language(one.text, language), said_by(one))


def said_by(one: Statement) -> str:
    """The unit or occupation that a statement comes from; empty for the organisation."""
    if one.unit is not None:
        return one.unit.name
    return title_of_occupation(one.title_code) if one.title_code else ""


def _depths(unit_id: UUID) -> dict[UUID, int]:
    return {ancestor: depth for depth, ancestor in enumerate(path_to([unit_id]).get(unit_id, []))}
