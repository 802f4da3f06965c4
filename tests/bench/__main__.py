"""Measure organisations of several sizes, print the figures, and write them to ``docs/reference``.

usage: make bench [SIZES="1000 10000 50000"] [BENCH_DATABASE=postgresql]

Without sizes: all three with SQLite, for ``performance.md``; the first with PostgreSQL, for ``performance-postgresql.md``.
Each size has a process and a throw-away folder of its own, and so long to finish: a bench stops by itself.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.with_postgresql import programs, server

from tests.bench.report import FOLDER, written

ALL_SIZES = {"SQLite": "1000 10000 50000", "PostgreSQL": "1000"}
DOCUMENTS = {"SQLite": "performance.md", "PostgreSQL": "performance-postgresql.md"}
PATIENCE = 20 * 60


def main() -> int:
    """Measure every size; returns 0, or 1 where there is no PostgreSQL and it was asked for."""
    wants_postgresql = os.environ.get("BENCH_DATABASE") == "postgresql"
    if wants_postgresql and programs() is None:
        print("PostgreSQL is not installed here.", file=sys.stderr)
        return 1
    database = "PostgreSQL" if wants_postgresql else "SQLite"
    asked_for = os.environ.get("SIZES", ALL_SIZES[database])
    found = {int(size): _measured(int(size), wants_postgresql=wants_postgresql) for size in asked_for.split()}
    text = written(found, database=database)
    print(text)
    if asked_for == ALL_SIZES[database]:
        (FOLDER / DOCUMENTS[database]).write_text(text, encoding="utf-8")
    return 0


def _measured(size: int, *, wants_postgresql: bool) -> dict[str, float]:
    print(f"{size} employees …", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as folder, _database(wants_postgresql) as database:
        place = {"SAMSPILL_DATA": f"{folder}/data", "SAMSPILL_KEYS": f"{folder}/keys.json", "LANG": "C.UTF-8"}
        Path(place["SAMSPILL_DATA"]).mkdir()
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.one", str(size)],
            env={name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | place | database,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
    return dict(json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def _database(wants_postgresql: bool) -> Iterator[dict[str, str]]:  # noqa: FBT001
    folder = programs()
    if not wants_postgresql or folder is None:
        yield {}
        return
    with server(folder) as url:
        yield {"DATABASE_URL": url}


if __name__ == "__main__":
    sys.exit(main())
