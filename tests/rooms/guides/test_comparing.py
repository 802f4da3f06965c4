"""Two versions of a guide side by side: what is new, gone, changed or moved, by keys and in the order of the document."""

import copy
import random
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from samspill.guides.comparing import Change, Piece, compare, pieces_of
from samspill.guides.shape import keys_of
from samspill.guides.yaml_format import read_yaml

Document = dict[str, Any]
FULL = read_yaml((files("samspill.guides") / "content" / "full.yaml").read_bytes(), language="nb")


def question(key: str) -> Document:
    return {"key": key, "text": {"nb": f"Hva med {key}?"}}


def theme(key: str, *keys: str) -> Document:
    return {"key": key, "title": {"nb": key.title()}, "questions": [question(one) for one in keys]}


def guide(*themes: Document, **fields: Any) -> Document:
    return {"kind": "yearly", "title": {"nb": "Samtale"}, "themes": list(themes), **fields}


OLD = guide(
    theme("past", "a", "b", "c", "d"), theme("ahead", "e", "f"), purpose=[{"key": "why", "text": {"nb": "Fordi"}}]
)


def changed(old: Document = OLD, **themes: list[str]) -> list[tuple[str, str, str]]:
    """Kind, path and theme of each change when the themes have these questions instead."""
    new = {**old, "themes": [theme(name, *keys) for name, keys in themes.items()]}
    return [(change.kind, change.path, change.where) for change in compare(old, new, language="nb")]


def test_nothing_has_changed() -> None:
    assert compare(OLD, copy.deepcopy(OLD), language="nb") == []
    assert compare(FULL, copy.deepcopy(FULL), language="nn") == []


def test_what_is_new_stands_where_it_is_and_what_is_gone_where_it_was() -> None:
    assert changed(past=["a", "x", "c", "d"], ahead=["e", "f", "y"]) == [
        ("removed", "themes.past.questions.b", "Past"),
        ("added", "themes.past.questions.x", "Past"),
        ("added", "themes.ahead.questions.y", "Ahead"),
    ]


def test_a_theme_comes_and_goes_with_its_questions() -> None:
    assert changed(past=["a", "b", "c", "d"], now=["x"]) == [
        ("removed", "themes.ahead", "Ahead"),
        ("removed", "themes.ahead.questions.e", "Ahead"),
        ("removed", "themes.ahead.questions.f", "Ahead"),
        ("added", "themes.now", "Now"),
        ("added", "themes.now.questions.x", "Now"),
    ]


@pytest.mark.parametrize(
    ("order", "moved"),
    [("bacd", "b"), ("dabc", "d"), ("bcda", "a"), ("acbd", "c"), ("dcba", "abc"), ("badc", "bd"), ("abcd", "")],
)
def test_as_few_as_can_be_are_told_to_have_moved(order: str, moved: str) -> None:
    found = changed(past=list(order), ahead=["e", "f"])
    assert len(found) == len(moved)
    assert {kind for kind, _, _ in found} <= {"moved"}


def test_themes_move_without_their_questions_having_moved() -> None:
    assert changed(ahead=["e", "f"], past=["a", "b", "c", "d"]) == [("moved", "themes.ahead", "Ahead")]


def test_new_and_gone_ones_do_not_move_the_others() -> None:
    assert {kind for kind, _, _ in changed(past=["x", "b", "c", "y", "d"], ahead=["f"])} == {"added", "removed"}


def test_a_question_that_has_gone_to_another_theme_tells_both() -> None:
    new = guide(theme("past", "a", "b", "d"), theme("ahead", "c", "e", "f"), purpose=OLD["purpose"])
    assert compare(OLD, new, language="nb") == [
        Change("moved", "themes.ahead.questions.c", "Ahead", "Hva med c?", before="Past", after="Ahead")
    ]


