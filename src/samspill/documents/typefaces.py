"""The fonts that travel with the package, and which letters each of them has."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"

# In the order in which typst tries them.
_FILES = {"Inter": "Inter-*.[ot]tf", "Noto Emoji": "NotoEmoji-Regular.ttf", "DejaVu Sans": "DejaVuSans.ttf"}
FAMILIES = tuple(_FILES)

# PDF/A-2a forbids the private use area (Inter has glyphs there); unassigned codes have no meaning to archive.
_FORBIDDEN_CATEGORIES = frozenset({"Co", "Cn"})
_SEGMENTS_16_BIT, _SEGMENTS_32_BIT = 4, 12
_LAST_OF_16_BIT = 0xFFFF


class UnreadableFont(RuntimeError):
    """A vendored font lacks a table that says which letters it has."""


@cache
def coverage() -> tuple[frozenset[str], ...]:
    """The letters that every cut of each family has, in the order of ``FAMILIES``.

    Raises:
        UnreadableFont: a font has no Unicode character map.
    """
    return tuple(frozenset.intersection(*map(_letters_of, FONTS.glob(cuts))) for cuts in _FILES.values())


def _letters_of(font: Path) -> frozenset[str]:
    """Read the widest character map of an OpenType font (table ``cmap``, ISO/IEC 14496-22)."""
    content = font.read_bytes()
    tables = {tag: at for tag, _, at, _ in _records(content, 12, _short(content, 4), ">4sIII")}
    cmap = tables[b"cmap"]
    offsets = [cmap + at for _, _, at in _records(content, cmap + 4, _short(content, cmap + 2), ">HHI")]
    maps = {_short(content, at): at for at in offsets}
    if _SEGMENTS_32_BIT in maps:
        codes = _codes_of_32_bit_map(content, maps[_SEGMENTS_32_BIT])
    elif _SEGMENTS_16_BIT in maps:
        codes = _codes_of_16_bit_map(content, maps[_SEGMENTS_16_BIT])
    else:
        raise UnreadableFont(f"{font.name} has no Unicode character map.")
    return frozenset(letter for letter in map(chr, codes) if unicodedata.category(letter) not in _FORBIDDEN_CATEGORIES)


def _codes_of_32_bit_map(content: bytes, at: int) -> Iterator[int]:
    count = struct.unpack_from(">I", content, at + 12)[0]
    for first, last, _ in _records(content, at + 16, count, ">III"):
        yield from range(first, last + 1)


def _codes_of_16_bit_map(content: bytes, at: int) -> Iterator[int]:
    """Codes with a glyph; a segment's glyph is the code plus a delta, or looked up at an offset from its own place."""
    width = _short(content, at + 6)
    lasts = at + 14
    firsts, deltas, offsets = (lasts + 2 + width * part for part in (1, 2, 3))
    for segment in range(0, width, 2):
        first, last = _short(content, firsts + segment), _short(content, lasts + segment)
        offset = _short(content, offsets + segment)
        for code in range(first, min(last, _LAST_OF_16_BIT - 1) + 1):
            if offset:
                glyph = _short(content, offsets + segment + offset + 2 * (code - first))
            else:
                glyph = (code + _short(content, deltas + segment)) % 0x10000
            if glyph:
                yield code


def _short(content: bytes, at: int) -> int:
    number: int = struct.unpack_from(">H", content, at)[0]
    return number


def _records(content: bytes, start: int, count: int, layout: str) -> Iterator[tuple[Any, ...]]:
    size = struct.calcsize(layout)
    return struct.iter_unpack(layout, content[start : start + size * count])
