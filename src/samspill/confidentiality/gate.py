"""The only way to sealed text: decides by policy, writes the access log, opens or seals.

Three verbs. ``require`` decides. ``reading`` decides, logs, then hands out what opens. ``changing`` decides and
hands out what opens and seals, in one transaction with the log's lines. A refusal raises ``Denied``; the page turns
it into the same 404 as something that does not exist, and ``record_refusal`` counts it for the two whom it concerns.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from samspill.confidentiality import access_log, parts
from samspill.confidentiality.access_log import Entry
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Act, Denied, Part
from samspill.confidentiality.models import Sitting
from samspill.confidentiality.parts import Conflict, OpenPart, Value
from samspill.foundation import clock

SITTING = timedelta(minutes=30)
security_log = logging.getLogger("samspill.security")

__all__ = ["Conflict", "Opened", "Value", "Writing", "acting", "changing", "reading", "reading_many", "require"]


class Thing(Protocol):
    """What a policy can be asked about."""

    @property
    def id(self) -> UUID:
        """The thing's identifier."""

    def capacity_of(self, actor: Actor) -> str:
        """What the actor is to the thing today: employee, leader, … or nothing."""


@dataclass(slots=True)
class Opened:
    """The opened parts of one thing."""

    _parts: Mapping[Part, OpenPart]

    def text(self, part: Part, field: str) -> str:
        """A field's text; empty where nothing was written."""
        value = self.values(part).get(field)
        return value.text if value else ""

    def values(self, part: Part) -> dict[str, Value]:
        """Every field of a part, by name."""
        return self._parts[part].values


@dataclass(slots=True)
class Writing(Opened):
    """The opened parts of one thing, with the power to change them; the log's lines come at the end."""

    _actor: Actor
    _thing: Thing
    _entries: list[Entry]
    _changed: set[Part] = field(default_factory=set)

    def has_changed(self, part: Part) -> bool:
        """Whether anything in the part has been written or erased."""
        return part in self._changed

    def write(self, part: Part, field: str, text: str, *, revision: int | None) -> int:
        """Store a field's text and return its new revision.

        Args:
            part: one of the parts that the acts at hand open.
            field: the field's name inside the part.
            text: what to store; empty text is stored too.
            revision: the revision that the writer saw (0 for none); None to write whatever stands there.

        Raises:
            Conflict: somebody wrote in between; carries what stands there now.
        """
        return self._write(part, field, text, revision=revision)

    def remove(self, part: Part, field: str) -> None:
        """Erase one field, if it is there."""
        if field in self.values(part):
            self._changed.add(part)
            self._parts[part].remove(field)

    def move(self, field: str, *, source: Part, target: Part, new_field: str) -> None:
        """Reseal a field's text into another part: how a point is shared and taken back.

        The revision goes on counting, so that a window that was opened before the move cannot write after it.
        """
        value = self.values(source)[field]
        self._write(target, new_field, value.text, revision=None, above=value.revision)
        self.remove(source, field)

    def record(self, act: str, *, part: Part | None = None, **facts: str | int) -> None:
        """Write a line of its own in the log: codes, counts and hashes only."""
        self._entries.append(_entry(act, self._actor, self._thing, part, facts))

    def _write(self, part: Part, field: str, text: str, *, revision: int | None, above: int = 0) -> int:
        open_part = self._parts[part]
        self._changed.add(part)
        if not open_part.exists:
            self._entries.append(_entry("first_write", self._actor, self._thing, part))
        return open_part.write(field, text, author_id=_author(self._actor), revision=revision, above=above)


def nothing_written(thing_id: UUID) -> Opened:
    """The parts of a thing that exists nowhere, for showing a page as it is before anybody has written."""
    return Opened({part: OpenPart(thing_id, part) for part in Part})


def require(actor: Actor, thing: Any, act: Act) -> None:
    """Go on only if the policy allows.

    Raises:
        Denied: with the reason's code.
    """
    decision = act.may(actor, thing)
    if not decision:
        raise Denied(act.name, decision.reason, actor=actor, thing_id=getattr(thing, "id", None))


@contextmanager
def reading(actor: Actor, thing: Thing, *acts: Act) -> Iterator[Opened]:
    """Open the parts of the acts for reading; the opening is in the log before any text is out."""
    with reading_many(actor, [thing], *acts) as opened:
        yield opened[thing.id]


@contextmanager
def reading_many(actor: Actor, things: Sequence[Thing], *acts: Act) -> Iterator[dict[UUID, Opened]]:
    """As ``reading``, for a list, with the same number of queries however long it is."""
    for thing in things:
        for act in acts:
            require(actor, thing, act)
    wanted = [act.part for act in acts if act.part]
    loaded = parts.load([thing.id for thing in things], wanted, actor_id=actor.person_id, kind="opened")
    _log_openings(actor, things, loaded)
    yield {thing.id: Opened(loaded[thing.id]) for thing in things}


