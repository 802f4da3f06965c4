"""How SQLite and PostgreSQL differ, in one place.

SQLite is the default and must be as durable as PostgreSQL: WAL with ``synchronous=FULL`` loses no
acknowledged transaction in a power cut, ``secure_delete`` overwrites what is erased, and IMMEDIATE
transactions never fail half-way with "database is locked". Each thread has a page cache of its own, 6 MB, so that a
process stays small however large the organisation.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
        "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-6000;"
    ),
}

DURABLE_SQLITE = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
DURABLE_POSTGRESQL = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}

_NORWEGIAN_ORDER = {"æ": "z\x01", "ä": "z\x01", "ø": "z\x02", "ö": "z\x02", "å": "z\x03"}


class UnsafeDatabase(RuntimeError):
    """The database is set up so that it could lose what it has acknowledged."""


@lru_cache(maxsize=16_384)
def norwegian_key(text: str) -> str:
    """A key that sorts as Norwegian lists do: æ, ø, å (and aa) last, accents beside their letter."""
    folded = text.casefold().replace("aa", "å")
    letters = (_NORWEGIAN_ORDER.get(letter) or _without_accent(letter) for letter in folded)
    return "".join(letters)


def _without_accent(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _compare_norwegian(left: str, right: str) -> int:
    left_key, right_key = norwegian_key(left), norwegian_key(right)
    return (left_key > right_key) - (left_key < right_key)


def _like(pattern: str | None, text: str | None, escape: str = "\\") -> bool | None:
    """LIKE that is blind to case for every letter; SQLite's own knows only a–z."""
    if pattern is None or text is None:
        return None
    wanted = str(pattern).casefold()
    return _like_folded(wanted, str(text).casefold(), escape)


def _like_folded(pattern: str, text: str, escape: str) -> bool:
    parts: list[str] = []
    letters = iter(pattern)
    for letter in letters:
        if letter == escape:
            parts.append(re.escape(next(letters, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(letter) or re.escape(letter))
    return re.fullmatch("".join(parts), text, re.DOTALL) is not None


def prepare_connection(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Give a fresh SQLite connection the ``nb`` collation and a LIKE that knows æøå."""
    if connection.vendor != "sqlite":
        return
    raw = connection.connection
    raw.create_collation("nb", _compare_norwegian)
    raw.create_function("like", 2, _like, deterministic=True)
    raw.create_function("like", 3, _like, deterministic=True)


def in_norwegian_order(expression: Combinable | str) -> Collate:
    """Sort by this expression as a Norwegian telephone book would."""
    return Collate(expression, "nb" if connection.vendor == "sqlite" else "nb-NO-x-icu")


def begins_with(field: str, text: str) -> Q:
    """Rows whose field begins with this text, as written or with a capital letter; as quick as the database can.

    SQLite's LIKE is ours and asks Python for every row, so there it is a comparison instead.
    """
    found = Q()
    for beginning in {text, text[:1].upper() + text[1:], text.title()}:
        if connection.vendor == "sqlite":
            found |= Q(**{f"{field}__gte": beginning, f"{field}__lt": f"{beginning}\U0010ffff"})
        else:
            found |= Q(**{f"{field}__startswith": beginning})
    return found


def durability() -> dict[str, Any]:
    """The settings that decide whether an acknowledged save survives, as the database reports them."""
    names: Iterable[str]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names, question = DURABLE_SQLITE, "PRAGMA {}"
        else:
            names, question = DURABLE_POSTGRESQL, "SHOW {}"
        found = {}
        for name in names:
            cursor.execute(question.format(name))
            found[name] = cursor.fetchone()[0]
    return found


def assert_durable() -> None:
    """Refuse to go on with a database that could lose acknowledged saves.

    Raises:
        UnsafeDatabase: naming every setting that is not as it must be.
    """
    wanted: Mapping[str, object] = DURABLE_SQLITE if connection.vendor == "sqlite" else DURABLE_POSTGRESQL
    wrong = {name: value for name, value in durability().items() if value != wanted[name]}
    if wrong:
        told = ", ".join(f"{name} is {value!r}, must be {wanted[name]!r}" for name, value in wrong.items())
        raise UnsafeDatabase(f"The database could lose what it has saved: {told}.")


def learn_sizes(*models: type[Model]) -> None:
    """Let PostgreSQL's planner know at once that these tables have grown; by itself it may take a minute to find out.

    A plan made for an empty table can take minutes on one of thousands. SQLite plans by its indexes alone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in models:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def forget_erased() -> None:
    """Make erased rows leave the write-ahead log too (SQLite); PostgreSQL does so in its nightly run."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
