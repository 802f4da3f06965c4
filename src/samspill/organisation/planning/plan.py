"""A plan: just what is to change, in facts; and its lines for those who read the report."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from samspill.organisation.planning.records import EmploymentFacts, LeadershipFacts, PersonFacts, UnitFacts
from samspill.organisation.planning.stored import Stored
from samspill.organisation.reading.remarks import Remark
from samspill.organisation.states import Section

Line = list[Any]

MANY_ENDINGS = 0.2


@dataclass(slots=True)
class Plan:
    """What an import changes. New and changed rows stand together; ``stored`` tells which are which.

    Attributes:
        stored: what the plan was made against.
        units: code to the unit as it shall be.
        persons: number to the person as it shall be.
        employments: key to the employment as it shall be.
        ended_units, ended_employments: codes and keys among these that end.
        leaderships_opened: (key of the employment, leadership) to be made.
        leaderships_closed: identifiers of those that end today.
        leaderships_dated: identifiers of those that stand with another last day.
        relinked: keys of employments whose leader changes.
        without_leader: key to the reason for everybody who has no usable leader, changed or not.
        parents: unit code to the code above for every unit, when the tree has changed.
        active_before: how many persons were active and employed before.
        warnings: about rows seen together.
    """

    stored: Stored
    units: dict[str, UnitFacts] = field(default_factory=dict)
    persons: dict[str, PersonFacts] = field(default_factory=dict)
    employments: dict[str, EmploymentFacts] = field(default_factory=dict)
    ended_units: set[str] = field(default_factory=set)
    ended_employments: set[str] = field(default_factory=set)
    leaderships_opened: list[tuple[str, LeadershipFacts]] = field(default_factory=list)
    leaderships_closed: list[UUID] = field(default_factory=list)
    leaderships_dated: dict[UUID, LeadershipFacts] = field(default_factory=dict)
    relinked: set[str] = field(default_factory=set)
    without_leader: dict[str, EmploymentFacts] = field(default_factory=dict)
    parents: dict[str, str] | None = None
    active_before: int = 0
    warnings: list[Remark] = field(default_factory=list)

    @property
    def ended_persons(self) -> list[str]:
        """Numbers of those who can no longer sign in."""
        before = self.stored.persons
        return [n for n, person in self.persons.items() if n in before and before[n].is_active and not person.is_active]

    @property
    def has_many_endings(self) -> bool:
        """Whether so many would end that somebody must say that it is meant so."""
        return len(self.ended_persons) > self.active_before * MANY_ENDINGS

    def counts(self) -> dict[str, int]:
        """How much is new, changed and ended, by what it is."""
        return {
            **self._counts("units", self.units, self.stored.units, len(self.ended_units)),
            **self._counts("persons", self.persons, self.stored.persons, len(self.ended_persons)),
            **self._counts("employments", self.employments, self.stored.employments, len(self.ended_employments)),
            "leaderships_added": len(self.leaderships_opened),
            "leaderships_ended": len(self.leaderships_closed),
            "without_leader": len(self.without_leader),
        }

    @staticmethod
    def _counts(name: str, wanted: dict[str, Any], stored: dict[str, Any], ended: int) -> dict[str, int]:
        added = sum(1 for key in wanted if key not in stored)
        return {f"{name}_added": added, f"{name}_changed": len(wanted) - added - ended, f"{name}_ended": ended}

    def lines(self) -> Iterator[tuple[str, Line]]:
        """Lines for the report: section and [what, number or code, name, fields or reason].

        A new person's positions go without saying, and so do the positions of one who ends.
        """
        yield from self._unit_lines()
        yield from self._person_lines()
        yield from self._employment_lines()
        for one in sorted(self.without_leader.values(), key=lambda one: (one.unit_code, one.number)):
            yield Section.WITHOUT_LEADER, ["employment", one.number, self._name(one.number), [one.no_leader]]

    def _unit_lines(self) -> Iterator[tuple[str, Line]]:
        for code, unit in sorted(self.units.items()):
            before = self.stored.units.get(code)
            section = Section.ENDED if code in self.ended_units else Section.CHANGED if before else Section.ADDED
            yield section, ["unit", code, unit.name, changed_fields(before, unit)]

    def _person_lines(self) -> Iterator[tuple[str, Line]]:
        ended = set(self.ended_persons)
        for number, person in sorted(self.persons.items()):
            before = self.stored.persons.get(number)
            section = Section.ENDED if number in ended else Section.CHANGED if before else Section.ADDED
            yield section, ["person", number, person.name, changed_fields(before, person)]

    def _employment_lines(self) -> Iterator[tuple[str, Line]]:
        told = set(self.ended_persons) | {number for number in self.persons if number not in self.stored.persons}
        for key in sorted(self.employments.keys() | self.relinked):
            before = self.stored.employments.get(key)
            one = self.employments.get(key) or before
            if one is None or one.number in told:
                continue
            fields = changed_fields(before, one) + (["leader"] if key in self.relinked and before else [])
            section = Section.ENDED if key in self.ended_employments else Section.CHANGED if before else Section.ADDED
            yield section, ["employment", one.number, self._name(one.number), fields]

    def _name(self, number: str) -> str:
        person = self.persons.get(number) or self.stored.persons.get(number)
        return person.name if person else ""


def changed_fields(before: Any, after: Any) -> list[str]:
    """The names of the fields that differ; none for what is new."""
    if before is None:
        return []
    return [name for name, old, new in zip(after._fields, before, after, strict=True) if old != new]
