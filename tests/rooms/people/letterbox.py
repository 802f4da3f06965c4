"""Where codes and notices end up in these tests, instead of the outbox of a room above."""

from dataclasses import dataclass, field
from datetime import datetime

from samspill.people.models import Person


@dataclass
class Letterbox:
    """Keeps what was posted, in order."""

    codes: list[str] = field(default_factory=list)
    ends_at: list[datetime] = field(default_factory=list)
    told: list[Person] = field(default_factory=list)

    def post(self, person: Person, code: str, ends_at: datetime) -> None:
        self.codes.append(code)
        self.ends_at.append(ends_at)

    def tell(self, person: Person) -> None:
        self.told.append(person)
