"""What the preparation page shows: its sections with their points, and one point alone with its neighbours."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.conversations.points import PointText
from samspill.conversations.queries import PreparationText
from samspill.web.compass import looks_at_point
from samspill.web.forms.preparing import PointLine, PreparationForm
from samspill.web.steps import Step, steps_of


@dataclass(frozen=True, slots=True)
class Section:
    """Some of the points under one heading."""

    key: str
    title: str
    text: str
    lines: list[PointLine]
    is_open: bool = True

    @property
    def written(self) -> int:
        """How many of them have a text."""
        return sum(not line.point.is_empty for line in self.lines)


@dataclass(frozen=True, slots=True)
class Alone:
    """One point by itself: where it stands among all, and what comes before and after."""

    line: PointLine
    number: int
    count: int
    section: str
    before: str
    after: str


def page_of(text: PreparationText, form: PreparationForm, *, alone: str) -> dict[str, Any]:
    """The context of the page; ``alone`` names the point to show by itself, if it is one of them."""
    sections = _sections(text, form)
    return {
        "text": text,
        "meeting": text.meeting,
        "form": form,
        "steps": steps_of(text.meeting, Step.PREPARED),
        "sections": sections,
        "alone": _alone(text, sections, alone),
        "first": _first(text),
    }


def _sections(text: PreparationText, form: PreparationForm) -> list[Section]:
    shown = {point.name for point in form.points}

    def section(key: str, title: str, words: str, points: list[PointText], *, is_open: bool = True) -> Section:
        lines = [_with_guide(form.line(point), text) for point in points if point.name in shown]
        return Section(key, title, words, lines, is_open)

    checks = [point for point in text.points if point.is_check]
    offered = {f"theme:{theme.key}" for theme in text.guide.themes if theme.is_optional}
    more = [point for point in text.themes if point.name in offered and point.is_empty and not point.matters]
    sections = [
        section("points", _("Points to think through"), "", [one for one in text.points if not one.is_check]),
        section("checks", _("Look at yourself"), _("Do you know this work well enough to give feedback?"), checks),
        section("questions", _("Your questions"), _("Those that you chose, in your order."), text.questions),
        section(
            "themes",
            _("Themes of the conversation"),
            _("Note what you want, and mark what matters most."),
            [point for point in text.themes if point not in more],
        ),
        section("more", _("More themes"), _("For those who want them."), more, is_open=False),
        section("own", _("Your own themes"), _("Something that does not stand anywhere else."), text.own),
    ]
    return [each for each in sections if each.lines or each.key in {"questions", "own"}]


def _with_guide(line: PointLine, text: PreparationText) -> PointLine:
    """The line with what the guide says about it: what stands beside it, who added it, and advice for the leader."""
    if text.may_write and looks_at_point(text, line.point):
        conversation_id = text.meeting.conversation.id
        line = replace(line, compass_url=reverse("compass", kwargs={"conversation_id": conversation_id}))
    kind, _kind, key = line.point.name.partition(":")
    if kind == "theme":
        theme = next(theme for theme in text.guide.themes if theme.key == key)
        advice = theme.leader_advice if text.meeting.is_leader else ""
        beside = text.direction.of(theme.shows)
        return replace(line, beside=beside, added_by=theme.added_by, hint=theme.private_hint, advice=advice)
    points = text.guide.leader_points if text.meeting.is_leader else text.guide.employee_points
    added_by = next((point.added_by for point in points if kind == "point" and point.key == key), "")
    return replace(line, added_by=added_by) if added_by else line


def _alone(text: PreparationText, sections: list[Section], name: str) -> Alone | None:
    lines = [(line, section.title) for section in sections for line in section.lines]
    names = [point.name for point in text.every_point]
    found = next(((line, title) for line, title in lines if line.point.name == name), None)
    if found is None:
        return None
    at = names.index(name)
    before = names[at - 1] if at else ""
    after = names[at + 1] if at + 1 < len(names) else ""
    return Alone(found[0], at + 1, len(names), found[1], before, after)


def _first(text: PreparationText) -> str:
    """The first point without a text, or else the first of all."""
    points = text.every_point
    return next((point.name for point in points if point.is_empty), points[0].name if points else "")


def copy_of(text: PreparationText) -> str:
    """The own preparation as plain text: each point that something was written to, under its title."""
    title = _("My preparation for the conversation %(year)s") % {"year": text.meeting.year}
    written = [f"{point.title}\n\n{point.text}" for point in text.every_point if not point.is_empty]
    return "\n\n\n".join([title, *(written or [_("Nothing has been written.")])]) + "\n"
