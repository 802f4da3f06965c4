"""Nobody meets English by accident: the nb and nn catalogues are complete and compiled."""

import gettext
import re
from pathlib import Path

import pytest

from tests.conventions.sources import PACKAGE

LANGUAGES = ("nb", "nn")
QUOTED = re.compile(r'"(.*)"')


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
