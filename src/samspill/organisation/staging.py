"""The rows of a run between reading and applying, in chunks; the file itself is never stored."""

from collections.abc import Callable, Iterator

from samspill.organisation.chunking import chunks
from samspill.organisation.models import ImportRun, StagedRows
from samspill.organisation.reading.files import SourceFile
from samspill.organisation.reading.rows import PositionRow, UnitRow, packed, unpacked_position

CHUNK = 2_000


class RowsGone(Exception):
    """The run's rows were deleted while they were read: another has just applied it."""


Tell = Callable[[int], None]


def stage(run: ImportRun, file: SourceFile, tell: Tell) -> None:
    """Store the readable rows of a file.

    Args:
        run: the run they belong to.
        file: a file that has been recognised.
        tell: told how many rows of the file are done, chunk by chunk.
    """
    for number, rows in enumerate(chunks(file.rows(), CHUNK)):
        StagedRows.objects.create(run=run, kind=file.kind, number=number, rows=[packed(row) for row in rows])
        tell(file.read)


def staged_units(run: ImportRun) -> Iterator[UnitRow]:
    """The run's units."""
    for chunk in _chunks(run, StagedRows.Kind.UNITS):
        yield from (UnitRow(*values) for values in chunk.rows)


def staged_positions(run: ImportRun, tell: Tell) -> Iterator[PositionRow]:
    """The run's positions, telling chunk by chunk how many have been handed out."""
    done = 0
    for chunk in _chunks(run, StagedRows.Kind.POSITIONS):
        yield from (unpacked_position(values) for values in chunk.rows)
        done += len(chunk.rows)
        tell(done)


def _chunks(run: ImportRun, kind: StagedRows.Kind) -> Iterator[StagedRows]:
    """One chunk in memory at a time, and no read held open while others write."""
    numbers = StagedRows.objects.filter(run=run, kind=kind).order_by("number").values_list("number", flat=True)
    for number in list(numbers):
        chunk = StagedRows.objects.filter(run=run, kind=kind, number=number).first()
        if chunk is None:
            raise RowsGone
        yield chunk
