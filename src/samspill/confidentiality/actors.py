"""Who acts: a person with today's roles, or the system with a named purpose."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person may be to the organisation beside employee and leader; dated grants, never inherited."""

    HR = "hr"
    MANAGEMENT = "management"
    RECORDS = "records"
    REPRESENTATIVE = "representative"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts. Passed explicitly as the first argument of every query and service."""

    person_id: UUID | None
    roles: frozenset[Role] = field(default_factory=frozenset)
    purpose: str = ""

    @classmethod
    def system(cls, purpose: str) -> "Actor":
        """The program itself, for a purpose that stands in the log (``retention``, ``delivery`` …)."""
        return cls(person_id=None, purpose=purpose)

    @property
    def id(self) -> UUID:
        """The person's identifier.

        Raises:
            LookupError: the program itself acts; it is nobody.
        """
        if self.person_id is None:
            raise LookupError("The program itself is nobody.")
        return self.person_id

    @property
    def is_system(self) -> bool:
        """Whether no person stands behind the act."""
        return self.person_id is None

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds any of the roles today."""
        return any(role in self.roles for role in roles)
