"""The child that writes while the recording runs: saves through the pages, an import, and both kinds of checkpoint."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.test import Client
from tests.cast import NUMBERS
from tests.rooms.operations.power.recording import Recording, recorded
from tests.rooms.organisation.exports import IMPORTER, export, row

from samspill.conversations.queries import list_own_conversations, read_preparation
from samspill.foundation.database import forget_erased
from samspill.organisation.models import Employment, ImportRun, Leadership, Unit, UnitAncestor
from samspill.organisation.services.importing import apply_import, check_import
from samspill.people.models import Person
from samspill.people.queries import actor_of, read_person

WRITERS = 3
NEW = 20
PAGES_TO_CHECKPOINT = 100  # SQLite's own 1,000 would give one checkpoint in a short test


def write(path: Path, *, saves: int, is_flushed: bool = True) -> None:
    """Work as an installation does, and keep the recording in a file.

    Args:
        path: where the recording is kept.
        saves: how many times each of three writers saves, before the import and again after it.
        is_flushed: whether the database flushes each save; without it, it is set up as it must never be.
    """
    connection.close()
    options = connection.settings_dict["OPTIONS"]
    options["init_command"] += f"PRAGMA wal_autocheckpoint={PAGES_TO_CHECKPOINT};"
    if not is_flushed:
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=NORMAL")
    with recorded(Path(settings.DATABASES["default"]["NAME"]), path) as recording:
        conversation_id, points = conversation_of_ada()
        recording.facts["before"] = organisation()
        save(recording, conversation_id, points, saves, revision=0)
        bring_in(recording)
        recording.facts["after"] = organisation()
        forget_erased()
        save(recording, conversation_id, points, saves, revision=saves)


def conversation_of_ada() -> tuple[UUID, list[str]]:
    """Her conversation, and one point for each writer."""
    ada = actor_of(read_person(NUMBERS["ada"]))
    conversation_id = list_own_conversations(ada)[0].conversation.id
    text = read_preparation(ada, conversation_id=conversation_id)
    return conversation_id, [point.name for point in (*text.points, *text.themes)][:WRITERS]


def words(point: str, revision: int) -> str:
    """What is written to a point at a revision: known without being told, and of many lengths."""
    return f"{point} {revision}" + " æøå" * (revision * 37 % 400)


def organisation() -> dict[str, int]:
    """How many rows of each kind that an import writes."""
    return {model.__name__: model.objects.count() for model in (Person, Unit, UnitAncestor, Employment, Leadership)}


def save(recording: Recording, conversation_id: UUID, points: list[str], saves: int, *, revision: int) -> None:
    """Save to each point, all at once, as one's page does; each answer is noted when it has come."""

    def save_one(point: str) -> None:
        browser = Client(headers={"host": "localhost"})
        browser.force_login(read_person(NUMBERS["ada"]))
        for seen in range(revision, revision + saves):
            sent = {"field": f"text:{point}", "value": words(point, seen + 1), "revision": str(seen)}
            answer = browser.post(f"/samtaler/{conversation_id}/forberedelse/lagre/", sent)
            assert (answer.status_code, answer.json()["revision"]) == (200, seen + 1)
            recording.mark("saved", point=point, revision=seen + 1)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(save_one, points))


def bring_in(recording: Recording) -> None:
    """Import the nine as they are and twenty more."""
    nine = [
        row(number, "" if name == "vera" else _leader(name), Enhetskode=_unit(name)) for name, number in NUMBERS.items()
    ]
    new = [row(f"{200_000 + number}", NUMBERS["leif"], Enhetskode="1100") for number in range(NEW)]
    recording.mark("import begins")
    run = check_import(IMPORTER, files=[export(*nine, *new)])
    recording.mark("checked", run=str(run.id))
    run = apply_import(IMPORTER, run_id=run.id, are_many_endings_meant=True)
    assert run.state == ImportRun(state="applied").state, run.report
    recording.mark("applied", run=str(run.id))


def _leader(name: str) -> str:
    return NUMBERS["tor" if name == "olav" else "leif" if name in {"ada", "frida", "vidar"} else "vera"]


def _unit(name: str) -> str:
    return {"ada": "1100", "frida": "1100", "vidar": "1100", "leif": "1100", "tor": "1200", "olav": "1200"}.get(
        name, "1000"
    )
