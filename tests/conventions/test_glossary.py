"""The glossary names every table, so that whoever reads the code can ask the field, and the other way round."""

import re
from collections.abc import Iterable
from pathlib import Path

from samspill.confidentiality.privacy import declared_models

GLOSSARY = Path(__file__).resolve().parents[2] / "docs/glossary.md"


def rows(text: str) -> list[list[str]]:
    """The rows of the tables, as their cells."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")
    ]
    return [row for row in cells if row[0] not in {"Norsk", "---"}]


def unnamed(names: Iterable[str], text: str) -> set[str]:
    """The names that no row has among its identifiers."""
    return set(names) - {name for row in rows(text) for name in re.findall(r"`(\w+)`", row[1])}


def test_every_model_is_in_the_glossary() -> None:
    assert unnamed((model.__name__ for model in declared_models()), GLOSSARY.read_text("utf-8")) == set()


def test_every_row_has_a_term_an_identifier_and_a_meaning() -> None:
    incomplete = [row for row in rows(GLOSSARY.read_text("utf-8")) if len(row) != 3 or not all(row)]
    assert incomplete == []


def test_a_name_that_is_missing_is_found() -> None:
    table = "| Norsk | Identifier | Meaning |\n| --- | --- | --- |\n| tiltak | `Action` | What is to be done. |\n"
    assert unnamed(["Action", "Goal"], table) == {"Goal"}
