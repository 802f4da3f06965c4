"""The worker: nothing due is forgotten, nothing begun is lost, and it stops when told to."""

import os
import signal
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from django_tasks_db.models import DBTaskResult
from tests.rooms.operations.conftest import Place, wait_for

from samspill.foundation import clock
from samspill.notifications.tasks import send_due_notices
from samspill.operations.ticking import EVERY_HOUR, EVERY_MINUTE, enqueue_once
from samspill.operations.working import LONGEST_JOB, put_back_abandoned, tick, worker_id


def enqueue_waiting(place: Place) -> None:
    place.python(f"from tests.rooms.operations.jobs import wait; wait.enqueue({str(place.folder)!r})")


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines()) if path.exists() else 0


def test_a_job_whose_worker_was_killed_is_done_by_the_next(place: Place) -> None:
    enqueue_waiting(place)
    killed = place.start("worker")
    wait_for(lambda: lines_of(place.folder / "begun") == 1)
    killed.kill()
    killed.wait()
    (place.folder / "let-go").touch()
    place.start("worker")
    wait_for((place.folder / "done").exists)
    assert lines_of(place.folder / "begun") == 2
    assert lines_of(place.folder / "done") == 1


def test_a_worker_that_is_told_to_stop_ends_its_job_first(place: Place) -> None:
    enqueue_waiting(place)
    worker = place.start("worker")
    wait_for((place.folder / "begun").exists)
    worker.send_signal(signal.SIGTERM)
    (place.folder / "let-go").touch()
    assert worker.wait() == 0
    assert lines_of(place.folder / "done") == 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children_of(process: int) -> list[int]:
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_all_in_one_answers_works_and_stops_whole(place: Place) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = place.start("serve", "--all-in-one", "--address", f"127.0.0.1:{port}", SAMSPILL_ADDRESS=address)
    assert server.stdout is not None
    assert server.stdout.readline() == f"{address}/\n"
    with urlopen(f"{address}/static/samspill/icon.svg") as answer:
        assert answer.status == 200
    enqueue_waiting(place)
    (place.folder / "let-go").touch()
    wait_for((place.folder / "done").exists)
    children = children_of(server.pid)
    assert len(children) == 2
    server.send_signal(signal.SIGTERM)
    assert server.wait() == 0
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []


def test_when_one_half_dies_the_other_stops_so_that_both_are_started_again(place: Place) -> None:
    port = free_port()
    server = place.start("serve", "--all-in-one", "--address", f"127.0.0.1:{port}")
    assert server.stdout is not None
    assert server.stdout.readline().startswith("http")
    children = children_of(server.pid)
    os.kill(children[1], signal.SIGKILL)
    assert server.wait() == 1
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []


@pytest.mark.django_db
@pytest.mark.parametrize("act", [*EVERY_MINUTE, *EVERY_HOUR], ids=lambda act: act.__name__)
def test_what_is_due_can_be_done_twice(act: Callable[[], object]) -> None:
    act()
    before = DBTaskResult.objects.count()
    act()
    assert DBTaskResult.objects.count() == before


@pytest.mark.django_db
def test_a_job_is_queued_once() -> None:
    assert enqueue_once(send_due_notices)
    assert not enqueue_once(send_due_notices)
    DBTaskResult.objects.update(status="SUCCESSFUL")
    assert enqueue_once(send_due_notices)


@pytest.mark.django_db
def test_a_failure_keeps_nothing_else_from_being_done(caplog: pytest.LogCaptureFixture) -> None:
    done = []

    def fails() -> None:
        raise ValueError("Ada Li wrote this")

    def works() -> None:
        done.append("done")

    tick((fails, works))
    assert done == ["done"]
    assert "fails failed: ValueError" in caplog.text
    assert "Ada" not in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("worker", "age", "count"),
    [
        (worker_id(), timedelta(days=1), 0),
        (f"{worker_id()}0", timedelta(0), 1),
        ("elsewhere/1/1", timedelta(0), 0),
        ("elsewhere/1/1", LONGEST_JOB * 2, 1),
    ],
    ids=["still at work", "gone from here", "perhaps at work elsewhere", "too long elsewhere"],
)
def test_only_abandoned_jobs_are_put_back(worker: str, age: timedelta, count: int) -> None:
    send_due_notices.enqueue()
    DBTaskResult.objects.update(status="RUNNING", worker_ids=[worker], started_at=clock.now() - age)
    assert put_back_abandoned() == count
    assert DBTaskResult.objects.filter(status="READY").count() == count
