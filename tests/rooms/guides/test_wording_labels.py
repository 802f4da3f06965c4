"""The labelled questions that the wording help is measured by: readable, varied, and the parts kept apart."""

import re
from collections import Counter
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

LABELS = Path(__file__).with_name("wording_labels")
LANGUAGES = ("nb", "nn", "en")
FAULTS = {"closed", "leading", "double", "accusing", "too_long"}
LEAST = {"building": 140, "held": 70, "second": 80}
LEAST_OF_A_FAULT = {"building": 16, "held": 7, "second": 9}
MIXED_OTHERWISE = ("further",)
MOST_WORDS = 30


class Labelled(TypedDict):
    text: str
    faults: list[str]


def load(language: str, part: str) -> list[Labelled]:
    rows: list[Labelled] = yaml.safe_load((LABELS / f"{language}-{part}.yaml").read_text(encoding="utf-8"))
    return rows


def count_words(text: str) -> int:
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


each_file = pytest.mark.parametrize(
    ("language", "part"), [(language, part) for language in LANGUAGES for part in (*LEAST, *MIXED_OTHERWISE)]
)
each_of_the_usual_mix = pytest.mark.parametrize(
    ("language", "part"), [(language, part) for language in LANGUAGES for part in LEAST]
)


@each_file
def test_each_row_is_a_text_with_known_faults(language: str, part: str) -> None:
    for row in load(language, part):
        assert row.keys() == {"text", "faults"}, row
        assert row["text"] == row["text"].strip() != ""
        assert set(row["faults"]) <= FAULTS, row
        assert len(row["faults"]) == len(set(row["faults"])), row


@each_of_the_usual_mix
def test_there_are_enough_of_every_kind(language: str, part: str) -> None:
    rows = load(language, part)
    counts = Counter(fault for row in rows for fault in row["faults"])
    assert len(rows) >= LEAST[part]
    assert {fault: counts[fault] for fault in FAULTS if counts[fault] < LEAST_OF_A_FAULT[part]} == {}
    assert 0.4 <= sum(not row["faults"] for row in rows) / len(rows) <= 0.5


@each_file
def test_too_long_is_what_the_definition_says(language: str, part: str) -> None:
    wrong = [
        row for row in load(language, part) if (count_words(row["text"]) > MOST_WORDS) != ("too_long" in row["faults"])
    ]
    assert wrong == []


def test_no_question_stands_twice() -> None:
    texts = [
        row["text"] for language in LANGUAGES for part in (*LEAST, *MIXED_OTHERWISE) for row in load(language, part)
    ]
    seen = Counter(re.sub(r"\W+", " ", text.casefold()).strip() for text in texts)
    assert [text for text, times in seen.items() if times > 1] == []
