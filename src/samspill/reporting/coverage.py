"""Coverage of a round: how many conversations are planned, held and agreed, by unit, opened downwards (S16).

HR sees every unit. Management and representatives see the organisation, a leader the units that he or she leads and all
below them; for these small groups are put together (see ``small_groups``).
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
from samspill.reporting.small_groups import Figures, Group, Pieces, may_be_shown, part

WITH_A_TIME = frozenset({State.INVITED, State.STARTED})


@dataclass(frozen=True, slots=True)
class Coverage:
    """One page of coverage.

    Attributes:
        path: the units above, from the topmost that the reader may open; empty on the first page.
        unit: the unit that the page is about; None for several side by side.
        total: figures of the whole; None when they are too small to be shown.
        pieces: the parts that the whole falls into.
        sees_all: whether nothing is put together, because the reader is HR.
    """

    path: list[UnitFact] = field(default_factory=list)
    unit: UnitFact | None = None
    total: Figures | None = None
    pieces: Pieces = field(default_factory=Pieces)
    sees_all: bool = False


@dataclass(frozen=True, slots=True)
class _Tree:
    """What one page needs of the organisation, with figures and with how many the reader knows."""

    units: Mapping[UUID, UnitFact]
    figures: Mapping[UUID, Figures]
    known: Mapping[UUID, int]

    def group(self, unit: UnitFact) -> Group:
        return Group(unit.id, unit.name, self.figures.get(unit.id, Figures()), self.known.get(unit.id, 0))

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
    groups = tree.groups_in(unit)
    return Coverage(
        path=steps[:-1],
        unit=unit,
        total=tree.group(unit).figures,
        pieces=_all(groups) if sees_all else part(groups),
        sees_all=sees_all,
    )


def _tops(actor: Actor) -> list[UUID]:
    """The topmost units that the actor may open; one that lies below another of them is left out."""
    if actor.has(Role.HR, Role.MANAGEMENT, Role.REPRESENTATIVE):
        return top_units()
    led = units_led_by(actor)
    paths = path_to(led)
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
    return _Tree(units, {one: figures_of(states) for one, states in counted.items()}, known)


def _side_by_side(tree: _Tree, roots: Sequence[UnitFact], *, sees_all: bool) -> Coverage:
    groups = [tree.group(unit) for unit in roots]
    if not groups or not (sees_all or may_be_shown(groups)):
        return Coverage()
    total = sum((group.figures for group in groups), Figures())
    return Coverage(total=total, pieces=_all(groups) if sees_all else part(groups), sees_all=sees_all)


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
