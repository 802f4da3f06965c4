"""The built-in guides and the menu answer the needs that content can answer, and every question says which."""

from tools.question_rows import ANSWERED_BY_CONTENT, BY_PROGRAM, ROWS, Answer, answers_of, read_documents, written


def all_answers() -> list[Answer]:
    return [one for document in read_documents().values() for one in answers_of(document)]


def test_every_need_that_content_can_answer_is_answered() -> None:
    named = {row for one in all_answers() if one.is_named for row in one.rows}
    assert [row for row in ANSWERED_BY_CONTENT if row not in named] == []


def test_all_but_what_is_told_and_not_asked_has_questions_or_points() -> None:
    told = {"S01", "S24"}
    asked = {row for one in all_answers() if one.is_asking and one.is_named for row in one.rows}
    assert [row for row in ANSWERED_BY_CONTENT if row not in asked | told] == []


def test_every_question_and_point_names_its_needs() -> None:
    assert [one.key for one in all_answers() if one.is_asking and not one.is_named] == []


def test_there_is_no_other_need_than_the_thirty_nine() -> None:
    assert {row for one in all_answers() for row in one.rows} <= set(ROWS)
    assert list(ROWS) == [f"S{number:02}" for number in range(1, 40)]


def test_a_need_that_content_cannot_answer_is_answered_by_the_program() -> None:
    apart = {row for row in ROWS if row <= "S31"} - set(ANSWERED_BY_CONTENT)
    assert apart <= set(BY_PROGRAM)


def test_an_item_without_rows_has_its_themes_else_the_documents() -> None:
    text = {"nb": "Hva?"}
    document = {
        "kind": "yearly",
        "rows": ["S01"],
        "employee_points": [{"key": "point", "text": text}],
        "themes": [
            {"key": "own", "title": text, "rows": ["S02"], "questions": [{"key": "of-theme", "text": text}]},
            {"key": "bare", "title": text, "questions": [{"key": "of-all", "text": text}]},
        ],
    }
    found = {one.key: (one.rows, one.is_named) for one in answers_of(document)}
    assert found == {
        "point": (("S01",), False),
        "own": (("S02",), True),
        "of-theme": (("S02",), True),
        "bare": (("S01",), False),
        "of-all": (("S01",), False),
    }


def test_what_the_menu_answers_as_a_whole_each_of_its_questions_does() -> None:
    menu = read_documents()["menu"]
    assert {row for one in answers_of(menu) if not {"S26", "S27"} <= set(one.rows) for row in one.rows} == set()


def test_the_page_has_every_question_and_every_need() -> None:
    page = "\n".join(written())
    assert [one.key for one in all_answers() if f"`{one.key}`" not in page] == []
    assert [row for row in ROWS if f"\n| {row} | " not in page] == []
