"""Print ``docs/reference/talk-compass.md``: how often the talk compass is right. Usage: ``measure_compass.py [--check]``."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import yaml

from samspill.conversations.compass import KINDS, LANGUAGES, notice

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "tests/rooms/conversations/compass_labels"
PAGE = ROOT / "docs/reference/talk-compass.md"
PARTS = {
    "building": "looked at while the rules were made",
    "held": "held back",
    "later": "written when the rules were done",
}
NAMES = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}

ABOUT = """\
# The talk compass

<!-- Printed by tools/measure_compass.py; run it after a change. -->

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
figures for what was held back say little. So three more lots were written, each when the rules were done for the time
being, in other people's manner. The first two showed what was missing and went into the making; the last was measured
once, and the rules were not changed afterwards. Its figures are those to go by: what is said is nearly always right, and
about every other text gets nothing. That is the better way to be wrong for advice that nobody has asked for. What the
labels mean stands in `tests/rooms/conversations/compass_labels/README.md`.

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


@dataclass
class Score:
    """Right notices, notices too many, and texts that should have had one."""

    right: int = 0
    too_many: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """How many of the notices are right."""
        return self.right / max(1, self.right + self.too_many)

    @property
    def recall(self) -> float:
        """How many of the labelled texts get their notice."""
        return self.right / max(1, self.right + self.missed)


def measure(language: str, part: str) -> dict[str, Score]:
    """The score of each kind on one file of labelled texts."""
    scores: dict[str, Score] = {kind: Score() for kind in KINDS}
    for row in _rows(language, part):
        found = {one.kind for one in notice(row["text"], language)}
        for kind, score in scores.items():
            score.right += kind in found and kind in row["kinds"]
            score.too_many += kind in found and kind not in row["kinds"]
            score.missed += kind not in found and kind in row["kinds"]
    return scores


def page() -> str:
    """The whole page."""
    return "\n".join([ABOUT, *(line for part in PARTS for line in _table(part))]) + KNOWN


def _table(part: str) -> Iterator[str]:
    yield f"### Texts {PARTS[part]}\n"
    yield "| Language | Texts | Kind | Labelled | Precision | Recall |\n| --- | --- | --- | --- | --- | --- |"
    for language in LANGUAGES:
        count = len(_rows(language, part))
        for kind, one in measure(language, part).items():
            labelled = one.right + one.missed
            shown = f"{one.precision:.2f} | {one.recall:.2f}"
            yield f"| {NAMES[language]} | {count} | `{kind}` | {labelled} | {shown} |"
    yield ""


def _rows(language: str, part: str) -> list[Labelled]:
    rows: list[Labelled] = yaml.safe_load((LABELS / f"{language}-{part}.yaml").read_text("utf-8"))
    return rows


def main() -> int:
    """Print the page, or check that nothing would change."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), "utf-8")
        return 0
    if PAGE.read_text("utf-8") != page():
        print("docs/reference/talk-compass.md differs from the rules; run: python tools/measure_compass.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
