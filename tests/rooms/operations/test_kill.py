"""The web server is killed in the middle of saves, again and again: what was acknowledged is there afterwards."""

import json
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from tests.rooms.operations.conftest import Place, wait_for
from tests.visitor import Lost, Visitor

ADA = "100001"
WRITERS = 3
MAKE = """
from tests.cast import make_cast
from tests.making import make_invited, make_round
from samspill.conversations.queries import read_preparation
cast = make_cast()
make_round(cast)
conversation = make_invited(cast)
text = read_preparation(cast.actor("ada"), conversation_id=conversation.id)
print(conversation.id, *(point.name for point in (*text.points, *text.themes)))
"""
READ = """
import json, sys
from samspill.confidentiality import access_log
from samspill.conversations.queries import list_own_conversations, read_preparation
from samspill.people.queries import actor_of, read_person
ada = actor_of(read_person("100001"))
text = read_preparation(ada, conversation_id=list_own_conversations(ada)[0].conversation.id)
fault = access_log.verify()
points = {point.name: [point.text, point.revision] for point in (*text.points, *text.themes)}
print(json.dumps({"points": points, "fault": fault and fault.reason}))
"""


@dataclass
class Written:
    """What was sent to one field: what the server has acknowledged, and what it perhaps got."""

    text: str = ""
    revision: int = 0
    in_flight: str = ""

    def is_kept(self, text: str, revision: int) -> bool:
        """Whether this is what the field must hold: the last acknowledged, or the one sent after it."""
        return (text, revision) in {(self.text, self.revision), (self.in_flight, self.revision + 1)}


@dataclass
class Desk:
    """An installation that is written to, and what has been written."""

    place: Place
    address: str
    path: str
    written: dict[str, Written]
    environment: dict[str, str]
    cookies: dict[str, str] = field(default_factory=dict)
    acknowledged: int = 0


@pytest.fixture
def desk(place: Place) -> Desk:
    return _desk(place, {})


@pytest.fixture
def postgresql(place: Place) -> Iterator[dict[str, str]]:
    """A database of the test's own on the server that the suite runs on."""
    server = urlsplit(os.environ["DATABASE_URL"])
    name = f"samspill_kill_{uuid4().hex[:12]}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        environment = {"DATABASE_URL": urlunsplit(server._replace(path=f"/{name}"))}
        for path in (place.database, place.keys):
            path.unlink()
        assert place.samspill("setup", **environment).returncode == 0
        yield environment
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.either_database
def test_no_acknowledged_save_is_lost(place: Place, request: pytest.FixtureRequest) -> None:
    """Fifty kills on SQLite; ten on PostgreSQL, when that is what the suite runs on."""
    if os.environ.get("DATABASE_URL"):
        _kill_and_look(_desk(place, request.getfixturevalue("postgresql")), times=10)
        return
    _kill_and_look(_desk(place, {}), times=50)
    assert place.python(
        "from django.db import connection\nprint(*connection.cursor().execute('PRAGMA integrity_check').fetchone())"
    ).stdout.split() == ["ok"]


@pytest.mark.soak
def test_no_acknowledged_save_is_lost_in_a_long_night(desk: Desk) -> None:
    _kill_and_look(desk, times=500)


def _desk(place: Place, environment: dict[str, str]) -> Desk:
    made = place.python(MAKE, **environment).stdout.split()
    cast = {"cast": [{"number": ADA, "role": "employee"}]}
    (place.folder / "data/DEMO").write_text(json.dumps(cast))
    address = f"127.0.0.1:{_free_port()}"
    points = {point: Written() for point in made[1:]}
    return Desk(place, address, f"/samtaler/{made[0]}/forberedelse/", points, environment)


def _kill_and_look(desk: Desk, *, times: int) -> None:
    chance = random.Random(times)
    for number in range(times):
        with _serving(desk) as server:
            _look_again(desk)
            _write_until_killed(desk, server, number, after=chance.uniform(0, 0.15))
    found = json.loads(desk.place.python(READ, **desk.environment).stdout)
    lost = [point for point, one in desk.written.items() if not one.is_kept(*found["points"][point])]
    assert lost == []
    assert found["fault"] is None
    assert desk.acknowledged >= times
    print(f"{times} kills, {desk.acknowledged} acknowledged saves, 0 lost")


@contextmanager
def _serving(desk: Desk) -> Iterator["subprocess.Popen[str]"]:
    address = {"SAMSPILL_ADDRESS": f"http://{desk.address}"}
    server = desk.place.start("serve", "--address", desk.address, **desk.environment, **address)
    wait_for(lambda: _is_listening(desk.address))
    yield server
    server.wait()
    wait_for(lambda: not _is_listening(desk.address))


def _look_again(desk: Desk) -> None:
    """After a restart the page shows what was acknowledged, or what was under way when the server was killed."""
    visitor = Visitor(desk.address, desk.cookies)
    if not desk.cookies:
        visitor.step_in_as(ADA)
    status, page = visitor.get(desk.path)
    visitor.close()
    assert status == 200
    page = unescape(page)
    for one in desk.written.values():
        if one.in_flight and one.in_flight in page:
            one.text, one.revision = one.in_flight, one.revision + 1
        one.in_flight = ""
        assert one.text in page


def _write_until_killed(desk: Desk, server: "subprocess.Popen[str]", number: int, *, after: float) -> None:
    fields = list(desk.written.items())
    shares = [dict(fields[start::WRITERS]) for start in range(WRITERS)]
    before = desk.acknowledged
    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(_write, desk, share, number) for share in shares]
        wait_for(lambda: desk.acknowledged > before or any(one.done() for one in writing))
        time.sleep(after)
        os.killpg(server.pid, signal.SIGKILL)
        for one in writing:
            one.result()


def _write(desk: Desk, share: dict[str, Written], number: int) -> None:
    """Save one field after the other, as fast as the server answers, until it answers no more."""
    visitor = Visitor(desk.address, dict(desk.cookies))
    count = 0
    while True:
        for point, one in share.items():
            count += 1
            one.in_flight = f"{point} kill {number} save {count} " + "æøå " * 40
            sent = {"field": f"text:{point}", "value": one.in_flight, "revision": str(one.revision)}
            try:
                status, answer = visitor.post(f"{desk.path}lagre/", **sent)
            except Lost:
                return
            assert status == 200, answer
            one.text, one.in_flight, one.revision = one.in_flight, "", json.loads(answer)["revision"]
            desk.acknowledged += 1


def _is_listening(address: str) -> bool:
    host, _, port = address.partition(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
