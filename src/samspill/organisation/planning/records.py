"""The facts that file and database are compared by. Persons go by number, units by code, employments by key."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class UnitFacts(NamedTuple):
    """A unit; no parent for the top, no leader where none is usable."""

    name: str
    parent_code: str
    leader_number: str
    is_ended: bool = False


class PersonFacts(NamedTuple):
    """A person; active while there is a current or future employment."""

    given_name: str
    family_name: str
    mail: str
    language: str
    is_active: bool

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()


class EmploymentFacts(NamedTuple):
    """One position of one person."""

    number: str
    unit_code: str
    title: str
    title_code: str
    form: str
    percent: Decimal | None
    is_main: bool
    is_on_leave: bool
    from_on: date | None
    until_on: date | None
    given_leader_number: str
    no_leader: str = ""

    def has_ended(self, today: date) -> bool:
        """Whether it is over."""
        return self.until_on is not None and self.until_on <= today

    def is_current(self, today: date) -> bool:
        """Whether it has begun and is not over."""
        return (self.from_on is None or self.from_on <= today) and not self.has_ended(today)


class LeadershipFacts(NamedTuple):
    """Who leads through an employment, and when."""

    leader_number: str
    from_on: date
    until_on: date | None


def employment_key(number: str, unit_code: str, title_code: str, index: int) -> str:
    """What an employment is known by from one import to the next.

    Employee number, unit and occupation, and a running index for those who hold two such at once. A tab parts them: no
    cell that was read holds one. So a change of dates, per cent or leader is a change; a new unit or occupation is a
    new employment.
    """
    return "\t".join((number, unit_code, title_code, str(index)))
