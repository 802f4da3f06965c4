"""Applying the same run from several sides at once: it is applied once, and nobody is ended by the others."""

import threading
from typing import Any

import pytest
from django.db import connection
from tests.rooms.organisation.exports import IMPORTER, export, row

from samspill.confidentiality.access_log import verify
from samspill.organisation.models import Employment, ImportRun
from samspill.organisation.services.importing import apply_import, check_import
from samspill.organisation.states import RunState

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_run_applied_three_times_at_once_is_applied_once() -> None:
    for number in range(10):
        rows = [row(f"{number}-{one}", f"{number}-0") for one in range(8)]
        run = check_import(IMPORTER, files=[export(*rows)])
        start = threading.Barrier(3)
        errors: list[Exception] = []

        def apply(run: ImportRun = run, start: threading.Barrier = start, errors: list[Exception] = errors) -> None:
            start.wait()
            try:
                apply_import(IMPORTER, run_id=run.id, are_many_endings_meant=True)
            except Exception as error:  # looked at below, in the test's own thread
                errors.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=apply) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert ImportRun.objects.get(id=run.id).state == RunState.APPLIED
        standing = Employment.objects.filter(person__employee_number__startswith=f"{number}-", until_on__isnull=True)
        assert standing.count() == 8
    assert verify() is None


@pytest.mark.parametrize("step", [check_import, apply_import])
def test_what_is_stored_is_not_read_half_before_and_half_after_another_import(step: Any) -> None:
    """New employees appear between the statement that reads the persons and the one that reads the employments."""
    files = [export(row("100", "100")), export(row("100", "100"), row("200", "100"))]
    late, early = (check_import(IMPORTER, files=[file]) for file in files)
    others = [threading.Thread(target=_apply_and_close, args=(early,))]

    def apply_in_between(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("SELECT") and 'FROM "organisation_employment"' in sql and others:
            other = others.pop()
            other.start()
            other.join()
        return execute(sql, *rest)

    with connection.execute_wrapper(apply_in_between):
        if step is check_import:
            check_import(IMPORTER, files=[export(row("100", "100"))])
        else:
            apply_import(IMPORTER, run_id=late.id, are_many_endings_meant=True)
    assert not others
    assert ImportRun.objects.get(id=early.id).state == RunState.APPLIED
    standing = Employment.objects.filter(until_on__isnull=True).values_list("person__employee_number", flat=True)
    assert set(standing) == ({"100", "200"} if step is check_import else {"100"})


def _apply_and_close(run: ImportRun) -> None:
    try:
        apply_import(IMPORTER, run_id=run.id, are_many_endings_meant=True)
    finally:
        connection.close()
