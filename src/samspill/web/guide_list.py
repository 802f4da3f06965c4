"""HR's list of guides as the page shows it: narrowed to a kind, in the order that was asked for, the retired apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samspill.foundation.database import norwegian_key
from samspill.guides.queries import GuideLine
from samspill.guides.texts import in_language
from samspill.web.guide_names import KINDS

NEWEST, BY_TITLE, BY_KIND = "nyest", "tittel", "type"
ORDERS = {NEWEST: _("Changed last"), BY_TITLE: _("By title"), BY_KIND: _("By kind")}


@dataclass(frozen=True, slots=True)
class GuideRow:
    """A guide on its line.

    Args:
        number: of the newest version; 0 where nothing is published yet.
    """

    key: str
    title: str
    summary: str
    kind: str
    kind_name: str
    themes: int
    questions: int
    number: int
    has_draft: bool
    is_built_in: bool
    is_retired: bool
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class GuideList:
    """The list: what is in use, what is retired, and how it is narrowed and ordered."""

    rows: Sequence[GuideRow]
    retired: Sequence[GuideRow]
    kinds: Sequence[tuple[str, str, int]]
    kind: str
    orders: Sequence[tuple[str, str]]
    order: str


def arrange(lines: Iterable[GuideLine], *, language: str, kind: str, order: str) -> GuideList:
    """The list in a language.

    Args:
        lines: every guide.
        language: nb, nn or en.
        kind: only guides of this kind; what is no kind shows all.
        order: one of ``ORDERS``; else the organisation's own, newest first, and then what comes with Samspill.
    """
    rows = [_row(line, language) for line in lines]
    counts = {name: sum(row.kind == name for row in rows) for name in KINDS}
    kinds = [("", str(_("All")), len(rows))] + [
        (name, str(KINDS[name]), count) for name, count in counts.items() if count
    ]
    kind, order = kind if counts.get(kind) else "", order if order in ORDERS else NEWEST
    shown = _ordered([row for row in rows if kind in {"", row.kind}], order)
    return GuideList(
        [row for row in shown if not row.is_retired],
        [row for row in shown if row.is_retired],
        kinds,
        kind,
        [(name, str(label)) for name, label in ORDERS.items()],
        order,
    )


def _ordered(rows: list[GuideRow], order: str) -> list[GuideRow]:
    by_title = sorted(rows, key=lambda row: norwegian_key(row.title))
    if order == NEWEST:
        newest = sorted(rows, key=lambda row: row.changed_at, reverse=True)
        return [row for row in newest if not row.is_built_in] + [row for row in by_title if row.is_built_in]
    return by_title if order == BY_TITLE else sorted(by_title, key=lambda row: list(KINDS).index(row.kind))


def _row(line: GuideLine, language: str) -> GuideRow:
    guide = line.guide
    return GuideRow(
        guide.key,
        in_language(line.title, language),
        in_language(line.summary, language),
        guide.kind,
        str(KINDS[guide.kind]),
        line.themes,
        line.questions,
        line.number,
        line.has_draft,
        guide.is_built_in,
        guide.retired_at is not None,
        line.changed_at,
        line.changed_by,
    )
