"""The small language that the talk compass's words are written in."""

import pytest

from samspill.conversations.compass.noticing import notice
from samspill.conversations.compass.phrases import any_of, read_groups, read_phrases


@pytest.mark.parametrize(("phrase", "text", "shown"), [
    ("pay", "My pay is low", "pay"),
    ("pay", "My payroll", None),
    ("low|poor pay", "A poor pay", "poor pay"),
    ("pay*", "My payslip", "payslip"),
    ("raise .. pay", "Raise what they pay", "Raise what they pay"),
    ("raise .. pay", "Raise all that which they pay", None),
    ("a_raise|bonus for", "I want a raise for this", "a raise for"),
    ("a_raise|bonus for", "I want a bonus for this", "bonus for"),
    ("#%", "I ask for 3%, please", "3%"),
    ("#_000", "I ask for 30 000 more", "30 000"),
    ("#k", "Ask for 30k", "30k"),
    ("#k", "Ask", None),
    ("<you> out", "And you're out", "you're out"),
    ("<you>|they out", "And they out", "they out"),
])  # fmt: skip
def test_a_phrase_is_words_in_order(phrase: str, text: str, shown: str | None) -> None:
    found = any_of([phrase], read_groups({"you": ["you|you're"]})).search(text)
    assert (found and found[0]) == shown


def test_a_group_may_use_those_above_it() -> None:
    groups = read_groups({"i": ["i|my"], "both": ["<i>|you", "each of us"]})
    assert [found[0] for found in any_of(["<both>"], groups).finditer("my you us each of us")] == [
        "my", "you", "each of us",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "is_said"), [
    ("Pay me more", True),
    ("More to me, in pay", True),
    ("Pay more", False),
    ("Pay me more attention", False),
])  # fmt: skip
def test_phrases_may_stand_together_in_any_order_and_without_another(text: str, is_said: bool) -> None:  # noqa: FBT001
    phrases = read_phrases(enough=["alone", "pay & me & more ! attention"], apart=["nothing"], groups={})
    assert phrases.enough.search("alone")
    (together,) = phrases.together
    assert together.unless
    said = all(part.search(text) for part in together.parts) and not together.unless.search(text)
    assert said == is_said


@pytest.mark.parametrize(("text", "shown"), [
    ("Sett av tid til meg. Vi skylder ikke noe.", []),
    ("Kommunen tilbyr 50.000 mer for samme jobb.", ["tilbyr 50.000"]),
    ("Jeg fikk ros. Kommunen sparer 50 000 kroner mer enn i fjor.", []),
])  # fmt: skip
def test_phrases_stand_together_in_one_sentence_and_a_full_stop_in_a_number_ends_none(
    text: str, shown: list[str]
) -> None:
    assert [text[one.start : one.end] for one in notice(text, "nb")] == shown