@contextmanager
def changing(actor: Actor, thing: Thing, *acts: Act) -> Iterator[Writing]:
    """Open the parts of the acts for reading and writing, in one transaction with the log.

    Only what was written is told as changed: who writes for oneself leaves no line that the other reads.
    """
    for act in acts:
        require(actor, thing, act)
    with transaction.atomic():
        wanted = [act.part for act in acts if act.part]
        loaded = parts.load([thing.id], wanted, actor_id=actor.person_id, kind="changed")[thing.id]
        entries: list[Entry] = []
        written_before = {part: one for part, one in loaded.items() if one.exists}
        writing = Writing(loaded, actor, thing, entries)
        yield writing
        parts.store(loaded.values())
        changed = {part: one for part, one in written_before.items() if writing.has_changed(part)}
        access_log.append([*_new_sittings(actor, _news([thing], {thing.id: changed}), kind="changed"), *entries])


@contextmanager
def acting(actor: Actor, thing: Thing | None, act: Act, **facts: str | int) -> Iterator[None]:
    """Do something that touches no sealed text but stands in the log by its name."""
    require(actor, thing, act)
    with transaction.atomic():
        yield
        access_log.append([_entry(act.name, actor, thing, act.part, facts)])


def record_refusal(denied: Denied) -> None:
    """Count a refusal where the two can see it (without a name) and name it in the security log only."""
    security_log.warning(
        "refused act=%s reason=%s actor=%s", denied.act, denied.reason, denied.actor.person_id if denied.actor else "-"
    )
    if denied.thing_id is None:
        return
    with transaction.atomic():
        access_log.append(
            [
                Entry(
                    act=access_log.REFUSED,
                    actor_id=None,
                    capacity="",
                    thing_id=denied.thing_id,
                    facts={"act": denied.act},
                )
            ]
        )


def erase(actor: Actor, thing: Thing, act: Act, *erased: Part) -> int:
    """Erase whole parts for good, with a line in the log; returns how many parts there were."""
    require(actor, thing, act)
    with transaction.atomic():
        existing = parts.erase([thing.id], erased)
        access_log.append([_entry("erased", actor, thing, Part(part)) for _, part in existing])
    return len(existing)


def existing_parts(thing_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """Which parts hold anything, by thing: a fact, not content."""
    return parts.existing(thing_ids)


def forget_old_sittings() -> None:
    """Delete the sittings that are over: they only keep an opening from being logged twice within half an hour."""
    Sitting.objects.filter(since_at__lte=clock.now() - SITTING).delete()


def things_with(*wanted: Part) -> QuerySet[Any, Any]:
    """The identifiers of the things that have any of these parts, for use inside a query."""
    return parts.owners_of(wanted)


def _log_openings(actor: Actor, things: Sequence[Thing], loaded: Mapping[UUID, Mapping[Part, OpenPart]]) -> None:
    news = _news(things, loaded)
    if news and not actor.is_system:
        with transaction.atomic():
            access_log.append(list(_new_sittings(actor, news, kind="opened")))


def _news(things: Sequence[Thing], loaded: Mapping[UUID, Mapping[Part, OpenPart]]) -> dict[UUID, tuple[Thing, Part]]:
    """The parts, by key, of which the log has not told within half an hour that the actor opened, or changed, them."""
    earliest = clock.now() - SITTING
    return {
        one.key_id: (thing, part)
        for thing in things
        for part, one in loaded[thing.id].items()
        if one.key_id and (one.logged_at is None or one.logged_at <= earliest)
    }


def _new_sittings(actor: Actor, news: Mapping[UUID, tuple[Thing, Part]], *, kind: str) -> Iterator[Entry]:
    """A line for each, and a sitting that begins; but for those that another page of the actor's has opened meanwhile."""
    if actor.is_system or not news:
        return
    lately = Sitting.objects.filter(
        actor_id=actor.id, part_id__in=list(news), act=kind, since_at__gt=clock.now() - SITTING
    )
    logged = set(lately.values_list("part_id", flat=True))
    new = {key: told for key, told in news.items() if key not in logged}
    for thing, part in new.values():
        yield _entry(kind, actor, thing, part)
    Sitting.objects.bulk_create(
        [_sitting(actor, key, kind) for key in new],
        update_conflicts=True,
        unique_fields=["actor_id", "part_id", "act"],
        update_fields=["since_at"],
    )


def _sitting(actor: Actor, part_id: UUID, kind: str) -> Sitting:
    return Sitting(actor_id=_author(actor), part_id=part_id, act=kind, since_at=clock.now())


def _author(actor: Actor) -> UUID:
    if actor.person_id is None:
        raise Denied("write", "the system writes no text", actor=actor)
    return actor.person_id


def _entry(
    act: str, actor: Actor, thing: Thing | None, part: Part | None, facts: Mapping[str, str | int] | None = None
) -> Entry:
    return Entry(
        act=act,
        actor_id=actor.person_id,
        capacity=(thing.capacity_of(actor) if thing is not None else "") or actor.purpose,
        thing_id=thing.id if thing is not None else None,
        part=part or "",
        facts=json.loads(json.dumps(dict(facts or {}))),
    )
