"""What the page of the question menu shows: the chosen questions, and the menu as it is narrowed."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samspill.conversations.points import MOST_CHOSEN, point_of
from samspill.conversations.queries import PreparationText
from samspill.guides.searching import search_menu, search_themes
from samspill.guides.texts import Question, Theme
from samspill.web.forms.questions import LONGEST_SEARCH, QuestionsForm

OWN, MOST_SHOWN = "own:", 50


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is looked for: words, and the key of a theme; both may be empty."""

    words: str
    theme: str

    @property
    def query(self) -> dict[str, str]:
        """As it stands in the address."""
        return {name: value for name, value in (("sok", self.words), ("tema", self.theme)) if value}


def narrowing_of(asked: Any) -> Narrowing:
    """What a query or a sent form asks for."""
    return Narrowing(asked.get("sok", "")[:LONGEST_SEARCH].strip(), asked.get("tema", ""))


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question of the menu; a shared one cannot be left out before it is taken back."""

    question: Question
    theme: str
    is_chosen: bool
    is_shared: bool


@dataclass(frozen=True, slots=True)
class MenuSection:
    """A theme of the menu with its questions."""

    title: str
    lines: list[QuestionLine]

    @property
    def chosen(self) -> int:
        """How many of them are chosen."""
        return sum(line.is_chosen for line in self.lines)


@dataclass(frozen=True, slots=True)
class ChosenLine:
    """A chosen question in its place."""

    key: str
    point: str
    title: str
    is_own: bool
    is_shared: bool


def question_page(text: PreparationText, form: QuestionsForm, narrowing: Narrowing) -> dict[str, Any]:
    """The context of the page."""
    themes = _themes(text, form)
    lines = _lines(themes, form.keys, _shared(text))
    found = _found(text, themes, narrowing)
    sections = [] if narrowing.words else _sections(themes, lines, narrowing)
    return {
        "text": text,
        "meeting": text.meeting,
        "form": form,
        "most": MOST_CHOSEN,
        "themes": themes,
        "narrowing": narrowing,
        "chosen": _chosen(text, form, lines),
        "sections": sections,
        "hits": [lines[key] for key in found[:MOST_SHOWN]] if narrowing.words else [],
        "count": len(found) if narrowing.words else sum(len(section.lines) for section in sections),
        "most_shown": MOST_SHOWN,
    }


def _themes(text: PreparationText, form: QuestionsForm) -> tuple[Theme, ...]:
    """The menu's themes, and last what one has written."""
    own = tuple(Question(key, title, "") for key, title in form.own_titles.items())
    return (*text.menu.themes, Theme(OWN, _("Your own"), "", own)) if own else text.menu.themes


def _shared(text: PreparationText) -> set[str]:
    return {point.name for point in (*text.questions, *text.own) if point.is_shared}


def _lines(themes: tuple[Theme, ...], keys: list[str], shared: set[str]) -> dict[str, QuestionLine]:
    chosen = set(keys)
    return {
        one.key: QuestionLine(one, theme.title, one.key in chosen, one.key in chosen and point_of(one.key) in shared)
        for theme in themes
        for one in theme.questions
    }


def _chosen(text: PreparationText, form: QuestionsForm, lines: dict[str, QuestionLine]) -> list[ChosenLine]:
    return [
        ChosenLine(key, point_of(key), lines[key].question.text, key in form.own_titles, lines[key].is_shared)
        for key in form.keys
    ]


def _sections(themes: tuple[Theme, ...], lines: dict[str, QuestionLine], narrowing: Narrowing) -> list[MenuSection]:
    return [
        MenuSection(theme.title, [lines[question.key] for question in theme.questions])
        for theme in themes
        if narrowing.theme in {"", theme.key}
    ]


def _found(text: PreparationText, themes: tuple[Theme, ...], narrowing: Narrowing) -> list[str]:
    if not narrowing.words:
        return []
    own = tuple(theme for theme in themes if theme.key == OWN)
    found = search_themes(own, narrowing.words) + search_menu(text.menu, narrowing.words)
    inside = {one.key for theme in themes if narrowing.theme in {"", theme.key} for one in theme.questions}
    return [key for key in found if key in inside]
