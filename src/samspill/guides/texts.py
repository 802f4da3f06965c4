"""A guide's content as the pages read it: frozen, in one language, with stable keys.

The stored JSON has every text in up to three languages; ``guide_in`` and ``menu_in`` take one of them out. A text that
is missing in a language falls back to the one nearest to it, so that a guide never shows a hole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
NEAREST = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}


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
    """A preparation point; ``is_check`` marks the leader's self-check (S10), ``added_by`` the unit that added it."""

    key: str
    text: str
    prompt: str
    is_check: bool = False
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """An open question with its helping question (S27); ``is_optional`` ones are offered, and not shown at first."""

    key: str
    text: str
    prompt: str
    is_optional: bool = False
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the conversation.

    Args:
        has_focus: it has the column "goal / focus ahead" (S21).
        has_actions: it has the columns "who does what by when" (S21).
        is_optional: it is offered, and not shown at first (S22).
        shows: which of the organisation's statements stand beside it (S13, S37).
        added_by: the unit or occupation that added it; empty for what the guide itself has.
    """

    key: str
    title: str
    aim: str
    questions: tuple[Question, ...]
    has_focus: bool = False
    private_hint: str = ""
    leader_advice: str = ""
    has_actions: bool = False
    is_optional: bool = False
    shows: tuple[str, ...] = ()
    added_by: str = ""

    @property
    def offered(self) -> tuple[Question, ...]:
        """The questions that are not shown at first."""
        return tuple(question for question in self.questions if question.is_optional)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are shown at once."""
        return tuple(question for question in self.questions if not question.is_optional)


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
        return in_language(value, language)

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
    return MenuText(
        in_language(content["title"], language), tuple(_theme(theme, language) for theme in content["themes"])
    )


def in_language(value: Json | None, language: str) -> str:
    """A text in a language, or in the one nearest to it that it has."""
    if not value:
        return ""
    return next((str(value[one]).strip() for one in NEAREST[language] if value.get(one)), "")


def _lines(values: Sequence[Json], language: str) -> tuple[Line, ...]:
    return tuple(Line(value["key"], in_language(value["text"], language)) for value in values)


def _points(values: Sequence[Json], language: str) -> tuple[Point, ...]:
    return tuple(
        Point(
            value["key"],
            in_language(value["text"], language),
            in_language(value.get("prompt"), language),
            is_check=bool(value.get("check")),
            added_by=value.get("added_by", ""),
        )
        for value in values
    )


def _theme(theme: Json, language: str) -> Theme:
    return Theme(
        key=theme["key"],
        title=in_language(theme["title"], language),
        aim=in_language(theme.get("aim"), language),
        questions=tuple(_question(question, language) for question in theme.get("questions", ())),
        has_focus=bool(theme.get("focus_ahead")),
        private_hint=in_language(theme.get("private_hint"), language),
        leader_advice=in_language(theme.get("leader_advice"), language),
        has_actions=bool(theme.get("actions_ahead")),
        is_optional=bool(theme.get("optional")),
        shows=tuple(theme.get("shows", ())),
        added_by=theme.get("added_by", ""),
    )


def _question(question: Json, language: str) -> Question:
    return Question(
        question["key"],
        in_language(question["text"], language),
        in_language(question.get("prompt"), language),
        is_optional=bool(question.get("optional")),
        added_by=question.get("added_by", ""),
    )
