"""What stops a guide from being published, and what is only pointed out, each at its place."""

from importlib.resources import files
from typing import Any

import pytest

from samspill.guides.checking import Fault, check, missing
from samspill.guides.shape import LANGUAGES, MOST_ITEMS
from samspill.guides.yaml_format import read_yaml
from samspill.web.guide_sentences import FILE_SENTENCES, SENTENCES, fault_sentence

Document = dict[str, Any]


def in_all(text: str) -> dict[str, str]:
    return {language: f"{text} ({language})" for language in LANGUAGES}


def question(key: str, **fields: Any) -> Document:
    return {"key": key, "text": in_all(f"What about {key}?"), **fields}


def theme(key: str, *questions: Document, **fields: Any) -> Document:
    return {"key": key, "title": in_all(key), "questions": list(questions), **fields}


def guide(**fields: Any) -> Document:
    whole = {"key": "mine", "kind": "yearly", "title": in_all("Conversation")}
    return (
        whole
        | {"themes": [theme("first", question("one"), question("two")), theme("second", focus_ahead=True)]}
        | fields
    )


def found(content: Document) -> list[tuple[str, str, str]]:
    return [(fault.path, fault.language, fault.code) for fault in check(content, languages=LANGUAGES)]


def test_a_whole_guide_has_nothing_wrong() -> None:
    assert check(guide(), languages=LANGUAGES) == []


WRONG: list[tuple[Document, tuple[str, str, str]]] = [
    (guide(title={}), ("title", "", "no_title")),
    (guide(title={"nb": " "}), ("title", "", "no_title")),
    (guide(themes=[]), ("themes", "", "no_theme")),
    ({"kind": "menu", "title": in_all("Menu")}, ("themes", "", "no_theme")),
    ({"kind": "addition", "title": in_all("Ours")}, ("themes", "", "nothing_added")),
    (guide(themes=[theme("x", question("one"), title={})]), ("themes.x.title", "", "theme_without_title")),
    (guide(themes=[theme("x")]), ("themes.x", "", "theme_without_content")),
    (guide(themes=[theme("x", aim={"nb": ""}, optional=True)]), ("themes.x", "", "theme_without_content")),
    (guide(themes=[theme("x", question("one", text={}))]), ("themes.x.questions.one.text", "", "empty_question")),
    (guide(purpose=[{"key": "why", "text": {}}]), ("purpose.why.text", "", "empty_text")),
    (guide(summary={"nn": "x" * 601, "nb": "x", "en": "x"}), ("summary", "nn", "too_long")),
    (guide(purpose=[{"key": "one", "text": in_all("Why")}]), ("purpose.one", "", "doubled_key")),
    (
        guide(closing=[{"key": str(n), "text": in_all("x")} for n in range(MOST_ITEMS + 1)]),
        ("closing", "", "too_many_items"),
    ),
    (
        guide(themes=[theme("x", *(question(str(n)) for n in range(MOST_ITEMS + 1)))]),
        ("themes.x.questions", "", "too_many_items"),
    ),
]


@pytest.mark.parametrize(("content", "fault"), WRONG, ids=[f"{fault[2]}-{fault[0]}" for _, fault in WRONG])
def test_what_stops_publishing_is_told_at_its_place(content: Document, fault: tuple[str, str, str]) -> None:
    faults = check(content, languages=LANGUAGES)
    assert fault in [(one.path, one.language, one.code) for one in faults]
    assert {one.code for one in faults} == {fault[2]}
    assert all(one.is_blocking for one in faults)


@pytest.mark.parametrize("having", [{"aim": in_all("So that")}, {"focus_ahead": True}, {"actions_ahead": True}])
def test_a_theme_without_questions_is_fine_with_something_else_to_talk_about(having: Document) -> None:
    assert check(guide(themes=[theme("x", **having)]), languages=LANGUAGES) == []


def test_an_addition_needs_no_theme() -> None:
    points = [{"key": "shift", "text": in_all("How are the shifts?")}]
    assert check({"kind": "addition", "title": in_all("Ours"), "employee_points": points}, languages=LANGUAGES) == []


def test_a_doubled_key_is_told_at_both_places() -> None:
    doubled = guide(purpose=[{"key": "one", "text": in_all("Why")}])
    places = [fault.path for fault in check(doubled, languages=LANGUAGES)]
    assert places == ["purpose.one", "themes.first.questions.one"]


@pytest.mark.parametrize("alike", ["Hva  er VIKTIG", " hva er viktig ?", "Hva er viktig."])
def test_two_questions_alike_are_told_at_the_later_one(alike: str) -> None:
    first, later = question("one", text={"nb": "Hva er viktig?"}), question("late", text={"en": "What?", "nb": alike})
    content = guide(themes=[theme("a", first), theme("b", later)])
    assert check(content, languages=["nb"]) == [
        Fault("themes.b.questions.late.text", "nb", "alike_questions", {"other": "themes.a.questions.one.text"})
    ]


def test_the_same_words_in_two_languages_or_as_a_point_are_not_alike() -> None:
    questions = [question("one", text={"nb": "Og så?"}), question("late", text={"nn": "Og så?", "nb": "Hva så?"})]
    points = [{"key": "p", "text": {"nb": "Og så?"}}]
    assert check(guide(themes=[theme("a", *questions)], employee_points=points), languages=["nb"]) == []


def test_what_a_language_lacks_is_counted_and_pointed_out_without_stopping_anybody() -> None:
    content = guide(
        title={"nb": "Samtale"}, summary={}, themes=[theme("a", question("one", prompt={"nb": "Når?", "nn": " "}))]
    )
    assert missing(content, "nn") == ["title", "themes.a.questions.one.prompt"]
    assert missing(content, "nb") == []
    assert check(content, languages=["nb", "nn"]) == [
        Fault("title", "nn", "missing_language", {"count": 2}, is_blocking=False)
    ]


def test_faults_come_in_the_order_of_the_document_and_languages_last() -> None:
    themes = [theme("a", question("one", text={}), title={}), theme("b")]
    content = guide(title={}, purpose=[{"key": "why", "text": {"nb": "x" * 301}}], themes=themes)
    assert found(content) == [
        ("title", "", "no_title"),
        ("purpose.why.text", "nb", "too_long"),
        ("themes.a.title", "", "theme_without_title"),
        ("themes.a.questions.one.text", "", "empty_question"),
        ("themes.b", "", "theme_without_content"),
        ("purpose.why.text", "nn", "missing_language"),
        ("purpose.why.text", "en", "missing_language"),
    ]


def test_an_empty_document_is_only_unfinished() -> None:
    assert found({}) == [("themes", "", "no_theme"), ("title", "", "no_title")]


def test_each_code_has_a_sentence_and_each_sentence_a_case() -> None:
    alike = guide(themes=[theme("x", question("one"), question("two", text=in_all("What about one?")))])
    contents = [*(content for content, _ in WRONG), alike, guide(summary={"nb": "Kort"})]
    faults = [fault for content in contents for fault in check(content, languages=LANGUAGES)]
    assert {fault.code for fault in faults} == set(SENTENCES) - set(FILE_SENTENCES)
    assert all("%" not in fault_sentence(fault.code, fault.facts) for fault in faults)


def test_every_built_in_guide_could_be_published() -> None:
    built_in = [one for one in (files("samspill.guides") / "content").iterdir() if one.name.endswith(".yaml")]
    contents = {one.name: read_yaml(one.read_bytes(), language="nb") for one in built_in}
    faults = {name: check(content, languages=LANGUAGES) for name, content in contents.items()}
    assert not any(faults.values()), faults
