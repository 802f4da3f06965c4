"""A proof-read of the question menu as a list: long enough, well spread, and no question asked twice in other words."""

import re
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest
import yaml

LANGUAGES = ("nb", "nn", "en")
KNOWN_ROWS = {f"S{number:02}" for number in range(1, 40)}
MOST_SHARED = 0.5  # of the words of two questions together; above it, they were the same question with one word changed
LONGEST = 90  # characters; a question is to be read on one breath
MENU: dict[str, Any] = yaml.safe_load((files("samspill.guides") / "content" / "menu.yaml").read_text(encoding="utf-8"))
THEMES: list[dict[str, Any]] = MENU["themes"]
QUESTIONS: list[dict[str, Any]] = [question for theme in THEMES for question in theme["questions"]]
SECOND_QUESTION = {
    "nb": re.compile(r"\b(og|eller) (hva|hvem|hvor|hvordan|hvorfor|hvilken|hvilket|hvilke|når)\b"),
    "nn": re.compile(r"\b(og|eller) (kva|kven|kvar|kor|korleis|kvifor|når)\b"),
    "en": re.compile(r"\b(and|or) (what|who|where|how|why|which|when)\b"),
}


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def shared(one: str, other: str) -> float:
    """How much of the words of two texts together that they have in common, from 0 to 1."""
    return len(words(one) & words(other)) / len(words(one) | words(other))


def test_the_menu_has_questions_enough_and_every_theme_its_part() -> None:
    assert len(QUESTIONS) >= 120
    assert {theme["key"]: len(theme["questions"]) for theme in THEMES if not 6 <= len(theme["questions"]) <= 16} == {}


def test_every_question_has_a_text_and_a_helping_question_in_three_languages() -> None:
    for question in QUESTIONS:
        assert question.keys() == {"key", "text", "prompt", "rows"}, question["key"]
        for field in ("text", "prompt"):
            assert all(question[field].get(language) for language in LANGUAGES), question["key"]


def test_the_questions_say_themselves_that_they_belong_to_the_menu() -> None:
    assert [question["key"] for question in QUESTIONS if not question["key"].startswith("menu-")] == []


def test_every_question_answers_to_a_known_row() -> None:
    assert set(MENU["rows"]) <= KNOWN_ROWS
    for question in QUESTIONS:
        assert question["rows"], question["key"]
        assert set(question["rows"]) <= KNOWN_ROWS, question["key"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_questions_are_alike(language: str) -> None:
    pairs = combinations(QUESTIONS, 2)
    alike = [(a["key"], b["key"]) for a, b in pairs if shared(a["text"][language], b["text"][language]) > MOST_SHARED]
    assert alike == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_helping_question_stands_under_two_questions(language: str) -> None:
    asked = [question[field][language] for question in QUESTIONS for field in ("text", "prompt")]
    assert sorted(asked) == sorted(set(asked))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_asks_one_thing_and_is_short(language: str) -> None:
    for question in QUESTIONS:
        for field in ("text", "prompt"):
            text = question[field][language]
            assert not SECOND_QUESTION[language].search(text.lower()), text
            assert len(text) <= LONGEST, text
