"""The report of a run: figures in one place, lists in pages of fifty."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from samspill.organisation.chunking import chunks
from samspill.organisation.models import ImportRun, ReportPage
from samspill.organisation.planning.plan import Plan
from samspill.organisation.reading.files import SourceFile
from samspill.organisation.reading.remarks import Remark
from samspill.organisation.states import ABOUT_CHANGES, Section

ON_A_PAGE = 50


def note_reading(run: ImportRun, files: Sequence[SourceFile]) -> None:
    """Put what was found on reading into the report: figures, dropped columns, faults and warnings."""
    readers = [file.reader for file in files]
    run.report = {
        "files": [_file(file) for file in files],
        "unknown_columns": _unique(name for file in files for name in file.header.unknown),
        "forbidden_columns": _unique(name for file in files for name in file.header.forbidden),
        "is_anybody": any(reader.has_row_without_number for reader in readers),
        "unreadable_numbers": sorted({number for reader in readers for number in reader.unreadable_numbers}),
        "unreadable_units": sorted({code for reader in readers for code in reader.unreadable_units}),
        "totals": {},
    }
    write_section(run, Section.FAULTS, [list(fault) for reader in readers for fault in reader.faults])
    write_section(run, Section.WARNINGS, [list(warning) for reader in readers for warning in reader.warnings])


def note_plan(run: ImportRun, plan: Plan) -> None:
    """Put what is to change, or was changed, into the report in place of what an earlier plan said."""
    run.report["counts"] = plan.counts()
    run.report["has_many_endings"] = plan.has_many_endings
    run.report["active_before"] = plan.active_before
    sections: dict[str, list[Any]] = {section: [] for section in ABOUT_CHANGES}
    for section, line in plan.lines():
        sections[section].append(line)
    for section, lines in sections.items():
        write_section(run, section, lines)


def add_warnings(run: ImportRun, warnings: Iterable[Remark]) -> None:
    """Add what only shows when rows are seen together, in the order of the file."""
    found = read_section(run, Section.WARNINGS) + [list(warning) for warning in warnings]
    write_section(run, Section.WARNINGS, sorted(found, key=lambda line: (line[0], line[1])))


def write_section(run: ImportRun, section: str, lines: Sequence[Any]) -> None:
    """Store a section's lines in place of those that were there; the total goes into the run's report."""
    ReportPage.objects.filter(run=run, section=section).delete()
    pages = (
        ReportPage(run=run, section=section, number=number, lines=page)
        for number, page in enumerate(chunks(lines, ON_A_PAGE), start=1)
    )
    for some in chunks(pages, 200):
        ReportPage.objects.bulk_create(some)
    run.report["totals"][section] = len(lines)


def read_section(run: ImportRun, section: str) -> list[Any]:
    """All lines of a section."""
    pages = ReportPage.objects.filter(run=run, section=section).order_by("number")
    return [line for lines in pages.values_list("lines", flat=True) for line in lines]


def _file(file: SourceFile) -> Mapping[str, Any]:
    return {
        "kind": file.kind,
        "encoding": "utf-8" if file.encoding.startswith("utf") else "windows-1252",
        "delimiter": file.header.delimiter,
        "read": file.read,
        "unreadable": len(file.reader.faults),
    }


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
