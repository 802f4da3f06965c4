"""A correction of spelling changes no word that binds, no figure and no order; strict where it is in doubt."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samspill.plans.spelling import is_spelling

CORRECTED = [
    ("Ha en medarbeider samtale i mai", "Ha en medarbeidersamtale i mai"),
    ("Lage kompetanse plan for enheten", "Lage kompetanseplan for enheten"),
    ("Bedre arbeid miljø", "Bedre arbeidsmiljø"),
    ("Gjennomgå HMS rutiner", "Gjennomgå HMS-rutiner"),
    ("Se på turnusen idag", "Se på turnusen i dag"),
    ("Bli bedre på komunikasjon", "Bli bedre på kommunikasjon"),
    ("Prøve og si fra", "Prøve å si fra"),
    ("jelpe nye med å sjøre", "Hjelpe nye med å kjøre"),
    ("Ta et kurs", "Ta en kurs"),
    ("Begynne pa nytt", "Begynne på nytt"),
    ("Lære av hverandre , og spørre", "Lære av hverandre, og spørre."),
    ("Skrive A4 ark kl8", "Skrive A4-ark kl. 8"),
    ("Gjennomføre vidareutdaning", "Gjennomføre vidareutdanning"),
    ("Setje av studie dagar", "Setje av studiedagar"),
    ("Eit fagmøte kvar månad om rettleiing", "Eit fagmøte kvar månad om rettleing"),
    ("Recieve feedback each month", "Receive feedback each month"),
    ("The teams plan", "The team’s plan"),
    ("Hold a work shop about writting", "Hold a workshop about writing"),
]
CHANGED = [
    ("Ada skal gjøre det", "Ada skal ikke gjøre det"),
    ("Vi skal ikke vente", "Vi skal ikkje vente"),
    ("Vi skal møtes", "Vi bør møtes"),
    ("Ho kan få fri", "Ho må få fri"),
    ("Prøve man", "Prøve må"),
    ("Kurs i 3 uker", "Kurs i 4 uker"),
    ("Bruke 1,5 time", "Bruke 15 time"),
    ("Bruke 1,5 time", "Bruke 1.5 time"),
    ("Mellom 8–10", "Mellom 8 10"),
    ("Ned til -2 grader", "Ned til 2 grader"),
    ("Stilling på 80 %", "Stilling på 80"),
    ("12 000 kroner", "1 2000 kroner"),
    ("Møte 3.5.", "Møte 3.6."),
    ("To kurs", "Tre kurs"),
    ("Ha null feil", "Ha nulla feil"),
    ("Innen tretti dager", "Innen tretten dager"),
    ("Ferdig i juni", "Ferdig i juli"),
    ("Møte torsdag", "Møte tirsdag"),
    ("Klar for jul", "Klar før jul"),
    ("Etter ferien", "Før ferien"),
    ("Jeg bestiller", "Du bestiller"),
    ("Bruke min tid", "Bruke din tid"),
    ("Det er mulig", "Det er umulig"),
    ("De er enige", "De er uenige"),
    ("Jobbe heltid", "Jobbe deltid"),
    ("Flere vakter", "Færre vakter"),
    ("Mer tid", "Mindre tid"),
    ("Ada hjelper Leif", "Leif hjelper Ada"),
    ("Lære opp nye", "Lære opp"),
    ("Lære opp nye", "Lære opp nye vikarer"),
    ("Lære opp nye", "Lære opp i nye"),
    ("Lage plan", "Lage ny plan"),
    ("Ikke vold", "Ikkevold"),
    ("Kurs og/eller hospitering", "Kurs og eller hospitering"),
    ("Bra 👍", "Bra 👎"),
    ("Kurs", ""),
    ("We can wait", "We can't wait"),
    ("Hire one more", "Fire one more"),
    ("Increase the hours", "Decrease the hours"),
    ("An internal course", "An external course"),
    ("It is possible", "It is impossible"),
    ("Two weeks before", "Two weeks after"),
]
PLAIN = [
    "turnusen",
    "opplæring",
    "kompetanse",
    "rettleiing",
    "fagdagen",
    "workshop",
    "samarbeidet",
    "planlegge",
    "lunsj",
]
BINDING = [
    "ikke",
    "ikkje",
    "not",
    "skal",
    "bør",
    "kan",
    "må",
    "to",
    "tretti",
    "juni",
    "juli",
    "før",
    "etter",
    "jeg",
    "dere",
]
NEAR_MISSES = ["ikek", "bar", "kam", "ma", "man", "jun", "for", "fro", "jeger", "der", "no", "tre", "nor", "i", "kke"]
FIGURES = ["3", "13", "1,5", "1.5", "8–10", "80", "%", "-2", "2", "15. mai", "1/2"]
words = st.lists(st.sampled_from(PLAIN + BINDING + NEAR_MISSES + FIGURES), max_size=6).map(" ".join)


@pytest.mark.parametrize(("before", "after"), CORRECTED)
def test_spelling_is_corrected_and_could_be_corrected_back(before: str, after: str) -> None:
    assert is_spelling(before, after)
    assert is_spelling(after, before)


@pytest.mark.parametrize(("before", "after"), CHANGED)
def test_what_is_meant_is_not(before: str, after: str) -> None:
    assert not is_spelling(before, after)
    assert not is_spelling(after, before)


@given(st.text(max_size=80))
@example("½ e\u0301 \u200b _ 👩‍👧 \u22125")
def test_a_text_is_itself(text: str) -> None:
    assert is_spelling(text, text)


@given(words, words)
@example("ikek", "ikke")
@example("i kke", "ikke")
@example("8 10", "8–10")
def test_neither_a_word_that_binds_nor_a_figure_comes_goes_or_changes(before: str, after: str) -> None:
    if is_spelling(before, after):
        assert [word for word in before.split() if word in BINDING] == [
            word for word in after.split() if word in BINDING
        ]
        assert re.findall(r"[\d%/]", before) == re.findall(r"[\d%/]", after)


@given(words, st.sampled_from(PLAIN + BINDING + NEAR_MISSES), st.integers(0, 6))
def test_a_word_that_is_put_in_is_never_spelling(text: str, word: str, place: int) -> None:
    parts = text.split()
    parts.insert(place, word)
    assert not is_spelling(text, " ".join(parts))


@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=5), st.integers(0, 4), st.integers(1, 3))
def test_two_letters_that_changed_places_are_spelling(parts: list[str], which: int, at: int) -> None:
    which %= len(parts)
    word = parts[which]
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert is_spelling(" ".join(parts), " ".join([*parts[:which], swapped, *parts[which + 1 :]]))


@given(words)
def test_capitals_blanks_and_stops_are_free(text: str) -> None:
    assert is_spelling(text, f"  «{text.upper()}».\n")
