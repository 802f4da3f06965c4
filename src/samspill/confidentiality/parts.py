"""The sealed parts as rows: keys are made at the first write, each field is one row, changed by compare-and-swap."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from samspill.confidentiality.decisions import Part
from samspill.confidentiality.fields import ciphertext_of
from samspill.confidentiality.keyring import CURRENT_SHELF, keyring
from samspill.confidentiality.models import Installation, PartKey, SealedText, Sitting
from samspill.confidentiality.sealing import new_key, open_sealed, pad, seal, tag, unpad
from samspill.foundation import clock
from samspill.foundation.identifiers import new_id
from samspill.foundation.prepared import Prepared

COLUMNS = ("id", "part_key_id", "tag", "author_id", "revision", "ciphertext", "changed_at")
# Compare and swap: a field that stands at another revision than the writer's, or at any where it was to be new, stays.
SWAP = (
    "INSERT INTO confidentiality_sealedtext (id, part_key_id, tag, author_id, revision, ciphertext, changed_at)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (part_key_id, tag) DO UPDATE SET author_id = excluded.author_id,"
    " revision = excluded.revision, ciphertext = excluded.ciphertext, changed_at = excluded.changed_at"
    " WHERE confidentiality_sealedtext.revision = %s"
)


@dataclass(frozen=True, slots=True)
class Value:
    """An opened field."""

    text: str
    revision: int
    author_id: UUID
    changed_at: datetime

    def __repr__(self) -> str:
        return f"<Value revision {self.revision}>"


class Conflict(Exception):
    """Somebody wrote the field in between."""

    def __init__(self, current: Value | None) -> None:
        """Carry what stands there now; None when the field is gone."""
        super().__init__("the field has another revision")
        self.current = current


@cache
def installation_id() -> UUID:
    """This installation's identity; it never changes."""
    return Installation.objects.get().id


@dataclass(slots=True)
class OpenPart:
    """One part of one thing with its data key, and its fields opened.

    ``logged_at`` is when the log last told that the actor at hand opened it, or changed it, whichever was asked for.
    What is written waits here, with the revision that it takes the place of, until ``store``.
    """

    owner_id: UUID
    part: Part
    key_id: UUID | None = None
    data_key: bytes = b""
    logged_at: datetime | None = None
    values: dict[str, Value] = field(default_factory=dict)
    _replaced: dict[str, int] = field(default_factory=dict)

    @property
    def exists(self) -> bool:
        """Whether anything was ever written here."""
        return self.key_id is not None

    def __repr__(self) -> str:
        return f"<OpenPart {self.part}>"

    def write(self, name: str, text: str, *, author_id: UUID, revision: int | None, above: int = 0) -> int:
        """Change a field, see ``gate.Writing.write``; ``store`` seals it. The new revision is higher than ``above``."""
        if not self.exists:
            self._make_key()
        current = self.values.get(name)
        standing = current.revision if current else 0
        if revision not in {None, standing}:
            raise Conflict(current)
        self._replaced.setdefault(name, standing)
        self.values[name] = Value(text, max(standing, above) + 1, author_id, clock.now())
        return self.values[name].revision

    def remove(self, name: str) -> None:
        """Delete a field's row."""
        if self.values.pop(name, None) is not None:
            self._replaced.pop(name, None)
            SealedText.gated.filter(part_key_id=self.key_id, tag=tag(self.data_key, name)).delete()

    def sealed(self) -> Iterator[tuple[Any, ...]]:
        """What was written, for ``SWAP``: each row with the revision whose place it takes, 0 for none."""
        fields = {at.attname: at for at in SealedText._meta.concrete_fields}
        for name, replaced in self._replaced.items():
            value, fingerprint = self.values[name], tag(self.data_key, name)
            sealed = self._seal(fingerprint, name, value)
            row = (new_id(), self.key_id, fingerprint, value.author_id, value.revision, sealed, value.changed_at)
            pairs = zip(COLUMNS, row, strict=True)
            yield *(fields[column].get_db_prep_save(one, connection) for column, one in pairs), replaced

    def _seal(self, fingerprint: str, name: str, value: Value) -> bytes:
        content = json.dumps([name, value.text], ensure_ascii=False).encode()
        bound_to = _bound_text(self, fingerprint, value.revision, value.author_id)
        return seal(self.data_key, pad(content), bound_to=bound_to)

    def _make_key(self) -> None:
        data_key = new_key()
        wrapped = keyring().wrap(data_key, shelf=CURRENT_SHELF, bound_to=_bound_key(self.owner_id, self.part))
        row = PartKey(owner_id=self.owner_id, part=self.part, shelf_id=CURRENT_SHELF, wrapped=wrapped)
        PartKey.gated.bulk_create([row], ignore_conflicts=True)
        stored = PartKey.gated.get(owner_id=self.owner_id, part=self.part)
        self.key_id, self.data_key = stored.id, _unwrap(stored)


