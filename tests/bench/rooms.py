"""The conversation room: what a page that is open in it costs, and two hundred rooms that are open at once."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from uuid import UUID

from django.urls import reverse

from samspill.people.models import Person
from samspill.people.queries import actor_of
from samspill.plans.room import read_room
from tests.bench import serving, year
from tests.bench.clocks import median_ms, processor_seconds, statements
from tests.bench.pages import ask, send, signed_in

ROOMS, WARM_UP, SECONDS, PATIENCE = 200, 20, 30, 180
Act = Callable[[], object]


def measure_pages(figures: dict[str, float], leader: Person, conversation_id: UUID) -> None:
    """A page that asks and finds nothing new, one that finds something, and a note that is saved while one writes it."""
    for name, act in _acts(leader, conversation_id).items():
        figures[f"{name}, ms"], figures[f"{name}, CPU"] = median_ms(act)
        figures[f"{name}, statements"] = statements(act)


def _acts(leader: Person, conversation_id: UUID) -> dict[str, Act]:
    text = read_room(actor_of(leader), conversation_id=conversation_id)
    conversation, topic = text.meeting.conversation, text.agenda[0]
    reader, writer = signed_in(leader), signed_in(leader if text.may_write_notes else conversation.employee)
    news, write = (reverse(name, args=[conversation_id]) for name in ("room_news", "room_write"))
    revisions = count(topic.note_revision)

    def poll() -> None:
        assert reader.get(f"{news}?seen={conversation.revision}").status_code == 204

    def save() -> None:
        revision = next(revisions)
        note = {"field": f"note:{topic.key}", "value": f"{revision} {year.LETTER}", "revision": str(revision)}
        assert send(writer, write, note, **{"X-Autosave": "1"}) == 200

    return {"room poll": poll, "room news": lambda: ask(reader, f"{news}?seen=0"), "room save": save}


def measure_load(figures: dict[str, float], leader: Person) -> None:
    """Keep many rooms open on the real server, with a process of their own for the pages; none of them is the leader's."""
    rooms = [
        [reverse("room", args=[conversation.id]), serving.cookie_of(conversation.employee), serving.cookie_of(led_by)]
        for conversation, led_by in year.open_rooms(ROOMS, apart_from=leader)
    ]
    with serving.running() as server:
        plan = {"address": server.address, "rooms": rooms, "warm_up": WARM_UP, "seconds": SECONDS}
        words = [sys.executable, "-m", "tests.bench.open_rooms"]
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as pages:
            try:
                told = _told_by(pages, plan, figures, server)
            finally:
                pages.kill()
    figures.update({f"rooms, {name}": value for name, value in told.items()})


def _told_by(
    pages: "subprocess.Popen[str]", plan: dict[str, object], figures: dict[str, float], server: serving.Server
) -> dict[str, float]:
    assert pages.stdin is not None
    pages.stdin.write(json.dumps(plan))
    pages.stdin.close()
    pages.stdin = None
    time.sleep(WARM_UP)
    before = sum(map(processor_seconds, server.processes))
    time.sleep(SECONDS)
    figures["rooms, server, cores"] = (sum(map(processor_seconds, server.processes)) - before) / SECONDS
    told, _ = pages.communicate(timeout=PATIENCE)
    assert pages.returncode == 0
    return dict(json.loads(told))
