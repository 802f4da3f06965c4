"""Which letters our fonts can draw, and what stands in for the rest.

PDF/A wants every glyph embedded, so a single letter without a glyph would stop the whole document.
An agreed plan must never fail to be filed because of a smiley: what no font here has is written out
by its Unicode name instead.
"""

import re
import unicodedata
from collections.abc import Iterator

from samspill.documents.typefaces import coverage

_JOINER = "\u200d"
# Controls, direction marks, lone surrogates and line separators: nothing of it is seen, some of it deceives.
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NEWLINES = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def as_printable(text: str) -> str:
    r"""The text as the fonts can draw it: ``\n`` for new lines, no control characters, nothing missing.

    Invisible direction marks are removed as well, since they could make a signed text read differently
    from what was agreed. A letter that no font has becomes its Unicode name in square brackets.
    """
    text = unicodedata.normalize("NFC", _NEWLINES.sub("\n", text)).replace("\t", " ")
    text = "".join(letter for letter in text if letter in {"\n", _JOINER} or _is_visible(letter))
    if coverage()[0].issuperset(text.replace("\n", "")):
        return text
    return "".join(_drawn(cluster) for cluster in _clusters(text))


def as_one_line(text: str) -> str:
    """The printable text with every run of white space made one blank; for names, titles and headings."""
    return " ".join(as_printable(text).split())


def _is_visible(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSAFE_CATEGORIES


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for letter in text:
        if cluster and cluster != "\n" and (_belongs_to_previous(letter) or cluster.endswith(_JOINER)):
            cluster += letter
            continue
        if cluster:
            yield cluster
        cluster = letter
    yield cluster


def _belongs_to_previous(letter: str) -> bool:
    return letter == _JOINER or unicodedata.category(letter).startswith("M")


def _drawn(cluster: str) -> str:
    # A mark needs a letter to stand on; a blank may be trimmed away from under it at the beginning of a line.
    letter, marks = cluster[0], cluster[1:]
    is_afloat = _belongs_to_previous(letter) or (letter.isspace() and marks)
    if not is_afloat and any(letters.issuperset(cluster) for letters in coverage()):
        return cluster
    return "".join(_drawn_alone(letter) for letter in cluster)


def _drawn_alone(letter: str) -> str:
    if letter == _JOINER or unicodedata.name(letter, "").startswith("VARIATION SELECTOR"):
        return ""
    is_mark = _belongs_to_previous(letter)
    if letter == "\n" or (not is_mark and any(letter in letters for letters in coverage())):
        return letter
    return f"[{unicodedata.name(letter, '').lower() or f'U+{ord(letter):04X}'}]"
