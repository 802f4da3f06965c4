"""From an outline to a guide's document, and pasted text as an outline."""

from typing import Any

import pytest
from tests.rooms.guides.word.forms import lines, shown

from samspill.guides import shape
from samspill.guides.outline import LineKind, OutlineLine, Source, content_from, read_plain_text

K = LineKind


def content(*outline: tuple[LineKind, str], kind: str = "yearly") -> dict[str, Any]:
    """The document that an outline becomes."""
    said = [OutlineLine(one, text) for one, text in outline]
    return content_from(said, key="ours", kind=kind, language="nn", untitled="Samtalen")


def test_every_kind_of_line_has_its_place() -> None:
    found = content(
        (K.TITLE, "Vår mal"),
        (K.LEFT_OUT, "Dato"),
        (K.EMPLOYEE_POINT, "Kva vil eg?"),
        (K.PROMPT, "Tenk på året"),
        (K.LEADER_POINT, "Kva ser eg?"),
        (K.THEME, "Trivsel"),
        (K.FOCUS, "Mål"),
        (K.QUESTION, "Korleis har du det?"),
        (K.PROMPT, "På jobben"),
        (K.PROMPT, "Heime"),
        (K.THEME, "Planar"),
        (K.ACTIONS, "Kven gjer kva"),
    )
    assert found == {
        "key": "ours",
        "kind": "yearly",
        "title": {"nn": "Vår mal"},
        "summary": {},
        "purpose": [],
        "information": [],
        "expectations": [],
        "employee_points": [
            {"key": "point-kva-vil-eg", "text": {"nn": "Kva vil eg?"}, "prompt": {"nn": "Tenk på året"}}
        ],
        "leader_points": [{"key": "point-kva-ser-eg", "text": {"nn": "Kva ser eg?"}}],
        "themes": [
            {
                "key": "theme-trivsel",
                "title": {"nn": "Trivsel"},
                "questions": [
                    {
                        "key": "question-korleis-har-du-det",
                        "text": {"nn": "Korleis har du det?"},
                        "prompt": {"nn": "På jobben Heime"},
                    }
                ],
                "focus_ahead": True,
            },
            {"key": "theme-planar", "title": {"nn": "Planar"}, "questions": [], "actions_ahead": True},
        ],
        "evaluation": [],
        "closing": [],
    }


def test_questions_before_any_theme_have_one_to_stand_in() -> None:
    found = content((K.PROMPT, "Ikkje noko over"), (K.QUESTION, "Kva no?"), (K.THEME, "Rammer"))
    themes = [(theme["title"]["nn"], [one["text"]["nn"] for one in theme["questions"]]) for theme in found["themes"]]
    assert themes == [("Samtalen", ["Ikkje noko over", "Kva no?"]), ("Rammer", [])]


def test_keys_are_slugs_that_no_two_share() -> None:
    long = "Ein svært lang tekst om æra, øya og åra som ingen orkar å lesa til endes"
    found = content((K.THEME, long), (K.THEME, long), (K.QUESTION, "?"), (K.QUESTION, "?"), (K.EMPLOYEE_POINT, long))
    keys = [one["key"] for _, _, one in shape.items(found)]
    assert len(keys) == len(set(keys)) == 5
    assert all(shape.KEY.fullmatch(key) and len(key) <= shape.LONGEST_KEY for key in keys)
    assert keys[1] == "theme-ein-svaert-lang-tekst-om-aera-oya"


def test_information_is_put_in_sections_by_its_headings() -> None:
    said = [
        OutlineLine(K.INFORMATION, "Framleis fritt."),
        OutlineLine(K.INFORMATION, "Føremål", Source.HEADING),
        OutlineLine(K.INFORMATION, "Planleggje året."),
        OutlineLine(K.INFORMATION, "Bli kjende."),
    ]
    found = content_from(said, key="ours", kind="yearly", language="nn", untitled="Samtalen")
    assert [(one["title"], one["text"]) for one in found["information"]] == [
        ({"nn": "Samtalen"}, {"nn": "Framleis fritt."}),
        ({"nn": "Føremål"}, {"nn": "Planleggje året.\nBli kjende."}),
    ]


@pytest.mark.parametrize(
    ("kind", "parts"), [("menu", {"themes"}), ("addition", {"employee_points", "leader_points", "themes"})]
)
def test_only_parts_that_the_kind_has_are_filled(kind: str, parts: set[str]) -> None:
    found = content((K.EMPLOYEE_POINT, "A"), (K.INFORMATION, "B"), (K.LEADER_POINT, "C"), (K.QUESTION, "D"), kind=kind)
    assert {part for part, filled in found.items() if isinstance(filled, list) and filled} == parts
    assert found.keys() - {"key", "kind", "title", "summary"} == parts


def test_pasted_text_is_read_line_by_line() -> None:
    pasted = """
        # Trivsel
        Hva gir deg energi?
            Tenk på en god dag
        > Når var det sist?
        - Rammer og ressurser
        2) Hvordan er møtene våre

        Samarbeid
        Hva fungerer?
        ____________
        Dato:
        ## Leders forberedelse
        * Hva vil jeg ta opp?
        Dette er et langt avsnitt som forklarer noe om samtalen til dem som skal ha den.
    """
    text = "\n".join(line[8:] for line in pasted.splitlines())
    assert [shown(line) for line in read_plain_text(text, "nb")] == lines("""
        theme: Trivsel
        question: Hva gir deg energi?
        prompt: Tenk på en god dag
        prompt: Når var det sist?
        question: Rammer og ressurser
        question: Hvordan er møtene våre
        theme: Samarbeid
        question: Hva fungerer?
        left_out (blank_line): ____________
        left_out (date_line): Dato:
        left_out (group_heading): Leders forberedelse
        leader_point: Hva vil jeg ta opp?
        left_out (running_text): Dette er et langt avsnitt som forklarer noe om samtalen til dem som skal ha den.
    """)


@pytest.mark.parametrize(
    ("language", "text"),
    [("nb", "Hvordan går det"), ("nn", "Korleis går det"), ("en", "How are things"), ("nn", "Hvordan går det")],
)
def test_a_question_without_its_mark_is_known_by_its_first_word(language: str, text: str) -> None:
    outline = read_plain_text(f"Arbeid\n{text}", language)
    assert [line.kind for line in outline] == [K.THEME, K.QUESTION]


def test_no_text_is_no_outline() -> None:
    assert read_plain_text(" \n\n", "nb") == []
