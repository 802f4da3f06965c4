"""The labelled texts that the talk compass is measured by: readable, varied, and the two parts kept apart."""

import re
from collections import Counter
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

LABELS = Path(__file__).with_name("compass_labels")
LANGUAGES = ("nb", "nn", "en")
KINDS = {"pay", "reprimand"}
LEAST = {"building": 60, "held": 30, "later": 30}
LEAST_OF_A_KIND = {"building": 18, "held": 9, "later": 9}


class Labelled(TypedDict):
    text: str
    kinds: list[str]


def load(language: str, part: str) -> list[Labelled]:
    rows: list[Labelled] = yaml.safe_load((LABELS / f"{language}-{part}.yaml").read_text(encoding="utf-8"))
    return rows


each_file = pytest.mark.parametrize(
    ("language", "part"), [(language, part) for language in LANGUAGES for part in LEAST]
)


@each_file
def test_each_row_is_a_text_with_known_kinds(language: str, part: str) -> None:
    for row in load(language, part):
        assert row.keys() == {"text", "kinds"}, row
        assert row["text"] == row["text"].strip() != ""
        assert set(row["kinds"]) <= KINDS, row
        assert len(row["kinds"]) == len(set(row["kinds"])), row


@each_file
def test_there_are_enough_of_every_kind(language: str, part: str) -> None:
    rows = load(language, part)
    counts = Counter(kind for row in rows for kind in row["kinds"])
    assert len(rows) >= LEAST[part]
    assert {kind: counts[kind] for kind in KINDS if counts[kind] < LEAST_OF_A_KIND[part]} == {}
    assert 0.35 <= sum(not row["kinds"] for row in rows) / len(rows) <= 0.6


def test_no_text_stands_twice() -> None:
    texts = [row["text"] for language in LANGUAGES for part in LEAST for row in load(language, part)]
    seen = Counter(re.sub(r"\W+", " ", text.casefold()).strip() for text in texts)
    assert [text for text, times in seen.items() if times > 1] == []
