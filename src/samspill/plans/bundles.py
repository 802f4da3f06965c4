"""Bundles: employees' answers enter the figures together, never one by one, so that none can be read from them.

An answer waits in a unit until it is counted with others. Then it counts there and in every unit above, as it stands at
that moment, once and for all.

* Five answers about conversations with the same leader are a bundle. Answers about several leaders are one as soon as
  they are three times as many as anybody knows, and three more. One knows the answer that one gave, and those about the
  conversations that one leads.
* A bundle tells how many gave each answer, unless so many answered alike that all those whom somebody does not know may
  have done so. Then it tells of the like ones only so many that this stays open, and keeps the rest back.

Why that is enough: every figure, on every page, for every reader and at every moment, is bundles added up, and so is
whatever is left when one is taken from another. Who has answered decides what becomes a bundle, never what was
answered. A leader knows all of a bundle or leaves at least five unknown, and each of these may still have given two
different answers, even to somebody who knows every other bundle.

Two things remain open: what several find out who tell each other what they know; and that one of five with the same
leader, who alone answered otherwise and knows who the four are, can tell how they answered.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """An employee's answer that waits.

    Attributes:
        id: what it is kept under while it waits.
        usefulness: one of ``Evaluation.Usefulness``.
        employee_id: who gave it.
        leader_id: who leads the conversation that it is about, and can read it.
    """

    id: UUID
    usefulness: str
    employee_id: UUID
    leader_id: UUID


@dataclass(frozen=True, slots=True)
class Usefulness:
    """How useful the employees found their conversations: how many gave each answer, and how many are kept back."""

    very: int = 0
    somewhat: int = 0
    little: int = 0
    kept_back: int = 0

    def __add__(self, other: "Usefulness") -> "Usefulness":
        return Usefulness(
            self.very + other.very,
            self.somewhat + other.somewhat,
            self.little + other.little,
            self.kept_back + other.kept_back,
        )

    def __sub__(self, other: "Usefulness") -> "Usefulness":
        return Usefulness(
            self.very - other.very,
            self.somewhat - other.somewhat,
            self.little - other.little,
            self.kept_back - other.kept_back,
        )

    @property
    def answers(self) -> int:
        """How many answers it is made of, those kept back included."""
        return self.very + self.somewhat + self.little + self.kept_back

    @property
    def is_short(self) -> bool:
        """Whether more has been taken away than there was."""
        return min(self.very, self.somewhat, self.little, self.kept_back) < 0


def bundle_among(waiting: Sequence[Answer]) -> list[Answer]:
    """Those of the answers waiting in a unit that can be counted together now; none when they are too few."""
    leader_id, count = Counter(answer.leader_id for answer in waiting).most_common(1)[0]
    if count >= FEWEST:
        return [answer for answer in waiting if answer.leader_id == leader_id]
    is_enough = len(waiting) >= max(FEWEST, 3 * (_most_known(waiting) + 1))
    return list(waiting) if is_enough else []


def told_of(bundle: Sequence[Answer]) -> Usefulness:
    """What a bundle adds to the figures."""
    counts = Counter(answer.usefulness for answer in bundle)
    most = len(bundle) - _most_known(bundle) - 1
    usefulness, count = counts.most_common(1)[0]
    told = {usefulness: most} if count >= most else counts
    return Usefulness(**told, kept_back=len(bundle) - sum(told.values()))


def _most_known(bundle: Sequence[Answer]) -> int:
    """The most answers that anybody knows who does not know all: nobody's are in the way when one leads them all."""
    leaders = Counter(answer.leader_id for answer in bundle)
    if len(leaders) == 1:
        return 0
    return max((leaders + Counter(answer.employee_id for answer in bundle)).values())
