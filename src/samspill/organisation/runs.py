"""Reads about imports for a named actor: the runs, and the pages of their reports."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.organisation.models import ImportRun, ReportPage
from samspill.organisation.policy import CHECK_IMPORT

__all__ = ["ImportRun", "iterate_lines", "list_runs", "read_lines", "read_run"]

NEWEST = 50


def list_runs(actor: Actor, /) -> list[ImportRun]:
    """The imports of the last month, newest first, without their reports' lists."""
    gate.require(actor, None, CHECK_IMPORT)
    return list(ImportRun.objects.select_related("made_by", "applied_by").order_by("-made_at")[:NEWEST])


def read_run(actor: Actor, /, *, run_id: UUID) -> ImportRun:
    """One import.

    Raises:
        NotFound: there is none.
    """
    gate.require(actor, None, CHECK_IMPORT)
    run = ImportRun.objects.select_related("made_by", "applied_by").filter(id=run_id).first()
    if run is None:
        raise NotFound
    return run


def read_lines(actor: Actor, /, *, run_id: UUID, section: str, page: int) -> list[list[Any]]:
    """One page of a section of an import's report; nothing beyond the last."""
    gate.require(actor, None, CHECK_IMPORT)
    found = ReportPage.objects.filter(run_id=run_id, section=section, number=page).values_list("lines", flat=True)
    return found.first() or []


def iterate_lines(actor: Actor, /, *, run_id: UUID, section: str) -> Iterator[list[Any]]:
    """All lines of a section of an import's report, page by page."""
    gate.require(actor, None, CHECK_IMPORT)
    pages = ReportPage.objects.filter(run_id=run_id, section=section).order_by("number")
    for lines in pages.values_list("lines", flat=True).iterator(chunk_size=20):
        yield from lines