def load(
    owner_ids: Sequence[UUID], wanted: Sequence[Part], *, actor_id: UUID | None, kind: str
) -> dict[UUID, dict[Part, OpenPart]]:
    """Open these parts of these things, in two queries.

    Args:
        owner_ids: the things.
        wanted: the parts.
        actor_id: who opens them; nobody for the program.
        kind: what the actor's line in the log is called, ``opened`` or ``changed``.
    """
    opened = {owner: {part: OpenPart(owner, part) for part in wanted} for owner in owner_ids}
    if not wanted or not owner_ids:
        return opened
    by_key: dict[UUID, OpenPart] = {}
    for row in _keys(owner_ids, tuple(wanted), actor_id, kind):
        part = opened[row.owner_id][Part(row.part)]
        part.key_id, part.data_key, part.logged_at = row.id, _unwrap(row), row.logged_at
        by_key[row.id] = part
    for text in _texts(owner_ids, tuple(wanted)) if by_key else ():
        if text.part_key_id in by_key:  # else the part was begun a moment ago, after the keys were read
            part = by_key[text.part_key_id]
            name, content = _open(part, text)
            part.values[name] = Value(content, text.revision, text.author_id, text.changed_at)
    return opened


def store(written: Iterable[OpenPart]) -> None:
    """Put what was written into the database, all of it or nothing.

    Raises:
        Conflict: somebody wrote in between.
    """
    rows = [row for part in written for row in part.sealed()]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(SWAP, rows)
        if cursor.rowcount != len(rows):
            raise Conflict(None)


def existing(owner_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """Which parts have a key, by thing."""
    found: dict[UUID, set[str]] = {}
    for owner_id, part in PartKey.gated.filter(owner_id__in=list(owner_ids)).values_list("owner_id", "part"):
        found.setdefault(owner_id, set()).add(part)
    return found


def owners_of(wanted: Sequence[Part]) -> QuerySet[Any, Any]:
    """The identifiers of the things that have any of these parts, for use inside a query."""
    return PartKey.gated.filter(part__in=wanted).values("owner_id")


def erase(owner_ids: Sequence[UUID], erased: Sequence[Part]) -> list[tuple[UUID, str]]:
    """Delete keys and texts of these parts; returns the (thing, part) pairs that there were."""
    rows = PartKey.gated.filter(owner_id__in=owner_ids, part__in=erased)
    pairs = list(rows.values_list("owner_id", "part"))
    SealedText.gated.filter(part_key__in=rows).delete()
    rows.delete()
    return pairs


def _keys(owner_ids: Sequence[UUID], wanted: tuple[Part, ...], actor_id: UUID | None, kind: str) -> Iterable[Any]:
    if len(owner_ids) == 1:
        return _keys_of_one(wanted, kind).ask(owner_id=owner_ids[0], actor_id=actor_id)
    return _find_keys(owner_ids, wanted, actor_id, kind)


@cache
def _keys_of_one(wanted: tuple[Part, ...], kind: str) -> Prepared[Any]:
    return Prepared(lambda owner_id, actor_id: _find_keys([owner_id], wanted, actor_id, kind))


def _find_keys(
    owner_ids: Sequence[UUID], wanted: tuple[Part, ...], actor_id: UUID | None, kind: str
) -> QuerySet[Any, Any]:
    sittings = Sitting.objects.filter(actor_id=actor_id, part_id=OuterRef("id"), act=kind)  # type: ignore[misc]
    keys = PartKey.gated.filter(owner_id__in=owner_ids, part__in=wanted)
    return keys.annotate(logged_at=Subquery(sittings.values("since_at")))


def _texts(owner_ids: Sequence[UUID], wanted: tuple[Part, ...]) -> Iterable[Any]:
    return _texts_of_one(wanted).ask(owner_id=owner_ids[0]) if len(owner_ids) == 1 else _find_texts(owner_ids, wanted)


@cache
def _texts_of_one(wanted: tuple[Part, ...]) -> Prepared[Any]:
    return Prepared(lambda owner_id: _find_texts([owner_id], wanted))


def _find_texts(owner_ids: Sequence[UUID], wanted: tuple[Part, ...]) -> QuerySet[Any, Any]:
    return SealedText.gated.filter(part_key__owner_id__in=owner_ids, part_key__part__in=wanted)


def _open(part: OpenPart, row: SealedText) -> tuple[str, str]:
    bound_to = _bound_text(part, row.tag, row.revision, row.author_id)
    name, content = json.loads(unpad(open_sealed(part.data_key, ciphertext_of(row.ciphertext), bound_to=bound_to)))
    return name, content


def _unwrap(row: PartKey) -> bytes:
    bound_to = _bound_key(row.owner_id, Part(row.part))
    return keyring().unwrap(ciphertext_of(row.wrapped), shelf=row.shelf_id, bound_to=bound_to)


def _bound_key(owner_id: UUID, part: Part) -> str:
    return f"samspill1|key|{installation_id()}|{owner_id}|{part}"


def _bound_text(part: OpenPart, fingerprint: str, revision: int, author_id: UUID) -> str:
    return f"samspill1|text|{installation_id()}|{part.key_id}|{fingerprint}|{revision}|{author_id}"
