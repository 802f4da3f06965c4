"""YAML as a tree of texts, lists and fields, each with its place in the file; nothing in it is ever carried out.

The tree is built from the parser's events: a text stays as it was written ("no" is a word, "12" is two digits), and
what a guide has no use for (anchors, aliases, tags, a second document) is refused where it stands. Size, depth and
number of nodes are bounded, so reading takes a bounded time whatever the file holds.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

LARGEST = 1_000_000  # bytes
DEEPEST = 8  # a guide is six deep
MOST_NODES = 50_000
MOST_FAULTS = 100
MOST_QUOTED = 60  # characters of the file that are said again in a fault

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PROBLEMS = {
    "mapping values are not allowed": "colon_in_text",
    "could not find expected ':'": "colon_missing",
    "found unexpected end of stream": "quote_open",
    "cannot start any token": "sign_in_front",
    "found a tab character": "sign_in_front",
}

Kind = Literal["text", "list", "fields"]


@dataclass(frozen=True, slots=True)
class YamlFault:
    """What is wrong at a place in the file.

    Args:
        line: from 1.
        column: from 1.
        code: one of the codes that have a sentence.
        facts: what the sentence names.
    """

    line: int
    column: int
    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


class UnreadableYaml(Exception):
    """The file cannot be read as a guide; carries everything that is wrong with it, at most ``MOST_FAULTS``."""

    def __init__(self, faults: list[YamlFault]) -> None:
        """Keep the faults, in the order of the file."""
        super().__init__(", ".join(f"{fault.line}:{fault.column} {fault.code}" for fault in faults))
        self.faults = faults


@dataclass(slots=True)
class Node:
    """A text, a list of nodes, or fields (names and values in turn), and where it begins."""

    kind: Kind
    line: int
    column: int
    text: str = ""
    parts: list["Node"] = field(default_factory=list)
    is_refused: bool = False

    @property
    def pairs(self) -> Iterator[tuple["Node", "Node"]]:
        """The fields' names with their values."""
        return zip(self.parts[::2], self.parts[1::2], strict=True)


class Faults:
    """The faults found so far; beyond ``MOST_FAULTS`` no more are kept."""

    def __init__(self) -> None:
        self.found: list[YamlFault] = []

    @property
    def is_full(self) -> bool:
        """Whether no more are kept."""
        return len(self.found) >= MOST_FAULTS

    def add(self, node: Node, code: str, **facts: str | int) -> None:
        """Note a fault at a node."""
        self.add_at(node.line, node.column, code, **facts)

    def add_at(self, line: int, column: int, code: str, **facts: str | int) -> None:
        """Note a fault at a place."""
        if not self.is_full:
            self.found.append(YamlFault(line, column, code, facts))

    def raise_if_any(self) -> None:
        """Raise ``UnreadableYaml`` with the faults in the order of the file, if there are any."""
        if self.found:
            raise UnreadableYaml(sorted(self.found, key=lambda fault: (fault.line, fault.column)))


def read_tree(source: bytes | str, faults: Faults) -> Node:
    """The file's one document as a tree; what is refused inside it is noted among the faults.

    Raises:
        UnreadableYaml: too large, not UTF-8, not YAML, nested too deep, or nothing in it.
    """
    text = _decoded(source, faults)
    growing = _Growing(faults)
    try:
        for event in yaml.parse(text, Loader=PARSER):
            growing.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        code = next((code for problem, code in PROBLEMS.items() if problem in str(error.problem)), "not_yaml")
        faults.add_at(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, code)
        faults.raise_if_any()
    if growing.root is None:
        faults.add_at(1, 1, "empty_file")
        faults.raise_if_any()
    assert growing.root is not None
    return growing.root


class _Growing:
    """A tree under way: takes the parser's events one by one."""

    def __init__(self, faults: Faults) -> None:
        self.root: Node | None = None
        self._faults = faults
        self._open: list[Node] = []
        self._count = 0

    def take(self, event: Any) -> None:
        """Put what the event tells into the tree."""
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._give_up(event, "several_documents")
        elif isinstance(event, yaml.NodeEvent):
            self._place(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()

    def _place(self, event: Any) -> None:
        node = self._node(event)
        self._count += 1
        if self._count > MOST_NODES:
            self._give_up(event, "too_large")
        if self._open:
            self._open[-1].parts.append(node)
        elif self.root is None:
            self.root = node
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append(node)
            if len(self._open) > DEEPEST:
                self._give_up(event, "too_deep")

    def _node(self, event: Any) -> Node:
        kind: Kind = "text"
        if isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "fields"
        mark = event.start_mark
        node = Node(kind, mark.line + 1, mark.column + 1, getattr(event, "value", ""))
        for code, name in self._refused(event):
            node.is_refused = True
            self._faults.add(node, code, name=quoted(name))
        return node

    @staticmethod
    def _refused(event: Any) -> Iterator[tuple[str, str]]:
        if isinstance(event, yaml.AliasEvent):
            yield "alias", f"*{event.anchor}"
            return
        if event.anchor:
            yield "alias", f"&{event.anchor}"
        if event.tag:
            yield "tag", event.tag

    def _give_up(self, event: Any, code: str) -> None:
        self._faults.add_at(event.start_mark.line + 1, event.start_mark.column + 1, code)
        self._faults.raise_if_any()


def quoted(text: str) -> str:
    """A piece of the file, short enough to be said again."""
    return text if len(text) <= MOST_QUOTED else text[: MOST_QUOTED - 1] + "…"


def _decoded(source: bytes | str, faults: Faults) -> str:
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(raw) > LARGEST:
        faults.add_at(1, 1, "too_large")
        faults.raise_if_any()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add_at(*_place_of(raw[: error.start].decode("utf-8", "replace")), "not_utf8")
        faults.raise_if_any()
        raise
    if bad := UNPRINTABLE.search(text):
        faults.add_at(*_place_of(text[: bad.start()]), "bad_character", name=f"U+{ord(bad.group()):04X}")
        faults.raise_if_any()
    return text


def _place_of(before: str) -> tuple[int, int]:
    """The line and column that come after a text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
