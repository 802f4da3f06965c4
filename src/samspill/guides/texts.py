"""A guide's content as the pages read it: frozen, in one language, with stable keys.

The stored JSON has every text in three languages; ``guide_in`` and ``menu_in`` take one of them out. A text that is
missing in a language falls back to bokmål, so that a guide never shows a hole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
FALLBACK = "nb"


@dataclass(frozen=True, slots=True)
class Line:
    """A short text with its key: a purpose, an expectation, an evaluation question."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A titled text of the information sheet."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A preparation point; ``is_check`` marks the leader's self-check (S10)."""

    key: str
    text: str
    prompt: str
    is_check: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """An open question with its helping question (S27)."""

    key: str
    text: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the conversation; ``has_focus`` gives it "goal / focus ahead" and "who does what by when" (S21)."""

    key: str
    title: str
    aim: str
    questions: tuple[Question, ...]
    has_focus: bool = False
    private_hint: str = ""
    leader_advice: str = ""


@dataclass(frozen=True, slots=True)
class GuideText:
    """A whole guide in one language."""

    key: str
    title: str
    summary: str
    purposes: tuple[Line, ...]
    information: tuple[Section, ...]
    expectations: tuple[Line, ...]
    employee_points: tuple[Point, ...]
    leader_points: tuple[Point, ...]
    themes: tuple[Theme, ...]
    evaluation: tuple[Line, ...]
    closing: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MenuText:
    """The question menu in one language."""

    title: str
    themes: tuple[Theme, ...]

    def question(self, key: str) -> Question | None:
        """The question with this key, if the menu has it."""
        return next((found for theme in self.themes for found in theme.questions if found.key == key), None)


def guide_in(content: Json, language: str) -> GuideText:
    """A stored guide in a language."""

    def text(value: Json | None) -> str:
        return _in(value, language)

    return GuideText(
        key=content["key"],
        title=text(content["title"]),
        summary=text(content.get("summary")),
        purposes=_lines(content.get("purpose", ()), language),
        information=tuple(
            Section(part["key"], text(part["title"]), text(part["text"])) for part in content.get("information", ())
        ),
        expectations=_lines(content.get("expectations", ()), language),
        employee_points=_points(content.get("employee_points", ()), language),
        leader_points=_points(content.get("leader_points", ()), language),
        themes=tuple(_theme(theme, language) for theme in content["themes"]),
        evaluation=_lines(content.get("evaluation", ()), language),
        closing=_lines(content.get("closing", ()), language),
    )


def menu_in(content: Json, language: str) -> MenuText:
    """A stored question menu in a language."""
    return MenuText(_in(content["title"], language), tuple(_theme(theme, language) for theme in content["themes"]))


def _in(value: Json | None, language: str) -> str:
    if not value:
        return ""
    return str(value.get(language) or value.get(FALLBACK) or "").strip()


def _lines(values: Sequence[Json], language: str) -> tuple[Line, ...]:
    return tuple(Line(value["key"], _in(value["text"], language)) for value in values)


def _points(values: Sequence[Json], language: str) -> tuple[Point, ...]:
    return tuple(
        Point(value["key"], _in(value["text"], language), _in(value.get("prompt"), language), bool(value.get("check")))
        for value in values
    )


def _theme(theme: Json, language: str) -> Theme:
    return Theme(
        key=theme["key"],
        title=_in(theme["title"], language),
        aim=_in(theme.get("aim"), language),
        questions=tuple(
            Question(question["key"], _in(question["text"], language), _in(question.get("prompt"), language))
            for question in theme["questions"]
        ),
        has_focus=bool(theme.get("focus_ahead")),
        private_hint=_in(theme.get("private_hint"), language),
        leader_advice=_in(theme.get("leader_advice"), language),
    )
