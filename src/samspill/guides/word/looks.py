"""How a paragraph looks once its styles and lists are taken into account, for a form says by looks what its lines are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

Element = Any  # lxml names no public type
T = TypeVar("T")

DEEPEST_STYLE = 20
DEEPEST_LEVEL = 8
TEXT_LEVEL = 9  # the outline level of what is no heading
OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Style:
    """One style as the file has it; None is for what it leaves to the style that it is based on."""

    name: str
    based_on: str | None
    outline: int | None
    list_id: str | None
    level: int | None
    is_bold: bool | None


@dataclass(frozen=True, slots=True)
class Look:
    """What ``blocks.Paragraph`` has of a paragraph beside its text."""

    style: str
    outline: int
    level: int
    is_numbered: bool
    is_bold: bool


@dataclass(frozen=True, slots=True)
class Looks:
    """A document's styles by their ids, read as they are asked for, and how each level of each list is marked."""

    styles: dict[str, Element]
    lists: dict[str, dict[int, str]]
    usual: str
    known: dict[str, Style] = field(default_factory=dict)  # those that have been asked for

    @classmethod
    def of(cls, part: Any) -> "Looks":
        """The styles and lists of a document; a part that is missing or of another type says nothing."""
        styles, numbering = (_related(part, kind) for kind in (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING))
        elements = [one for one in styles if one.tag == qn("w:style")]
        usual = (one for one in elements if one.get(qn("w:default")) == "1" and one.get(qn("w:type")) == "paragraph")
        by_id = {one.get(qn("w:styleId"), ""): one for one in elements}
        return cls(by_id, _lists(numbering), next((one.get(qn("w:styleId"), "") for one in usual), ""))

    def paragraph(self, element: Element) -> Look:
        """A paragraph's look: its own properties before those of its style."""
        properties = element.find(qn("w:pPr"))
        own = _style(element)
        chain = [own, *self._chain(_value(properties, "w:pStyle") or self.usual)]
        outline = _first(one.outline for one in chain)
        list_id, level = _first(one.list_id for one in chain), _first(one.level for one in chain) or 0
        mark = self.lists.get(list_id or "", {}).get(level, "bullet" if list_id not in {None, "0"} else "none")
        return Look(
            style=chain[1].name if len(chain) > 1 else "",
            outline=0 if outline is None or outline >= TEXT_LEVEL else outline + 1,
            level=-1 if mark == "none" else level,
            is_numbered=mark not in {"none", "bullet"},
            is_bold=bool(_first(one.is_bold for one in chain[1:])),
        )

    def is_run_bold(self, run: Element, *, is_bold: bool) -> bool:
        """Whether a run is bold: by its own word, by its style, or because what is around it is."""
        properties = run.find(qn("w:rPr"))
        own = _switch(properties, "w:b")
        if own is None:
            own = _first(one.is_bold for one in self._chain(_value(properties, "w:rStyle")))
        return is_bold if own is None else own

    def _chain(self, style_id: str | None) -> list[Style]:
        chain: list[Style] = []
        while style_id in self.styles and len(chain) < DEEPEST_STYLE:
            if style_id not in self.known:
                self.known[style_id] = _style(self.styles[style_id])
            chain.append(self.known[style_id])
            style_id = chain[-1].based_on
        return chain


def number_of(element: Element | None, *, most: int) -> int:
    """The number that an element has as its value, from 0 to the most that makes sense; 0 where it has none."""
    value = "" if element is None else element.get(qn("w:val"), "")
    return min(int(value), most) if value.isascii() and value.isdigit() and len(value) < 9 else 0


def _related(part: Any, kind: str) -> Any:
    related = (relation for relation in part.rels.values() if relation.reltype == kind and not relation.is_external)
    return next((getattr(relation.target_part, "element", ()) for relation in related), ())


def _style(element: Element) -> Style:
    """The looks that a style, or a paragraph of its own, has."""
    properties = element.find(qn("w:pPr"))
    in_list = None if properties is None else properties.find(qn("w:numPr"))
    outline = None if properties is None else properties.find(qn("w:outlineLvl"))
    level = None if in_list is None else in_list.find(qn("w:ilvl"))
    return Style(
        name=_value(element, "w:name") or "",
        based_on=_value(element, "w:basedOn"),
        outline=None if outline is None else number_of(outline, most=TEXT_LEVEL),
        list_id=_value(in_list, "w:numId"),
        level=None if level is None else number_of(level, most=DEEPEST_LEVEL),
        is_bold=_switch(element.find(qn("w:rPr")), "w:b"),
    )


def _lists(numbering: Any) -> dict[str, dict[int, str]]:
    """By list: how each level is marked."""
    marks: dict[str | None, dict[int, str]] = {}
    for kind in (one for one in numbering if one.tag == qn("w:abstractNum")):
        levels = kind.findall(qn("w:lvl"))
        marks[kind.get(qn("w:abstractNumId"))] = {_level(one): _value(one, "w:numFmt") or "decimal" for one in levels}
    lists = [one for one in numbering if one.tag == qn("w:num")]
    return {one.get(qn("w:numId"), ""): marks.get(_value(one, "w:abstractNumId"), {}) for one in lists}


def _level(element: Element) -> int:
    value = element.get(qn("w:ilvl"), "")
    return int(value) if value in set("012345678") else 0


def _value(holder: Element | None, name: str) -> str | None:
    """The value of an element directly in another."""
    found = None if holder is None else holder.find(qn(name))
    value: str | None = None if found is None else found.get(qn("w:val"))
    return value


def _switch(holder: Element | None, name: str) -> bool | None:
    """Whether something is turned on; None where nothing is said."""
    found = None if holder is None else holder.find(qn(name))
    return None if found is None else found.get(qn("w:val"), "1") not in OFF


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)
