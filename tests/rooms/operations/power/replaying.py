"""The disk after a power cut: what was flushed is there; of what was not, anything may be, whole, in part or spoilt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.rooms.operations.power.recording import Event, Recording

SECTOR = 512
# What becomes of what was not flushed: nothing of it came to the disk, all but the end of the last write, some of the
# writes and not the earlier ones, some sectors of some writes, or sectors that are neither old nor new.
FATES = ("dropped", "kept", "reordered", "torn", "spoilt")


@dataclass(frozen=True)
class Cut:
    """Where the power went: before which event, what became of what was not flushed, and by which seed."""

    before: int
    fate: str
    seed: int

    def __str__(self) -> str:
        return f"cut before event {self.before}, unflushed {self.fate}, seed {self.seed}"


def choose_cuts(places: Mapping[str, Sequence[int]], *, times: int, seed: int) -> list[Cut]:
    """Cuts that fall on each kind of place as often, with every fate as often."""
    chance = Random(seed)
    kinds = [positions for positions in places.values() if positions]
    return [
        Cut(
            chance.choice(kinds[number % len(kinds)]) + 1,
            FATES[number // len(kinds) % len(FATES)],
            seed * 10_000 + number,
        )
        for number in range(times)
    ]


def replay(recording: Recording, cuts: Sequence[Cut]) -> Iterator[tuple[Cut, dict[str, bytes]]]:
    """The files as each cut leaves them."""
    flushed = {name: bytearray(content) for name, content in recording.first.items()}
    waiting: dict[str, list[tuple[int, Event]]] = {name: [] for name in flushed}
    done = 0
    for cut in sorted(cuts, key=lambda one: one.before):
        for number in range(done, cut.before):
            event = recording.events[number]
            if event.kind in {"write", "truncate"}:
                waiting[event.file].append((number, event))
            elif event.kind == "sync":
                _flush(flushed[event.file], waiting[event.file], event.at)
        done = cut.before
        chance = Random(cut.seed)
        yield cut, {name: _after(flushed[name], waiting[name], cut.fate, chance) for name in flushed}


def _flush(content: bytearray, waiting: list[tuple[int, Event]], began: int) -> None:
    covered = [pair for pair in waiting if pair[0] < began]
    for _, event in covered:
        _apply(content, event)
    del waiting[: len(covered)]


def _apply(content: bytearray, event: Event) -> None:
    if event.kind == "truncate":
        del content[event.at :]
        return
    content.extend(bytes(max(0, event.at - len(content))))
    content[event.at : event.at + len(event.content)] = event.content


def _after(flushed: bytearray, waiting: Sequence[tuple[int, Event]], fate: str, chance: Random) -> bytes:
    content = bytearray(flushed)
    for place, (_, event) in enumerate(waiting):
        for piece in _left_of(event, fate, chance, is_last=place == len(waiting) - 1):
            _apply(content, piece)
    return bytes(content)


def _left_of(event: Event, fate: str, chance: Random, *, is_last: bool) -> Iterator[Event]:
    """What came to the disk of one write."""
    if fate == "kept":
        yield event._replace(content=event.content[: chance.randrange(len(event.content) + 1)]) if is_last else event
    elif fate == "reordered" or (fate in {"torn", "spoilt"} and event.kind == "truncate"):
        yield from [event] * chance.randrange(2)
    elif fate in {"torn", "spoilt"}:
        yield from _sectors(event, chance, is_spoilt=fate == "spoilt")


def _sectors(event: Event, chance: Random, *, is_spoilt: bool) -> Iterator[Event]:
    at, end = event.at, event.at + len(event.content)
    while at < end:
        until = min(end, (at // SECTOR + 1) * SECTOR)
        piece = event._replace(at=at, content=event.content[at - event.at : until - event.at])
        what = chance.randrange(3 if is_spoilt else 2)
        if what == 1:
            yield piece
        elif what == 2:
            yield piece._replace(content=chance.randbytes(len(piece.content)))
        at = until
