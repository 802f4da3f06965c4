"""Names that mean the same everywhere, English in code, and files that fit on a few screens."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.db import models

from samspill.confidentiality.privacy import declared_models
from tests.conventions.sources import PACKAGE, functions, tree, trees

BANNED = {"utils", "helpers", "common", "manager", "handler", "info", "data", "process", "signals", "admin", "misc"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
WHEN_WITHOUT_ENDING = {"AccessEvent.at", "Person.last_login"}
TRUTHS_WITHOUT_BEGINNING = {"only"}
NORWEGIAN = frozenset(
    {"ansatt", "ansatte", "avdeling", "bruker", "dato", "enhet", "enheter", "forberedelse", "frist", "hent"}
    | {"innkalling", "lagre", "leder", "ledere", "medarbeider", "medarbeidere", "navn", "oppsummering", "passord"}
    | {"referat", "samtale", "samtaler", "sider", "skriv", "slett", "stilling", "tiltak"}
)
NORWEGIAN_LETTERS_ARE_THE_SUBJECT = {
    "archive/arkivmelding.py",  # cites the law as the archive must have it
    "foundation/database.py",  # sorts them
    "guides/searching.py",  # finds them however they were typed
    "guides/shape.py",  # writes them otherwise in keys
    "operations/demo/municipality.py",  # takes them out of addresses
}
NAMES_OF_LANGUAGES = re.compile("[Bb]okmål")


def wrong_name_of(field: "models.Field[object, object]", model: str) -> str:
    """What is wrong with the name of a stored field; empty when nothing is."""
    if isinstance(field, models.DateTimeField):
        right = field.name.endswith("_at") or f"{model}.{field.name}" in WHEN_WITHOUT_ENDING
        return "" if right else "a time ends in _at"
    if isinstance(field, models.DateField):
        return "" if field.name.endswith("_on") else "a date ends in _on"
    if isinstance(field, models.BooleanField):
        right = field.name.startswith(("is_", "has_", "can_")) or field.name in TRUTHS_WITHOUT_BEGINNING
        return "" if right else "a truth begins with is_, has_ or can_"
    return ""


def test_stored_dates_times_and_truths_are_named_as_such() -> None:
    wrong = {
        f"{model._meta.label}.{field.name}": fault
        for model in declared_models()
        for field in model._meta.concrete_fields
        if (fault := wrong_name_of(field, model.__name__))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("field", "name", "fault"),
    [
        (models.DateField(), "due_on", ""),
        (models.DateField(), "due", "a date ends in _on"),
        (models.DateTimeField(), "sent_at", ""),
        (models.DateTimeField(), "sent_on", "a time ends in _at"),
        (models.BooleanField(), "is_ended", ""),
        (models.BooleanField(), "ended", "a truth begins with is_, has_ or can_"),
    ],
)
def test_the_rule_of_endings(field: "models.Field[object, object]", name: str, fault: str) -> None:
    field.set_attributes_from_name(name)
    assert wrong_name_of(field, "Example") == fault


def names_in(module: ast.Module) -> Iterator[str]:
    """Every name that the module gives to something."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def norwegian_names(module: ast.Module) -> list[str]:
    """The names that hold a Norwegian word."""
    return sorted({name for name in names_in(module) if NORWEGIAN.intersection(words_of(name))})


def words_of(name: str) -> list[str]:
    return [word.lower() for part in name.split("_") for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", part)]


def test_names_are_english() -> None:
    assert {path: names for path, module in trees().items() if (names := norwegian_names(module))} == {}


def test_a_norwegian_name_is_seen() -> None:
    module = tree("def hent_samtale(leader): ...\nclass MedarbeiderListe: ...\nreference = readers = 1")
    assert norwegian_names(module) == ["MedarbeiderListe", "hent_samtale"]


def with_norwegian_letters(text: str) -> list[int]:
    """The numbers of the lines that hold æ, ø or å beside the name of a language."""
    lines = NAMES_OF_LANGUAGES.sub("", text).splitlines()
    return [number for number, line in enumerate(lines, 1) if re.search("[æøåÆØÅ]", line)]


def test_python_holds_no_norwegian_text() -> None:
    found = {
        path: lines
        for path in trees()
        if path not in NORWEGIAN_LETTERS_ARE_THE_SUBJECT
        and (lines := with_norwegian_letters((PACKAGE / path).read_text("utf-8")))
    }
    assert found == {}


def test_norwegian_letters_are_seen() -> None:
    assert with_norwegian_letters('first = 1\ntext = "forespørsel"\n') == [2]


def is_banned(path: str) -> bool:
    """Whether a file or folder on the way is named for nothing in particular."""
    return any(part.removesuffix(".py") in BANNED for part in path.split("/"))


def test_no_file_is_named_for_nothing_in_particular() -> None:
    assert [path for path in trees() if is_banned(path)] == []
    assert is_banned("plans/utils.py")
    assert is_banned("plans/helpers/dates.py")
    assert not is_banned("plans/confirming.py")


def too_long(module: ast.Module) -> list[str]:
    """The functions with too many lines, the docstring counted."""
    return [node.name for node in functions(module) if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]


def test_files_and_functions_are_short() -> None:
    lines = {path: len((PACKAGE / path).read_text("utf-8").splitlines()) for path in trees()}
    assert {path: count for path, count in lines.items() if count > LONGEST_FILE} == {}
    assert {path: names for path, module in trees().items() if (names := too_long(module))} == {}


def test_a_long_function_is_seen() -> None:
    body = "    x = 1\n" * LONGEST_FUNCTION
    assert too_long(tree(f"def long():\n{body}\ndef short():\n    x = 1\n")) == ["long"]
