"""The guide on paper: everything that is asked, for whom it is asked, with room to write."""

from typing import Any

import pytest
from tests.rooms.documents.examples import (
    HOSTILE,
    a_form_meeting,
    a_guide_form,
    a_menu_sheet,
    a_question,
    a_theme,
)
from tests.rooms.documents.reading import failures, lines_to_write_on, squeezed, tags, text_of

from samspill.documents.rendering import render_guide_form, render_menu

QUIET = {"employee_points": [], "leader_points": [], "evaluation": [], "themes": []}


def printed(*, language: str = "en", **changes: Any) -> bytes:
    return render_guide_form(a_guide_form(**changes), language=language)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_conforms_to_pdf_a_and_pdf_ua(language: str, profile: str) -> None:
    theme = a_theme(
        questions=[a_question(), a_question("Hva mer?", is_optional=True, added_by="Furua")],
        has_focus=True, has_actions=True, private_hint="Lønn tar dere ellers.", leader_advice="Lytt.", added_by="Furua",
    )  # fmt: skip
    form = a_guide_form(themes=[theme, a_theme(is_optional=True)], meeting=a_form_meeting())

    assert failures(render_guide_form(form, language=language), profile) == []
    assert failures(render_guide_form(a_guide_form(**QUIET), language=language), profile) == []
    assert failures(render_menu(a_menu_sheet(), language=language), profile) == []


def test_the_head_asks_for_the_two_and_the_date_and_nothing_more() -> None:
    text = text_of(printed())

    assert squeezed("Lyngvik kommune") in text
    assert squeezed("Employee Leader Date") in text
    assert squeezed("Version 3 · 20 March 2026") in text
    assert "Draft" in text_of(printed(version=0))


def test_for_one_conversation_its_facts_stand_in_the_head() -> None:
    text = text_of(printed(meeting=a_form_meeting()))

    for said in ("Ada Lund", "Leif Haugen", "Tuesday 14 April 2026 at 10:00", "90 minutes", "Møterom Furua"):
        assert squeezed(said) in text
    assert squeezed("Employee Leader Date") not in text


def test_a_conversation_without_a_time_yet_says_no_time() -> None:
    text = text_of(printed(meeting=a_form_meeting(starts_at=None, place="", leader_name="")))

    assert squeezed("Ada Lund") in text
    assert squeezed("minutes") not in text


@pytest.mark.parametrize(
    ("reader", "sides"), [("employee", {"employee"}), ("leader", {"leader"}), ("both", {"employee", "leader"})]
)
def test_each_side_gets_its_own_points(reader: str, sides: set[str]) -> None:
    text = text_of(printed(reader=reader, themes=[a_theme(leader_advice="Lytt mer enn du snakker.")]))

    assert (squeezed("Hva er du mest fornøyd med?") in text) is ("employee" in sides)
    for said in ("Hva vil du takke for?", "Hva vet du om arbeidsdagen?", "Lytt mer enn du snakker."):
        assert (squeezed(said) in text) is ("leader" in sides)
    assert squeezed("Samarbeidet på natt") in text


def test_every_question_has_its_helping_question_and_tells_who_added_it() -> None:
    questions = [a_question(f"Spørsmål {n}?", prompt=f"Hjelp {n}?", added_by="Furua") for n in range(60)]
    text = text_of(printed(themes=[a_theme(questions=questions)]))

    assert all(squeezed(f"Spørsmål {n}? Hjelp {n}? Added by Furua") in text for n in range(60))


def test_points_and_questions_have_lines_of_their_own() -> None:
    empty = lines_to_write_on(printed(**QUIET))
    one = {"questions": [a_question()]}
    two = {"questions": [a_question(), a_question("Hva mer?")]}

    assert empty == 0
    assert lines_to_write_on(printed(**QUIET | {"employee_points": [a_question()]})) == 3
    assert lines_to_write_on(printed(**QUIET | {"evaluation": ["Hva fikk du?"]})) == 2
    assert lines_to_write_on(printed(**QUIET | {"themes": [a_theme(**one)]})) == 2
    assert lines_to_write_on(printed(**QUIET | {"themes": [a_theme(**two)]})) == 4


def test_a_theme_that_looks_ahead_has_a_box_and_a_table_with_empty_rows() -> None:
    plain, ahead = printed(), printed(themes=[a_theme(has_focus=True, has_actions=True)])

    assert tags(plain)["/Table"] == 0
    assert tags(ahead)["/Table"] == 1
    assert tags(ahead)["/TR"] == 1 + 3
    assert tags(ahead)["/TH"] == 3
    assert squeezed("Goal / focus ahead") in text_of(ahead)
    assert squeezed("Goal / focus ahead") not in text_of(plain)


def test_optional_themes_come_last_and_optional_questions_after_the_others() -> None:
    questions = [a_question("Valgfritt?", is_optional=True), a_question("Alltid?")]
    optional = a_theme(title="Livsfase", is_optional=True)
    text = text_of(printed(themes=[optional, a_theme(questions=questions)]))

    assert text.index(squeezed("Alltid?")) < text.index(squeezed("Valgfritt?"))
    assert text.index(squeezed("Valgfritt?")) < text.index(squeezed("More themes")) < text.index("Livsfase")
    assert squeezed("More themes") not in text_of(printed())


def test_what_the_guide_does_not_have_leaves_no_empty_heading() -> None:
    text = text_of(printed(**QUIET, purposes=[], information=[], expectations=[], closing=[], title=" "))

    for title in ("Goes with the invitation", "The employee prepares", "In the conversation", "Afterwards"):
        assert squeezed(title) not in text


def test_headings_are_tagged_and_lines_are_not() -> None:
    found = tags(printed())

    assert found["/H1"] == 1
    assert found["/H2"] == 5
    assert found["/Figure"] == 0


def test_a_menu_has_every_question_to_tick() -> None:
    document = render_menu(a_menu_sheet(), language="en")

    text = text_of(document)
    assert squeezed("Choose up to ten") in text
    assert all(squeezed(f"Spørsmål nummer {number}?") in text for number in range(40))
    assert tags(document)["/LI"] == 40
    assert lines_to_write_on(document) == 4


def test_text_that_looks_like_markup_stays_text() -> None:
    theme = a_theme(title=HOSTILE, aim=HOSTILE, questions=[a_question(HOSTILE, prompt=HOSTILE, added_by=HOSTILE)])

    assert text_of(printed(themes=[theme], closing=[HOSTILE])).count(squeezed(HOSTILE)) == 6


def test_the_same_content_gives_the_same_bytes() -> None:
    assert printed() == printed()
    assert printed() != printed(title="En annen")
