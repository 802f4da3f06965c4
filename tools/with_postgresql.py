"""Run a command with ``DATABASE_URL`` pointing at a PostgreSQL server of its own, thrown away afterwards.

Uses ``DATABASE_URL`` if it is set already. Otherwise makes a server in a temporary folder; as root it runs as the
user ``postgres``, because PostgreSQL refuses root. Durability stays on, since the product asserts it at start; the
folder is in memory where there is room. Without PostgreSQL it says so, and fails where ``CI=true``.
Usage: ``python tools/with_postgresql.py -- pytest tests``.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOM = 2 * 1024**3
USER = "samspill"
CLUSTER = ("-U", USER, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")


def programs() -> Path | None:
    """The folder of the newest server's programs, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if asked := shutil.which("pg_config"):
        found.append(
            Path(subprocess.run([asked, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
        )
    return next((folder for folder in reversed(found) if (folder / "initdb").exists()), None)


def as_postgres(words: Sequence[str]) -> list[str]:
    """The words as an ordinary user would run them."""
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else list(words)


def _parent_folder() -> str:
    memory = Path("/dev/shm")  # noqa: S108 memory, chosen on purpose
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else "/tmp"  # noqa: S108 short socket path


@contextmanager
def server(folder_of_programs: Path) -> Iterator[str]:
    """A running server, as an URL; its Unix socket is the only way in."""
    place = Path(tempfile.mkdtemp(prefix="pg-", dir=_parent_folder()))
    if os.geteuid() == 0:
        shutil.chown(place, "postgres", "postgres")
    make = [str(folder_of_programs / "initdb"), "-D", str(place / "data"), *CLUSTER]
    control = [str(folder_of_programs / "pg_ctl"), "-D", str(place / "data")]
    try:
        _quietly(make)
        _quietly([*control, "-w", "-l", str(place / "log"), "-o", f"-k {place} -c listen_addresses=''", "start"])
        try:
            yield f"postgres://{USER}@{str(place).replace('/', '%2F')}/postgres"
        finally:
            _quietly([*control, "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _quietly(words: Sequence[str]) -> None:
    done = subprocess.run(as_postgres(words), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", check=False)
    if done.returncode:
        sys.exit(f"{words[0]} failed:\n{done.stderr.decode(errors='replace')}")


def run(words: Sequence[str], url: str) -> int:
    """Run the command against the server at the URL and return its exit code."""
    return subprocess.run(words, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


def main(words: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    command = list(words[1:] if words[:1] == ["--"] else words)
    if url := os.environ.get("DATABASE_URL"):
        return run(command, url)
    found = programs()
    if found is None:
        print(f"NOT RUN: {' '.join(command)} on PostgreSQL (no server here; try: sudo apt-get install postgresql)")
        return 1 if os.environ.get("CI") == "true" else 0
    with server(found) as own:
        return run(command, own)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
