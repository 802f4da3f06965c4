"""The talk compass: notices pay demands and reprimands, and leaves alone what only sounds like them."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.conversations.test_compass_labels import LABELS, load
from tools import measure_compass

from samspill.conversations.compass import KINDS, LANGUAGES, LONGEST_EXAMINED, is_about_life_phase, notice

LEFT_ALONE = yaml.safe_load(LABELS.with_name("compass_near_misses.yaml").read_text(encoding="utf-8"))

each_language = pytest.mark.parametrize("language", LANGUAGES)


def kinds(text: str, language: str) -> set[str]:
    return {one.kind for one in notice(text, language)}


@pytest.mark.parametrize(("text", "kind", "shown", "language"), [
    ("Takk for sist. Jeg vil opp et lønnstrinn.", "pay", "lønnstrinn", "nb"),
    ("Eg tener mindre enn dei andre.", "pay", "tener mindre", "nn"),
    ("Nice year. I don’t think my pay is fair.", "pay", "my pay", "en"),
    ("Du får en skriftlig advarsel.", "reprimand", "advarsel", "nb"),
    ("Du kan bli oppsagd.", "reprimand", "oppsagd", "nn"),
    ("You're fired!", "reprimand", "You're fired", "en"),
])  # fmt: skip
def test_it_tells_what_it_is_and_where(text: str, kind: str, shown: str, language: str) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in notice(text, language)] == [(kind, shown)]


@pytest.mark.parametrize(("language", "text"), [(one, text) for one in LANGUAGES for text in LEFT_ALONE[one]])
def test_what_only_sounds_like_it_is_left_alone(language: str, text: str) -> None:
    assert notice(text, language) == []


@each_language
def test_texts_looked_at_while_the_rules_were_made_get_what_they_should(language: str) -> None:
    for kind, score in measure_compass.measure(language, "building").items():
        assert score.precision >= 0.98, kind
        assert score.recall >= 0.95, kind


def test_the_page_tells_the_figures_of_today() -> None:
    assert measure_compass.PAGE.read_text("utf-8") == measure_compass.page()


@each_language
def test_each_kind_is_told_once_however_often_it_is_said(language: str) -> None:
    rows = [row["text"] for row in load(language, "building") if row["kinds"]]
    assert [one.kind for one in notice("\n".join(rows), language)] == list(KINDS)


@given(text=st.text(max_size=400), language=st.sampled_from(LANGUAGES))
def test_any_text_can_be_looked_at(text: str, language: str) -> None:
    for one in notice(text, language):
        assert 0 <= one.start < one.end <= len(text)


@each_language
def test_no_more_is_examined_than_a_field_holds(language: str) -> None:
    said = next(row["text"] for row in load(language, "building") if row["kinds"] == ["pay"])
    assert kinds(" " * (LONGEST_EXAMINED - len(said)) + said, language) == {"pay"}
    assert kinds(" " * LONGEST_EXAMINED + said, language) == set()


@each_language
def test_every_repetition_in_a_pattern_is_bounded(language: str) -> None:
    from samspill.conversations.compass.phrases import read_lexicon

    for phrases in read_lexicon(language).kinds.values():
        together = [one for each in phrases.together for one in (*each.parts, each.unless) if one]
        for pattern in (phrases.enough, phrases.apart, *together):
            unescaped = pattern.pattern.replace("\\", "")
            assert not {"*", "+"} & set(unescaped)


def test_a_language_without_rules_is_an_error() -> None:
    with pytest.raises(KeyError):
        notice("Lönen är för låg.", "sv")


@pytest.mark.parametrize(("title", "language", "is_left_alone"), [
    ("Livsfase og balanse", "nb", True), ("Seniortiltak", "nb", True), ("Senere i yrkeslivet", "nb", True), ("Turnus", "nb", False),
    ("Livsfase og andre tema", "nn", True), ("Samarbeid", "nn", False),
    ("Working hours, life phase and balance", "en", True), ("Later working life", "en", True), ("Mastery", "en", False),
])  # fmt: skip
def test_the_life_phase_is_told_by_its_title(title: str, language: str, is_left_alone: bool) -> None:  # noqa: FBT001
    assert is_about_life_phase(title, language) == is_left_alone
