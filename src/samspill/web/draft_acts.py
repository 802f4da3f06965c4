"""What the buttons of the editor do to a draft: ``<act> <words …>``, as the button says it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.guides import editing
from samspill.guides.editing import Document
from samspill.guides.services import drafting
from samspill.guides.shape import LANGUAGES
from samspill.web.draft_page import without_blanks

NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Done:
    """Where to go on: another part (empty: the same), the field or button that gets the focus, and what is said.

    ``languages`` are those to show from now on, and ``page`` the name of another page altogether; empty: the same.
    """

    part: str = ""
    focus: str = ""
    said: str = ""
    languages: str = ""
    page: str = ""


def act_on(actor: Actor, key: str, sent: QueryDict) -> Done:
    """Do what the pressed button says; without one there is nothing more to do than to save.

    Raises:
        NotFound: there is no such act or place.
        Unacceptable: there are too many already.
    """
    act, *words = sent.get("act", "").split() or [""]
    if not act:
        return Done()
    if act not in ACTS:
        raise NotFound
    return ACTS[act](actor, key, words, sent)


def _add(actor: Actor, key: str, words: list[str], _: QueryDict) -> Done:
    """``add <part> <after> <language>``: a new theme comes with a question, and ends the one before it."""
    part, after, language = _three(words)
    made = ""

    def change(content: Document) -> Document:
        nonlocal made
        if part != "themes":
            content, made = editing.with_item(content, part, after=after)
            return content
        for blank in list(without_blanks(content, f"themes.{after}")):
            content = editing.without_item(content, blank)
        content, made = editing.with_item(content, part, after=after)
        return editing.with_item(content, f"themes.{made}.questions")[0]

    content = drafting.change_draft(actor, key=key, change=change)
    path = f"{part}.{made}"
    first = editing.find(content, path).item.texts[0].name
    return Done(path if part == "themes" else "", f"{path}.{first}@{language}")


def _remove(actor: Actor, key: str, words: list[str], _: QueryDict) -> Done:
    """``remove <path>``: what comes after a removed theme is shown in its place."""
    path = _one(words)
    beside = ""

    def change(content: Document) -> Document:
        nonlocal beside
        place = editing.find(content, path)
        others = place.siblings[place.index + 1 :] or place.siblings[: place.index][-1:]
        beside = f"themes.{others[0]['key']}" if others else "themes"
        return editing.without_item(content, path)

    drafting.change_draft(actor, key=key, change=change)
    return Done(beside if path.count(".") == 1 and path.startswith("themes.") else "", "undo-removed", "removed")


def _move(by: int) -> Callable[[Actor, str, list[str], QueryDict], Done]:
    """``up <path>`` and ``down <path>``."""

    def act(actor: Actor, key: str, words: list[str], sent: QueryDict) -> Done:
        path = _one(words)
        drafting.change_draft(actor, key=key, change=lambda content: editing.with_moved(content, path, by=by))
        return Done(focus=f"{sent.get('act', '').split()[0]}-{path}")

    return act


def _put(actor: Actor, key: str, words: list[str], sent: QueryDict) -> Done:
    """``put <path>``: a question into the theme that its list names; what is shown stays."""
    path = _one(words)
    theme = sent.get(f"into:{path}", "")
    drafting.change_draft(actor, key=key, change=lambda content: editing.with_question_in(content, path, theme))
    return Done(focus="undo-removed", said="moved")


def _order(actor: Actor, key: str, words: list[str], sent: QueryDict) -> Done:
    """``order <part>``: the keys stand in ``order``."""
    part, keys = _one(words), sent.getlist("order")
    drafting.change_draft(actor, key=key, change=lambda content: editing.with_order(content, part, keys))
    return Done()


def _go(_: Actor, __: str, words: list[str], ___: QueryDict) -> Done:
    """``go <part> <languages>``: everything is stored before another part is shown."""
    if len(words) != 2:
        raise NotFound
    return Done(words[0], "part", languages=words[1])


def _publish(_: Actor, __: str, ___: list[str], ____: QueryDict) -> Done:
    return Done(page="draft_publish")


def _undo(actor: Actor, key: str, words: list[str], _: QueryDict) -> Done:
    """``undo`` and, to come back to what was removed, ``undo <part>``."""
    is_done = drafting.undo(actor, key=key)
    return Done(words[0] if words else "", "undo", "undone" if is_done else "nothing-to-undo")


def _redo(actor: Actor, key: str, _: list[str], __: QueryDict) -> Done:
    is_done = drafting.redo(actor, key=key)
    return Done("", "redo", "redone" if is_done else "nothing-to-redo")


def _one(words: list[str]) -> str:
    if len(words) != 1:
        raise NotFound
    return words[0]


def _three(words: list[str]) -> tuple[str, str, str]:
    if len(words) != 3 or words[2] not in LANGUAGES:
        raise NotFound
    return words[0], "" if words[1] == NOTHING else words[1], words[2]


ACTS: dict[str, Callable[[Actor, str, list[str], QueryDict], Done]] = {
    "add": _add,
    "remove": _remove,
    "up": _move(-1),
    "down": _move(1),
    "put": _put,
    "order": _order,
    "go": _go,
    "publish": _publish,
    "undo": _undo,
    "redo": _redo,
}
