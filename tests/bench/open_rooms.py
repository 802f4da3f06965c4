"""The pages of many rooms, kept open as their scripts keep them, from one process: what ``live.js`` and ``autosave.js`` send.

usage: python -m tests.bench.open_rooms, with a plan as JSON on stdin; prints the figures as JSON.

In each room two pages are open. Each asks for news a second after the last answer, and up to half a second later when
that was late to come. In each room a text that has grown is
sent every two to five seconds: as many saves as where somebody writes a quarter of the time and is saved each 0.8 s
meanwhile. A page uses the connections that it has; like a browser it opens another when the server has hung up.
"""

import asyncio
import json
import random
import re
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

NEWS_EVERY, SAVE_EVERY, PATIENCE = 1.0, (2.0, 5.0), 30.0
LATE, BREATHER, LONGEST_BREATHER = 0.1, 8, 0.5  # so many times as long as the answer was late, and seconds at most
LONGEST = 2_000
TOKEN = "a" * 32  # any will do, as long as cookie and header agree
SENTENCE = "Vi prøver den nye vaktplanen til over nyttår, og ser på den sammen da. "
HUNG_UP = (ConnectionError, asyncio.IncompleteReadError)
WRITABLE = re.compile(r'name="(note:[^"]+)"[^>]*data-revision="(\d+)"')


@dataclass
class Line:
    """One connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a request; returns status and body."""
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        return int(head[9:12]), await self.reader.readexactly(int(length[1]) if length else 0)


@dataclass
class Noted:
    """What happened while it counted, in seconds."""

    begins: float
    ends: float
    saves: list[float] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def counts(self, moment: float) -> bool:
        """Whether a moment is after the warming up and before the end."""
        return self.begins <= moment < self.ends

    async def timed(self, into: list[float], act: Callable[[], Awaitable[None]]) -> None:
        """Do something and note how long it took, or that it failed."""
        start = time.perf_counter()
        try:
            await asyncio.wait_for(act(), PATIENCE)
        except Exception as error:  # whatever it is, somebody's page has not got its answer
            self.failed.append(repr(error))
        if self.counts(start):
            into.append(time.perf_counter() - start)


@dataclass
class Room:
    """What the two pages of a room have to do with each other: when each revision of the note was sent."""

    path: str
    sent_at: dict[int, float] = field(default_factory=dict)


@dataclass
class Page:
    """One page of a room."""

    address: str
    room: Room
    cookie: str
    noted: Noted
    seen: str = ""
    note: str = ""
    revision: int = 0
    text: str = ""
    idle: list[Line] = field(default_factory=list)

    async def live(self, opens_at: float) -> None:
        """Open, and ask for news until the end; the one who writes, writes."""
        await asyncio.sleep(opens_at)
        await self.noted.timed([], self.open)
        await asyncio.gather(self.follow(), self.write())

    async def open(self) -> None:
        """Load the page, and find in it what its scripts find."""
        page = (await self.ask("GET", self.room.path, expects=200)).decode()
        self.seen = page.partition('data-live-seen="')[2].partition('"')[0]
        if found := WRITABLE.search(page):
            self.note, self.revision = found[1], int(found[2])

    async def follow(self) -> None:
        """Ask for news as long as it counts."""
        took, quickest = 0.0, PATIENCE
        while self.is_open():
            await asyncio.sleep(NEWS_EVERY + min(BREATHER * max(0.0, took - quickest - LATE), LONGEST_BREATHER))
            asked_at = time.perf_counter()
            await self.noted.timed(self.noted.polls, self.poll)
            took = time.perf_counter() - asked_at
            quickest = min(quickest, took)

    async def write(self) -> None:
        """Write as long as it counts, if this is the page of the one who writes."""
        while self.note and self.is_open():
            await asyncio.sleep(random.uniform(*SAVE_EVERY))
            await self.noted.timed(self.noted.saves, self.save)

    def is_open(self) -> bool:
        """Whether the page is still open."""
        return time.perf_counter() < self.noted.ends

    async def poll(self) -> None:
        """Ask for news, and note how old they are."""
        body = await self.ask("GET", f"{self.room.path}nytt/?seen={self.seen}", expects=(200, 204))
        if not body:
            return
        news = json.loads(body)
        self.seen = news["seen"]
        assert not news["reload"]
        if not self.note:
            self._note_age(news["fields"])

    async def save(self) -> None:
        """Store the note, a sentence longer than before."""
        self.text = self.text + SENTENCE if len(self.text) < LONGEST else SENTENCE
        self.room.sent_at[self.revision + 1] = time.perf_counter()
        sent = {"field": self.note, "revision": self.revision, "value": self.text}
        body = await self.ask("POST", f"{self.room.path}skriv/", urlencode(sent), expects=200)
        self.revision = json.loads(body)["revision"]

    async def ask(self, method: str, path: str, body: str = "", *, expects: int | tuple[int, ...]) -> bytes:
        """Send a request as a browser would; on another connection if the server has hung up on an idle one."""
        request = self._request(method, path, body)
        while True:
            is_fresh = not self.idle
            line = Line(*await asyncio.open_connection(*self.address.split(":"))) if is_fresh else self.idle.pop()
            try:
                status, answer = await line.ask(request)
            except HUNG_UP:
                line.writer.close()
                if is_fresh:
                    raise
                continue
            self.idle.append(line)
            assert status in (expects if isinstance(expects, tuple) else (expects,)), (path, status)
            return answer

    def _request(self, method: str, path: str, body: str) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.address}", f"Cookie: session={self.cookie}; csrf={TOKEN}"]
        if body:
            lines += [f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"]
            lines += [f"Origin: http://{self.address}", f"X-CSRFToken: {TOKEN}", "X-Autosave: 1"]
        return "\r\n".join([*lines, "", body]).encode()

    def _note_age(self, fields: dict[str, dict[str, int]]) -> None:
        shown = max((one["revision"] for name, one in fields.items() if name.startswith("note:")), default=0)
        for revision in [one for one in self.room.sent_at if one <= shown]:
            sent_at = self.room.sent_at.pop(revision)
            if self.noted.counts(sent_at):
                self.noted.shown.append(time.perf_counter() - sent_at)


async def keep_open(address: str, rooms: list[list[str]], *, warm_up: float, seconds: float) -> dict[str, float]:
    """Open the pages little by little while it warms up, keep them open as long as it counts, and tell what it was like.

    Args:
        address: of the server, ``host:port``.
        rooms: for each the path of its page, and the cookies of the two sessions.
        warm_up: how many seconds do not count.
        seconds: how many do.
    """
    begins = time.perf_counter() + warm_up
    noted, spent = Noted(begins, begins + seconds), time.process_time()
    pages = [Page(address, room, cookie, noted) for path, *both in rooms for room in [Room(path)] for cookie in both]
    await asyncio.gather(*(page.live(warm_up * 0.8 * place / len(pages)) for place, page in enumerate(pages)))
    for told in noted.failed[:5]:
        print(told, file=sys.stderr)
    return {
        "save p50": statistics.median(noted.saves) * 1000,
        "save p95": _p95(noted.saves) * 1000,
        "poll p95": _p95(noted.polls) * 1000,
        "shown p95": _p95(noted.shown) * 1000,
        "saves/s": len(noted.saves) / seconds,
        "polls/s": len(noted.polls) / seconds,
        "failed": len(noted.failed),
        "client, cores": (time.process_time() - spent) / (warm_up + seconds),
    }


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(keep_open(**json.load(sys.stdin)))))
