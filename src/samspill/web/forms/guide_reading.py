"""What was read from a text or a Word file, line by line, as HR corrects it; everything is carried by the form itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.guides import shape
from samspill.guides.outline import LineKind, OutlineLine, Source
from samspill.web.forms.guides import MADE_HERE, title_field
from samspill.web.guide_reading_words import NOTICES, reason_for

MOST_LINES = 400
CHOICES = {
    LineKind.THEME: gettext_lazy("Theme"),
    LineKind.QUESTION: gettext_lazy("Question"),
    LineKind.PROMPT: gettext_lazy("Helping question"),
    LineKind.EMPLOYEE_POINT: gettext_lazy("The employee's point"),
    LineKind.LEADER_POINT: gettext_lazy("The leader's point"),
    LineKind.INFORMATION: gettext_lazy("Goes with the invitation"),
    LineKind.FOCUS: gettext_lazy("Column: goal / focus ahead"),
    LineKind.ACTIONS: gettext_lazy("Columns: who does what by when"),
    LineKind.LEFT_OUT: gettext_lazy("Leave out"),
}
IN_A_MENU = (LineKind.THEME, LineKind.QUESTION, LineKind.PROMPT, LineKind.LEFT_OUT)
LONGEST = {
    LineKind.THEME: shape.THEME.texts[0].longest,
    LineKind.QUESTION: shape.QUESTION.texts[0].longest,
    LineKind.PROMPT: shape.QUESTION.texts[1].longest,
    LineKind.EMPLOYEE_POINT: shape.POINT.texts[0].longest,
    LineKind.LEADER_POINT: shape.POINT.texts[0].longest,
    LineKind.INFORMATION: shape.SECTION.texts[1].longest,
}
GROUPS = {
    LineKind.EMPLOYEE_POINT: gettext_lazy("The employee prepares"),
    LineKind.LEADER_POINT: gettext_lazy("The leader prepares"),
    LineKind.INFORMATION: gettext_lazy("Goes with the invitation"),
}
POINTS = frozenset({LineKind.EMPLOYEE_POINT, LineKind.LEADER_POINT})
ASKED = frozenset({LineKind.THEME, LineKind.QUESTION, LineKind.FOCUS, LineKind.ACTIONS})


@dataclass
class Row:
    """One line: its number from 1, what it is taken for, its text, and what is wrong with it."""

    number: int
    kind: LineKind
    text: str
    source: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def reason(self) -> str:
        """Why a line is left out, as a sentence; empty for what comes along."""
        return reason_for(self.source) if self.kind is LineKind.LEFT_OUT else ""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The lines of one theme, or of what one of the two prepares."""

    title: str
    rows: Sequence[Row]


class ReadingForm(forms.Form):
    """The title, and what each line is to become."""

    title = title_field(is_required=True)
    kind = forms.ChoiceField(choices=MADE_HERE, widget=forms.HiddenInput)
    language = forms.ChoiceField(choices=[(code, code) for code in shape.LANGUAGES], widget=forms.HiddenInput)
    notices = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, lines: Sequence[OutlineLine] = (), **options: Any) -> None:
        """Take the lines that were read, or those that are sent back."""
        super().__init__(data, **options)
        kinds = IN_A_MENU if self["kind"].value() == shape.MENU else tuple(CHOICES)
        self.choices = [(kind.value, str(CHOICES[kind])) for kind in kinds]
        self.rows = list(_rows_sent(data) if data is not None else _rows_read(lines, kinds))

    @property
    def told(self) -> list[str]:
        """What else there was in the file, as sentences."""
        return [str(NOTICES[code]) for code in str(self["notices"].value() or "").split() if code in NOTICES]

    @property
    def groups(self) -> list[RowGroup]:
        """The lines by theme, so that they read like a guide."""
        titles = _group_titles(self.rows)
        return [
            RowGroup(title, [row for row, _title in found])
            for (_number, title), found in groupby(zip(self.rows, titles, strict=True), key=lambda pair: pair[1])
        ]

    @property
    def lines(self) -> list[OutlineLine]:
        """The lines as they are corrected; one without text is left out."""
        return [OutlineLine(row.kind, row.text, row.source) for row in self.rows if row.text.strip()]

    @property
    def counted(self) -> Mapping[str, int]:
        """How many themes and questions there are, and how many lines are left out."""
        return {kind.value: sum(row.kind is kind for row in self.rows) for kind in CHOICES}

    def clean(self) -> dict[str, Any]:
        """See that each line fits in its place, and that something is left."""
        for row in self.rows:
            most = LONGEST.get(row.kind)
            if most and len(row.text) > most:
                row.errors.append(_("This is %(length)s characters long. There is room for %(most)s.")
                                  % {"length": len(row.text), "most": most})  # fmt: skip
        if len(self.rows) > MOST_LINES:
            self.add_error(None, _("A guide can have %(most)s lines at most.") % {"most": MOST_LINES})
        elif any(row.errors for row in self.rows):
            self.add_error(None, _("Some of the lines are too long. They are marked below."))
        elif all(row.kind is LineKind.LEFT_OUT for row in self.rows):
            self.add_error(None, _("Every line is left out. Say what at least one of them is."))
        return super().clean() or {}


def _rows_read(lines: Sequence[OutlineLine], kinds: Sequence[LineKind]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        nearest = LineKind.QUESTION if line.kind in POINTS else LineKind.LEFT_OUT
        yield Row(number, line.kind if line.kind in kinds else nearest, line.text, line.source)


def _rows_sent(data: MultiValueDict[str, str]) -> Iterator[Row]:
    sent = zip(*(data.getlist(name) for name in ("line_kind", "line_text", "line_source")), strict=False)
    for number, (kind, text, source) in enumerate(sent, start=1):
        known = LineKind(kind) if kind in set(CHOICES) else LineKind.LEFT_OUT
        yield Row(number, known, text.replace("\r\n", "\n"), source)


def _group_titles(rows: Sequence[Row]) -> list[tuple[int, str]]:
    """For each line the number and title of its group; a heading that is left out stands with what it held together."""
    found: list[tuple[int, str]] = []
    group = (0, "")
    for row in rows:
        if row.kind is LineKind.THEME:
            group = (row.number, row.text)
        elif row.kind in GROUPS and group[1] != str(GROUPS[row.kind]):
            group = (row.number, str(GROUPS[row.kind]))
        elif row.kind in ASKED and group[1] in {str(title) for title in GROUPS.values()}:
            group = (row.number, _("Questions"))
        found.append(group)
    for place in range(len(rows) - 2, -1, -1):
        if rows[place].source == Source.GROUP_HEADING and rows[place].kind is LineKind.LEFT_OUT:
            found[place] = found[place + 1]
    return found
