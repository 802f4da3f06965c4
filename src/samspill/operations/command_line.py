"""``samspill``: the one door for whoever runs the installation. Words are English; what is told follows the locale."""

import argparse
import os
import shutil
import socket
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from samspill.operations.commands import (
    add_demo_arguments,
    add_file_arguments,
    add_keys_arguments,
    add_log_arguments,
    add_manage_arguments,
    add_serve_arguments,
    run_administrator_link,
    run_check,
    run_demonstration,
    run_import_of_file,
    run_keys,
    run_log,
    run_manage,
    run_serve,
    run_setup,
    run_worker,
)

LANGUAGES = ("nb", "nn", "en")
USAGE_ERROR = 2
REFUSED = 2
STOPPED = 130  # as shells tell of Ctrl-C

ABOUT = "Medarbeidersamtaler that only the two of them can read."
WHERE_THINGS_ARE = """\
set in the environment:
  SAMSPILL_DATA      the data folder: database, secret key, archive folder
  SAMSPILL_KEYS      the key file; never inside the data folder or its backups
  SAMSPILL_ADDRESS   where people reach the installation, e.g. https://samspill.example.no
  SAMSPILL_MAIL      the mail server, e.g. smtp://user:secret@host:587?tls=1
  SAMSPILL_MAIL_FROM the sender of mail
  DATABASE_URL       PostgreSQL; without it SQLite in the data folder

A new installation: samspill setup, then samspill serve --all-in-one.
To look at it first: samspill demo.
"""


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Args:
        summary: its line in ``samspill --help``.
        run: does it, and returns the exit code.
        arguments: tells the parser what it takes; called when Django is ready.
        prepare: sets the environment before Django reads it.
        is_guarded: whether it starts only on an installation that is ready: database, durability and keys.

    """

    summary: str
    run: Callable[[Namespace], int]
    arguments: Callable[[ArgumentParser], None] = lambda parser: None
    prepare: Callable[[Sequence[str]], None] = lambda arguments: None
    is_guarded: bool = True


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after ``samspill``; those of this process when left out.

    Returns:
        0 when done, 1 when something was found wrong, 2 when refused or misunderstood.

    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    name = _overview().parse_args(words[:1] or ["--help"]).command
    command = COMMANDS[name]
    os.umask(0o077)
    command.prepare(words[1:])
    _start_django()
    return _run(name, command, words[1:])


def _run(name: str, command: Command, words: list[str]) -> int:
    from samspill.operations.starting import REFUSALS, assert_ready

    options = _parser_of(name, command).parse_args(words)
    try:
        if command.is_guarded:
            assert_ready()
        return command.run(options)
    except REFUSALS as refusal:
        print(f"samspill: {refusal}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return STOPPED


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspill.config.settings")
    import django
    from django.utils import translation

    django.setup()
    translation.activate(_language_of_terminal())


def _language_of_terminal() -> str:
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "en"
    language = {"no": "nb"}.get(locale[:2], locale[:2])
    return language if language in LANGUAGES else "en"


def _overview() -> ArgumentParser:
    parser = ArgumentParser(
        prog="samspill",
        description=ABOUT,
        epilog=WHERE_THINGS_ARE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Samspill {version('samspill')}")
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=command.summary, add_help=False)
    return parser


def _parser_of(name: str, command: Command) -> ArgumentParser:
    parser = ArgumentParser(prog=f"samspill {name}", description=command.summary)
    command.arguments(parser)
    return parser


def _prepare_demo(words: Sequence[str]) -> None:
    """Point at a folder of its own, whatever the environment says: a demo never touches a real installation."""
    parser = ArgumentParser(prog="samspill demo", description=COMMANDS["demo"].summary)
    add_demo_arguments(parser)
    options = parser.parse_args(words)
    data = options.data.resolve()
    if (data / "samspill.sqlite3").exists() and not (data / "DEMO").exists():
        parser.error(f"{data} is not a demo")
    keys = data.with_name(f"{data.name}-keys.json")
    if options.fresh and (data / "DEMO").exists():
        shutil.rmtree(data)
        keys.unlink(missing_ok=True)
    data.mkdir(parents=True, exist_ok=True)
    (data / "DEMO").touch()
    os.environ.update(
        SAMSPILL_DATA=str(data),
        SAMSPILL_KEYS=str(keys),
        SAMSPILL_ADDRESS=f"http://localhost:{_free_port(options.port)}",
    )
    for name in ("DATABASE_URL", "SAMSPILL_MAIL", "SAMSPILL_ARCHIVE"):
        os.environ.pop(name, None)


def _free_port(first: int) -> int:
    for port in range(first, first + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return first


COMMANDS = {
    "demo": Command(
        "look around with made-up people, in a folder of its own",
        run_demonstration, add_demo_arguments, prepare=_prepare_demo, is_guarded=False,
    ),
    "setup": Command("make a new installation, or bring one up to this version", run_setup, is_guarded=False),
    "serve": Command("run the web server", run_serve, add_serve_arguments),
    "worker": Command("run what is due: mail, archive, erasure", run_worker),
    "import": Command("read the organisation from HR's file", run_import_of_file, add_file_arguments),
    "administrator-link": Command("make a new link for an administrator", run_administrator_link),
    "log": Command("verify the access log: samspill log verify", run_log, add_log_arguments),
    "keys": Command("check the key file: samspill keys check", run_keys, add_keys_arguments),
    "check": Command("look at durability, file modes and key separation", run_check, is_guarded=False),
    "manage": Command("Django's own commands, for developers", run_manage, add_manage_arguments, is_guarded=False),
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
