"""The child that opens what each power cut left, with the program itself, and tells what is not as it must be."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection
from tests.cast import NUMBERS
from tests.rooms.operations.power.recording import Recording
from tests.rooms.operations.power.replaying import Cut, choose_cuts, replay
from tests.rooms.operations.power.writing import organisation, words
from tests.rooms.organisation.exports import IMPORTER

from samspill.confidentiality import access_log
from samspill.conversations.queries import list_own_conversations, read_preparation
from samspill.operations.checking import examine
from samspill.organisation.models import ImportRun
from samspill.organisation.services.importing import apply_import
from samspill.organisation.states import RunState
from samspill.people.queries import actor_of, read_person


def look(path: Path, *, times: int, seed: int) -> None:
    """Cut the power so many times in a recording, and print what was found as JSON.

    Args:
        path: the recording.
        times: how many cuts.
        seed: what the cuts and what becomes of the unflushed are drawn from.
    """
    os.umask(0o077)  # the files get the modes that the program gives them
    recording = Recording.read(path)
    places = places_of(recording)
    faults: list[str] = []
    for cut, files in replay(recording, choose_cuts(places, times=times, seed=seed)):
        _put(files)
        try:
            faults += [f"{cut}: {fault}" for fault in _faults(recording, cut)]
        except Exception as error:  # a database that cannot be read is the finding
            faults.append(f"{cut}: {type(error).__name__}: {error}")
    marks = [event for event in recording.events if event.kind == "mark"]
    found = {
        "faults": faults,
        "places": {kind: len(numbers) for kind, numbers in places.items()},
        "saves": sum(mark.file == "saved" for mark in marks),
        "strange": sorted({event.kind for event in recording.events} - {"mark", "write", "truncate", "sync"}),
    }
    print(json.dumps(found))


def places_of(recording: Recording) -> dict[str, list[int]]:
    """Where the power can go, by what is under way: a checkpoint, the import, or saves."""
    began, ended = (_number_of(recording, kind) for kind in ("import begins", "applied"))
    places: dict[str, list[int]] = {"checkpoint": [], "import": [], "save": []}
    for number, event in enumerate(recording.events):
        is_checkpoint = event.kind in {"write", "truncate", "sync"} and event.file == ""
        kind = "checkpoint" if is_checkpoint else "import" if began < number < ended else "save"
        places[kind].append(number)
    return places


def _put(files: Mapping[str, bytes]) -> None:
    """The machine comes up again with these files. What was only in memory, as the shared index of the log, is gone."""
    connection.close()
    database = Path(settings.DATABASES["default"]["NAME"])
    Path(f"{database}-shm").unlink(missing_ok=True)
    for suffix, content in files.items():
        Path(f"{database}{suffix}").write_bytes(content)


def _faults(recording: Recording, cut: Cut) -> Iterator[str]:
    with connection.cursor() as cursor:
        yield from (line for (line,) in cursor.execute("PRAGMA integrity_check").fetchall() if line != "ok")
        yield from (f"dangling: {line}" for line in cursor.execute("PRAGMA foreign_key_check").fetchall())
    if fault := access_log.verify():
        yield f"log {fault.reason} at {fault.seq}"
    yield from (f"{finding.subject}: {finding.trouble}" for finding in examine() if finding.trouble)
    yield from _lost_saves(recording, cut)
    yield from _half_import(recording, cut)


def _lost_saves(recording: Recording, cut: Cut) -> Iterator[str]:
    """Each point holds what was acknowledged last, or a later save that was under way: whole, and as it was sent."""
    ada = actor_of(read_person(NUMBERS["ada"]))
    text = read_preparation(ada, conversation_id=list_own_conversations(ada)[0].conversation.id)
    found = {point.name: point for point in (*text.points, *text.themes)}
    for name, acknowledged in _acknowledged(recording, cut).items():
        point = found[name]
        if point.revision not in {acknowledged, acknowledged + 1}:
            yield f"lost: {name} stands at revision {point.revision}, {acknowledged} was acknowledged"
        elif point.revision and point.text != words(name, point.revision):
            yield f"half: {name} holds something else than what was sent"


def _acknowledged(recording: Recording, cut: Cut) -> dict[str, int]:
    saved = [event.content for event in recording.events if event.file == "saved"]
    last = dict.fromkeys((mark["point"] for mark in saved), 0)
    for event in recording.events[: cut.before]:
        if event.file == "saved":
            last[event.content["point"]] = event.content["revision"]
    return last


def _half_import(recording: Recording, cut: Cut) -> Iterator[str]:
    """The import is applied whole or not at all, and can be gone on with."""
    is_applied = ImportRun.objects.filter(state=RunState.APPLIED).exists()
    if not is_applied and cut.before > _number_of(recording, "applied"):
        yield "lost: the import that was applied"
    if organisation() != recording.facts["after" if is_applied else "before"]:
        yield f"half: the organisation has {organisation()}"
    if not is_applied and cut.before > (checked := _number_of(recording, "checked")):
        run_id = UUID(recording.events[checked].content["run"])
        apply_import(IMPORTER, run_id=run_id, are_many_endings_meant=True)
        if organisation() != recording.facts["after"]:
            yield f"half: applied again, the organisation has {organisation()}"


def _number_of(recording: Recording, mark: str) -> int:
    return next(number for number, event in enumerate(recording.events) if event.file == mark)
