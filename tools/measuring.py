"""What the tools that measure word rules share: a score, labelled texts from a file, and a page that is printed or checked."""

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
NAMES = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}


@dataclass
class Score:
    """Marks that are right, marks too many, and texts that should have had one."""

    right: int = 0
    too_many: int = 0
    missed: int = 0

    def count(self, *, is_labelled: bool, is_marked: bool) -> None:
        """Take one more text into account."""
        self.right += is_labelled and is_marked
        self.too_many += is_marked and not is_labelled
        self.missed += is_labelled and not is_marked

    @property
    def labelled(self) -> int:
        """How many texts should have a mark."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """How many of the marks are right."""
        return self.right / max(1, self.right + self.too_many)

    @property
    def recall(self) -> float:
        """How many of the labelled texts get their mark."""
        return self.right / max(1, self.labelled)


def read_labelled(path: Path) -> list[Any]:
    """The labelled texts of a file."""
    return list(yaml.safe_load(path.read_text("utf-8")))


def score_kinds(
    rows: Iterable[Mapping[str, Any]], kinds: Iterable[str], find: Callable[[str], Collection[str]]
) -> dict[str, Score]:
    """The score of each kind on texts that are labelled with ``kinds``."""
    scores = {kind: Score() for kind in kinds}
    for row in rows:
        found = find(row["text"])
        for kind, score in scores.items():
            score.count(is_labelled=kind in row["kinds"], is_marked=kind in found)
    return scores


def print_or_check(target: Path, page: Callable[[], str]) -> int:
    """Print the page, or with ``--check`` say whether it would change; returns what the program exits with."""
    if "--check" not in sys.argv:
        target.write_text(page(), "utf-8")
        return 0
    if target.read_text("utf-8") != page():
        print(f"{target.relative_to(ROOT)} differs from the rules; run: python -m tools.{Path(sys.argv[0]).stem}")
        return 1
    return 0
