"""An installation of its own in a folder, driven through the command line as its keeper drives it."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60


@dataclass
class Place:
    """Where an installation lives, and the processes that a test has started there."""

    folder: Path
    running: list["subprocess.Popen[str]"] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.folder / "data/samspill.sqlite3"

    @property
    def keys(self) -> Path:
        return self.folder / "keys/keys.json"

    def environment(self, **changes: str) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("SAMSPILL", "DATABASE", "DJANGO"))
        }
        own = {"SAMSPILL_DATA": str(self.folder / "data"), "SAMSPILL_KEYS": str(self.keys), "LANG": "en_US.UTF-8"}
        return kept | own | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"} | changes

    def samspill(self, *words: str, **changes: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        command = [sys.executable, "-m", "samspill.operations.command_line", *words]
        return subprocess.run(
            command, env=self.environment(**changes), capture_output=True, text=True, check=False, timeout=PATIENCE
        )

    def python(self, code: str, **changes: str) -> "subprocess.CompletedProcess[str]":
        """Run Python in the installation, with Django ready."""
        ready = "import django; django.setup()"
        return subprocess.run(
            [sys.executable, "-c", f"{ready}\n{code}"],
            env=self.environment(DJANGO_SETTINGS_MODULE="samspill.config.settings", **changes),
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )

    def start(self, *words: str, **changes: str) -> "subprocess.Popen[str]":
        """Start a command that goes on."""
        command = [sys.executable, "-m", "samspill.operations.command_line", *words]
        process = subprocess.Popen(
            command, env=self.environment(**changes), stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self.running.append(process)
        return process

    def fingerprints(self) -> dict[str, str]:
        """A hash of every file, by path."""
        files = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def wait_for(happened: Callable[[], object]) -> None:
    """Wait until something has happened; a test that waits in vain fails."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            pytest.fail("waited in vain")
        time.sleep(0.05)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new installation; tests get copies of it."""
    place = Place(tmp_path_factory.mktemp("installation"))
    done = place.samspill("setup")
    assert done.returncode == 0, done.stderr
    return place.folder


@pytest.fixture
def place(made_once: Path, tmp_path: Path) -> Iterator[Place]:
    """An installation that a test may harm."""
    own = Place(tmp_path / "installation")
    shutil.copytree(made_once, own.folder)
    yield own
    for process in own.running:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture
def nowhere(tmp_path: Path) -> Place:
    """A folder where nothing is yet."""
    folder = tmp_path / "nowhere"
    folder.mkdir()
    return Place(folder)
