"""The real server on loopback: how soon it answers, what it holds, how many pages it gives to eight clients."""

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from samspill.people.models import Person
from tests.bench.clocks import children_of, resident_mb
from tests.bench.pages import signed_in
from tests.visitor import Lost, Visitor

CLIENTS, SECONDS = 8, 8
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers: where, how many seconds it took to, and the processes that do."""

    address: str
    cold_start: float
    processes: list[int]


def measure(figures: dict[str, float], person: Person, path: str) -> None:
    """Start the server, load it with one page, and stop it."""
    cookie = cookie_of(person)
    with running() as server:
        figures["cold start, s"] = server.cold_start
        figures["team, loads/s"] = _load(server.address, path, cookie)
        figures["memory per process, MB"] = statistics.mean(resident_mb(one) for one in server.processes)


def cookie_of(person: Person) -> str:
    """The cookie of a session in which somebody is signed in."""
    return signed_in(person).cookies["session"].value


@contextmanager
def running() -> Iterator[Server]:
    """The server as it is installed, until it is not needed any more."""
    address = f"127.0.0.1:{_free_port()}"
    process, cold_start = _start(address)
    try:
        yield Server(address, cold_start, children_of(process.pid))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def _start(address: str) -> "tuple[subprocess.Popen[bytes], float]":
    words = [sys.executable, "-m", "samspill.operations.command_line", "serve", "--address", address]
    environment = os.environ | {"SAMSPILL_ADDRESS": f"http://{address}"}
    begun = time.perf_counter()
    server = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL)
    visitor = Visitor(address)
    while time.perf_counter() - begun < PATIENCE:
        try:
            assert visitor.get("/konto/inn/")[0] == 200
        except Lost:
            time.sleep(0.01)
            continue
        visitor.close()
        return server, time.perf_counter() - begun
    server.kill()
    raise TimeoutError("the server does not answer")


def _load(address: str, path: str, cookie: str) -> float:
    """Page loads a second: by wrk where it is installed, else by threads of our own, which cost some of the machine."""
    if wrk := shutil.which("wrk"):
        words = [
            wrk,
            "-t1",
            f"-c{CLIENTS}",
            f"-d{SECONDS}s",
            "-H",
            f"Cookie: session={cookie}",
            f"http://{address}{path}",
        ]
        told = subprocess.run(words, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout
        return float(re.search(r"Requests/sec:\s*([\d.]+)", told)[1])  # type: ignore[index]
    until = time.perf_counter() + SECONDS
    with ThreadPoolExecutor(CLIENTS) as pool:
        counts = list(pool.map(lambda _: _visit(address, path, cookie, until), range(CLIENTS)))
    return sum(counts) / SECONDS


def _visit(address: str, path: str, cookie: str, until: float) -> int:
    visitor, count = Visitor(address, {"session": cookie}), 0
    while time.perf_counter() < until:
        assert visitor.get(path)[0] == 200
        count += 1
    visitor.close()
    return count


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
