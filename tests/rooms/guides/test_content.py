"""A proof-read of the built-in guides and the question menu: complete, open, kind, and in correct language."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

LANGUAGES = ("nb", "nn", "en")
GUIDES = ("full", "goals", "short", "follow-up", "start", "senior", "pay", "end")
FILES = (*GUIDES, "menu")
USER_TEXTS = {"title", "summary", "text", "prompt", "aim", "private_hint", "leader_advice"}
ASKING_SECTIONS = ("employee_points", "leader_points", "evaluation")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WORDING: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wording.yaml").read_text(encoding="utf-8"))

Text = dict[str, str]


def load(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((files("samspill.guides") / "content" / f"{name}.yaml").read_bytes())
    return content


CONTENT = {name: load(name) for name in FILES}


def mappings(node: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping below `node`, with a path that a failing test can point at."""
    if isinstance(node, dict):
        yield path, node
        for name, child in node.items():
            yield from mappings(child, f"{path}/{name}")
    elif isinstance(node, list):
        for place, child in enumerate(node):
            name = child.get("key", place) if isinstance(child, dict) else place
            yield from mappings(child, f"{path}/{name}")


def user_texts() -> Iterator[tuple[str, Text]]:
    for name in FILES:
        for path, node in mappings(CONTENT[name], name):
            yield from ((f"{path}/{field}", node[field]) for field in USER_TEXTS & node.keys())


def questions(name: str) -> list[dict[str, Any]]:
    return [question for theme in CONTENT[name]["themes"] for question in theme["questions"]]


def asking_texts() -> Iterator[tuple[str, Text]]:
    """Every text that asks somebody something: points, questions, evaluation, and their prompts."""
    for name in FILES:
        asking = [*questions(name), *(item for section in ASKING_SECTIONS for item in CONTENT[name].get(section, []))]
        for item in asking:
            yield from ((f"{name}/{item['key']}/{field}", item[field]) for field in ("text", "prompt") if field in item)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower())


def found(texts: Iterator[tuple[str, Text]], language: str, forbidden: list[str]) -> list[str]:
    """Whole forbidden words in one language's texts, each with the place where it stands."""
    return [f"{path}: {word}" for path, text in texts for word in words(text[language]) if word in forbidden]


def test_every_text_stands_in_all_three_languages() -> None:
    for path, text in user_texts():
        assert list(text) == list(LANGUAGES), path
        assert all(isinstance(line, str) and line == line.strip() != "" for line in text.values()), path


def test_nothing_but_user_texts_is_translated() -> None:
    for name in FILES:
        for path, node in mappings(CONTENT[name], name):
            if node.keys() & set(LANGUAGES):
                assert path.rsplit("/", 1)[-1] in USER_TEXTS, path


@pytest.mark.parametrize("name", FILES)
def test_keys_are_well_formed_and_unique_within_the_file(name: str) -> None:
    keys = [node["key"] for _, node in mappings(CONTENT[name], name) if "key" in node]
    assert keys[0] == name
    assert all(KEY.fullmatch(key) for key in keys)
    assert sorted(keys) == sorted(set(keys))


def test_no_question_of_the_menu_shares_its_key_with_a_guide() -> None:
    asked = {node["key"] for name in GUIDES for _, node in mappings(CONTENT[name], name) if "key" in node}
    assert not asked & {question["key"] for question in questions("menu")}


def test_every_question_and_point_has_a_helping_question() -> None:
    prepared = [point for name in GUIDES for section in ASKING_SECTIONS[:2] for point in CONTENT[name][section]]
    asked = [question for name in FILES for question in questions(name)]
    assert [item["key"] for item in prepared + asked if "prompt" not in item] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_asks_is_one_question(language: str) -> None:
    for path, text in asking_texts():
        assert text[language].endswith("?"), path
        assert text[language].count("?") == 1, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_question_is_closed_or_leading(language: str) -> None:
    for path, text in asking_texts():
        assert words(text[language])[0] not in WORDING["closed_openings"][language], path
        assert not any(turn in text[language].lower() for turn in WORDING["leading"][language]), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_asked_about_private_matters_or_rated(language: str) -> None:
    private = tuple(WORDING["private_matters"][language])
    for path, text in asking_texts():
        assert not [word for word in words(text[language]) if word.startswith(private)], path
    assert found(asking_texts(), language, WORDING["rating"][language]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reader_is_addressed(language: str) -> None:
    assert found(user_texts(), language, WORDING["first_person"][language]) == []


def test_no_question_stands_twice_in_the_same_file() -> None:
    for name in FILES:
        asked = [text["nb"] for path, text in asking_texts() if path.startswith(f"{name}/")]
        assert sorted(asked) == sorted(set(asked))


def test_no_theme_of_one_guide_asks_what_another_asks() -> None:
    for language in LANGUAGES:
        asked = [question["text"][language] for name in GUIDES for question in questions(name)]
        assert sorted(asked) == sorted(set(asked))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_guide_asks_first_is_not_two_questions_in_one(language: str) -> None:
    joined = re.compile(WORDING["second_question"][language])
    for path, text in asking_texts():
        if path.endswith("/text") and not path.startswith("menu/"):
            assert not joined.search(text[language].lower()), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_guide_asks_first_is_not_answered_by_a_degree(language: str) -> None:
    openings = tuple(WORDING["degree_openings"][language])
    for path, text in asking_texts():
        if path.endswith("/text") and not path.startswith("menu/"):
            assert not text[language].lower().startswith(openings), path


@pytest.mark.parametrize(
    ("language", "wordlist"),
    [
        ("nn", "not_nynorsk"),
        ("nn", "not_house_nynorsk"),
        ("nb", "not_bokmal"),
    ],
)
def test_each_written_norwegian_keeps_to_its_own_words(language: str, wordlist: str) -> None:
    assert found(user_texts(), language, WORDING[wordlist]) == []


def test_english_is_never_the_norwegian_left_standing() -> None:
    assert [path for path, text in user_texts() if text["en"] in (text["nb"], text["nn"])] == []


def test_bokmal_and_nynorsk_are_the_same_only_where_the_words_are() -> None:
    same = {text["nb"] for path, text in user_texts() if text["nb"] == text["nn"] and not path.startswith("menu/")}
    assert sorted(same) == sorted(WORDING["same_in_both"])


def test_english_has_no_norwegian_letters() -> None:
    assert [path for path, text in user_texts() if re.search("[æøåÆØÅ«»]", text["en"])] == []
