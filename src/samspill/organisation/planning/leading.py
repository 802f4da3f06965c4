"""Who leads whom: the leader named on the position, else the unit's, else, for the unit's own leader, the parent's.

Nobody is guessed: where the one who should lead is unknown, has left, has not begun or is the person, that is the
answer. A leader on leave leads.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from samspill.organisation.models import NoLeader
from samspill.organisation.planning.records import EmploymentFacts, LeadershipFacts, UnitFacts


@dataclass(frozen=True, slots=True)
class Leading:
    """What is needed to find a leader.

    Attributes:
        today: the day that usability is judged by.
        units: the units as told, leaders included.
        known: every employee number that file or database knows.
        working: number of everybody who works here today, to the day when the last employment ends (None: open).
    """

    today: date
    units: Mapping[str, UnitFacts]
    known: frozenset[str]
    working: Mapping[str, date | None]

    def leader_of(self, employment: EmploymentFacts) -> tuple[str, str]:
        """The leader's number, or nothing and the reason (a ``NoLeader``)."""
        number = self._named(employment)
        if not number:
            return "", NoLeader.MISSING
        if number == employment.number:
            return "", NoLeader.OWN
        if number in self.working:
            return number, ""
        return "", NoLeader.ENDED if number in self.known else NoLeader.UNKNOWN

    def leader_kept(self, employment: EmploymentFacts, leader_number: str) -> tuple[str, str]:
        """For a position that the file does not tell of: the leader it has, for as long as that one works here."""
        if not leader_number:
            return "", employment.no_leader
        return (leader_number, "") if leader_number in self.working else ("", NoLeader.ENDED)

    def usable(self, number: str) -> str:
        """The number if that person works here today, else nothing."""
        return number if number in self.working else ""

    def leadership(self, employment: EmploymentFacts, leader_number: str) -> LeadershipFacts:
        """From today, or from when the employment begins, until either of the two ends."""
        ends = [day for day in (employment.until_on, self.working[leader_number]) if day is not None]
        begins = max(self.today, employment.from_on or self.today)
        return LeadershipFacts(leader_number, begins, min(ends, default=None))

    def _named(self, employment: EmploymentFacts) -> str:
        own = employment.number
        if employment.given_leader_number not in {"", own}:
            return employment.given_leader_number
        unit = self.units.get(employment.unit_code)
        if unit is None or unit.leader_number not in {"", own}:
            return unit.leader_number if unit else employment.given_leader_number
        above = self.units.get(unit.parent_code) if unit.leader_number == own else None
        return (above.leader_number if above else "") or unit.leader_number or employment.given_leader_number


def working_today(employments: Iterable[EmploymentFacts], today: date) -> dict[str, date | None]:
    """Everybody who works here today, with the day when the last employment ends (None: open)."""
    here: set[str] = set()
    until: dict[str, date | None] = {}
    for one in employments:
        if one.has_ended(today):
            continue
        if one.is_current(today):
            here.add(one.number)
        latest = until.get(one.number, one.until_on)
        until[one.number] = None if latest is None or one.until_on is None else max(latest, one.until_on)
    return {number: until[number] for number in here}


def leaders_of_units(
    units: Mapping[str, UnitFacts], led: Iterable[tuple[EmploymentFacts, str]], main_units: Mapping[str, str]
) -> dict[str, str]:
    """Each unit's leader where the export has no file of units: who works there and leads others there or just below.

    Only for the overview of units, never for who leads whom; a unit with two such has none.

    Args:
        units: the tree.
        led: each led employment with its leader's number.
        main_units: employee number to the unit of the main position.
    """
    found: dict[str, set[str]] = {}
    for employment, leader_number in led:
        unit = units.get(employment.unit_code)
        home = main_units.get(leader_number)
        if home and unit and home in {employment.unit_code, unit.parent_code}:
            found.setdefault(home, set()).add(leader_number)
    return {code: next(iter(leaders)) for code, leaders in found.items() if len(leaders) == 1}
