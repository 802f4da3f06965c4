"""Print ``docs/reference/action-wording.md``: how often the help with the wording of actions is right.

Usage: ``python -m tools.measure_action_wording [--check]``.
"""

import sys
from collections.abc import Iterator
from typing import TypedDict

from tools.measuring import NAMES, ROOT, Score, print_or_check, read_labelled, score_kinds

from samspill.plans.wording import KINDS, LANGUAGES, advise

LABELS = ROOT / "tests/rooms/plans/wording_labels"
PAGE = ROOT / "docs/reference/action-wording.md"
PARTS = {
    "later": "written when the rules were done: the figures to go by",
    "held": "held back",
    "building": "looked at while the rules were made",
}

ABOUT = """\
# Help with the wording of actions

<!-- Printed by tools/measure_action_wording.py; `make docs` after a change. -->

Where the two write an action into the plan, quiet lines under the field say what would make it hard to tell, when the
day comes, whether it was done. It is done by word rules on the server (`plans/wording`, one file of words for each
language). Nothing is stopped, counted, stored or sent on.

| Kind | An action has it when |
| --- | --- |
| `vague` | it tells of an attitude, an effort or a direction, and not of anything that one could see done |
| `no_verb` | it names a thing or a state, and nobody does anything in it |
| `nobody` | it leaves open who does it: it shall be, one should, we must, passives |
| `several` | it holds two or more actions that could each have a person and a date |
| `sometime` | it has a time that never falls due: soon, continuously, when needed |

## How often it is right

Actions were labelled before there was a rule; one lot was looked at while the rules were made, and one was held back:
only its totals have been seen. But texts and rules have the same author, who had both fresh in mind, so the figures for
what was held back say little. Therefore more lots were written, each when the rules were done for the time being. Three
of them, on purpose in other manners than the first (hurried notes, talk, officialese), got one or two wrong marks in a
language at the most, and missed six to nine out of ten of the labels; they went into the making. The last lot is in an
ordinary manner. It was measured once, and the rules were not changed afterwards: its figures are those to go by.
It is small, 24 actions in each language, so that one mark more or less moves them much. Nine marks in ten are right;
the turns of phrase that come first to mind are found, and others are missed. That is the better way to be wrong for
advice that nobody has asked for. What the labels mean stands in `tests/rooms/plans/wording_labels/README.md`.

Precision is how many of the marks are right; recall is how many of the labelled actions get theirs.
"""

KNOWN = """
## What it gets wrong

- Vague words that it does not know, and vagueness that lies in the matter and not in the words.
- "Try to" is marked also where what one tries can be seen.
- An action without a verb whose first word is not among those that it knows.
- Two deeds joined by a single "and" are left alone, also where they are two actions.
- A verb that is written like a noun, or the other way round.
- Spelling mistakes, dialect, and a language other than the conversation's. Only the first 500 signs are read.
"""


class Labelled(TypedDict):
    """An action and the kinds that a reader found in it."""

    text: str
    kinds: list[str]


def measure(language: str, part: str) -> dict[str, Score]:
    """The score of each kind on one file of labelled actions."""
    return score_kinds(_rows(language, part), KINDS, lambda text: _marks(text, language))


def measure_good(language: str, part: str) -> float:
    """How many of the actions that are good get no mark."""
    good = [row["text"] for row in _rows(language, part) if not row["kinds"]]
    return sum(not _marks(text, language) for text in good) / len(good)


def page() -> str:
    """The whole page."""
    return "\n".join([ABOUT, *(line for part in PARTS for line in _table(part))]) + KNOWN


def _table(part: str) -> Iterator[str]:
    yield f"### Actions {PARTS[part]}\n"
    yield "| Language | Kind | Labelled | Precision | Recall |\n| --- | --- | --- | --- | --- |"
    for language in LANGUAGES:
        scores = measure(language, part)
        for name, one in {**{f"`{kind}`": score for kind, score in scores.items()}, "**All**": _sum(scores)}.items():
            precision = f"{one.precision:.2f}" if one.right + one.too_many else "no marks"
            yield f"| {NAMES[language]} | {name} | {one.labelled} | {precision} | {one.recall:.2f} |"
    yield ""
    kept = (f"{NAMES[one]} {measure_good(one, part):.2f} of {len(_rows(one, part))}" for one in LANGUAGES)
    yield f"Good left alone, and actions in all: {', '.join(kept)}.\n"


def _sum(scores: dict[str, Score]) -> Score:
    return Score(*(sum(getattr(one, name) for one in scores.values()) for name in ("right", "too_many", "missed")))


def _marks(text: str, language: str) -> set[str]:
    return {one.kind for one in advise(text, language)}


def _rows(language: str, part: str) -> list[Labelled]:
    return read_labelled(LABELS / f"{language}-{part}.yaml")


if __name__ == "__main__":
    sys.exit(print_or_check(PAGE, page))
