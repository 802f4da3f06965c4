"""Print ``docs/reference/talk-compass.md``: how often the talk compass is right.

Usage: ``python -m tools.measure_compass [--check]``.
"""

import sys
from collections.abc import Iterator
from typing import TypedDict

from tools.measuring import NAMES, ROOT, Score, print_or_check, read_labelled, score_kinds

from samspill.conversations.compass import KINDS, LANGUAGES, notice

LABELS = ROOT / "tests/rooms/conversations/compass_labels"
PAGE = ROOT / "docs/reference/talk-compass.md"
PARTS = {
    "building": "looked at while the rules were made",
    "held": "held back",
    "later": "written when the rules were done",
}

ABOUT = """\
# The talk compass

<!-- Printed by tools/measure_compass.py; `make docs` after a change. -->

Where somebody writes what the other will read, a quiet line under the field says when the text begins on something
that belongs in another conversation, and in which. It is done by word rules on the server (`conversations/compass`, one
file of words for each language). Nothing is stopped, counted, stored or sent on, and what is written for oneself alone
is not looked at.

| Kind | What it is | Where it belongs |
| --- | --- | --- |
| `pay` | Somebody's own pay: asked for, promised, refused, compared. | The pay conversation, on the employee's asking. |
| `reprimand` | A warning, a reprimand, a threat to somebody's position. | A meeting of its own; one may bring somebody. |

Themes about the life phase and later working life are left alone: there, hours, pension and what one lives on belong to
the matter. They are told by the words of their title (`life_phase` in the files of words), or by the senior-policy
measures beside them. A mark in the guide would have to be remembered by whoever makes one, and could not be set on a
theme that somebody adds in the middle of a preparation.

## How often it is right

Texts were labelled before there was a rule, and split by lot: two thirds were looked at while the rules were made, one
third was not opened until they were done. But texts and rules have the same author, who had them fresh in mind: the
figures for what was held back say little. Three later lots, in other people's manner, showed what was missing, and went
into the making. So did some 500 further texts in each language, in a dozen lots, each measured before the rules were
touched. The last table is of one fresh lot, written by somebody who had not seen the rules, and measured once;
the rules were not changed afterwards. Its figures are those to go by. Where the rules are in doubt they say nothing: that
is the better way to be wrong for advice that nobody has asked for. What the labels mean stands in
`tests/rooms/conversations/compass_labels/README.md`.

Precision is how many of the notices are right; recall is how many of the labelled texts get theirs.
"""

KNOWN = """
## What it gets wrong

- What is said between the lines, in images or in everyday words for money and for being thrown out: it knows the words
  that employers and employees use, not all the ways round them.
- A pay word and a wish in one sentence that have nothing to do with each other.
- Spelling mistakes, dialect, and words made up on the spot.
- Others' dismissals or warnings, told as news.
"""


class Labelled(TypedDict):
    """A text and the kinds that a reader found in it."""

    text: str
    kinds: list[str]


def measure(language: str, part: str) -> dict[str, Score]:
    """The score of each kind on one file of labelled texts."""
    return score_kinds(_rows(language, part), KINDS, lambda text: {one.kind for one in notice(text, language)})


def page() -> str:
    """The whole page."""
    return "\n".join([ABOUT, *(line for part in PARTS for line in _table(part))]) + KNOWN


def _table(part: str) -> Iterator[str]:
    yield f"### Texts {PARTS[part]}\n"
    yield "| Language | Texts | Kind | Labelled | Precision | Recall |\n| --- | --- | --- | --- | --- | --- |"
    for language in LANGUAGES:
        count = len(_rows(language, part))
        for kind, one in measure(language, part).items():
            shown = f"{one.precision:.2f} | {one.recall:.2f}"
            yield f"| {NAMES[language]} | {count} | `{kind}` | {one.labelled} | {shown} |"
    yield ""


def _rows(language: str, part: str) -> list[Labelled]:
    return read_labelled(LABELS / f"{language}-{part}.yaml")


if __name__ == "__main__":
    sys.exit(print_or_check(PAGE, page))
