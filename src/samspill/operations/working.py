"""The worker: every minute it looks for what is due, every second it runs what is queued.

The truth of a job is a row of our own with a state; the queue only executes. So a job may be run twice without harm,
and one whose worker was killed is put back and run again.
"""

import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from samspill.foundation import clock
from samspill.operations.ticking import EVERY_HOUR, EVERY_MINUTE

MINUTE, HOUR = 60, 3600
SECONDS_BETWEEN_RUNS = 1
LONGEST_JOB = timedelta(minutes=30)

log = logging.getLogger("samspill.worker")


def work() -> None:
    """Go on until SIGTERM or SIGINT; the job at hand is finished first."""
    worker = _worker()

    def stop(*_: object) -> None:
        worker.running = False

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    next_minute = next_hour = time.monotonic()
    while worker.running:
        if time.monotonic() >= next_minute:
            tick((put_back_abandoned, *EVERY_MINUTE))
            next_minute = time.monotonic() + MINUTE
        if time.monotonic() >= next_hour:
            tick(EVERY_HOUR)
            next_hour = time.monotonic() + HOUR
        _survive(worker.run)
        time.sleep(SECONDS_BETWEEN_RUNS)


def tick(acts: Iterable[Callable[[], object]]) -> None:
    """Do each; one that fails does not keep the others from being done."""
    for act in acts:
        _survive(act)


def put_back_abandoned() -> int:
    """Queue again the jobs that a worker had begun when it was killed; returns how many.

    On this machine a worker is gone when its process is. Of another machine we cannot know: there a job counts as
    abandoned after ``LONGEST_JOB``.
    """
    running = DBTaskResult.objects.filter(status="RUNNING")
    abandoned = [job.pk for job in running.only("pk", "worker_ids", "started_at") if _is_abandoned(job)]
    return running.filter(pk__in=abandoned).update(status="READY", started_at=None)


def worker_id() -> str:
    """Name this process so that others can see whether it still lives: host, process number and when it began."""
    return f"{_host()}/{os.getpid()}/{_began(os.getpid())}"


def _worker() -> Worker:
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=SECONDS_BETWEEN_RUNS,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id(),
    )


def _survive(act: Callable[[], object]) -> None:
    """Do it; when it fails, tell what kind of failure it was (its message could quote a person) and go on."""
    try:
        close_old_connections()
        act()
    except Exception as error:  # a worker that stops sends nothing for anybody
        log.error("%s failed: %s", act.__name__, type(error).__name__)  # noqa: TRY400 no message, no values


def _is_abandoned(job: "DBTaskResult[Any, Any]") -> bool:
    host, _, process = (job.worker_ids[-1] if job.worker_ids else "").partition("/")
    if host == _host():
        number, _, began = process.partition("/")
        return _began(int(number)) != began
    return job.started_at is None or job.started_at < clock.now() - LONGEST_JOB


def _host() -> str:
    return socket.gethostname()[:30]


def _began(process: int) -> str:
    """When a process began, as the kernel counts; a number that is used again has another beginning."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[19]
    except FileNotFoundError:
        return ""
