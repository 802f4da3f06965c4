"""The real server in a place of its own, which can be killed and started again while somebody writes."""

import os
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from tests.rooms.operations.conftest import Place, wait_for


@dataclass
class House:
    """An installation whose people step in by the demonstration's door."""

    place: Place
    port: int
    conversation_id: str
    server: "subprocess.Popen[str] | None" = None

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        """Serve, and go on when somebody answers."""
        address = f"127.0.0.1:{self.port}"
        self.server = self.place.start("serve", "--address", address, SAMSPILL_ADDRESS=self.address)
        wait_for(self._is_listening)

    def kill(self) -> None:
        """Stop the server with all its processes, in the middle of whatever they do."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        wait_for(lambda: not self._is_listening())

    def end_sessions(self) -> None:
        """Every session is over, as after half an hour of silence; the browsers do not know it yet."""
        with closing(sqlite3.connect(self.place.database, timeout=30)) as database, database:
            database.execute("DELETE FROM django_session")

    def preparation(self, point: str) -> str:
        """Where one point is prepared."""
        return f"/samtaler/{self.conversation_id}/forberedelse/?punkt={point}"

    def room(self) -> str:
        """Where the two write together."""
        return f"/samtaler/{self.conversation_id}/samtale/"

    def _is_listening(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def without_lost_connections(complaints: Sequence[str]) -> list[str]:
    """What pages complained of, but for the network or the server that the test took away."""
    return [complaint for complaint in complaints if "net::ERR_" not in complaint]
