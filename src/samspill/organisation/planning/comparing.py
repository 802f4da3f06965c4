"""Compares what the files tell with what is stored. Sets and tables only; no row asks the database anything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from samspill.foundation import clock
from samspill.organisation.planning.leading import Leading, leaders_of_units, working_today
from samspill.organisation.planning.plan import Plan
from samspill.organisation.planning.records import EmploymentFacts, LeadershipFacts, PersonFacts
from samspill.organisation.planning.stored import Stored
from samspill.organisation.planning.units import Tree, gather_units
from samspill.organisation.planning.wanted import Wanted, gather
from samspill.organisation.reading.remarks import Remark, WarningCode, shown
from samspill.organisation.reading.rows import PositionRow, UnitRow


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read, and therefore is not ended.

    Attributes:
        is_anybody: whether a row told no number: then it could be anybody's, and nothing at all is ended.
        numbers: employee numbers on rows that could not be read.
        units: unit codes on rows that could not be read.
    """

    is_anybody: bool = False
    numbers: frozenset[str] = field(default_factory=frozenset)
    units: frozenset[str] = field(default_factory=frozenset)


def make_plan(stored: Stored, units: Iterable[UnitRow], positions: Iterable[PositionRow], unread: Unread) -> Plan:
    """Compare an export with what is stored."""
    wanted = gather(positions, clock.today())
    tree = gather_units(units, wanted, stored.units)
    return _Comparison(stored, wanted, tree, unread, clock.today()).plan()


