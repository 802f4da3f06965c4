"""Queries whose SQL is made once: making ours costs Django ten times what answering them costs the database."""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from inspect import signature
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from samspill.foundation import clock

Row = TypeVar("Row")
INVENTED_DAYS = (datetime(1814, 5, 17, 12, tzinfo=UTC), datetime(1905, 6, 7, 12, tzinfo=UTC))


class Frozen(RuntimeError):
    """A query holds something that changes but is neither an identifier given to it nor today's date."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value stands that changes: whose place it is, and in which of its forms the database takes it."""

    name: str
    form: int


@dataclass(frozen=True, slots=True)
class Written:
    """A query in SQL: its values, some of them slots, and what Django needs to make rows of the answer."""

    queryset: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    values: tuple[object, ...]


class Prepared(Generic[Row]):
    """A query that is made once, and asked on any day with any identifiers.

    It is made with invented identifiers on an invented day, and at each asking the real ones take their place in the
    SQL. So it is put together as any other, of the same predicates. It is made twice, and what differs is not allowed to
    be anything else: a moment, say, would be frozen at the first asking. Used as a decorator of what makes the query.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        """Prepare what this makes of identifiers that are given by name; it is called at the first asking."""
        self._build = build

    def ask(self, **given: UUID | str | None) -> list[Row]:
        """The rows for these identifiers, today; none of them is equal to no identifier.

        Raises:
            Frozen: the query cannot be prepared.
        """
        real: dict[str, UUID | str | date | None] = {**given, "today": clock.today()}
        forms = {name: _forms(value) for name, value in real.items()}
        values = tuple(forms[one.name][one.form] if isinstance(one, Slot) else one for one in self._written.values)
        return list(_with(self._written, values))

    @cached_property
    def _written(self) -> Written:
        first, second = (self._write(day) for day in INVENTED_DAYS)
        if (first.sql, first.values) != (second.sql, second.values):
            raise Frozen(first.sql)
        return first

    def _write(self, day: datetime) -> Written:
        with clock.fixed(day):
            invented: dict[str, UUID] = {name: uuid4() for name in signature(self._build).parameters}
            queryset = self._build(**invented)
            compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
            sql, values = compiler.as_sql()
            slots = dict(_slots({**invented, "today": clock.today()}))
        return Written(queryset, compiler, sql, tuple(slots.get(_typed(one), one) for one in values))


def _with(written: Written, values: tuple[object, ...]) -> QuerySet[Any, Any]:
    """The query with these values in its SQL, which it then need not make any more."""
    compiler, queryset = copy(written.compiler), written.queryset.all()
    compiler.connection = connections[DEFAULT_DB_ALIAS]
    compiler.as_sql = lambda *_, **__: (written.sql, values)  # type: ignore[method-assign, assignment]
    queryset.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
    return queryset


def _forms(value: UUID | str | date | None) -> tuple[object, ...]:
    """The ways in which a database is given an identifier or a date."""
    if value is None or isinstance(value, str):
        return (value, value, value)
    return (value, str(value), value.hex) if isinstance(value, UUID) else (value, str(value))


def _slots(values: Mapping[str, UUID | date]) -> Iterator[tuple[object, Slot]]:
    for name, value in values.items():
        for number, form in enumerate(_forms(value)):
            yield _typed(form), Slot(name, number)


def _typed(value: object) -> object:
    return type(value), str(value)
