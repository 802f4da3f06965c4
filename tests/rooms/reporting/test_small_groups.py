"""No shown group, and none that can be worked out from those shown, holds one to four whom the reader does not know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samspill.reporting.coverage import figures_of
from samspill.reporting.small_groups import SMALLEST, Figures, Group, Pieces, part

Members = frozenset[int]


@dataclass(frozen=True)
class Unit:
    """A made-up unit: how many lie directly in it, how many of them the reader leads, and what is below."""

    direct: int
    led: int
    children: tuple["Unit", ...] = ()


def _unit(children: st.SearchStrategy[tuple[Unit, ...]]) -> st.SearchStrategy[Unit]:
    sizes = st.integers(0, 9).flatmap(lambda direct: st.tuples(st.just(direct), st.integers(0, direct)))
    return st.builds(lambda size, below: Unit(size[0], size[1], below), sizes, children)


units = st.recursive(_unit(st.just(())), lambda below: _unit(st.lists(below, max_size=5).map(tuple)), max_leaves=12)


@dataclass
class Placed:
    """A unit with the numbers of its people: those unknown to the reader, and those known."""

    unknown: Members
    known: int
    direct: Members
    direct_known: int
    children: list["Placed"]


def place(unit: Unit, start: int = 0) -> tuple[Placed, int]:
    """Give everybody a number."""
    strangers = unit.direct - unit.led
    direct, start = frozenset(range(start, start + strangers)), start + strangers
    children = []
    for child in unit.children:
        placed, start = place(child, start)
        children.append(placed)
    unknown = direct.union(*(child.unknown for child in children))
    known = unit.led + sum(child.known for child in children)
    return Placed(unknown, known, direct, unit.led, children), start


def group(name: str, unknown: Members, known: int) -> Group:
    return Group(None, name, Figures(counted=len(unknown) + known), known)


def pieces_of(unit: Placed) -> tuple[Pieces, dict[str, Members]]:
    """What the unit's page shows, and who is behind each name."""
    groups = [group("direct", unit.direct, unit.direct_known)]
    groups += [group(str(number), child.unknown, child.known) for number, child in enumerate(unit.children)]
    people = {"direct": unit.direct} | {str(number): child.unknown for number, child in enumerate(unit.children)}
    return part(groups), people


def shown_on(unit: Placed) -> Iterator[Members]:
    """Everybody unknown in each shown group, on this page and on all that can be opened from it."""
    pieces, people = pieces_of(unit)
    yield unit.unknown
    for one in pieces.alone:
        yield people[one.name]
        if one.name != "direct":
            yield from shown_on(unit.children[int(one.name)])
    if pieces.together:
        yield frozenset().union(*(people[one.name] for one in pieces.together))


def worked_out(shown: Sequence[Members]) -> Iterator[Members]:
    """Shown groups, differences, and what is left of a group when up to three others are taken away."""
    distinct = list(dict.fromkeys(shown))
    yield from distinct
    for whole in distinct:
        inside = [other for other in distinct if other < whole]
        for count in (1, 2, 3):
            for taken in combinations(inside, count):
                yield whole.difference(*taken)
        yield whole.difference(*(other for other in inside if not any(other < wider for wider in inside)))


@given(units)
@example(Unit(3, 0, (Unit(20, 0), Unit(10, 0))))
@example(Unit(0, 0, (Unit(7, 3), Unit(5, 0), Unit(4, 4))))
def test_nobody_can_be_pointed_to(unit: Unit) -> None:
    placed, _ = place(unit)
    root = group("root", placed.unknown, placed.known)
    if not root.may_stand_alone:
        return
    small = [found for found in worked_out(list(shown_on(placed))) if 0 < len(found) < SMALLEST]
    assert small == []


@given(units)
def test_nothing_is_lost_by_putting_together(unit: Unit) -> None:
    placed, _ = place(unit)
    pieces, _people = pieces_of(placed)
    counted = sum(one.figures.counted for one in pieces.alone) + pieces.figures_together.counted
    assert counted == len(placed.unknown) + placed.known


def test_a_rest_that_is_too_small_takes_the_smallest_other_with_it() -> None:
    groups = [Group(None, name, Figures(counted=size)) for name, size in (("A", 20), ("B", 3), ("C", 10))]
    pieces = part(groups)
    assert [one.name for one in pieces.alone] == ["A"]
    assert [one.name for one in pieces.together] == ["B", "C"]


def test_the_rest_stands_by_itself_when_it_is_large_enough() -> None:
    groups = [Group(None, name, Figures(counted=size)) for name, size in (("A", 20), ("B", 3), ("C", 2))]
    pieces = part(groups)
    assert [one.name for one in pieces.alone] == ["A"]
    assert pieces.figures_together.counted == SMALLEST


def test_a_group_of_exempted_only_is_not_left_over() -> None:
    groups = [Group(None, "A", Figures(counted=9)), Group(None, "B", Figures(exempted=2))]
    assert part(groups).alone == []


@pytest.mark.parametrize(
    ("states", "figures"),
    [
        ({}, Figures()),
        ({"planned": 1, "invited": 2, "started": 1, "held": 3, "agreed": 4}, Figures(11, 3, 7, 4, 0)),
        ({"agreed": 2, "unconfirmed": 3}, Figures(5, 0, 5, 2, 0)),
        ({"declined": 1, "exempted": 2, "discontinued": 5}, Figures(1, 0, 0, 0, 2)),
    ],
)
def test_states_as_figures(states: dict[str, int], figures: Figures) -> None:
    assert figures_of(states) == figures
