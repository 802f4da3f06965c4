"""An import's run and its report, as the pages show them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.confidentiality.actors import Actor
from samspill.organisation.report import ON_A_PAGE
from samspill.organisation.runs import ImportRun, read_lines
from samspill.organisation.states import ABOUT_ROWS, WAITING, WORKING, RunState, Section
from samspill.organisation.wording import KINDS, names_of, no_leader_reason, reason_of, summary_of

STATES: dict[str, tuple[str, Promise]] = {
    RunState.READING: ("plan", _("Being compared")),
    RunState.CHECKED: ("soon", _("Waits for you")),
    RunState.APPLYING: ("plan", _("Being applied")),
    RunState.APPLIED: ("ok", _("Applied")),
    RunState.REFUSED: ("soon", _("Not applied")),
    RunState.FAILED: ("soon", _("Stopped")),
}


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run in one line."""

    run: ImportRun

    @property
    def tone(self) -> str:
        """The pill's tone."""
        return STATES[self.run.state][0]

    @property
    def state(self) -> str:
        """How far it has come, in a word or two."""
        return str(STATES[self.run.state][1])

    @property
    def summary(self) -> list[str]:
        """What it changes, once that is known."""
        return summary_of(self.run.report["counts"]) if "counts" in self.run.report else []


@dataclass(frozen=True, slots=True)
class Tab:
    """One section of the report that has lines."""

    key: str
    name: str
    total: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the report: of a file's row, or of a change."""

    first: str
    second: str
    third: str
    text: str


class ReportShown:
    """The report of a run with one section open, one page of fifty lines of it read."""

    def __init__(self, actor: Actor, run: ImportRun, *, section: str, number: int) -> None:
        """Open a section; the first that has lines when it is not told or has none."""
        self.actor, self.run, self.number = actor, run, number
        totals = run.report.get("totals", {})
        filled = [key for key in Section if totals.get(key)]
        self.section = section if section in filled else next(iter(filled), "")
        self.tabs = [Tab(key, str(key.label), totals[key], key == self.section) for key in filled]

    @property
    def is_running(self) -> bool:
        """Whether somebody is at work on it right now."""
        return self.run.state in WORKING

    @property
    def can_be_applied(self) -> bool:
        """Whether it waits for somebody to decide."""
        return self.run.state in WAITING and "counts" in self.run.report

    @property
    def is_about_rows(self) -> bool:
        """Whether the open section tells of lines in a file, as against changes."""
        return self.section in ABOUT_ROWS

    @property
    def title(self) -> str:
        """The open section's name."""
        return str(Section(self.section).label)

    @property
    def has_two_files(self) -> bool:
        """Whether a line must say which file it stands in."""
        return len(self.run.report.get("files", [])) > 1

    @property
    def rows_read(self) -> int:
        """How many rows could be read."""
        return sum(file["read"] for file in self.run.report.get("files", []))

    @property
    def many_endings(self) -> str:
        """How many would end, of how many."""
        ended, before = self.run.report["counts"]["persons_ended"], self.run.report["active_before"]
        return str(_("%(ended)s of %(before)s") % {"ended": ended, "before": before})

    @cached_property
    def page(self) -> Page[int]:
        """Where in the section we are."""
        total = self.run.report["totals"][self.section]
        return Paginator(range(total), ON_A_PAGE).get_page(self.number)

    @cached_property
    def lines(self) -> list[LineShown]:
        """The open page's lines."""
        lines = read_lines(self.actor, run_id=self.run.id, section=self.section, page=self.page.number)
        return [_row(line) if self.is_about_rows else _change(line, self.section) for line in lines]


def _row(line: list[Any]) -> LineShown:
    file, number, code, column, value = line
    return LineShown(str(number), str(KINDS[file]), column, reason_of(code, value))


def _change(line: list[Any], section: str) -> LineShown:
    kind, number, name, told = line
    text = no_leader_reason(told[0]) if section == Section.WITHOUT_LEADER else names_of(told)
    return LineShown(number, str(KINDS[kind]), name, text)
