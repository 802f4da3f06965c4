"""Stating what the organisation, a unit or an occupation stands for in a year (S13, S37)."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation.errors import Unacceptable
from samspill.guides.models import Statement
from samspill.guides.policy import STATE
from samspill.guides.shape import LANGUAGES

LONGEST = 300
MOST = 30


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom statements belong to: a unit, an occupation, or with neither the whole organisation."""

    unit_id: UUID | None = None
    title_code: str = ""


def list_statements(actor: Actor, /, *, whose: Whose, year: int) -> list[Statement]:
    """What is stated by exactly these for exactly this year, in order, for those who may change it."""
    gate.require(actor, whose, STATE)
    return list(_of(whose, year).order_by("kind", "position", "made_at"))


def add_statement(actor: Actor, /, *, whose: Whose, year: int, kind: str, text: Mapping[str, str]) -> Statement:
    """State one more thing.

    Raises:
        Unacceptable: no text, too long, too many, or a kind that there is not.
    """
    gate.require(actor, whose, STATE)
    if kind not in Statement.Kind.values:
        raise Unacceptable("unknown_statement_kind", field="kind")
    with transaction.atomic():
        standing = _of(whose, year).filter(kind=kind)
        if standing.count() >= MOST:
            raise Unacceptable("too_many_items", field="text", most=MOST)
        highest = standing.aggregate(highest=Max("position"))["highest"]
        return Statement.objects.create(
            kind=kind, year=year, unit_id=whose.unit_id, title_code=whose.title_code, text=_checked(text),
            position=0 if highest is None else highest + 1, made_by_id=actor.person_id,
        )  # fmt: skip


def change_statement(actor: Actor, /, *, statement_id: UUID, text: Mapping[str, str]) -> Statement:
    """Word a statement otherwise.

    Raises:
        NotFound, Denied: there is none, or not for the actor.
        Unacceptable: no text, or too long.
    """
    with transaction.atomic():
        statement = _find(actor, statement_id)
        statement.text = _checked(text)
        statement.save(update_fields=["text"])
    return statement


def remove_statement(actor: Actor, /, *, statement_id: UUID) -> Statement:
    """Take a statement away; returns what it was, so that it can be stated again."""
    with transaction.atomic():
        statement = _find(actor, statement_id)
        Statement.objects.filter(id=statement_id).delete()
    return statement


def move_statement(actor: Actor, /, *, statement_id: UUID, by: int) -> None:
    """Move a statement some places up (negative) or down among those of its kind."""
    with transaction.atomic():
        statement = _find(actor, statement_id)
        whose = Whose(statement.unit_id, statement.title_code)
        rows = list(_of(whose, statement.year).filter(kind=statement.kind).order_by("position", "made_at"))
        index = [one.id for one in rows].index(statement_id)
        rows.insert(min(max(index + by, 0), len(rows) - 1), rows.pop(index))
        for position, one in enumerate(rows):
            one.position = position
        Statement.objects.bulk_update(rows, ["position"])


def take_over(actor: Actor, /, *, whose: Whose, from_year: int, to_year: int) -> int:
    """State for a year what was stated for another, after what stands there; returns how many."""
    gate.require(actor, whose, STATE)
    with transaction.atomic():
        standing = {(one.kind, tuple(sorted(one.text.items()))) for one in _of(whose, to_year)}
        copies = [
            Statement(
                kind=one.kind,
                year=to_year,
                unit_id=one.unit_id,
                title_code=one.title_code,
                text=one.text,
                position=one.position,
                made_by_id=actor.person_id,
            )
            for one in _of(whose, from_year)
            if (one.kind, tuple(sorted(one.text.items()))) not in standing
        ]
        Statement.objects.bulk_create(copies)
    return len(copies)


def years_of(actor: Actor, /, *, whose: Whose) -> list[int]:
    """The years for which these have stated something, newest first."""
    gate.require(actor, whose, STATE)
    return sorted(set(_all_of(whose).values_list("year", flat=True)), reverse=True)


def _of(whose: Whose, year: int) -> QuerySet[Statement]:
    return _all_of(whose).filter(year=year)


def _all_of(whose: Whose) -> QuerySet[Statement]:
    mine = Q(unit_id=whose.unit_id) if whose.unit_id else Q(unit__isnull=True)
    return Statement.objects.filter(mine, title_code=whose.title_code)


def _find(actor: Actor, statement_id: UUID) -> Statement:
    statement = Statement.objects.select_for_update().filter(id=statement_id).first()
    if statement is None:
        raise NotFound
    gate.require(actor, Whose(statement.unit_id, statement.title_code), STATE)
    return statement


def _checked(text: Mapping[str, str]) -> dict[str, str]:
    words = {one: " ".join(text.get(one, "").split()) for one in LANGUAGES}
    filled = {one: wording for one, wording in words.items() if wording}
    if not filled:
        raise Unacceptable("statement_missing", field="text")
    if max(map(len, filled.values())) > LONGEST:
        raise Unacceptable("too_long", field="text", most=LONGEST)
    return filled
