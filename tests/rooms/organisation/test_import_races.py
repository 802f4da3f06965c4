"""Applying the same run from several sides at once: it is applied once, and nobody is ended by the others."""

import threading

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
