"""The only clock: stored in UTC, judged in Europe/Oslo (see docs/decisions)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")

_fixed_at: ContextVar[datetime | None] = ContextVar("fixed_at", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _fixed_at.get() or datetime.now(UTC)


def today() -> date:
    """The present date in Norway; every dated fact is judged by it."""
    return now().astimezone(OSLO).date()


@contextmanager
def fixed(at: datetime) -> Iterator[None]:
    """Stand still at an aware moment, for tests and made-up histories."""
    token = _fixed_at.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _fixed_at.reset(token)
