"""Small groups are never shown, and never left over for anybody who subtracts.

Shown groups part a unit into pieces. Every piece holds nobody whom the reader does not know already, or at least five
whom the reader does not know. A unit's own page opens only where the unit stands as a piece of its own on the page
above. So whatever is added or subtracted, also between pages, comes out as such pieces put together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from samspill.plans.facts import Usefulness

SMALLEST = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """How far the conversations of a group have come.

    Attributes:
        counted: how many are to be held: all but those exempted or ended by a change of leader.
        planned: those that are invited but not held.
        held: those that are held, agreed or not.
        agreed: those that both have confirmed.
        exempted: those that are exempted for now.
    """

    counted: int = 0
    planned: int = 0
    held: int = 0
    agreed: int = 0
    exempted: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.counted + other.counted,
            self.planned + other.planned,
            self.held + other.held,
            self.agreed + other.agreed,
            self.exempted + other.exempted,
        )

    def __sub__(self, other: "Figures") -> "Figures":
        return Figures(
            self.counted - other.counted,
            self.planned - other.planned,
            self.held - other.held,
            self.agreed - other.agreed,
            self.exempted - other.exempted,
        )

    @property
    def is_nothing(self) -> bool:
        """Whether there is no conversation at all, exempted ones included."""
        return self.counted == 0 and self.exempted == 0

    @property
    def share_held(self) -> int:
        """How many of a hundred are held, rounded down; nothing counts as nothing."""
        return 100 * self.held // self.counted if self.counted else 0


@dataclass(frozen=True, slots=True)
class Group:
    """A unit with all below it, or what lies directly in a unit (``unit_id`` is None).

    Attributes:
        known: how many of those counted the reader knows one by one, being their leader or the employee.
        usefulness: how useful the employees found their conversations; told of units only, in bundles that may be shown
            to everybody (see ``plans.bundles``).
    """

    unit_id: UUID | None
    name: str
    figures: Figures
    known: int = 0
    usefulness: Usefulness = field(default_factory=Usefulness)

    @property
    def unknown(self) -> int:
        """How many of those counted the reader does not know one by one."""
        return self.figures.counted - self.known

    @property
    def may_stand_alone(self) -> bool:
        """Whether it points to nobody whom the reader does not know."""
        return self.unknown >= SMALLEST or (self.unknown == 0 and self.known > 0 and self.figures.exempted == 0)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What may be shown of a unit: groups that stand alone, and the others put together."""

    alone: list[Group] = field(default_factory=list)
    together: list[Group] = field(default_factory=list)

    @property
    def figures_together(self) -> Figures:
        """The figures of the groups that are put together."""
        return sum((group.figures for group in self.together), Figures())


def part(groups: Sequence[Group]) -> Pieces:
    """Part groups into those that may stand alone and the rest put together; the order is kept.

    When the rest is too small by itself, the smallest that could stand alone joins it, until it is large enough or
    nothing is left alone.
    """
    some = [group for group in groups if not group.figures.is_nothing]
    alone = [group for group in some if group.may_stand_alone]
    together = [group for group in some if not group.may_stand_alone]
    while together and _unknown(together) < SMALLEST and alone:
        smallest = min(alone, key=lambda group: (group.unknown == 0, group.unknown, group.name))
        alone.remove(smallest)
        together.append(smallest)
    return Pieces(alone, sorted(together, key=some.index))


def may_be_shown(groups: Iterable[Group]) -> bool:
    """Whether groups put together point to nobody whom the reader does not know."""
    joined = list(groups)
    unknown = _unknown(joined)
    return unknown >= SMALLEST or all(group.may_stand_alone for group in joined)


def _unknown(groups: Iterable[Group]) -> int:
    return sum(group.unknown for group in groups)
