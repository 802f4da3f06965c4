"""Writing a guide's document as YAML that a person reads with ease: fixed order, folded long texts, few quotes."""

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any

import yaml
from django.utils.translation import gettext as _

from samspill.guides.shape import HEAD, INNER, LANGUAGES, Item, Json, TextField, parts_of

WIDTH = 120
INDENT = "  "
DOCUMENTATION = "docs/using/guide-as-yaml.md"

PRINTABLE = re.compile("[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
INDICATORS = "-?:,[]{}#&*!|>'\"%@`=<~"
WORD = "tag:yaml.org,2002:str"
RESOLVER: Any = yaml.resolver.Resolver()

Document = dict[str, Any]


def write_yaml(content: Json) -> str:
    """A document as a YAML file; reading the file gives the document back.

    Texts that are empty are left out, and so is what the format does not have.
    """
    about = _("A conversation guide for Samspill. What the fields mean is explained in %(page)s.")
    lines = [f"# {line}" for line in wrap(about % {"page": DOCUMENTATION}, WIDTH - 2)]
    parts = parts_of(content.get("kind", "yearly"))
    for name, value in arranged(content).items():
        if name in parts:
            lines.append("")
        lines.extend(_field(name, value, ""))
    return "\n".join(lines) + "\n"


def arranged(content: Json) -> Document:
    """The document in the order of the format, without empty texts and without what the format does not have."""
    document = _kept(content, ("key", "kind")) | _texts(content, HEAD) | _kept(content, ("rows",))
    for part, item in parts_of(content.get("kind", "yearly")).items():
        if part in content:
            document[part] = [_arranged(item, one) for one in content[part]]
    return document


def _arranged(item: Item, one: Json) -> Document:
    arranged_one = _kept(one, ("key",)) | _texts(one, item.texts) | _kept(one, (*item.settings, "rows"))
    if item.inner in one:
        arranged_one[item.inner] = [_arranged(INNER[item.inner], inner) for inner in one[item.inner]]
    return arranged_one


def _kept(source: Json, names: Iterable[str]) -> Document:
    return {name: source[name] for name in names if name in source}


def _texts(source: Json, fields: Iterable[TextField]) -> Document:
    found = {field.name: source.get(field.name) or {} for field in fields}
    filled = {
        name: {language: text[language] for language in LANGUAGES if text.get(language, "").strip()}
        for name, text in found.items()
    }
    return {name: text for name, text in filled.items() if text}


def _field(name: str, value: Any, margin: str) -> Iterator[str]:
    """The lines of one field, beginning at a margin."""
    if isinstance(value, bool):
        yield f"{margin}{name}: {str(value).lower()}"
    elif isinstance(value, str):
        yield from _text(f"{margin}{name}: ", value, margin + INDENT)
    elif isinstance(value, dict):
        yield f"{margin}{name}:"
        for inner, text in value.items():
            yield from _field(inner, text, margin + INDENT)
    elif value and isinstance(value[0], dict):
        yield f"{margin}{name}:"
        for one in value:
            yield from _item(one, margin + INDENT)
    else:
        listed = f"{margin}{name}: [{', '.join(value)}]"
        yield from wrap(listed, WIDTH, subsequent_indent=margin + INDENT, break_on_hyphens=False)


def _item(one: Document, margin: str) -> Iterator[str]:
    lines = [line for name, value in one.items() for line in _field(name, value, margin + INDENT)]
    yield f"{margin}- {lines[0].lstrip(' ')}"
    yield from lines[1:]


def _text(name: str, text: str, margin: str) -> Iterator[str]:
    """A text after its name on one line if there is room, else as a block under it, else in quotes."""
    short = name + _on_one_line(text)
    block = [] if len(short) <= WIDTH and "\n" not in text else _block(text, margin)
    if block:
        yield name + block[0]
        yield from (margin + line if line else "" for line in block[1:])
    else:
        yield short


def _on_one_line(text: str) -> str:
    if not PRINTABLE.fullmatch(text):
        return '"' + "".join(_escaped(character) for character in text) + '"'
    return text if _is_plain(text) else "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    """Whether a text without quotes is read as that text by every reader of YAML."""
    is_safe = text == text.strip() and text[0] not in INDICATORS and text[-1] != ":"
    is_word = RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == WORD
    return is_safe and is_word and ": " not in text and " #" not in text


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character == "\n":
        return "\\n"
    return character if PRINTABLE.fullmatch(character) else f"\\U{ord(character):08X}"


def _block(text: str, margin: str) -> list[str]:
    """The lines of a text as a block: literal where its lines are short, else folded; none where it cannot be one."""
    body, ending = (text[:-1], "") if text.endswith("\n") else (text, "-")
    lines = body.split("\n")
    if not lines[0] or not lines[-1] or any(line != line.rstrip() or not PRINTABLE.fullmatch(line) for line in lines):
        return []
    room = WIDTH - len(margin)
    if "\n" in text and all(len(line) <= room for line in lines):
        return [f"|{ending}", *lines] if lines[0][0] != " " else []
    folded = [wrap(line, room, break_long_words=False, break_on_hyphens=False) for line in lines]
    if any(line.startswith(" ") or " ".join(rows) != line for line, rows in zip(lines, folded, strict=True)):
        return []
    return [f">{ending}", *folded[0], *(line for paragraph in folded[1:] for line in ("", *paragraph))]
