"""A guide as a YAML file that people read and write: explained in ``docs/using/guide-as-yaml.md``.

``write_yaml`` (in ``yaml_writing``) and ``read_yaml`` undo each other exactly. What there is to read is told by
``shape``; every fault of a file is found in one reading, each with its line.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any

from samspill.guides.shape import (
    HEAD,
    INNER,
    KEY,
    KINDS,
    LANGUAGES,
    LONGEST_KEY,
    MOST_ITEMS,
    PARTS,
    YEARLY,
    Choices,
    Item,
    TextField,
    make_key,
    parts_of,
)
from samspill.guides.yaml_tree import Faults, Node, UnreadableYaml, YamlFault, quoted, read_tree
from samspill.guides.yaml_writing import write_yaml

__all__ = ["UnreadableYaml", "YamlFault", "read_yaml", "write_yaml"]

ROW = re.compile("S(0[1-9]|[12][0-9]|3[0-9])")  # the numbered needs that built-in content answers to
TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
EXPECTED = {"text": "not_a_text", "list": "not_a_list", "fields": "not_fields"}

Document = dict[str, Any]
Read = Callable[[Node], Any]


def read_yaml(source: bytes | str, *, language: str, is_keeping_rows: bool = False) -> Document:
    """The document that a file holds; items without a key get one made from their text.

    Args:
        source: the file, UTF-8, at most 1 MB.
        language: nb, nn or en: the language of texts that are written without saying which.
        is_keeping_rows: whether ``rows`` come with the document; else they are checked and left out.

    Raises:
        UnreadableYaml: with all that is wrong, in the order of the file.
    """
    faults = Faults()
    root = read_tree(source, faults)
    reading = _Reading(faults, language=language, is_keeping_rows=is_keeping_rows)
    document = reading.document(root)
    faults.raise_if_any()
    reading.make_keys()
    return document


class _Reading:
    """One file being read: the faults and the keys met so far. What cannot be read gives None and a fault."""

    def __init__(self, faults: Faults, *, language: str, is_keeping_rows: bool) -> None:
        self._faults = faults
        self._language = language
        self._is_keeping_rows = is_keeping_rows
        self._taken: set[str] = set()
        self._keyless: list[tuple[Document, Item]] = []

    def document(self, root: Node) -> Document:
        """The whole document."""
        kind = self._kind_of(root)
        reads: dict[str, Read] = {"key": self._slug, "kind": self._kind}
        reads |= {field.name: partial(self._text, field) for field in HEAD} | {"rows": self._rows}
        reads |= {part: partial(self._items, part, item) for part, item in parts_of(kind).items()}
        document = self._fields(root, reads, _required(HEAD), elsewhere=PARTS, kind=kind)
        return {**document, "themes": document.get("themes", [])}

    def make_keys(self) -> None:
        """Give the items that came without a key one that no other has."""
        for one, item in self._keyless:
            text = one[_required(item.texts)[0]]
            one["key"] = make_key(text.get(self._language) or next(iter(text.values())), self._taken, prefix=item.name)

    def _fields(
        self, node: Node, reads: Mapping[str, Read], required: Iterable[str], *, elsewhere: Iterable[str] = (),
        kind: str = "",
    ) -> Document:  # fmt: skip
        """What the fields hold, in the order of ``reads``; unknown, doubled and missing ones are faults."""
        if not self._is(node, "fields"):
            return {}
        found: Document = {}
        for name, value in node.pairs:
            if name.text in found:
                self._faults.add(name, "doubled_field", name=name.text)
            elif name.text in reads:
                found[name.text] = None if value.is_refused else reads[name.text](value)
            elif name.text in elsewhere:
                self._faults.add(name, "not_in_kind", name=name.text, kind=kind)
            else:
                self._unknown(name, reads, "field")
        for missing in required:
            if missing not in found:
                self._faults.add(node, "missing_field", name=missing)
        return {name: found[name] for name in reads if found.get(name) is not None}

    def _items(self, part: str, item: Item, node: Node) -> list[Document] | None:
        if not self._is(node, "list", name=part):
            return None
        if len(node.parts) > MOST_ITEMS:
            self._faults.add(node, "too_many_items", name=part, most=MOST_ITEMS)
        return [self._item(item, one) for one in node.parts if not one.is_refused]

    def _item(self, item: Item, node: Node) -> Document:
        reads: dict[str, Read] = {"key": self._key}
        reads |= {field.name: partial(self._text, field) for field in item.texts}
        reads |= {flag.name: partial(self._flag, flag.name) for flag in item.flags}
        reads |= {choices.name: partial(self._choices, choices) for choices in item.choices}
        reads |= dict.fromkeys(item.links, self._slug) | {"rows": self._rows}
        if item.inner:
            reads[item.inner] = partial(self._items, item.inner, INNER[item.inner])
        found = self._fields(node, reads, _required(item.texts))
        one = {"key": "", **found, **({item.inner: found.get(item.inner, [])} if item.inner else {})}
        if not one["key"]:
            self._keyless.append((one, item))
        return one

    def _text(self, field: TextField, node: Node) -> dict[str, str] | None:
        if node.kind == "text":
            return {self._language: self._words(field, node)}
        if not self._is(node, "fields", name=field.name, expected="text"):
            return None
        if not node.parts:
            self._faults.add(node, "empty_text", name=field.name)
        found: dict[str, str] = {}
        for name, value in node.pairs:
            if name.text not in LANGUAGES:
                self._faults.add(name, "unknown_language", name=quoted(name.text))
            elif name.text in found:
                self._faults.add(name, "doubled_field", name=name.text)
            else:
                found[name.text] = self._words(field, value)
        return {language: found[language] for language in LANGUAGES if language in found}

    def _words(self, field: TextField, node: Node) -> str:
        if self._is(node, "text", name=field.name):
            if not node.text.strip():
                self._faults.add(node, "empty_text", name=field.name)
            elif len(node.text) > field.longest:
                self._faults.add(node, "too_long", name=field.name, most=field.longest, length=len(node.text))
        return node.text

    def _key(self, node: Node) -> str | None:
        key = self._slug(node)
        if key in self._taken:
            self._faults.add(node, "doubled_key", name=key)
        self._taken |= {key} if key else set()
        return key

    def _slug(self, node: Node) -> str | None:
        if not self._is(node, "text", name="key"):
            return None
        if len(node.text) <= LONGEST_KEY and KEY.fullmatch(node.text):
            return node.text
        self._faults.add(node, "bad_key", name=quoted(node.text), most=LONGEST_KEY)
        return None

    def _flag(self, name: str, node: Node) -> bool | None:
        if node.kind == "text" and node.text.lower() in TRUTHS:
            return TRUTHS[node.text.lower()]
        self._faults.add(node, "not_yes_or_no", name=name)
        return None

    def _choices(self, choices: Choices, node: Node) -> list[str]:
        chosen = self._words_listed(node, choices.name)
        for one in chosen:
            if one.text not in choices.among:
                self._unknown(one, choices.among, "choice")
        named = {one.text for one in chosen}
        return [name for name in choices.among if name in named]

    def _rows(self, node: Node) -> list[str] | None:
        listed = self._words_listed(node, "rows")
        for one in listed:
            if not ROW.fullmatch(one.text):
                self._faults.add(one, "unknown_row", name=quoted(one.text))
        return [one.text for one in listed] if self._is_keeping_rows else None

    def _words_listed(self, node: Node, name: str) -> list[Node]:
        parts = node.parts if self._is(node, "list", name=name) else []
        return [one for one in parts if self._is(one, "text", name=name)]

    def _kind_of(self, root: Node) -> str:
        pairs = root.pairs if root.kind == "fields" else ()
        stated = next((value.text for name, value in pairs if name.text == "kind"), YEARLY)
        return stated if stated in KINDS else YEARLY

    def _kind(self, node: Node) -> str | None:
        if self._is(node, "text", name="kind") and node.text not in KINDS:
            self._faults.add(node, "unknown_kind", name=quoted(node.text), kinds=", ".join(KINDS))
        return node.text

    def _is(self, node: Node, kind: str, *, name: str = "", expected: str = "") -> bool:
        """Whether a node is of a kind; if not, that is a fault, unless the node has one already."""
        if node.kind != kind and not node.is_refused:
            self._faults.add(node, EXPECTED[expected or kind], name=name)
        return node.kind == kind and not node.is_refused

    def _unknown(self, node: Node, known: Iterable[str], what: str) -> None:
        """Note a name that there is not, with the one that was probably meant."""
        if node.is_refused or self._faults.is_full:
            return
        name = quoted(node.text)
        if nearest := get_close_matches(name.lower(), known, n=1):
            self._faults.add(node, f"misspelt_{what}", name=name, nearest=nearest[0])
        else:
            self._faults.add(node, f"unknown_{what}", name=name, known=", ".join(known))


def _required(fields: Iterable[TextField]) -> list[str]:
    return [field.name for field in fields if field.is_required]
