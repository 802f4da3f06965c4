"""Nobody meets English by accident: the nb and nn catalogues are complete and compiled."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conventions.sources import PACKAGE, tree, trees

LANGUAGES = ("nb", "nn")
QUOTED = re.compile(r'"(.*)"')
TAKES_ONE_TEXT = {"gettext", "gettext_lazy"}


def catalogue(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES/django.po"


def lacking(text: str) -> list[str]:
    """The texts of a catalogue that are not translated, or only guessed at ("fuzzy")."""
    entries = [entry for entry in text.split("\n\n") if 'msgid ""\nmsgstr' not in entry and "msgid " in entry]
    return [source_of(entry) for entry in entries if "#, fuzzy" in entry or not all(translations_of(entry))]


def source_of(entry: str) -> str:
    """The text in English, without its plural."""
    return "".join(QUOTED.findall(re.split(r"msgid_plural|msgstr", entry.partition("msgid ")[2])[0]))


def translations_of(entry: str) -> list[str]:
    """The translation, or each of its plural forms."""
    forms = re.split(r"^msgstr(?:\[\d\])? ", entry, flags=re.MULTILINE)[1:]
    return ["".join(QUOTED.findall(form)) for form in forms]


def uncollected(module: ast.Module) -> Iterator[str]:
    """Names under which texts are translated, but not collected.

    The collecting tool goes by the name that is called: a function's own, or ``_`` where one text is given.
    """
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for name in node.names:
                is_collected = name.asname == "_" and name.name in TAKES_ONE_TEXT
                if "gettext" in name.name and name.asname and not is_collected:
                    yield name.asname
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and "gettext" in node.value.id:
            yield ast.unparse(node.targets[0])


def test_every_text_is_collected() -> None:
    found = {path: names for path, module in trees().items() if (names := list(uncollected(module)))}
    assert found == {}


@pytest.mark.parametrize(
    ("example", "names"),
    [
        ("from django.utils.translation import gettext_lazy as _lazy", ["_lazy"]),
        ("from django.utils.translation import ngettext as _", ["_"]),
        ("from django.utils.translation import pgettext_lazy\nwith_context = pgettext_lazy", ["with_context"]),
        ("from django.utils.translation import gettext_lazy as _\nfrom django.utils.translation import ngettext", []),
    ],
)
def test_a_name_that_is_not_collected_is_found(example: str, names: list[str]) -> None:
    assert list(uncollected(tree(example))) == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    path = catalogue(language)
    assert path.exists(), f"There is no {language} catalogue; run: make messages"
    assert lacking(path.read_text("utf-8")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_there_and_readable(language: str) -> None:
    compiled = catalogue(language).with_suffix(".mo")
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Sign out") != "Sign out"


def test_what_is_lacking_is_found() -> None:
    text = """
msgid ""
msgstr ""
"Language: nb\\n"

msgid "Sign out"
msgstr "Logg ut"

msgid "Save"
msgstr ""

#, fuzzy
msgid "Send"
msgstr "Sende"

msgid ""
"A long "
"text"
msgstr ""
"En lang "
"tekst"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s dag"
msgstr[1] ""
"""
    assert lacking(text) == ["Save", "Send", "%(n)s day"]
