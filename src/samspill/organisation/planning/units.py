"""The tree of units: what the files tell of it, with what is only mentioned, and without circles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samspill.organisation.planning.records import UnitFacts
from samspill.organisation.planning.wanted import Wanted
from samspill.organisation.reading.remarks import Remark, WarningCode, shown
from samspill.organisation.reading.rows import UnitRow


@dataclass(slots=True)
class Tree:
    """Units by code, and whether their leaders were told in a file of units."""

    units: dict[str, UnitFacts]
    are_leaders_told: bool
    warnings: list[Remark]


def gather_units(rows: Iterable[UnitRow], wanted: Wanted, stored: Mapping[str, UnitFacts]) -> Tree:
    """Units from their own file where there is one, else as the positions tell them.

    A unit that is mentioned only, as the unit above or on a position, stands as it is stored, or with its code for a
    name until an export tells more.
    """
    lines: dict[str, int] = {}
    tree = Tree({}, are_leaders_told=False, warnings=[])
    for row in rows:
        tree.are_leaders_told = True
        lines[row.code] = row.line
        tree.units[row.code] = UnitFacts(row.name, row.parent_code, row.leader_number)
    file = "units" if tree.are_leaders_told else "positions"
    for code, (name, parent_code) in wanted.units.items():
        if code not in tree.units:
            if tree.are_leaders_told:
                tree.warnings.append(
                    Remark("positions", wanted.unit_lines[code], WarningCode.UNIT_UNKNOWN, "", shown(code))
                )
            before = stored.get(code)
            tree.units[code] = UnitFacts(name or (before.name if before else code), parent_code, "")
            lines[code] = wanted.unit_lines[code]
    _add_mentioned(tree, lines, stored, file)
    _cut_circles(tree, lines, file)
    return tree


def _add_mentioned(tree: Tree, lines: dict[str, int], stored: Mapping[str, UnitFacts], file: str) -> None:
    waiting = [(unit.parent_code, lines[code]) for code, unit in tree.units.items()]
    while waiting:
        code, line = waiting.pop()
        if not code or code in tree.units:
            continue
        if code not in stored:
            tree.warnings.append(Remark(file, line, WarningCode.UNIT_UNKNOWN, "", shown(code)))
        found = stored.get(code, UnitFacts(code, "", ""))._replace(is_ended=False, leader_number="")
        tree.units[code] = found
        lines[code] = line
        waiting.append((found.parent_code, line))


def _cut_circles(tree: Tree, lines: dict[str, int], file: str) -> None:
    """Let the top be the top: a unit that is its own parent has none, and so has each unit of a longer circle."""
    for code, unit in tree.units.items():
        if unit.parent_code == code:
            tree.units[code] = unit._replace(parent_code="")
    for code in sorted(_in_circles({code: unit.parent_code for code, unit in tree.units.items()})):
        tree.units[code] = tree.units[code]._replace(parent_code="")
        tree.warnings.append(Remark(file, lines[code], WarningCode.UNITS_IN_A_CIRCLE, "", shown(code)))


def _in_circles(parents: Mapping[str, str]) -> set[str]:
    """The units that come back to themselves upwards."""
    settled: set[str] = set()
    circles: set[str] = set()
    for start in parents:
        way: list[str] = []
        code = start
        while code and code not in settled and code not in way:
            way.append(code)
            code = parents.get(code, "")
        if code in way:
            circles.update(way[way.index(code) :])
        settled.update(way)
    return circles


def ancestors_of(parents: Mapping[str, str]) -> Iterable[tuple[str, str, int]]:
    """The closure of a tree without circles: (unit, itself or a unit above, how many steps up)."""
    for code in parents:
        above, depth = code, 0
        while above:
            yield code, above, depth
            above, depth = parents.get(above, ""), depth + 1
