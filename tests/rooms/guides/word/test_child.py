"""The process that parses: it knows nothing of the server, and can do little to it."""

import subprocess
import sys

import pytest

APART = (sys.executable, "-I", "-c")
MEANS = "from samspill.guides.word.child import give_up_means; give_up_means()"


def run(program: str) -> subprocess.CompletedProcess[str]:
    """A program in a process of the same kind."""
    return subprocess.run([*APART, program], env={}, cwd="/", capture_output=True, text=True, timeout=30, check=False)


def test_it_loads_no_django_and_no_settings() -> None:
    program = "import sys, samspill.guides.word.child as _; print({one.split('.')[0] for one in sys.modules} & {'django', 'yaml'})"
    assert run(program).stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("attempt", "outcome"),
    [
        ("open('/etc/hostname')", "OSError"),
        ("open('/tmp/left-behind', 'w')", "OSError"),
        ("import socket; socket.socket()", "OSError"),
        ("bytearray(600_000_000)", "MemoryError"),
    ],
)
def test_it_has_given_up_its_means(attempt: str, outcome: str) -> None:
    assert outcome in run(f"import socket\n{MEANS}\n{attempt}").stderr


def test_it_is_stopped_when_it_takes_too_long() -> None:
    assert run(f"{MEANS}\nwhile True: pass").returncode < 0


def test_what_it_has_left_is_enough_to_answer() -> None:
    assert run(f"{MEANS}\nprint('here')").stdout.strip() == "here"
