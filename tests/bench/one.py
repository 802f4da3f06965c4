"""One organisation, made and measured in a process of its own; prints the figures as JSON.

usage: python -m tests.bench.one SIZE, with SAMSPILL_DATA and SAMSPILL_KEYS pointing at folders to throw away.
"""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
django.setup()

from collections.abc import Callable  # noqa: E402

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from samspill.operations.starting import set_up  # noqa: E402
from samspill.people.queries import actor_of  # noqa: E402
from samspill.plans.queries import read_own_copy  # noqa: E402
from tests.bench import forms, menu, rooms, serving, year  # noqa: E402
from tests.bench.clocks import median_ms, peak_mb, seconds, statements  # noqa: E402
from tests.bench.pages import Fields, ask, send, signed_in  # noqa: E402

Figures = dict[str, float]
Save = Callable[[int], None]


def measure(size: int) -> Figures:
    """Everything, in the order in which a year goes."""
    figures: Figures = {}
    set_up()
    settings.ROOT_URLCONF = "tests.bench.floor"
    life = _make(size, figures)
    _note(figures, "floor", signed_in(life.leader), "/floor/")
    for name, (person, path) in year.visits(life).items():
        _note(figures, name, signed_in(person), path)
    _saves(figures, life)
    rooms.measure_pages(figures, life.leader, life.meets)
    rooms.measure_load(figures, life.leader)
    with seconds(figures, "ten PDFs"):
        for _ in range(10):
            read_own_copy(actor_of(life.leader), conversation_id=life.agreed)
    menu.measure(figures, life.employee, life.prepared)
    forms.measure(figures, life.hr)
    serving.measure(figures, life.leader, reverse("team"))
    return figures


def _make(size: int, figures: Figures) -> year.Life:
    with seconds(figures, "import, dry run"):
        run = year.check(size)
    with seconds(figures, "import, applied"):
        hr = year.bring_in(run)
    figures["import, peak MB"] = peak_mb()
    round_ = year.plan_round(hr)
    with seconds(figures, "open the round"):
        made = year.open_for_everybody(hr, round_)
    assert made == size
    return year.live_a_while(size, hr, round_)


def _note(figures: Figures, name: str, client: Client, path: str) -> None:
    figures[f"{name}, bytes"] = len(ask(client, path).encode())
    figures[f"{name}, ms"], figures[f"{name}, CPU"] = median_ms(lambda: ask(client, path))
    figures[f"{name}, statements"] = statements(lambda: ask(client, path))


def _saves(figures: Figures, life: year.Life) -> None:
    client = signed_in(life.employee)
    page = reverse("preparation", kwargs={"conversation_id": life.prepared})
    for name, sender in (("save one", _sender_of_one), ("save ten", _sender_of_ten)):
        save, numbers = sender(client, page), iter(range(10_000))
        figures[f"{name}, ms"], figures[f"{name}, CPU"] = median_ms(
            lambda save=save, numbers=numbers: save(next(numbers))
        )
        figures[f"{name}, statements"] = statements(lambda save=save, numbers=numbers: save(next(numbers)))


def _sender_of_one(client: Client, page: str) -> Save:
    """One answer, as ``autosave.js`` sends it."""
    found = Fields(ask(client, page)).values
    field = next(name for name in found if name.startswith("text:question:"))
    revision = int(found[field.replace("text:", "revision:", 1)])

    def save(number: int) -> None:
        sent = {"field": field, "value": f"{number} {year.LETTER}", "revision": str(revision + number)}
        assert send(client, f"{page}lagre/", sent) == 200

    return save


def _sender_of_ten(client: Client, page: str) -> Save:
    """Ten answers at once, as the page sends them without a script."""
    found = Fields(ask(client, page)).values
    names = [name.removeprefix("text:") for name in found if name.startswith("text:question:")]
    seen = {name: int(found[f"revision:{name}"]) for name in names}
    assert len(names) == 10

    def save(number: int) -> None:
        texts = {f"text:{name}": f"{number} again {year.LETTER}" for name in names}
        revisions = {f"revision:{name}": str(seen[name] + number) for name in names}
        assert send(client, page, texts | revisions) == 303

    return save


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
