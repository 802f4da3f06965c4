"""What has changed from one version of a guide to another: by the stable keys, in the order of the document."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from samspill.guides.shape import HEAD, Item, Json, items
from samspill.guides.texts import NEAREST

ChangeKind = Literal["added", "removed", "changed", "moved"]
PieceKind = Literal["same", "removed", "added"]
WORDS = re.compile(r"\s+|\w+|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a changed text: in both, only before, or only after."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two versions.

    Args:
        kind: what has happened to it.
        path: the item, or the field of it, as ``shape`` names it; in the new version, or the old where it is removed.
        where: the title of the theme that it is or stands in; empty outside the themes.
        what: the item's own words, so that it is recognised.
        before: how it was: a text, the choices made, "true" for a flag that is set; the old theme of what has moved.
        after: how it is.
        pieces: a changed text, word by word.
    """

    kind: ChangeKind
    path: str
    where: str
    what: str
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class _Standing:
    """An item as it stands in one version: where, among which siblings, in which order."""

    path: str
    place: int
    item: Item
    one: Json
    where: str

    @property
    def siblings(self) -> str:
        """The path of the list that it stands in."""
        return self.path.rpartition(".")[0]


def compare(old: Json, new: Json, *, language: str) -> list[Change]:
    """Every difference that a reader of the language sees, in the new order; what is gone stands where it stood.

    Args:
        old: a document as ``shape`` describes it.
        new: a later one, in which what is the same thing has the same key.
        language: nb, nn or en; a text that is missing in it is the one shown instead.
    """
    before, after = _standing(old, language), _standing(new, language)
    moved = _moved(before, after)
    found = {key: list(_changes(before[key], one, language)) for key, one in after.items() if key in before}
    changes = list(_of_fields(old, new, [field.name for field in HEAD], "", ("", ""), language))
    for key in _order(list(before), list(after)):
        if key not in after:
            changes.append(_gone_or_new("removed", before[key], language))
        elif key not in before:
            changes.append(_gone_or_new("added", after[key], language))
        else:
            changes += [_move(before[key], after[key], language)] if key in moved else []
            changes += found[key]
    return changes


def pieces_of(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as one, word by word: what is in both, and between it what was and what is."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[Piece] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[start:end])))
            continue
        removed, added = "".join(old[start:end]), "".join(new[new_start:new_end])
        found += [Piece("removed", removed)] if removed else []
        found += [Piece("added", added)] if added else []
    return tuple(found)


def _standing(content: Json, language: str) -> dict[str, _Standing]:
    """Every item by its key, in order."""
    found: dict[str, _Standing] = {}
    where = ""
    for place, (path, item, one) in enumerate(items(content)):
        if path.count(".") == 1:
            where = _said(one.get("title"), language) if item.inner else ""
        found[one["key"]] = _Standing(path, place, item, one, where)
    return found


def _moved(before: Mapping[str, _Standing], after: Mapping[str, _Standing]) -> set[str]:
    """The keys of what stands in another list, or elsewhere among those that stayed in its own: as few as can be."""
    both = [key for key in after if key in before]
    stayed = [key for key in both if after[key].siblings == before[key].siblings]
    moved = set(both) - set(stayed)
    lists: dict[str, list[str]] = {}
    for key in stayed:
        lists.setdefault(after[key].siblings, []).append(key)
    for keys in lists.values():
        moved |= set(keys) - {keys[index] for index in _longest_rise([before[key].place for key in keys])}
    return moved


def _longest_rise(places: Sequence[int]) -> list[int]:
    """The indexes of a longest rising subsequence (by patience sorting)."""
    tops: list[int] = []
    tops_at: list[int] = []
    below: list[int] = []
    for index, place in enumerate(places):
        pile = bisect_left(tops, place)
        below.append(tops_at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        tops_at[pile : pile + 1] = [index]
    found: list[int] = []
    index = tops_at[-1] if tops_at else -1
    while index >= 0:
        found.append(index)
        index = below[index]
    return found


def _order(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The new keys in order, each gone one after the key that it followed."""
    present = set(new)
    gone_after: dict[str, list[str]] = {}
    last = ""
    for key in old:
        if key in present:
            last = key
        else:
            gone_after.setdefault(last, []).append(key)
    yield from gone_after.get("", ())
    for key in new:
        yield key
        yield from gone_after.get(key, ())


def _changes(old: _Standing, new: _Standing, language: str) -> Iterator[Change]:
    item = new.item
    told = (new.where, _words(new, language))
    yield from _of_fields(old.one, new.one, [field.name for field in item.texts], f"{new.path}.", told, language)
    for name in item.settings:
        before, after = _value(old.one.get(name)), _value(new.one.get(name))
        if before != after:
            yield Change("changed", f"{new.path}.{name}", *told, before, after)


def _of_fields(
    old: Json, new: Json, names: Sequence[str], prefix: str, told: tuple[str, str], language: str
) -> Iterator[Change]:
    for name in names:
        before, after = _said(old.get(name), language), _said(new.get(name), language)
        if before != after:
            yield Change("changed", f"{prefix}{name}", *told, before, after, pieces_of(before, after))


def _gone_or_new(kind: Literal["added", "removed"], standing: _Standing, language: str) -> Change:
    words = _words(standing, language)
    before, after = (words, "") if kind == "removed" else ("", words)
    return Change(kind, standing.path, standing.where, words, before, after)


def _move(old: _Standing, new: _Standing, language: str) -> Change:
    is_elsewhere = old.siblings != new.siblings
    before, after = (old.where, new.where) if is_elsewhere else ("", "")
    return Change("moved", new.path, new.where, _words(new, language), before, after)


def _words(standing: _Standing, language: str) -> str:
    """The first of an item's texts: its title, or the question itself."""
    return _said(standing.one.get(standing.item.texts[0].name), language)


def _said(text: Any, language: str) -> str:
    """What the reader of a language sees of a text."""
    return next((text[one] for one in NEAREST[language] if text and text.get(one, "").strip()), "")


def _value(value: Any) -> str:
    """A flag, some choices or a link, as one word or some; empty where there is nothing."""
    if isinstance(value, bool) or value is None:
        return "true" if value else ""
    return ", ".join(value) if isinstance(value, list) else str(value)
