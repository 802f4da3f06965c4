"""Preparation as a form: every point with its text, its mark and the revision that its writer saw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspill.conversations.points import LONGEST, PointText
from samspill.conversations.services.preparing import Clash, PointDraft
from samspill.guides.direction import StatementText
from samspill.web.forms.refusing import with_values


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point with its controls, and the text that met it if it was changed in another window.

    ``beside`` are the organisation's own statements that belong to the point, ``added_by`` the unit that added it;
    ``hint`` says what belongs elsewhere, ``advice`` is for the leader, and ``compass_url`` is where the talk compass
    looks at it, if it does.
    """

    point: PointText
    text: BoundField
    matters: BoundField
    revision: BoundField
    clash: Clash | None
    beside: Mapping[str, Sequence[StatementText]] = field(default_factory=dict)
    added_by: str = ""
    hint: str = ""
    advice: str = ""
    compass_url: str = ""


class PreparationForm(forms.Form):
    """The points that a page shows; what else there is, is left as it stands."""

    own_title = forms.CharField(label=_("Something else that you want to raise"), max_length=200, required=False)

    def __init__(self, points: Sequence[PointText], data: Any = None) -> None:
        """One text, one mark and one revision to each point; from a sent form only the points that it holds."""
        super().__init__(data)
        self.points = [point for point in points if data is None or f"text:{point.name}" in data]
        self.clashes: dict[str, Clash] = {}
        for point in self.points:
            self._add(point)

    def _add(self, point: PointText) -> None:
        text, matters = f"text:{point.name}", f"matters:{point.name}"
        self.fields[text] = forms.CharField(
            label=point.title,
            required=False,
            strip=False,
            max_length=LONGEST,
            initial=point.text,
            widget=forms.Textarea(attrs={"rows": 4, "data-field": text}),
        )
        self.fields[matters] = forms.BooleanField(
            label=_("This matters most to me"),
            required=False,
            initial=point.matters,
            widget=forms.CheckboxInput(attrs={"data-field": matters, "data-revision": "0"}),
        )
        self.fields[f"revision:{point.name}"] = forms.IntegerField(
            min_value=0, initial=point.revision, widget=forms.HiddenInput(attrs={"data-revision-for": text})
        )

    @classmethod
    def sent(cls, data: QueryDict) -> "PreparationForm":
        """The points that were sent, whatever stands there; for saving, not for showing."""
        names = (name.removeprefix("text:") for name in data if name.startswith("text:"))
        return cls([PointText(name, name) for name in names], data)

    def drafts(self) -> list[PointDraft]:
        """What was sent; texts with the line breaks that the program stores."""
        return [
            PointDraft(
                point.name,
                self.cleaned_data[f"text:{point.name}"].replace("\r\n", "\n"),
                self.cleaned_data[f"revision:{point.name}"],
                self.cleaned_data[f"matters:{point.name}"],
            )
            for point in self.points
        ]

    def changes(self) -> list[PointDraft]:
        """What was changed, of the points as they stand."""
        stored = {point.name: (point.text, point.matters) for point in self.points}
        return [draft for draft in self.drafts() if (draft.text, draft.matters) != stored[draft.point]]

    def meet(self, clashes: Iterable[Clash]) -> None:
        """Show what was changed in another window beside what was typed here; saving once more replaces it."""
        self.clashes = {clash.point: clash for clash in clashes}
        revisions = {f"revision:{each.point}": str(each.revision) for each in self.clashes.values()}
        self.data = with_values(self.data, revisions)

    def line(self, point: PointText) -> PointLine:
        """A point with its controls."""
        text, matters, revision = (self[f"{kind}:{point.name}"] for kind in ("text", "matters", "revision"))
        return PointLine(point, text, matters, revision, self.clashes.get(point.name))
