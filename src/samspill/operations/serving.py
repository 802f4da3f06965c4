"""The web server: gunicorn with two processes of four threads, and with ``--all-in-one`` the worker beside it."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connection, connections
from gunicorn.app.base import BaseApplication

PROCESSES = 2
THREADS = 4
SECONDS_TO_STOP = 30
SECONDS_BETWEEN_LOOKS = 0.2


class Server(BaseApplication):
    """Gunicorn, set up from here instead of from a file or the command line."""

    def __init__(self, address: str) -> None:
        """Serve at ``host:port``."""
        self.address = address
        super().__init__()  # type: ignore[no-untyped-call]

    def load_config(self) -> None:
        """Two processes of four threads cost the least per page; no access log, because addresses tell who talks."""
        for name, value in self._chosen().items():
            self.cfg.set(name, value)  # type: ignore[union-attr]

    def load(self) -> Any:
        """The WSGI application that the settings name."""
        return get_internal_wsgi_application()

    def _chosen(self) -> dict[str, Any]:
        return {
            "bind": self.address,
            "worker_class": "gthread",
            "workers": PROCESSES,
            "threads": THREADS,
            "graceful_timeout": SECONDS_TO_STOP,
            "control_socket_disable": True,
            "loglevel": "warning",
            "when_ready": _tell_address,
        }


def serve(address: str) -> None:
    """Answer requests until told to stop.

    Args:
        address: ``host:port`` to listen at.

    """
    _let_go_of_database()
    Server(address).run()  # type: ignore[no-untyped-call]


def serve_all_in_one(address: str) -> int:
    """Run the web server and the worker as two children; when one ends, stop the other.

    Returns:
        0 when told to stop; 1 when a child ended by itself, so that a service manager starts both again.

    """
    _let_go_of_database()
    children = [_start("serve", "--address", address), _start("worker")]
    told: list[int] = []

    def stop(number: int, _frame: object) -> None:
        told.append(number)
        _stop(children)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(child.poll() is None for child in children):
        time.sleep(SECONDS_BETWEEN_LOOKS)
    _stop(children)
    for child in children:
        child.wait(timeout=SECONDS_TO_STOP + 10)
    return 0 if told else 1


def _start(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "samspill.operations.command_line", *arguments])  # noqa: S603 our own program


def _stop(children: Sequence["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        child.terminate()


def _let_go_of_database() -> None:
    """Processes made from this one must not share its connections."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def _tell_address(_server: object) -> None:
    print(f"{settings.SAMSPILL_ADDRESS}/{'demo/' if settings.IS_DEMO else ''}", flush=True)
