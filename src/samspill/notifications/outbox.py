"""Putting notices in the outbox, in the transaction of the act that causes them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.identifiers import new_id
from samspill.notifications.kinds import Message
from samspill.notifications.models import Notice
from samspill.people.models import Person


class Addressed(NamedTuple):
    """A message, whom it goes to and which thing it is about."""

    message: Message
    recipient: Person
    about_id: UUID | None


def put(message: Message, /, *, recipient: Person, about_id: UUID | None) -> Notice:
    """Put one notice in the outbox, in the receiver's language.

    Whoever has no mail address gets a notice in the state ``NO_ADDRESS``: a fact that the leader can see.

    Args:
        message: what to say.
        recipient: whom it goes to.
        about_id: the thing it is about (a conversation, a plan), if any. Meetings about the same thing reach the same
            person in the order in which they were put.

    Raises:
        RuntimeError: there is no transaction; the notice must stand or fall with the act.
    """
    return put_many([Addressed(message, recipient, about_id)])[0]


def put_many(addressed: Iterable[Addressed], /) -> list[Notice]:
    """Put many notices in the outbox, hundreds in one statement.

    Raises:
        RuntimeError: there is no transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A notice is put in the outbox in the transaction of the act.")
    made_at = clock.now()
    notices = [_notice(one, made_at=made_at) for one in addressed]
    return Notice.objects.bulk_create(notices, batch_size=500)


def _notice(one: Addressed, *, made_at: datetime) -> Notice:
    facts = one.message.as_facts()
    has_address = bool(one.recipient.mail)
    if not has_address:
        facts = {name: value for name, value in facts.items() if name not in one.message.forgotten}
    host = urlsplit(settings.SAMSPILL_ADDRESS).hostname or "localhost"
    return Notice(
        kind=one.message.kind,
        recipient=one.recipient,
        about_id=one.about_id,
        facts=facts,
        language=one.recipient.preferred_language,
        message_id=f"<{new_id()}@{host}>",
        state=Notice.State.QUEUED if has_address else Notice.State.NO_ADDRESS,
        made_at=made_at,
        due_at=made_at,
    )
