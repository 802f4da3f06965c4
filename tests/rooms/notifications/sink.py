"""A real mail server that keeps what it is given, refuses whom it is told to, and can be stopped and started."""

import asyncio
import socket
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from random import Random
from typing import Any, cast

from aiosmtpd.controller import Controller


class Sink:
    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.senders: set[object] = set()
        self.waits_for_senders = 1
        self.answers: dict[str, str] = {}
        self.on_received: Callable[[int], str] = lambda count: "250 OK"
        self.port = free_port()
        self._controller: Controller | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.senders.add(session.peer)
        while len(self.senders) < self.waits_for_senders:
            await asyncio.sleep(0.01)
        self.received.append(envelope.original_content)
        answer = self.on_received(len(self.received))
        if not answer.startswith("2"):
            self.received.pop()
        return answer

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    @property
    def mails(self) -> list[EmailMessage]:
        return [cast(EmailMessage, message_from_bytes(raw, policy=policy.default)) for raw in self.received]

    @property
    def message_ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]


def free_port() -> int:
    ports = list(range(18_000, 19_000))
    Random().shuffle(ports)
    for port in ports:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise OSError("no free port")
