"""``samspill import``: an export from the HR system goes in, from the command line."""

import sys
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.confidentiality.actors import Actor
from samspill.organisation.policy import COMMAND_LINE
from samspill.organisation.reading.remarks import UnreadableFile
from samspill.organisation.runs import ImportRun, iterate_lines
from samspill.organisation.services.importing import apply_import, check_import
from samspill.organisation.states import RunState, Section
from samspill.organisation.wording import reason_of, refusal_of, summary_of

ALL_WELL, SOME_ROWS_UNREADABLE, NOTHING_DONE = 0, 1, 2


def add_import_arguments(parser: ArgumentParser) -> None:
    """Give the command its arguments."""
    parser.add_argument("file", type=Path, help="the export: one row per position, or the file of units")
    parser.add_argument("other", type=Path, nargs="?", help="the other file, when units come in a file of their own")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument("--allow-many-endings", action="store_true", help="go on even if more than a fifth would end")


def run_import(options: Namespace) -> int:
    """Import and report; 0 when every row was read, 1 when some could not be, 2 when nothing could be done."""
    actor = Actor.system(COMMAND_LINE)
    try:
        with ExitStack() as opened:
            paths = [path for path in (options.file, options.other) if path]
            run = check_import(actor, files=[opened.enter_context(path.open("rb")) for path in paths])
    except (OSError, UnreadableFile) as error:
        print(refusal_of(error) if isinstance(error, UnreadableFile) else error, file=sys.stderr)
        return NOTHING_DONE
    if not options.dry_run:
        run = apply_import(actor, run_id=run.id, are_many_endings_meant=options.allow_many_endings)
    _tell(actor, run)
    if run.state == RunState.REFUSED:
        return NOTHING_DONE
    return SOME_ROWS_UNREADABLE if run.report["totals"][Section.FAULTS] else ALL_WELL


def _tell(actor: Actor, run: ImportRun) -> None:
    _tell_files(run)
    _tell_rows(actor, run, Section.FAULTS, _("Rows that could not be read:"))
    _tell_rows(actor, run, Section.WARNINGS, _("Worth a look:"))
    without = run.report["counts"]["without_leader"]
    if without:
        print(ngettext("%(n)s position has no leader.", "%(n)s positions have no leader.", without) % {"n": without})
    if run.report["is_anybody"]:
        print(_("A row has no readable employee number, so nobody is ended this time."))
    print(_outcome(run))
    for sentence in summary_of(run.report["counts"]):
        print(f"  {sentence}")


def _tell_files(run: ImportRun) -> None:
    rows = sum(file["read"] for file in run.report["files"])
    print(ngettext("%(n)s row was read.", "%(n)s rows were read.", rows) % {"n": rows})
    forbidden, unknown = run.report["forbidden_columns"], run.report["unknown_columns"]
    if forbidden:
        print(_("Not read, because we must not have it: %(names)s.") % {"names": ", ".join(forbidden)})
    if unknown:
        print(_("Not used: %(names)s.") % {"names": ", ".join(unknown)})


def _tell_rows(actor: Actor, run: ImportRun, section: str, heading: str) -> None:
    if not run.report["totals"][section]:
        return
    print(heading)
    for file, line, code, column, value in iterate_lines(actor, run_id=run.id, section=section):
        where = _("line %(line)s") % {"line": line}
        name = f"{file} " if len(run.report["files"]) > 1 else ""
        print(f"  {name}{where}: {f'{column}: ' if column else ''}{reason_of(code, value)}")


def _outcome(run: ImportRun) -> str:
    if run.state == RunState.APPLIED:
        return _("Done:")
    if run.state == RunState.REFUSED:
        return _("Nothing was done, because more than a fifth would end. Use --allow-many-endings if it is meant so:")
    return _("This would be done:")
