"""Writing in many places of a draft at once: what a form holds when it is sent as a whole."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation.errors import Unacceptable
from samspill.guides import editing
from samspill.guides.services.drafting import change_draft

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TextDraft:
    """A text as somebody left it, in a place and a language, and the fingerprint of the text that they saw there."""

    path: str
    language: str
    text: str
    seen: int

    @property
    def name(self) -> str:
        """Its place and language in one: ``themes.goals.title@nb``."""
        return f"{self.path}@{self.language}"


@dataclass(frozen=True, slots=True)
class SettingDraft:
    """A flag, one of an item's choices or its link, as somebody left it.

    Args:
        path: the item's.
        name: which flag, choices or link.
        is_on: what a flag or the choice is to be.
        choice: which of the choices; empty for others.
        link: the key that a link is to hold; None for what is no link.
    """

    path: str
    name: str
    is_on: bool = False
    choice: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What could not be stored: nothing of it is lost, the page shows it again.

    Args:
        clashes: by name of the text, what somebody else has written there meanwhile.
        faults: by name of the text, why it cannot be accepted.
        gone: names of changed texts whose place somebody has removed meanwhile.
    """

    clashes: dict[str, str] = field(default_factory=dict)
    faults: dict[str, Unacceptable] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether everything was stored."""
        return not (self.clashes or self.faults or self.gone)


def fill_in(actor: Actor, /, *, key: str, texts: Sequence[TextDraft], settings: Sequence[SettingDraft] = ()) -> Filled:
    """Store those of the texts that their writer has changed, and the settings, as one step that can be undone.

    Raises:
        NotFound, Denied: there is no draft, or not for the actor.
    """
    filled = Filled()

    def change(content: Document) -> Document:
        for text in texts:
            content = _with_text(content, text, filled)
        for setting in settings:
            with suppress(NotFound):  # of an item that somebody has removed meanwhile nothing is left to set
                content = with_setting(content, setting)
        return content

    changed = [text.name for text in texts if editing.fingerprint(_plain(text.text)) != text.seen]
    change_draft(actor, key=key, change=change, path=changed[0] if len(changed) == 1 and not settings else "")
    return filled


def with_setting(content: Document, setting: SettingDraft) -> Document:
    """The document with a setting as somebody left it.

    Raises:
        NotFound: there is no such item, or it has no such setting.
    """
    place = editing.find(content, setting.path)
    if setting.link is not None:
        return editing.with_link(content, setting.path, setting.name, setting.link)
    if not setting.choice:
        return editing.with_flag(content, setting.path, setting.name, is_on=setting.is_on)
    others = [one for one in place.one.get(setting.name, ()) if one != setting.choice]
    chosen = [*others, setting.choice] if setting.is_on else others
    return editing.with_choices(content, setting.path, setting.name, chosen)


def _with_text(content: Document, draft: TextDraft, filled: Filled) -> Document:
    text = _plain(draft.text)
    if editing.fingerprint(text) == draft.seen:
        return content
    try:
        standing = editing.text_at(content, draft.path, draft.language)
        if text == standing:
            return content
        if editing.fingerprint(standing) != draft.seen:
            filled.clashes[draft.name] = standing
            return content
        return editing.with_text(content, draft.path, draft.language, text)
    except NotFound:
        filled.gone.append(draft.name)
    except Unacceptable as error:
        filled.faults[draft.name] = error
    return content


def _plain(text: str) -> str:
    """As a form sends it, but with the line ends that a draft has."""
    return text.replace("\r\n", "\n")
