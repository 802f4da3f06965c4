"""One message of each kind, with facts that a test can change."""

from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID

from samspill.notifications import kinds

M = TypeVar("M", bound=kinds.Message)

SPRING = datetime(2026, 4, 14, 8, 0, tzinfo=UTC)
MEETING_UID = UUID("5b8d27a5-4d8f-4a0e-9a51-0c6c4cf3a1de")

FACTS: dict[str, Any] = {
    "path": "/samtale/1/",
    "employee": "Ada Nilsen",
    "leader": "Leif Berg",
    "former_leader": "Tor Moen",
    "other": "Leif Berg",
    "planned_at": SPRING,
    "length_minutes": 60,
    "place": "Møterom Ægir",
    "uid": MEETING_UID,
    "sequence": 0,
    "organiser_mail": "leif@lyngvik.example",
    "is_leaders_copy": False,
    "erased_on": date(2026, 5, 2),
    "code": "K7QM-29XT",
    "expires_at": SPRING,
    "reset_at": SPRING,
    "confirmed_at": SPRING,
}


def say(kind: type[M], **changes: Any) -> M:
    """A message of this kind."""
    given = {name: value for name, value in FACTS.items() if name in kind.__dataclass_fields__}
    return kind(**(given | changes))
