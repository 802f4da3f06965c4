"""Coverage of a round: how many conversations are planned, held and agreed, by unit, opened downwards (S16).

HR sees every unit. Management and representatives see the organisation, a leader the units that he or she leads and all
below them; for these small groups are put together (see ``small_groups``). How useful the employees found the
conversations of a unit is told alike to all who see the unit, HR included.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import NotFound
from samspill.conversations.facts import count_by_state, count_known_to
from samspill.conversations.states import COUNTED_AS_HELD, NOT_COUNTED, State
from samspill.organisation.facts import UnitFact, path_to, top_units, units_and_children, units_led_by
from samspill.plans.facts import Usefulness, count_usefulness
from samspill.reporting.small_groups import Figures, Group, Pieces, may_be_shown, part

WITH_A_TIME = frozenset({State.INVITED, State.STARTED})


@dataclass(frozen=True, slots=True)
class Coverage:
    """One page of coverage.

    Attributes:
        path: the units above, from the topmost that the reader may open; empty on the first page.
        unit: the unit that the page is about; None for several side by side.
        total: figures of the whole; None when they are too small to be shown.
        usefulness: how useful the employees found the conversations of the whole.
        pieces: the parts that the whole falls into.
        sees_all: whether nothing is put together, because the reader is HR.
    """

    path: list[UnitFact] = field(default_factory=list)
    unit: UnitFact | None = None
    total: Figures | None = None
    usefulness: Usefulness = field(default_factory=Usefulness)
    pieces: Pieces = field(default_factory=Pieces)
    sees_all: bool = False

    @property
    def useful_units(self) -> list[Group]:
        """The units among the pieces of which it is told how useful the conversations were."""
        return [group for group in self.pieces.alone if group.usefulness.answers]

    @property
    def usefulness_elsewhere(self) -> Usefulness:
        """How useful the conversations outside these units were; not told where a unit has moved here since it was counted."""
        rest = self.usefulness - sum((group.usefulness for group in self.useful_units), Usefulness())
        return Usefulness() if rest.is_short else rest


@dataclass(frozen=True, slots=True)
class _Tree:
    """What one page needs of the organisation, with figures and with how many the reader knows."""

    units: Mapping[UUID, UnitFact]
    figures: Mapping[UUID, Figures]
    known: Mapping[UUID, int]
    usefulness: Mapping[UUID, Usefulness]

    def group(self, unit: UnitFact) -> Group:
        figures, usefulness = self.figures.get(unit.id, Figures()), self.usefulness.get(unit.id, Usefulness())
        return Group(unit.id, unit.name, figures, self.known.get(unit.id, 0), usefulness)

    def groups_in(self, unit: UnitFact) -> list[Group]:
        """The units right below, and what lies directly in the unit."""
        below = [self.group(one) for one in self.units.values() if one.parent_id == unit.id]
        whole = self.group(unit)
        rest = whole.figures - sum((group.figures for group in below), Figures())
        directly = Group(None, unit.name, rest, whole.known - sum(group.known for group in below))
        return [directly, *below]


def read_coverage(actor: Actor, /, *, round_id: UUID, unit_id: UUID | None = None) -> Coverage:
    """Coverage of a round for a unit, or for the topmost that the actor may open.

    Raises:
        NotFound: there is no such unit, it is not the actor's to see, or it is too small to stand alone.
    """
    tops = _tops(actor)
    path = _path(tops, unit_id)
    tree = _tree(actor, round_id, [*tops, *path])
    sees_all = actor.has(Role.HR)
    roots = [tree.units[one] for one in tops if one in tree.units]
    if not path and len(roots) != 1:
        return _side_by_side(tree, roots, sees_all=sees_all)
    steps = [tree.units[one] for one in path] or roots
    if not sees_all and not _is_open(tree, roots, steps):
        if unit_id is None or len(steps) == 1:
            return Coverage(unit=steps[-1])
        raise NotFound
    unit = steps[-1]
    whole, groups = tree.group(unit), tree.groups_in(unit)
    return Coverage(
        path=steps[:-1],
        unit=unit,
        total=whole.figures,
        usefulness=whole.usefulness,
        pieces=_all(groups) if sees_all else part(groups),
        sees_all=sees_all,
    )


def _tops(actor: Actor) -> list[UUID]:
    """The topmost units that the actor may open; one that lies below another of them is left out."""
    if actor.has(Role.HR, Role.MANAGEMENT, Role.REPRESENTATIVE):
        return top_units()
    led = units_led_by(actor)
    paths = path_to(led) if len(led) > 1 else {}
    return [one for one in led if not set(paths.get(one, ())[:-1]) & set(led)]


def _path(tops: Sequence[UUID], unit_id: UUID | None) -> list[UUID]:
    if unit_id is None:
        return []
    whole = path_to([unit_id]).get(unit_id, [])
    start = next((number for number, one in enumerate(whole) if one in tops), None)
    if start is None:
        raise NotFound
    return whole[start:]


def _tree(actor: Actor, round_id: UUID, unit_ids: Sequence[UUID]) -> _Tree:
    units = {unit.id: unit for unit in units_and_children(unit_ids)}
    counted = count_by_state(round_id=round_id, unit_ids=units)
    known = {} if actor.has(Role.HR) else count_known_to(actor, round_id=round_id, unit_ids=units)
    usefulness = count_usefulness(round_id=round_id, unit_ids=units)
    return _Tree(units, {one: figures_of(states) for one, states in counted.items()}, known, usefulness)


def _side_by_side(tree: _Tree, roots: Sequence[UnitFact], *, sees_all: bool) -> Coverage:
    groups = [tree.group(unit) for unit in roots]
    if not groups or not (sees_all or may_be_shown(groups)):
        return Coverage()
    total = sum((group.figures for group in groups), Figures())
    usefulness = sum((group.usefulness for group in groups), Usefulness())
    pieces = _all(groups) if sees_all else part(groups)
    return Coverage(total=total, usefulness=usefulness, pieces=pieces, sees_all=sees_all)


def _is_open(tree: _Tree, roots: Sequence[UnitFact], steps: Sequence[UnitFact]) -> bool:
    """Whether each unit on the way stands as a piece of its own on the page above."""
    first = part([tree.group(unit) for unit in roots])
    if steps[0].id not in {group.unit_id for group in first.alone}:
        return False
    return all(
        lower.id in {group.unit_id for group in part(tree.groups_in(upper)).alone} for upper, lower in pairwise(steps)
    )


def _all(groups: Sequence[Group]) -> Pieces:
    return Pieces(alone=[group for group in groups if not group.figures.is_nothing])


def figures_of(states: Mapping[str, int]) -> Figures:
    """A unit's counters as figures."""

    def among(wanted: frozenset[State]) -> int:
        return sum(states.get(state, 0) for state in wanted)

    return Figures(
        counted=among(frozenset(State) - NOT_COUNTED),
        planned=among(WITH_A_TIME),
        held=among(COUNTED_AS_HELD),
        agreed=among(frozenset({State.AGREED})),
        exempted=among(frozenset({State.EXEMPTED})),
    )
