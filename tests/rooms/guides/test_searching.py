"""Searching the question menu as people type: inflected, in compounds, without æøå, with a typing error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.guides.searching import search_menu
from samspill.guides.services.loading import built_in_documents
from samspill.guides.texts import MenuText, Question, Theme, menu_in

MENU = next(document for document in built_in_documents() if document["key"] == "menu")


def menu_of(*texts: str, prompts: tuple[str, ...] = (), title: str = "") -> MenuText:
    """A menu of one theme; each question's key is its text."""
    helping = (*prompts, *[""] * len(texts))
    questions = tuple(Question(text, text, prompt) for text, prompt in zip(texts, helping, strict=False))
    return MenuText("", (Theme("theme", title, "", questions),))


def found(wanted: str, *texts: str) -> list[str]:
    return search_menu(menu_of(*texts), wanted)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        # Inflections, in bokmål, nynorsk and English.
        ("samarbeid", "Hvordan går samarbeidet?"),
        ("samarbeidet", "Når vil du samarbeide?"),
        ("samarbeide", "Et godt samarbeid?"),
        ("oppgaver", "Hva er oppgaven din?"),
        ("oppgåva", "Kva oppgåver har du?"),
        ("lederen", "Hva kan ledere gjøre?"),
        ("leiar", "Kva kan leiaren gjere?"),
        ("arbeidstid", "Korleis passar arbeidstida?"),
        ("colleague", "Who among your colleagues?"),
        ("working", "How do you work?"),
        # Compounds that hold the word, and the last part of a compound that stands nowhere.
        ("miljø", "Hva med arbeidsmiljøet?"),
        ("miljøet", "Et godt arbeidsmiljø?"),
        ("skift", "Passer skiftarbeid?"),
        ("tid", "Hvordan er arbeidstiden?"),
        ("work", "How is the teamwork?"),
        ("arbeidsoppgaver", "Hvilken oppgave liker du?"),
        # Letters that a keyboard lacks, and upper case.
        ("laere", "Hva vil du lære?"),
        ("lare", "Hva vil du lære?"),
        ("lära", "Kva vil du læra?"),
        ("onske", "Hva er ønsket ditt?"),
        ("oenske", "Hva er ønsket ditt?"),
        ("önske", "Hva er ønsket ditt?"),
        ("maal", "Hvilket mål har du?"),
        ("mal", "Hvilket mål har du?"),
        ("MÅL", "Hvilket mål har du?"),
        ("arbeidsmiljoet", "Et godt arbeidsmiljø?"),
        ("ideer", "Har du en idé?"),
        # One typing error: changed places, left out, added, another letter; in a compound; two in a long word.
        ("samarbied", "Hvordan går samarbeidet?"),
        ("samrbeid", "Hvordan går samarbeidet?"),
        ("sammarbeid", "Hvordan går samarbeidet?"),
        ("sanarbeid", "Hvordan går samarbeidet?"),
        ("onkse", "Hva er ønsket ditt?"),
        ("mijlø", "Hva med arbeidsmiljøet?"),
        ("komptense", "Hvilken kompetanse har du?"),
        ("tema", "How is the team?"),
        # While it is being typed.
        ("sama", "Hvordan går samarbeidet?"),
        ("m", "Hvilket mål har du?"),
    ],
)
def test_is_found(typed: str, text: str) -> None:
    assert found(typed, "Xxx yyy zzz?", text) == [text]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("", "Hva vil du lære?"),
        ("?!", "Hva vil du lære?"),
        ("ferie", "Hva vil du lære?"),
        ("får", "Hvor far går?"),  # who types å means å
        ("mot", "Hva med maten?"),  # no errors in words of three
        ("bære", "Hva vil du lære?"),  # a short word with another beginning is another word
        ("samarbdie", "Hvordan er sambandet?"),
        ("lære ferie", "Hva vil du lære?"),
    ],
)
def test_is_not_found(typed: str, text: str) -> None:
    assert found(typed, text) == []


def test_the_best_comes_first() -> None:
    in_text = ("Et arbeidsmiljø?", "Miljøarbeid?", "Miljøet?", "Godt miljø?")
    menu = menu_of("Noe?", *in_text, prompts=("Et miljø?",))
    assert search_menu(menu, "miljø") == [*reversed(in_text), "Noe?"]


def test_a_typing_error_in_the_question_comes_before_the_helping_question() -> None:
    menu = menu_of("Noe?", "Hva med miljøet?", prompts=("Et miljø?",))
    assert search_menu(menu, "mijlø") == ["Hva med miljøet?", "Noe?"]


def test_what_is_found_as_typed_brings_nothing_that_is_only_alike() -> None:
    assert found("lære", "Hva vil du lære?", "Hvor vil du være?") == ["Hva vil du lære?"]


def test_every_word_must_be_found_somewhere() -> None:
    menu = menu_of("Hva vil du lære?", "Hva kan du lære bort?", prompts=("", "Til hvem?"), title="Kompetanse")
    assert search_menu(menu, "lære hvem") == ["Hva kan du lære bort?"]
    assert search_menu(menu, "kompetanse") == ["Hva vil du lære?", "Hva kan du lære bort?"]
    assert search_menu(menu, "kompetanse bort") == ["Hva kan du lære bort?"]
    assert search_menu(menu, "lære lære ") == ["Hva vil du lære?", "Hva kan du lære bort?"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_question_of_the_real_menu_is_found_by_its_own_words(language: str) -> None:
    menu = menu_in(MENU, language)
    for theme in menu.themes:
        for question in theme.questions:
            assert question.key in search_menu(menu, question.text), question.text
            assert search_menu(menu, theme.title), theme.title


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_question_of_the_real_menu_is_found_in_spite_of_a_typing_error(language: str) -> None:
    """The longest word of each, with two letters in the middle that have changed places."""
    menu = menu_in(MENU, language)
    for question in (question for theme in menu.themes for question in theme.questions):
        word = max(question.text.strip("?").replace(",", "").split(), key=len)
        middle = len(word) // 2
        mistyped = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
        assert question.key in search_menu(menu, mistyped), mistyped


@given(wanted=st.text(max_size=60))
def test_whatever_is_typed_gets_an_answer_without_repetitions(wanted: str) -> None:
    answer = found(wanted, "Hva vil du lære?", "Hvordan går samarbeidet?", "Hva med arbeidsmiljøet?")
    assert len(answer) == len(set(answer))
