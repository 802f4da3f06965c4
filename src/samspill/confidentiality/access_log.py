"""The access log: one chain for the installation, written in the same transaction as what it tells of."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from samspill.confidentiality.models import AccessEvent, LogHead
from samspill.foundation import clock

__all__ = ["AccessEvent", "Entry", "Fault", "append", "events_of", "verify"]

FIRST = "0" * 64
REFUSED, OPENED = "refused", "opened"
MOST_TOLD = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written: codes and identifiers, never content, never a typed word."""

    act: str
    actor_id: UUID | None
    capacity: str
    thing_id: UUID | None = None
    part: str = ""
    facts: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the chain does not hold, in a word that can be looked up."""

    seq: int
    reason: str


def append(entries: Sequence[Entry]) -> None:
    """Add lines to the chain. Must run inside the transaction of the act; locks the head, so call it last."""
    if not entries:
        return
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The access log is written in the transaction of the act.")
    head = LogHead.objects.select_for_update().get()
    events = []
    for entry in entries:
        event = _chained(entry, head)
        events.append(event)
        head.seq, head.hash = event.seq, event.hash
    AccessEvent.objects.bulk_create(events, batch_size=500)
    LogHead.objects.update(seq=head.seq, hash=head.hash)


def verify(*, start: int = 1) -> Fault | None:
    """Walk the chain from a number; None when every line stands as it was written, in order, to the head."""
    previous = FIRST if start == 1 else AccessEvent.objects.get(seq=start - 1).hash
    expected = start
    for event in _lines(start):
        if event.seq != expected:
            return Fault(expected, "missing")
        if event.previous != previous or event.hash != _hash(event):
            return Fault(event.seq, "altered")
        previous, expected = event.hash, expected + 1
    head = LogHead.objects.get()
    if (head.seq, head.hash) != (expected - 1, previous):
        return Fault(expected, "head")
    return None


def _lines(start: int) -> Iterator[AccessEvent]:
    return AccessEvent.objects.filter(seq__gte=start).order_by("seq").iterator(chunk_size=2_000)


def _chained(entry: Entry, head: LogHead) -> AccessEvent:
    event = AccessEvent(
        seq=head.seq + 1,
        at=clock.now(),
        actor_id=entry.actor_id,
        capacity=entry.capacity,
        act=entry.act,
        thing_id=entry.thing_id,
        part=entry.part,
        facts=_canonical(entry.facts),
        previous=head.hash,
    )
    event.hash = _hash(event)
    return event


def _hash(event: AccessEvent) -> str:
    line = {
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": str(event.actor_id or ""),
        "capacity": event.capacity,
        "act": event.act,
        "thing": str(event.thing_id or ""),
        "part": event.part,
        "facts": event.facts,
    }
    return hashlib.sha256(b"\x00" + event.previous.encode() + _canonical(line).encode()).hexdigest()


def _canonical(value: dict[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def events_of(thing_id: UUID) -> list[AccessEvent]:
    """Every line about one thing but the refusals, newest first, for the two whom it concerns."""
    told = AccessEvent.objects.filter(thing_id=thing_id).exclude(act=REFUSED)
    return list(told.order_by("-seq")[:MOST_TOLD])


def count_openers(
    thing_ids: Iterable[UUID], *, since: datetime, apart_from: UUID, without: Iterable[str]
) -> dict[UUID, int]:
    """How many people have opened each thing since a moment, by thing; none where nobody has.

    Args:
        thing_ids: the things.
        since: aware.
        apart_from: a person who does not count.
        without: parts that do not count.
    """
    told = AccessEvent.objects.filter(thing_id__in=list(thing_ids), act=OPENED, at__gte=since)
    others = told.exclude(actor_id=apart_from).exclude(part__in=list(without)).values_list("thing_id")
    counted = others.annotate(count=Count("actor_id", distinct=True)).values_list("thing_id", "count")
    return {thing_id: count for thing_id, count in counted if thing_id is not None}


def count_refused(thing_id: UUID) -> int:
    """How often somebody was refused: a number, so that no flood of them hides the other lines."""
    return AccessEvent.objects.filter(thing_id=thing_id, act=REFUSED).count()
