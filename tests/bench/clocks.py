"""How time, statements and memory are measured, the same way everywhere."""

import os
import re
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

ROUNDS, WARM_UP = 15, 3
MANY_ROWS = re.compile(r"^\d+ times: ")
QUESTIONS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


def median_ms(act: Callable[[], object]) -> tuple[float, float]:
    """Medians of several runs, in milliseconds, after some that do not count: by the clock, and of our processor time.

    The processor time tells what something costs whatever else the machine is doing just then.
    """
    by_clock, of_processor = [], []
    for number in range(WARM_UP + ROUNDS):
        start, start_of_processor = time.perf_counter(), time.process_time()
        act()
        if number >= WARM_UP:
            by_clock.append(time.perf_counter() - start)
            of_processor.append(time.process_time() - start_of_processor)
    return statistics.median(by_clock) * 1000, statistics.median(of_processor) * 1000


def p95_ms(act: Callable[[str], object], over: Sequence[str]) -> float:
    """The time, in milliseconds by the clock, within which an act is done for 95 of a hundred of these."""
    taken = []
    for one in over:
        start = time.perf_counter()
        act(one)
        taken.append(time.perf_counter() - start)
    return statistics.quantiles(taken, n=20)[-1] * 1000


def statements(act: Callable[[], object]) -> int:
    """How many SQL statements an answer takes, those for the session and the signed-in user apart.

    One that is sent once with the values for many rows counts as one.
    """
    with CaptureQueriesContext(connection) as captured:
        act()
    asked = [MANY_ROWS.sub("", str(one["sql"])) for one in captured.captured_queries]
    own = [sql for sql in asked if sql.lstrip("(").startswith(QUESTIONS) and "django_session" not in sql]
    return len(own) - sum('"role" AS "role_today" FROM "people_person"' in sql for sql in own)


@contextmanager
def seconds(figures: dict[str, float], name: str) -> Iterator[None]:
    """Note how many seconds something takes."""
    start = time.perf_counter()
    yield
    figures[name] = time.perf_counter() - start


def peak_mb() -> float:
    """The most memory that this process has held until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident_mb(process: int) -> float:
    """What a process holds in memory now."""
    told = Path(f"/proc/{process}/status").read_text()
    return int(told.partition("VmRSS:")[2].split()[0]) / 1024


def processor_seconds(process: int) -> float:
    """The processor time that a process has taken until now."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def children_of(process: int) -> list[int]:
    """The processes that a process has started."""
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
