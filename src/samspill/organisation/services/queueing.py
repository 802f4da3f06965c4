"""The import as the pages ask for it: the slow halves run as jobs, and the run itself tells how far they have come."""

from collections.abc import Sequence
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation.errors import Unacceptable
from samspill.organisation.models import ImportRun
from samspill.organisation.policy import APPLY_IMPORT
from samspill.organisation.services.importing import receive_files
from samspill.organisation.services.tasks import apply_run, check_run
from samspill.organisation.states import WAITING, RunState


def take_in(actor: Actor, /, *, files: Sequence[BinaryIO]) -> ImportRun:
    """Read the files now, while they are at hand, and have them compared in a moment.

    Raises:
        Denied: the actor may not import.
        UnreadableFile: a file, or the two together, are no export that we know.
    """
    run = receive_files(actor, files=files)
    check_run.enqueue(str(run.id), str(actor.person_id))
    return run


def ask_to_apply(actor: Actor, /, *, run_id: UUID, are_many_endings_meant: bool) -> ImportRun:
    """Have a checked run applied in a moment. Asking twice is asking once.

    Raises:
        Denied: the actor may not import.
        NotFound: there is no such run.
        Unacceptable: ``many_endings`` when more than a fifth would end and nobody has said that it is meant so.
    """
    gate.require(actor, None, APPLY_IMPORT)
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().filter(id=run_id).first()
        if run is None:
            raise NotFound
        if run.state not in WAITING or "counts" not in run.report:
            return run
        if run.report["has_many_endings"] and not are_many_endings_meant:
            raise Unacceptable("many_endings", field="are_many_endings_meant")
        run.state, run.done = RunState.APPLYING, 0
        run.save(update_fields=["state", "done"])
        apply_run.enqueue(str(run.id), str(actor.person_id), are_many_endings_meant=are_many_endings_meant)
    return run
