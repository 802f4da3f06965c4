"""The figures as a page: ours by size, growth, the goals and whether they are met, and the peers on the same work."""

import os
import platform
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

import django

FOLDER = Path(__file__).parents[2] / "docs/reference"
Figures = Mapping[str, float]

# Our figure, what it is called, its goal at the largest size, and the peers at 1,000, 10,000 and 50,000 employees
# on the same kind of machine: Horilla 1.0, and OrangeHRM 5.7. Milliseconds unless a unit is given.
WORK = (
    ("import, s", "import with leaders, ready to use, s", 30, "111 · ~1,080 · ~5,500", "~240 · ~2,600 · ~18,000"),
    ("import, peak MB", "… peak memory, MB", 500, "", ""),
    ("open the round", "open the round for everyone, s", 10, "67 · ~2,600 · ~65,000", "30 · 42 · 96 ms each"),
    ("team, ms", "leader's team page", 25, "809 · 6,803 · 31,293", "54 · 96 · 294"),
    ("team, loads/s", "… page loads/s, 8 clients", -150, "2.4 · 0.3 · 0.05", "36 · 19 · 5"),
    ("preparation, ms", "employee's form, ten questions", 20, "202 · 526 · 2,557", "92 · 90 · 99"),
    ("save ten, ms", "save ten answers (sealed, logged)", 12, "115 · 233 · 867", "26 · 27 · 29"),
    ("save one, ms", "… one answer (autosave)", 12, "", ""),
    ("room save, ms", "a note in the meeting (autosave)", 12, "", ""),
    ("room poll, ms", "a page of the meeting asks, nothing is new", None, "", ""),
    ("room news, ms", "… something is new", None, "", ""),
    ("rooms, save p95", "200 meetings at once: a note, p95", 200, "", ""),
    ("rooms, save p50", "… half of them", None, "", ""),
    ("rooms, poll p95", "… a page asks, p95", None, "", ""),
    ("rooms, shown p95", "… from sent to on the other's screen, p95", 2000, "", ""),
    ("rooms, saves/s", "… notes a second", None, "", ""),
    ("rooms, polls/s", "… pages that ask, a second", None, "", ""),
    ("rooms, failed", "… requests that failed", 0, "", ""),
    ("rooms, server, cores", "… cores that the server keeps busy", None, "", ""),
    ("rooms, client, cores", "… cores that the 400 pages keep busy", None, "", ""),
    ("menu search, p95", "menu search, 1,000 questions: p95", 50, "", ""),
    ("Word form", "read a 60-question Word form", 2000, "", ""),
    ("paper form", "paper form of the full guide", 1500, "", ""),
    ("coverage, ms", "coverage of the organisation", 50, "116 · 261 · 1,447", "87 · 148 · 409"),
    ("HR's list, ms", "HR's list, a page of 50", 30, "856 · 6,527 · 29,917", "70 · 126 · 354"),
    ("Min side, ms", "Min side", None, "", ""),
    ("room, ms", "the meeting", None, "", ""),
    ("agreement, ms", "the agreement", None, "", ""),
    ("actions, ms", "the leader's actions", None, "", ""),
    ("PDF/s", "agreed plans as PDF, a second", None, "", ""),
    ("memory per process, MB", "memory per process after load, MB", 120, "285–600", "42 + database"),
    ("cold start, s", "cold start to the first answer, s", 1.5, "4–15", "0.3"),
    ("floor, ms", "the floor: 20 joined rows in plain Django", None, "", ""),
)
STATEMENTS = (
    ("team", 12, "302", "67"), ("preparation", 12, "226", "127"), ("save one", 8, "", ""), ("save ten", 8, "", "60"),
    ("room save", 8, "", ""), ("room poll", 2, "", ""), ("room news", 12, "", ""),
    ("Min side", 12, "", ""), ("room", 12, "", ""), ("agreement", 12, "", ""), ("actions", 12, "", ""),
    ("coverage", 12, "", ""), ("HR's list", 12, "", ""),
)  # fmt: skip
GROWTH = 1.5


