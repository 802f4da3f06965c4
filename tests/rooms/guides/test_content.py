"""A proof-read of the built-in guides and the question menu: complete, open, kind, and in correct language."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

LANGUAGES = ("nb", "nn", "en")
GUIDES = ("full", "short")
FILES = (*GUIDES, "menu")
USER_TEXTS = {"title", "summary", "text", "prompt", "aim", "private_hint", "leader_advice"}
ASKING_SECTIONS = ("employee_points", "leader_points", "evaluation")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TO_COVER = {f"S{n:02}" for n in (*range(1, 6), *range(9, 12), 13, *range(21, 24), *range(25, 40))}
WORDING: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wording.yaml").read_text(encoding="utf-8"))

Text = dict[str, str]


def load(name: str) -> dict[str, Any]:
    source = files("samspill.guides") / "content" / f"{name}.yaml"
    content: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
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


@pytest.mark.parametrize(("name", "employee", "leader", "themes"), [("full", 7, 9, (10, 14)), ("short", 10, 5, (4, 6))])
def test_a_guide_has_the_points_and_themes_of_its_seed(
    name: str, employee: int, leader: int, themes: tuple[int, int]
) -> None:
    guide = CONTENT[name]
    checks = [point for point in guide["leader_points"] if point.get("check")]
    assert len(guide["employee_points"]) == employee
    assert len(guide["leader_points"]) - len(checks) >= leader
    assert len(checks) == 3
    assert themes[0] <= len(guide["themes"]) <= themes[1]
    assert all(2 <= len(theme["questions"]) <= 4 for theme in guide["themes"])
    assert all(isinstance(theme["focus_ahead"], bool) for theme in guide["themes"])
    assert 4 <= len(guide["purpose"]) <= 6
    assert 5 <= len(guide["information"]) <= 8
    assert 4 <= len(guide["expectations"]) <= 6
    assert guide["expectations"][0]["key"] == "expect-confidential"
    assert len(guide["evaluation"]) == 3


def test_the_menu_is_large_enough_to_pick_ten_from() -> None:
    assert len(questions("menu")) >= 66
    assert 9 <= len(CONTENT["menu"]["themes"]) <= 11


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


def test_english_has_no_norwegian_letters() -> None:
    assert [path for path, text in user_texts() if re.search("[æøåÆØÅ«»]", text["en"])] == []


def test_together_they_cover_the_rows_that_the_seeds_ask_for() -> None:
    listed = {row for name in GUIDES for row in CONTENT[name]["rows"]}
    assert TO_COVER - listed - {row for question in questions("menu") for row in question["rows"]} == set()


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_lists_every_row_that_its_questions_serve(name: str) -> None:
    assert {row for question in questions(name) for row in question["rows"]} <= set(CONTENT[name]["rows"])
