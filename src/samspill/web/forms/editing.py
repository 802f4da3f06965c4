"""The editor's form, as it is sent: texts by place and language, and settings that differ from what was shown.

A text is sent as ``text:<path>@<language>`` with ``revision:…`` beside it, a setting as ``set:<path>.<name>``, for one
of several choices ``set:<path>.<name>:<choice>``, with ``was:…`` beside it.
"""

from collections.abc import Iterator

from django.http import QueryDict

from samspill.confidentiality.decisions import NotFound
from samspill.guides.services.filling import SettingDraft, TextDraft
from samspill.guides.shape import ADDED_THEME, LANGUAGES
from samspill.web.draft_words import TURNED
from samspill.web.numbers import read_number

TEXT, SETTING, BEFORE = "text:", "set:", "was:"
ON = "true"


def read_texts(sent: QueryDict) -> list[TextDraft]:
    """Every text of the form."""
    return [
        read_text(name.removeprefix(TEXT), str(sent[name]), sent.get(f"revision:{name.removeprefix(TEXT)}", ""))
        for name in sent
        if name.startswith(TEXT)
    ]


def read_text(name: str, text: str, seen: str) -> TextDraft:
    """One text by its name.

    Raises:
        NotFound: the name has no language.
    """
    path, _, language = name.rpartition("@")
    if language not in LANGUAGES:
        raise NotFound
    return TextDraft(path, language, text, read_number(seen))


def read_settings(sent: QueryDict) -> list[SettingDraft]:
    """The settings that are no longer what the page showed: an empty box sends nothing."""
    return list(_changed(sent))


def read_setting(name: str, value: str) -> SettingDraft:
    """One setting by its name."""
    path, _, rest = name.rpartition(".")
    setting, _, choice = rest.partition(":")
    if setting in ADDED_THEME.links:
        return SettingDraft(path, setting, link=value)
    return SettingDraft(path, setting, is_on=(value == ON) is (setting not in TURNED), choice=choice)


def _changed(sent: QueryDict) -> Iterator[SettingDraft]:
    for before in sent:
        name = before.removeprefix(BEFORE)
        value = sent.get(f"{SETTING}{name}", "")
        if before.startswith(BEFORE) and value != sent[before]:
            yield read_setting(name, value)
