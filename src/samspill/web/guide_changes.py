"""What differs between two versions of a guide, as a page shows it: by theme, each with what has happened in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.guides.comparing import Change, Piece, compare
from samspill.guides.shape import Json
from samspill.web.draft_words import CHOICES
from samspill.web.guide_names import name_of_part, name_of_place

KINDS = {
    "added": (gettext_lazy("New"), "ok"),
    "removed": (gettext_lazy("Removed"), "soon"),
    "changed": (gettext_lazy("Changed"), "plan"),
    "moved": (gettext_lazy("Moved"), "plain"),
}
FLAGS = {
    "optional": (gettext_lazy("Is no longer shown at first, but can be chosen."), gettext_lazy("Is shown at first.")),
    "check": (
        gettext_lazy("Is for the leader's own thoughts about leading."),
        gettext_lazy("Is an ordinary point, no longer one for the leader's own thoughts."),
    ),
    "focus_ahead": (
        gettext_lazy("Has got the column “goal / focus ahead”."),
        gettext_lazy("Has lost the column “goal / focus ahead”."),
    ),
    "actions_ahead": (
        gettext_lazy("Has got the columns “who does what by when”."),
        gettext_lazy("Has lost the columns “who does what by when”."),
    ),
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that differs.

    Args:
        kind: added, removed, changed or moved.
        label: the same in a word.
        tone: of the word's pill.
        what: what it is: “Question”, “Helping question”.
        words: its own words, so that it is recognised; empty where the pieces tell.
        pieces: a changed text, word by word.
        note: what else there is to say, as a sentence.
    """

    kind: str
    label: str
    tone: str
    what: str
    words: str
    pieces: tuple[Piece, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """What differs in a theme, or in a part of the guide outside the themes."""

    title: str
    lines: Sequence[ChangeLine]


def changes_between(old: Json, new: Json, *, language: str) -> list[ChangeGroup]:
    """Everything that differs, in the order of the new version; the title is the theme's or the part's.

    Args:
        old: the earlier document.
        new: the later one.
        language: nb, nn or en, in which both are read.
    """
    grouped = groupby(compare(old, new, language=language), key=_place)
    return [ChangeGroup(place, [_line(change) for change in changes]) for place, changes in grouped]


def _place(change: Change) -> str:
    return change.where or name_of_part(change.path)


def _line(change: Change) -> ChangeLine:
    label, tone = KINDS[change.kind]
    words = "" if change.pieces else change.what
    return ChangeLine(
        change.kind, str(label), tone, name_of_place(_text_path(change)), words, change.pieces, _note(change)
    )


def _text_path(change: Change) -> str:
    """The path of the item itself where one of its settings has changed."""
    item, _dot, name = change.path.rpartition(".")
    return item if name in {*FLAGS, "shows", "within"} else change.path


def _note(change: Change) -> str:
    name = change.path.rpartition(".")[2]
    if change.kind == "moved":
        return _("From “%(theme)s”.") % {"theme": change.before} if change.before else _("It stands in another order.")
    if change.kind != "changed" or change.pieces:
        return ""
    if name in FLAGS:
        is_set, is_unset = FLAGS[name]
        return str(is_set if change.after else is_unset)
    if name == "shows":
        return _("Stands beside the theme now: %(texts)s.") % {"texts": _shown(change.after)}
    return _("Goes into another theme of the guide.") if change.after else _("Is a theme of its own now.")


def _shown(names: str) -> str:
    return ", ".join(str(CHOICES[name]) for name in names.split(", ") if name in CHOICES) or _("nothing")