def written(found: Mapping[int, Figures], *, database: str) -> str:
    """The page.

    Args:
        found: the figures by number of employees.
        database: which database they were measured on.

    """
    figures = {size: _completed(one) for size, one in found.items()}
    return "\n".join([*_introduction(database), *_times(figures), *_statements(figures)]) + "\n"


def _completed(one: Figures) -> dict[str, float]:
    imported = one["import, dry run"] + one["import, applied"]
    return dict(one) | {"import, s": imported, "PDF/s": 10 / one["ten PDFs"]}


def _introduction(database: str) -> Iterator[str]:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    yield "# Performance"
    yield ""
    yield "Written by `make bench`. Made-up organisations: twelve reports to each leader, one conversation to each"
    yield "employee, everything through the same services and pages that people use. Medians; pages are asked for"
    yield "in-process with all the middleware, loads a second from the real server on loopback."
    yield ""
    yield f"Machine: {os.cpu_count()} cores, {pages:.0f} GiB, {_system()}, Python {platform.python_version()},"
    yield f"Django {django.__version__}, {database}" + (
        f" {sqlite3.sqlite_version}." if database == "SQLite" else " on the same cores."
    )
    yield f"Load average while measuring: {os.getloadavg()[1]:.1f}; above the number of cores, times by the clock are too long."
    yield "What counts is the growth with the number of employees, and the distance to the floor of the same run."
    yield ""


def _times(figures: Mapping[int, Figures]) -> Iterator[str]:
    sizes = list(figures)
    yield f"| work, ms | {' | '.join(f'{size:,}' for size in sizes)} | growth | goal | Horilla 1.0 | OrangeHRM 5.7 |"
    yield "| --- |" + " ---: |" * (len(sizes) + 2) + " --- | --- |"
    for key, name, goal, horilla, orange in WORK:
        values = [figures[size][key] for size in sizes]
        cells = " | ".join(_number(value) for value in values)
        growth = _growth(figures, key.replace(", ms", ", CPU")) if key.endswith(", ms") else ""
        yield f"| {name} | {cells} | {growth} | {_goal(goal, values[-1])} | {horilla} | {orange} |"
    yield ""
    yield f"Goals are for 50,000 employees; a page may take {GROWTH} × its time at 1,000. Growth is that of processor time,"
    yield "so that it holds on a busy machine; the rest is by the clock. The peers' three figures are for 1,000, 10,000 and"
    yield "50,000 employees on the same kind of machine."
    yield ""
    yield "200 meetings at once: two pages are open in each, and one of the two writes. Each page asks for news a second after the"
    yield "last answer; a text that has grown by a sentence is sent every two to five seconds. Half a minute on the real server,"
    yield "after warming up; the pages are kept open by one process on the same cores. A page whose answer is late waits up to"
    yield "half a second longer."
    yield ""


def _statements(figures: Mapping[int, Figures]) -> Iterator[str]:
    sizes, floor = list(figures), figures[max(figures)]["floor, CPU"]
    yield "SQL statements to a page, those for the session and the signed-in user apart:"
    yield ""
    yield f"| page | {' | '.join(f'{size:,}' for size in sizes)} | goal | Horilla | OrangeHRM | CPU, ms | × floor |"
    yield "| --- |" + " ---: |" * (len(sizes) + 5)
    for page, goal, horilla, orange in STATEMENTS:
        counts = [figures[size][f"{page}, statements"] for size in sizes]
        cells = " | ".join(f"{count:.0f}" for count in counts)
        cost = figures[max(figures)][f"{page}, CPU"]
        yield f"| {page} | {cells} | {_goal(goal, counts[-1])} | {horilla} | {orange} | {cost:.1f} | {cost / floor:.1f} |"


def _growth(figures: Mapping[int, Figures], key: str) -> str:
    return f"× {figures[max(figures)][key] / figures[min(figures)][key]:.2f}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _goal(goal: float | None, value: float) -> str:
    """The goal, and whether it is met; one below zero is to be exceeded."""
    if goal is None:
        return ""
    is_met = value >= -goal if goal < 0 else value <= goal
    return f"{'>' if goal < 0 else '≤'} {abs(goal):g} {'met' if is_met else '**not met**'}"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()
