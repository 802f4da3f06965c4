"""What the rooms above may know of notices: whether and when they were sent, never what they say."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samspill.notifications.models import Notice


@dataclass(frozen=True, slots=True)
class NoticeFact:
    """How the sending of one notice goes."""

    about_id: UUID | None
    recipient_id: UUID
    kind: str
    state: str
    made_at: datetime
    sent_at: datetime | None


def list_notices_about(about_ids: Collection[UUID], /) -> list[NoticeFact]:
    """The notices about these things, the oldest first; the caller has decided who may see them."""
    rows = Notice.objects.filter(about_id__in=about_ids).order_by("made_at")
    return [
        NoticeFact(*row) for row in rows.values_list("about_id", "recipient_id", "kind", "state", "made_at", "sent_at")
    ]


def count_waiting() -> int:
    """How many notices wait in the outbox, for the page that says whether mail works."""
    return Notice.objects.filter(state=Notice.State.QUEUED).count()
