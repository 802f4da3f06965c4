"""The power goes, again and again: what was acknowledged is on the disk, and nothing is half done.

A kill cannot show this: the system keeps what a killed program has written. So what SQLite writes and flushes is noted
while an installation is at work (saves through the pages by three at once, an import, checkpoints), and the disk is made
again as a cut at a moment could have left it: what had been flushed is there, and of what had not, nothing, all but the
end, some writes without the earlier ones, some sectors, or sectors of noise. The program then opens it.

Proven: that what SQLite asks to have flushed, in the order it asks, is enough for every save that a page has
acknowledged, for the log and for the import. Not proven: a drive that says "flushed" of what it has not written; a drive
that spoils sectors which nobody was writing; a file system that forgets a flushed file's name; several server processes
(here it is several threads of one). PostgreSQL's own files are PostgreSQL's to prove.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.rooms.operations.conftest import Place
from tests.rooms.operations.power.recording import Event, Recording
from tests.rooms.operations.power.replaying import Cut, replay
from tests.rooms.operations.test_kill import MAKE

SEED = 20261121


def test_no_acknowledged_save_is_lost_and_nothing_is_half_done(place: Place) -> None:
    recorded = _record(place)
    found = _look(place, recorded, times=240, seed=SEED)
    assert found["faults"] == []
    assert found["strange"] == []
    assert min(found["places"].values()) >= 50
    print(f"240 cuts among {sum(found['places'].values())} events and {found['saves']} saves, seed {SEED}: 0 lost")


def test_a_database_that_does_not_flush_each_save_is_found_out(place: Place) -> None:
    """With ``synchronous=NORMAL`` the same cuts lose saves: the replay can tell the one setting from the other."""
    found = _look(place, _record(place, is_flushed=False), times=40, seed=SEED)
    lost = {fault.partition(": ")[0] for fault in found["faults"] if " lost: " in fault}
    assert len(lost) >= 4
    print(f"40 cuts without flushing: {len(lost)} lost acknowledged saves")


@pytest.mark.soak
def test_no_acknowledged_save_is_lost_in_two_thousand_cuts(place: Place) -> None:
    recorded = _record(place)
    for seed in range(8):
        assert _look(place, recorded, times=250, seed=seed)["faults"] == []


def test_what_was_written_while_a_flush_went_on_need_not_be_flushed() -> None:
    events = [
        Event("write", "", 0, b"first"),
        Event("write", "", 5, b"second"),
        Event("sync", "", 1),
        Event("write", "", 0, b"third"),
    ]
    cuts = [Cut(1, "dropped", 1), Cut(3, "dropped", 1), Cut(4, "dropped", 1), Cut(4, "reordered", 6)]
    left = [files[""] for _, files in replay(Recording({"": b"old"}, events), cuts)]
    assert left[:3] == [b"old", b"first", b"first"]
    assert left[3] in {b"first", b"firstsecond", b"third", b"thirdsecond"}


def test_a_torn_write_leaves_whole_sectors_and_nothing_outside_it() -> None:
    new = bytes([1]) * 1_024
    recording = Recording({"": bytes(2_048)}, [Event("write", "", 256, new)])
    lefts = {files[""] for _, files in replay(recording, [Cut(1, "torn", seed) for seed in range(200)])}
    bounds = [(256, 512), (512, 1_024), (1_024, 1_280)]
    assert len(lefts) == 8
    for left in lefts:
        assert len(left) == 2_048
        assert (left[:256], left[1_280:]) == (bytes(256), bytes(768))
        assert all(len(set(left[start:end])) == 1 for start, end in bounds)


def _record(place: Place, *, is_flushed: bool = True) -> Path:
    """Let an installation work, and note what SQLite does."""
    place.python(MAKE)
    recorded = place.folder / "recording"
    place.python(
        "from pathlib import Path\nfrom tests.rooms.operations.power.writing import write\n"
        f"write(Path({str(recorded)!r}), saves=40, is_flushed={is_flushed})"
    )
    return recorded


def _look(place: Place, recorded: Path, *, times: int, seed: int) -> dict[str, Any]:
    found = place.python(
        "from pathlib import Path\nfrom tests.rooms.operations.power.looking import look\n"
        f"look(Path({str(recorded)!r}), times={times}, seed={seed})"
    )
    return dict(json.loads(found.stdout))