def test_what_has_moved_and_been_reworded_is_told_as_both() -> None:
    new = guide(theme("past", "b", "c", "d", "a"), theme("ahead", "e", "f"), purpose=OLD["purpose"])
    new["themes"][0]["questions"][3]["text"] = {"nb": "Hva nå?"}
    assert [(change.kind, change.path) for change in compare(OLD, new, language="nb")] == [
        ("moved", "themes.past.questions.a"),
        ("changed", "themes.past.questions.a.text"),
    ]


def test_a_changed_text_is_told_word_by_word() -> None:
    new = copy.deepcopy(OLD)
    new["purpose"][0]["text"] = {"nb": "Fordi vi vil"}
    new["themes"][0]["questions"][0]["text"] = {"nb": "Hva sier a, da?"}
    assert compare(OLD, new, language="nb") == [
        Change(
            "changed", "purpose.why.text", "", "Fordi vi vil", "Fordi", "Fordi vi vil",
            (Piece("same", "Fordi"), Piece("added", " vi vil")),
        ),
        Change(
            "changed", "themes.past.questions.a.text", "Past", "Hva sier a, da?", "Hva med a?", "Hva sier a, da?",
            (
                Piece("same", "Hva "), Piece("removed", "med"), Piece("added", "sier"), Piece("same", " a"),
                Piece("added", ", da"), Piece("same", "?"),
            ),
        ),
    ]  # fmt: skip


def test_the_head_flags_choices_and_links_count_too() -> None:
    old = guide({**theme("past", "a"), "focus_ahead": False, "optional": True}, kind="addition")
    new = guide(
        {**theme("past", "a"), "actions_ahead": True, "shows": ["goals", "values"], "within": "way"}, kind="addition"
    )
    new["summary"] = {"nb": "Kort"}
    assert [(change.path, change.before, change.after) for change in compare(old, new, language="nb")] == [
        ("summary", "", "Kort"),
        ("themes.past.actions_ahead", "", "true"),
        ("themes.past.optional", "true", ""),
        ("themes.past.shows", "", "goals, values"),
        ("themes.past.within", "", "way"),
    ]


def test_a_reader_is_told_what_differs_in_the_reader_s_language() -> None:
    new = copy.deepcopy(OLD)
    new["title"] = {"nb": "Samtale", "nn": "Samtale, no på nynorsk"}
    new["themes"][0]["title"] = {"nb": "Past", "en": "The past"}
    assert compare(OLD, new, language="nb") == []
    assert [change.path for change in compare(OLD, new, language="nn")] == ["title"]
    assert [change.where for change in compare(OLD, new, language="en")] == ["The past"]


def test_from_nothing_to_a_whole_guide_all_is_added() -> None:
    empty = {"title": FULL["title"], "summary": FULL["summary"]}
    found = compare(empty, FULL, language="en")
    assert [change.kind for change in found] == ["added"] * len(keys_of(FULL))
    assert [change.what for change in compare(FULL, empty, language="en")] == [change.what for change in found]


@settings(deadline=None)
@given(some.text(max_size=80), some.text(max_size=80))
def test_the_pieces_make_up_both_texts(before: str, after: str) -> None:
    pieces = pieces_of(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after
    assert all(piece.text for piece in pieces)


@settings(deadline=None, max_examples=60)
@given(some.randoms(use_true_random=False))
def test_every_shuffle_is_told_by_moves_and_names_each_once(chance: random.Random) -> None:
    keys = list("abcdefghij")
    chance.shuffle(keys)
    new = guide(theme("one", *keys[:4]), theme("two", *keys[4:]))
    old = guide(theme("one", *"abcde"), theme("two", *"fghij"))
    paths = [change.path for change in compare(old, new, language="nb")]
    assert len(paths) == len(set(paths))
    still = [key for key in keys if not any(path.endswith(f".{key}") for path in paths)]
    for name, there in (("one", "abcde"), ("two", "fghij")):
        stood = [key for key in still if key in there]
        assert stood == sorted(stood), name
