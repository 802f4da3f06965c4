"""Changes to a document: each gives a new one, leaves the old as it was, and keeps keys unique."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.confidentiality.decisions import NotFound
from samspill.foundation.errors import Unacceptable
from samspill.guides import editing, shape
from samspill.guides.editing import Document

QUESTIONS = "themes.theme.questions"


def document(*, themes: int = 1, questions: int = 3) -> Document:
    """A yearly guide with so many themes, the first of them with so many questions."""
    made = editing.new_document("own", shape.YEARLY, title={"nb": "Vår"})
    for _ in range(questions - 1):
        made, _key = editing.with_item(made, QUESTIONS)
    for _ in range(themes - 1):
        made, _key = editing.with_item(made, "themes")
    return made


def keys(content: Document, part: str = QUESTIONS) -> list[str]:
    themes = content["themes"]
    return [one["key"] for one in (themes if part == "themes" else themes[0]["questions"])]


def test_a_new_guide_has_a_theme_and_a_question_to_fill_in() -> None:
    made = document(questions=1)
    assert keys(made) == ["question"]
    assert editing.new_document("a", shape.ADDITION, title={"nb": "A"})["themes"] == []


def test_a_text_is_put_in_its_place_and_language() -> None:
    before = document()
    after = editing.with_text(before, f"{QUESTIONS}.question.text", "nn", "  Kva er \n viktig? ")
    assert editing.text_at(after, f"{QUESTIONS}.question.text", "nn") == "Kva er viktig?"
    assert editing.text_at(before, f"{QUESTIONS}.question.text", "nn") == ""


def test_long_texts_keep_their_lines_and_empty_ones_leave_the_language() -> None:
    content = editing.with_text(document(), "summary", "nb", "En\r\n\r\nto")
    assert content["summary"] == {"nb": "En\n\nto"}
    assert editing.with_text(content, "summary", "nb", " ")["summary"] == {}


@pytest.mark.parametrize(
    ("path", "most"), [("title", 120), ("themes.theme.aim", 500), (f"{QUESTIONS}.question.text", 300)]
)
def test_each_text_has_its_length(path: str, most: int) -> None:
    assert editing.text_at(editing.with_text(document(), path, "nb", "a" * most), path, "nb")
    with pytest.raises(Unacceptable) as refused:
        editing.with_text(document(), path, "nb", "a" * (most + 1))
    assert (refused.value.field, refused.value.facts) == (path, {"most": most})


@pytest.mark.parametrize(
    "path",
    ["", "nothing", "themes", "themes.theme", "themes.theme.nothing", "themes.other.title", f"{QUESTIONS}.x.text"],
)
def test_where_nothing_is_nothing_can_be_written(path: str) -> None:
    with pytest.raises(NotFound):
        editing.with_text(document(), path, "nb", "a")
    with pytest.raises(NotFound):
        editing.text_at(document(), path, "nb")


def test_there_are_three_languages() -> None:
    with pytest.raises(NotFound):
        editing.with_text(document(), "title", "se", "a")


def test_flags_choices_and_links_are_set_and_taken_away() -> None:
    content = editing.with_flag(document(), "themes.theme", "focus_ahead", is_on=True)
    assert content["themes"][0]["focus_ahead"] is True
    assert "focus_ahead" not in editing.with_flag(content, "themes.theme", "focus_ahead", is_on=False)["themes"][0]
    chosen = editing.with_choices(content, "themes.theme", "shows", ["values", "goals"])
    assert chosen["themes"][0]["shows"] == ["goals", "values"]
    assert "shows" not in editing.with_choices(chosen, "themes.theme", "shows", [])["themes"][0]
    addition = editing.with_item(editing.new_document("a", shape.ADDITION, title={"nb": "A"}), "themes")[0]
    linked = editing.with_link(addition, "themes.theme", "within", "cooperation")
    assert linked["themes"][0]["within"] == "cooperation"
    assert "within" not in editing.with_link(linked, "themes.theme", "within", "")["themes"][0]


def test_only_what_the_shape_knows_is_set() -> None:
    for change in (
        lambda content: editing.with_flag(content, f"{QUESTIONS}.question", "focus_ahead", is_on=True),
        lambda content: editing.with_choices(content, "themes.theme", "shows", ["gold"]),
        lambda content: editing.with_link(content, "themes.theme", "within", "cooperation"),
    ):
        with pytest.raises(NotFound):
            change(document())


def test_items_come_last_or_after_another() -> None:
    assert keys(editing.with_item(document(), QUESTIONS)[0]) == ["question", "question-2", "question-3", "question-4"]
    after, key = editing.with_item(document(), QUESTIONS, after="question")
    assert keys(after) == ["question", key, "question-2", "question-3"]
    with pytest.raises(NotFound):
        editing.with_item(document(), QUESTIONS, after="theme")


def test_there_is_room_for_so_many_and_no_more() -> None:
    full = document(questions=shape.MOST_ITEMS)
    with pytest.raises(Unacceptable) as refused:
        editing.with_item(full, QUESTIONS)
    assert refused.value.code == "too_many_items"


def test_a_removed_theme_takes_its_questions_along() -> None:
    left = editing.without_item(document(themes=2), "themes.theme")
    assert keys(left, "themes") == ["theme-2"]
    assert shape.keys_of(left) == {"theme-2"}


@pytest.mark.parametrize(
    ("by", "expected"), [(-1, ["b", "a", "c"]), (1, ["a", "c", "b"]), (-9, ["b", "a", "c"]), (9, ["a", "c", "b"])]
)
def test_items_move_as_far_as_there_is_room(by: int, expected: list[str]) -> None:
    names = dict(zip(["question", "question-2", "question-3"], "abc", strict=True))
    moved = editing.with_moved(document(), f"{QUESTIONS}.question-2", by=by)
    assert [names[key] for key in keys(moved)] == expected


def test_an_order_leaves_nothing_out() -> None:
    ordered = editing.with_order(document(), QUESTIONS, ["question-3", "nothing", "question"])
    assert keys(ordered) == ["question-3", "question", "question-2"]


def test_a_question_goes_to_another_theme() -> None:
    moved = editing.with_question_in(document(themes=2), f"{QUESTIONS}.question-2", "theme-2")
    assert keys(moved) == ["question", "question-3"]
    assert moved["themes"][1]["questions"][-1]["key"] == "question-2"
    for path, theme in (("themes.theme", "theme-2"), (f"{QUESTIONS}.question", "theme-9")):
        with pytest.raises(NotFound):
            editing.with_question_in(document(themes=2), path, theme)


@given(st.text(), st.text())
def test_fingerprints_tell_texts_apart_and_fit_in_a_form(one: str, other: str) -> None:
    plain = [text.encode("utf-8", "ignore").decode() for text in (one, other)]
    marks = [editing.fingerprint(text) for text in plain]
    assert (marks[0] == marks[1]) is (plain[0] == plain[1])
    assert all(0 <= mark < 10**9 for mark in marks)
    assert editing.fingerprint("") == 0
