"""Workers in processes of their own: two at once, and killed with signal 9 while they send."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Timer
from typing import Any

import pytest
from django.db import connection
from tests.rooms.notifications.sink import Sink

Worker = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def worker(tmp_path: Path, sink: Sink, transactional_db: None) -> Worker:
    """Starts a worker's act on a database of the test's own: a SQLite file, or the test database on PostgreSQL."""
    (tmp_path / "data").mkdir()
    surroundings = os.environ | {
        "SAMSPILL_DATA": str(tmp_path / "data"),
        "SAMSPILL_MAIL": f"smtp://127.0.0.1:{sink.port}",
        "WORKER_PID_FILE": str(tmp_path / "pid"),
        "DJANGO_SETTINGS_MODULE": "samspill.config.settings",
        "PYTHONPATH": "src:.",
    }
    if connection.vendor == "postgresql":
        surroundings["DATABASE_URL"] = address_of(connection.settings_dict)
    else:
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=surroundings, check=True)

    def start(*act: object) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.rooms.notifications.workers", *map(str, act)]
        return subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True)

    return start


def address_of(database: dict[str, Any]) -> str:
    who = f"{database['USER']}:{database['PASSWORD']}@" if database["USER"] else ""
    where = f"{database['HOST'].replace('/', '%2F')}:{database['PORT'] or 5432}"
    return f"postgres://{who}{where}/{database['NAME']}"


def told(process: "subprocess.Popen[str]") -> Any:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return json.loads(out)


def kill(pid_file: Path) -> None:
    with suppress(ProcessLookupError):
        os.kill(int(pid_file.read_text()), signal.SIGKILL)


def test_killed_at_random_moments_none_is_lost_and_at_most_one_doubled_for_each_kill(
    worker: Worker, sink: Sink, tmp_path: Path
) -> None:
    random = Random(9)
    moments = set(random.sample(range(1, 180), 15))

    def kill_soon(count: int) -> str:
        if count in moments:
            Timer(random.uniform(0, 0.02), kill, [tmp_path / "pid"]).start()
        return "250 OK"

    sink.on_received = kill_soon
    expected = told(worker("fill", 200))
    kills = told(worker("work"))
    arrived = Counter(sink.message_ids)
    assert kills >= 10
    assert set(arrived) == set(expected), "none lost, and the Message-ID is the same each time"
    assert arrived.total() - len(expected) <= kills
    assert told(worker("states")) == {"sent": 200}


def test_killed_after_the_server_took_it_the_mail_comes_again_as_the_same_mail(
    worker: Worker, sink: Sink, tmp_path: Path
) -> None:
    def kill_at_once(count: int) -> str:
        if count in {3, 11, 20}:
            kill(tmp_path / "pid")
        return "250 OK"

    sink.on_received = kill_at_once
    expected = told(worker("fill", 25))
    assert told(worker("work")) == 3
    arrived = Counter(sink.message_ids)
    assert set(arrived) == set(expected)
    assert sorted(arrived.values()) == [1] * 22 + [2] * 3
    assert told(worker("states")) == {"sent": 25}


def test_two_workers_at_once_send_each_notice_once(worker: Worker, sink: Sink) -> None:
    """The server answers nobody before both have something on the way."""
    sink.waits_for_senders = 2
    expected = told(worker("fill", 200))
    both = [worker("work"), worker("work")]
    assert [told(process) for process in both] == [0, 0]
    assert sorted(sink.message_ids) == sorted(expected)
    assert told(worker("states")) == {"sent": 200}
