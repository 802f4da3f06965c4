"""What each command does. Imports are made when a command is run: Django must be ready, and `--help` quick."""

import argparse
import os
from argparse import ArgumentParser, Namespace
from pathlib import Path


def run_setup(_options: Namespace) -> int:
    """Make the installation ready; a new one gets the link for its first administrator."""
    from django.utils.translation import gettext as _

    from samspill.operations.starting import set_up

    if set_up():
        return run_administrator_link(_options)
    print(_("The installation is of this version."))
    return 0


def run_administrator_link(_options: Namespace) -> int:
    """Print a link for one use."""
    from django.utils.translation import gettext as _

    from samspill.confidentiality.actors import Actor
    from samspill.people.services.welcoming import make_first_administrator_link

    link = make_first_administrator_link(Actor.system("console"))
    print(_("Ready. The administrator opens this link once, within 30 minutes:"))
    print(link)
    return 0


def add_serve_arguments(parser: ArgumentParser) -> None:
    """Where to listen, and what else to run."""
    parser.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to listen (%(default)s)"
    )
    parser.add_argument("--all-in-one", action="store_true", help="run the worker too")


def run_serve(options: Namespace) -> int:
    """Serve until told to stop."""
    from samspill.operations.serving import serve, serve_all_in_one

    if options.all_in_one:
        return serve_all_in_one(options.address)
    serve(options.address)
    return 0


def run_worker(_options: Namespace) -> int:
    """Work until told to stop."""
    from samspill.operations.working import work

    work()
    return 0


def add_file_arguments(parser: ArgumentParser) -> None:
    """Which files, and how."""
    from samspill.operations.importing import add_import_arguments

    add_import_arguments(parser)


def run_import_of_file(options: Namespace) -> int:
    """Read HR's file."""
    from samspill.operations.importing import run_import

    return run_import(options)


def add_log_arguments(parser: ArgumentParser) -> None:
    """What to do with the log."""
    parser.add_argument("act", choices=["verify"], help="walk the chain and tell whether every line stands as written")
    parser.add_argument("--from", dest="start", type=int, default=1, metavar="NUMBER", help="first line to look at")


def run_log(options: Namespace) -> int:
    """Verify the chain."""
    from django.utils.translation import gettext as _

    from samspill.confidentiality import access_log

    fault = access_log.verify(start=options.start)
    if fault is None:
        print(_("The log is whole: every line stands as it was written."))
        return 0
    print(_("The log does not hold at line {number}: {reason}.").format(number=fault.seq, reason=fault.reason))
    return 1


def add_keys_arguments(parser: ArgumentParser) -> None:
    """What to do with the keys."""
    parser.add_argument("act", choices=["check"], help="tell whether the key file at hand opens this database")


def run_keys(_options: Namespace) -> int:
    """Tell that the keys fit; had they not, the command would not have started."""
    from django.utils.translation import gettext as _

    print(_("The keys fit this database."))
    return 0


def run_check(_options: Namespace) -> int:
    """Print what was looked at, line by line."""
    from samspill.operations.checking import examine

    findings = list(examine())
    for finding in findings:
        print(f"NO  {finding.subject}: {finding.trouble}" if finding.trouble else f"ok  {finding.subject}")
    return 1 if any(finding.trouble for finding in findings) else 0


def add_demo_arguments(parser: ArgumentParser) -> None:
    """Where the demo lives."""
    parser.add_argument("--data", type=Path, default=Path(".demo"), metavar="FOLDER", help="its data (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="where to listen; the next free one (%(default)s)")
    parser.add_argument("--fresh", action="store_true", help="make everybody and everything anew")


def run_demonstration(options: Namespace) -> int:
    """Fill a demo with its people and serve it."""
    from samspill.operations.demo.filling import run_demo
    from samspill.operations.serving import serve_all_in_one
    from samspill.operations.starting import set_up

    set_up()
    run_demo()
    return serve_all_in_one(os.environ["SAMSPILL_ADDRESS"].removeprefix("http://"))


def add_manage_arguments(parser: ArgumentParser) -> None:
    """Whatever Django's command takes."""
    parser.add_argument("words", nargs=argparse.REMAINDER, help="a command of Django and its arguments")


def run_manage(options: Namespace) -> int:
    """Run a command of Django's."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["samspill manage", *options.words])
    return 0
