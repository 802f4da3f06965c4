"""The sealed parts as rows: keys are made at the first write, each field is one row, changed by compare-and-swap."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from samspill.confidentiality.decisions import Part
from samspill.confidentiality.fields import ciphertext_of
from samspill.confidentiality.keyring import CURRENT_SHELF, keyring
from samspill.confidentiality.models import Installation, PartKey, SealedText
from samspill.confidentiality.sealing import new_key, open_sealed, pad, seal, tag, unpad
from samspill.foundation import clock


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
    """One part of one thing with its data key, and its fields opened."""

    owner_id: UUID
    part: Part
    key_id: UUID | None = None
    data_key: bytes = b""
    values: dict[str, Value] = field(default_factory=dict)

    @property
    def exists(self) -> bool:
        """Whether anything was ever written here."""
        return self.key_id is not None

    def __repr__(self) -> str:
        return f"<OpenPart {self.part}>"

    def write(self, name: str, text: str, *, author_id: UUID, revision: int | None, above: int = 0) -> int:
        """Seal a field under this part's key; see ``gate.Writing.write``. The new revision is higher than ``above``."""
        if not self.exists:
            self._make_key()
        current = self.values.get(name)
        seen = (current.revision if current else 0) if revision is None else revision
        if seen != (current.revision if current else 0):
            raise Conflict(current)
        value = Value(text, max(seen, above) + 1, author_id, clock.now())
        self._store(name, value, seen=seen)
        self.values[name] = value
        return value.revision

    def remove(self, name: str) -> None:
        """Delete a field's row."""
        if self.values.pop(name, None) is not None:
            SealedText.gated.filter(part_key_id=self.key_id, tag=tag(self.data_key, name)).delete()

    def _store(self, name: str, value: Value, *, seen: int) -> None:
        fingerprint = tag(self.data_key, name)
        row = {
            "author_id": value.author_id,
            "revision": value.revision,
            "changed_at": value.changed_at,
            "ciphertext": self._seal(fingerprint, name, value),
        }
        if seen:
            same = SealedText.gated.filter(part_key_id=self.key_id, tag=fingerprint, revision=seen)
            if same.update(**row) != 1:
                raise Conflict(None)
            return
        try:
            with transaction.atomic():
                SealedText.gated.bulk_create([SealedText(part_key_id=self._key(), tag=fingerprint, **row)])
        except IntegrityError as error:
            raise Conflict(None) from error

    def _key(self) -> UUID:
        if self.key_id is None:
            raise LookupError("The part has no key yet.")
        return self.key_id

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


def load(owner_ids: Sequence[UUID], wanted: Sequence[Part]) -> dict[UUID, dict[Part, OpenPart]]:
    """Open these parts of these things, in two queries."""
    opened = {owner: {part: OpenPart(owner, part) for part in wanted} for owner in owner_ids}
    if not wanted or not owner_ids:
        return opened
    by_key: dict[UUID, OpenPart] = {}
    for row in PartKey.gated.filter(owner_id__in=owner_ids, part__in=wanted):
        part = opened[row.owner_id][Part(row.part)]
        part.key_id, part.data_key = row.id, _unwrap(row)
        by_key[row.id] = part
    for text in SealedText.gated.filter(part_key_id__in=list(by_key)):
        part = by_key[text.part_key_id]
        name, content = _open(part, text)
        part.values[name] = Value(content, text.revision, text.author_id, text.changed_at)
    return opened


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
