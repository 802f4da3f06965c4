"""Make sure that the programs which the test suite drives are there, or say plainly what will be left out.

As root on Debian or Ubuntu the missing ones are installed with apt. Otherwise each missing one is named with what is
skipped because of it; where ``CI=true`` that is a failure. Usage: ``python tools/ensure_system.py``.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A program, the Debian package that holds it, and what is skipped without it."""

    package: str
    is_there: Callable[[], bool]
    skipped: str


def has_postgresql() -> bool:
    """Debian keeps the server's programs out of the path."""
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


PROGRAMS = (
    Program("chromium", lambda: shutil.which("chromium") is not None, "every journey in a real browser"),
    Program("postgresql", has_postgresql, "the whole second run, on PostgreSQL"),
    Program("gettext", lambda: shutil.which("msgfmt") is not None, "the check that translations are up to date"),
    Program("poppler-utils", lambda: shutil.which("pdftotext") is not None, "reading the text back out of PDFs"),
)


def missing() -> list[Program]:
    """The programs that are not there now."""
    return [program for program in PROGRAMS if not program.is_there()]


def install(packages: list[str]) -> None:
    """Install with apt; the lists are fetched first, because those of an image are often too old to install from."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *words], env=environment, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Install what can be installed; report the rest."""
    if (lacking := missing()) and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing: {', '.join(program.package for program in lacking)}", flush=True)
        install([program.package for program in lacking])
    for program in (lacking := missing()):
        print(f"NOT TESTED: {program.skipped} (no {program.package}; try: sudo apt-get install {program.package})")
    return 1 if lacking and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
