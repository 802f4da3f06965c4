"""The import: read and staged, checked without changing anything, then applied whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import BinaryIO, TypeVar
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation import clock
from samspill.foundation.database import learn_sizes
from samspill.organisation.applying import prepare
from samspill.organisation.models import Employment, ImportRun, Leadership, StagedRows, Unit, UnitAncestor
from samspill.organisation.planning.comparing import Unread, make_plan
from samspill.organisation.planning.plan import Plan
from samspill.organisation.planning.stored import read_stored
from samspill.organisation.policy import APPLY_IMPORT, CHECK_IMPORT
from samspill.organisation.reading.files import open_files
from samspill.organisation.report import add_warnings, note_plan, note_reading
from samspill.organisation.staging import RowsGone, stage, staged_positions, staged_units
from samspill.organisation.states import RunState
from samspill.people.models import Person

ATTEMPTS = 3
KEPT = timedelta(days=30)
Base = tuple[date, frozenset[UUID]]


class MovedOn(Exception):
    """Another import was applied, or the day turned, while this one was being compared."""


Result = TypeVar("Result")


def check_import(actor: Actor, /, *, files: Sequence[BinaryIO]) -> ImportRun:
    """Read one or two files and say what applying them would do. Nothing but the run itself is stored.

    Args:
        actor: HR, an administrator, or the command line.
        files: the positions, and the units where they come in a file of their own, in either order; seekable.

    Raises:
        Denied: the actor may not import.
        UnreadableFile: a file, or the two together, are no export that we know.
    """
    run = receive_files(actor, files=files)
    return check_received(actor, run_id=run.id)


def receive_files(actor: Actor, /, *, files: Sequence[BinaryIO]) -> ImportRun:
    """The first half of ``check_import``: the readable rows are staged and the unreadable noted."""
    gate.require(actor, None, CHECK_IMPORT)
    sources = open_files(files)
    run = ImportRun.objects.create(made_by_id=actor.person_id)
    with _failing_into(run):
        before = 0
        for source in sources:
            stage(run, source, _teller(run, before))
            before += source.read
        with transaction.atomic():
            note_reading(run, sources)
            run.done, run.total = 0, before
            run.save()
    return run


def check_received(actor: Actor, /, *, run_id: UUID) -> ImportRun:
    """The second half of ``check_import``: the staged rows are compared with the database."""
    gate.require(actor, None, CHECK_IMPORT)
    run = _run(run_id)
    if run.state != RunState.READING:
        return run
    with _failing_into(run):
        plan = _again_if_moved(lambda: _plan(run, _base(lock=False)))
        with transaction.atomic():
            add_warnings(run, plan.warnings)
            note_plan(run, plan)
            run.state, run.done = RunState.CHECKED, run.total
            run.save()
    return run


def apply_import(actor: Actor, /, *, run_id: UUID, are_many_endings_meant: bool = False) -> ImportRun:
    """Apply a checked run in one transaction, compared anew with the database as it is now.

    Applying a run twice, or again after a crash, does what doing it once does.

    Args:
        actor: HR, an administrator, or the command line.
        run_id: a run that has been checked.
        are_many_endings_meant: that more than a fifth of the employees may end; else such a run is refused.

    Raises:
        Denied: the actor may not import.
        NotFound: there is no such run, or its rows are no longer kept.
    """
    gate.require(actor, None, APPLY_IMPORT)
    run = _run(run_id)
    if run.state == RunState.APPLIED:
        return run
    if run.state == RunState.READING or not StagedRows.objects.filter(run=run).exists():
        return _applied_meanwhile(run_id)
    with _failing_into(run):
        ImportRun.objects.filter(id=run.id).exclude(state=RunState.APPLIED).update(state=RunState.APPLYING, done=0)
        return _again_if_moved(lambda: _apply(actor, run, are_many_endings_meant=are_many_endings_meant))


def _applied_meanwhile(run_id: UUID) -> ImportRun:
    """A run whose rows are gone, when that is because another has applied it just now."""
    run = _run(run_id)
    if run.state != RunState.APPLIED:
        raise NotFound
    return run


def forget_old_imports() -> int:
    """Delete runs with their reports a month after they were made or applied; returns how many."""
    limit = clock.now() - KEPT
    old = ImportRun.objects.filter(made_at__lt=limit).exclude(applied_at__gte=limit)
    return old.delete()[1].get(ImportRun._meta.label, 0)


def _apply(actor: Actor, run: ImportRun, *, are_many_endings_meant: bool) -> ImportRun:
    base = _base(lock=False)
    if run.id in base[1]:
        # Another was first, and its rows are gone: a plan made from none would end everybody.
        return _run(run.id)
    plan = _plan(run, base)
    note: dict[str, str | int] = {"run": str(run.id), **plan.counts()}
    if plan.has_many_endings and not are_many_endings_meant:
        with _unmoved(base):
            run.state = RunState.REFUSED
            run.report["counts"], run.report["has_many_endings"] = plan.counts(), True
            run.save()
        return run
    prepared = prepare(plan)
    with gate.acting(actor, None, APPLY_IMPORT, **note), _unmoved(base):
        prepared.write()
        learn_sizes(Person, Unit, UnitAncestor, Employment, Leadership)
        note_plan(run, plan)
        StagedRows.objects.filter(run=run).delete()
        run.state, run.done = RunState.APPLIED, run.total
        run.applied_at, run.applied_by_id = clock.now(), actor.person_id
        run.save()
    return run


@contextmanager
def _unmoved(base: Base) -> Iterator[None]:
    """Write in one transaction what rests on a plan, while no other import can be applied.

    Raises:
        MovedOn: what the plan rests on is no longer so.
    """
    with transaction.atomic():
        if _base(lock=True) != base:
            raise MovedOn
        yield


def _base(*, lock: bool) -> Base:
    """What a plan rests on: the day, and the imports applied until now."""
    runs = ImportRun.objects.order_by("id")
    rows = (runs.select_for_update() if lock else runs).values_list("id", "state")
    return clock.today(), frozenset(run_id for run_id, state in rows if state == RunState.APPLIED)


def _again_if_moved(compare: Callable[[], Result]) -> Result:
    for _ in range(ATTEMPTS):
        try:
            return compare()
        except (MovedOn, RowsGone):
            continue
    raise MovedOn


def _plan(run: ImportRun, base: Base) -> Plan:
    """Compare the run with what is stored.

    Raises:
        MovedOn: another import was applied while the stored was read; half of it would be of before, half of after.
        RowsGone: the run itself was.
    """
    stored = read_stored()
    if _base(lock=False) != base:
        raise MovedOn
    unread = Unread(
        is_anybody=run.report["is_anybody"],
        numbers=frozenset(run.report["unreadable_numbers"]),
        units=frozenset(run.report["unreadable_units"]),
    )
    return make_plan(stored, staged_units(run), staged_positions(run, _teller(run, 0)), unread)


def _run(run_id: UUID) -> ImportRun:
    run = ImportRun.objects.filter(id=run_id).first()
    if run is None:
        raise NotFound
    return run


def _teller(run: ImportRun, before: int) -> Callable[[int], None]:
    """Shows others how far the run has come; each telling is a transaction of its own."""

    def tell(done: int) -> None:
        ImportRun.objects.filter(id=run.id).update(done=before + done)

    return tell


@contextmanager
def _failing_into(run: ImportRun) -> Iterator[None]:
    """A run that breaks says so; what kind of error it was, never its message, which could quote a row."""
    try:
        yield
    except Exception as error:
        run.report["error"] = type(error).__name__
        unapplied = ImportRun.objects.filter(id=run.id).exclude(state=RunState.APPLIED)
        unapplied.update(state=RunState.FAILED, report=run.report)
        raise