@dataclass(slots=True)
class _Comparison:
    stored: Stored
    wanted: Wanted
    tree: Tree
    unread: Unread
    today: date

    def plan(self) -> Plan:
        """Settle leaders first, then compare kind by kind."""
        plan = Plan(self.stored, warnings=[*self.wanted.warnings, *self.tree.warnings])
        standing = {**self._kept_employments(), **self.wanted.employments}
        leading = Leading(self.today, self.tree.units, self._known(), working_today(standing.values(), self.today))
        led = self._settle_leaders(plan, standing, leading)
        self._compare_employments(plan, standing)
        self._compare_leaderships(plan, standing, led, leading)
        self._compare_persons(plan, standing)
        self._compare_units(plan, standing, led, leading)
        return plan

    def _kept_employments(self) -> dict[str, EmploymentFacts]:
        """Stored employments that the file leaves out but that are not ended for it."""
        return {
            key: one
            for key, one in self.stored.employments.items()
            if (self.unread.is_anybody or one.number in self.unread.numbers) and not one.has_ended(self.today)
        }

    def _known(self) -> frozenset[str]:
        return frozenset(self.wanted.persons) | frozenset(self.stored.persons)

    def _settle_leaders(
        self, plan: Plan, standing: dict[str, EmploymentFacts], leading: Leading
    ) -> dict[str, LeadershipFacts]:
        led: dict[str, LeadershipFacts] = {}
        for key, one in standing.items():
            if one.has_ended(self.today):
                continue
            number, reason = self._leader_of(key, one, leading)
            if number:
                led[key] = leading.leadership(one, number)
            if reason != one.no_leader:
                standing[key] = one._replace(no_leader=reason)
            if reason:
                plan.without_leader[key] = standing[key]
        self._warn_of_unknown_leaders(plan, leading)
        return led

    def _leader_of(self, key: str, employment: EmploymentFacts, leading: Leading) -> tuple[str, str]:
        if key in self.wanted.employments:
            return leading.leader_of(employment)
        rows = self.stored.leaderships.get(key, [])
        return leading.leader_kept(employment, max(rows, key=_begins)[1].leader_number if rows else "")

    def _warn_of_unknown_leaders(self, plan: Plan, leading: Leading) -> None:
        for key, one in self.wanted.employments.items():
            if one.given_leader_number and one.given_leader_number not in leading.known:
                line, value = self.wanted.lines[key], shown(one.given_leader_number)
                plan.warnings.append(Remark("positions", line, WarningCode.LEADER_UNKNOWN, "", value))

    def _compare_employments(self, plan: Plan, standing: dict[str, EmploymentFacts]) -> None:
        before = self.stored.employments
        plan.employments = {key: one for key, one in standing.items() if before.get(key) != one}
        for key, one in before.items():
            if key not in standing and not one.has_ended(self.today):
                plan.employments[key] = one._replace(until_on=self.today, no_leader="")
                plan.ended_employments.add(key)

    def _compare_leaderships(
        self, plan: Plan, standing: dict[str, EmploymentFacts], led: dict[str, LeadershipFacts], leading: Leading
    ) -> None:
        for key, rows in self.stored.leaderships.items():
            if key not in led:
                plan.leaderships_closed += [row_id for row_id, _ in rows]
                plan.relinked.add(key)
        for key, wanted in led.items():
            rows = self.stored.leaderships.get(key, [])
            same = next((row for row in rows if self._is_same(row[1], wanted, standing[key])), None)
            plan.leaderships_closed += [row_id for row_id, _ in rows if not same or row_id != same[0]]
            self._keep_or_open(plan, key, wanted, same)

    @staticmethod
    def _keep_or_open(plan: Plan, key: str, wanted: LeadershipFacts, same: tuple[UUID, LeadershipFacts] | None) -> None:
        if same is None:
            plan.leaderships_opened.append((key, wanted))
            plan.relinked.add(key)
        elif same[1].until_on != wanted.until_on:
            plan.leaderships_dated[same[0]] = same[1]._replace(until_on=wanted.until_on)

    def _is_same(self, row: LeadershipFacts, wanted: LeadershipFacts, employment: EmploymentFacts) -> bool:
        if row.leader_number != wanted.leader_number:
            return False
        return row.from_on <= self.today if employment.is_current(self.today) else row.from_on == wanted.from_on

    def _compare_persons(self, plan: Plan, standing: dict[str, EmploymentFacts]) -> None:
        employed = {one.number for one in standing.values() if not one.has_ended(self.today)}
        ever = {one.number for one in self.stored.employments.values()}
        before = self.stored.persons
        plan.active_before = sum(1 for number in ever if before[number].is_active)
        for number, person in self._persons(ever):
            settled = person._replace(is_active=number in employed)
            if before.get(number) != settled:
                plan.persons[number] = settled

    def _persons(self, ever: set[str]) -> Iterator[tuple[str, PersonFacts]]:
        """Those in the file, and those who were employed before; a person never employed is no matter of ours."""
        for number, person in self.wanted.persons.items():
            before = self.stored.persons.get(number)
            language = (before.language if before else "") or person.language
            yield number, person._replace(language=language)
        for number in ever - self.wanted.persons.keys():
            yield number, self.stored.persons[number]

    def _compare_units(
        self, plan: Plan, standing: dict[str, EmploymentFacts], led: dict[str, LeadershipFacts], leading: Leading
    ) -> None:
        units = dict(self.tree.units)
        leaders = self._unit_leaders(standing, led, leading)
        for code, unit in units.items():
            units[code] = unit._replace(leader_number=leaders.get(code, ""))
        before = self.stored.units
        plan.units = {code: unit for code, unit in units.items() if before.get(code) != unit}
        for code in before.keys() - units.keys() - self._units_in_use(standing):
            if not before[code].is_ended:
                plan.units[code] = before[code]._replace(is_ended=True, leader_number="")
                plan.ended_units.add(code)
        after = {**before, **plan.units}
        parents = {code: unit.parent_code for code, unit in after.items()}
        if parents != {code: unit.parent_code for code, unit in before.items()}:
            plan.parents = parents

    def _unit_leaders(
        self, standing: dict[str, EmploymentFacts], led: dict[str, LeadershipFacts], leading: Leading
    ) -> dict[str, str]:
        if self.tree.are_leaders_told:
            return {code: leading.usable(unit.leader_number) for code, unit in self.tree.units.items()}
        pairs = ((standing[key], leadership.leader_number) for key, leadership in led.items())
        homes = {one.number: one.unit_code for one in standing.values() if one.is_main and one.is_current(self.today)}
        return leaders_of_units(self.tree.units, pairs, homes)

    def _units_in_use(self, standing: dict[str, EmploymentFacts]) -> set[str]:
        """Units that are not ended although the files leave them out, with those above them."""
        if self.unread.is_anybody:
            return set(self.stored.units)
        used = {one.unit_code for one in standing.values() if not one.has_ended(self.today)} | self.unread.units
        for code in list(used):
            while code in self.stored.units and (code := self.stored.units[code].parent_code):
                used.add(code)
        return used


def _begins(row: tuple[UUID, LeadershipFacts]) -> date:
    return row[1].from_on
