"""Sending what is due: never lost; once, unless a process is killed between the mail server's yes and our commit.

SMTP knows no "exactly once". A notice is leased, sent and marked one at a time, so that a killed worker can double at
most the one it was sending, and that with the same Message-ID. Several workers may run at once.
"""

import logging
from datetime import datetime, time, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from samspill.foundation import clock
from samspill.foundation.clock import OSLO
from samspill.notifications.kinds import KINDS, Meeting
from samspill.notifications.models import Notice
from samspill.notifications.rendering import mail_of

logger = logging.getLogger(__name__)

# Longer than one mail can take with EMAIL_TIMEOUT for each of the server's answers.
LEASE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=1)
# 1 + 2 + 4 + 8 + 16 + 32 minutes and then an hour between each: five days (RFC 5321, 4.5.4.1).
MOST_ATTEMPTS = 126
KEPT = timedelta(days=30)
WORKING_HOURS = (time(8), time(16))

# Answers that tell of the server or of our standing with it and not of this receiver (RFC 5321, RFC 4954).
_OF_THE_SERVER = frozenset({421, 454, 530, 534, 535, 538})
_MEETINGS = [name for name, kind in KINDS.items() if issubclass(kind, Meeting)]
_REMINDERS = [name for name, kind in KINDS.items() if kind.is_reminder]
_OF_USE_FOR_A_TIME = [name for name, kind in KINDS.items() if kind.useless_after]


class ServerTrouble(Exception):
    """The mail server can take nothing more just now."""


def send_due(*, limit: int = 200, reminders_between: tuple[time, time] = WORKING_HOURS) -> int:
    """Send what is due, over one connection, and tell how many were sent.

    A mail server that is down costs no notice an attempt. Without a mail server everything stays in the outbox.

    Args:
        limit: at most so many in one go.
        reminders_between: reminders are sent from the first time of day (Norway) until the second, any day.
    """
    _drop_useless()
    due = list(_due(reminders_between).values_list("pk", flat=True)[:limit])
    if not due:
        return 0
    if not settings.EMAIL_HOST:
        logger.warning("No mail server is set up (SAMSPILL_MAIL): what is in the outbox waits.")
        return 0
    connection = get_connection()
    try:
        connection.open()
        return _send_each(due, connection, reminders_between)
    except OSError as error:
        logger.warning("The mail server cannot be reached (%s): what is in the outbox waits.", _reason(error))
        return 0
    finally:
        _close(connection)


def purge_sent() -> int:
    """Delete what was sent, given up or without an address 30 days ago (the rule "notice"), and tell how many."""
    ended = Notice.objects.exclude(state=Notice.State.QUEUED).alias(ended_at=Coalesce("sent_at", "made_at"))
    deleted, _ = ended.filter(ended_at__lte=clock.now() - KEPT).delete()
    return deleted


def _due(reminders_between: tuple[time, time]) -> QuerySet[Notice]:
    now = clock.now()
    # A cancellation must not overtake the invitation that still waits to be tried again.
    earlier = Notice.objects.filter(
        state=Notice.State.QUEUED,
        kind__in=_MEETINGS,
        recipient_id=OuterRef("recipient_id"),
        about_id=OuterRef("about_id"),
        made_at__lt=OuterRef("made_at"),
    )
    due = Notice.objects.filter(
        Q(leased_until_at=None) | Q(leased_until_at__lte=now), state=Notice.State.QUEUED, due_at__lte=now
    ).exclude(Exists(earlier), kind__in=_MEETINGS)
    begin, end = reminders_between
    if not begin <= now.astimezone(OSLO).time() < end:
        due = due.exclude(kind__in=_REMINDERS)
    return due.order_by("due_at", "made_at")


def _send_each(due: list[UUID], connection: BaseEmailBackend, reminders_between: tuple[time, time]) -> int:
    sent = 0
    try:
        for pk in due:
            if notice := _lease(pk, reminders_between):
                sent += _send(notice, connection)
    except ServerTrouble as trouble:
        logger.warning("The mail server is in trouble (%s): the rest waits.", trouble)
    return sent


def _lease(pk: UUID, reminders_between: tuple[time, time]) -> Notice | None:
    """Take the notice for this worker alone; None when another has it."""
    if not _due(reminders_between).order_by().filter(pk=pk).update(leased_until_at=clock.now() + LEASE):
        return None
    return Notice.objects.select_related("recipient").filter(pk=pk).first()


def _send(notice: Notice, connection: BaseEmailBackend) -> bool:
    """Try once, and write down how it went.

    Raises:
        ServerTrouble: there is no point in trying the next.
    """
    if not notice.recipient.mail:
        return _end(notice, Notice.State.NO_ADDRESS)
    try:
        mail = mail_of(notice)
        connection.send_messages([mail])
    except OSError as error:
        _judge(notice, error)
        return False
    except Exception as error:  # one notice that cannot be written must not hold up the others
        # The text of the error could hold what the notice says.
        logger.error("Notice %s cannot be written: %s.", notice.pk, _reason(error))  # noqa: TRY400
        _postpone(notice, _reason(error))
        return False
    return _end(notice, Notice.State.SENT, sent_at=clock.now())


def _judge(notice: Notice, error: OSError) -> None:
    """Give up where the server refuses this receiver or this mail for good; else try again later."""
    code = _code(error)
    is_about_this_one = isinstance(error, SMTPRecipientsRefused | SMTPDataError) and code not in _OF_THE_SERVER
    if is_about_this_one and code >= 500:
        _end(notice, Notice.State.GIVEN_UP, reason=str(code))
        return
    _postpone(notice, _reason(error))
    if not is_about_this_one:
        raise ServerTrouble(_reason(error)) from error


def _postpone(notice: Notice, reason: str) -> None:
    attempts = notice.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        _end(notice, Notice.State.GIVEN_UP, reason=reason)
        return
    Notice.objects.filter(pk=notice.pk, state=Notice.State.QUEUED, leased_until_at=notice.leased_until_at).update(
        attempts=attempts, due_at=clock.now() + wait_after(attempts), leased_until_at=None, last_error=reason
    )


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 1, 2, 4 … minutes, an hour at the most."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 6)), LONGEST_WAIT)


def _end(notice: Notice, state: Notice.State, *, reason: str = "", sent_at: datetime | None = None) -> bool:
    forgotten = KINDS[notice.kind].forgotten
    Notice.objects.filter(pk=notice.pk).update(
        state=state,
        facts={name: value for name, value in notice.facts.items() if name not in forgotten},
        attempts=notice.attempts + (state != Notice.State.NO_ADDRESS),
        leased_until_at=None,
        sent_at=sent_at,
        last_error=reason,
    )
    return state == Notice.State.SENT


def _drop_useless() -> None:
    """Give up what came too late to be of use, and forget its code."""
    for notice in Notice.objects.filter(state=Notice.State.QUEUED, kind__in=_OF_USE_FOR_A_TIME):
        until_at = datetime.fromisoformat(notice.facts[KINDS[notice.kind].useless_after])
        if until_at <= clock.now():
            _end(notice, Notice.State.GIVEN_UP, reason="too late")


def _code(error: OSError) -> int:
    if isinstance(error, SMTPRecipientsRefused):
        return max(code for code, _ in error.recipients.values())
    return error.smtp_code if isinstance(error, SMTPResponseException) else 0


def _reason(error: Exception) -> str:
    """A code or the kind of error; never its text, which may quote the mail."""
    code = _code(error) if isinstance(error, OSError) else 0
    return str(code) if code > 0 else type(error).__name__


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError as error:
        logger.info("The mail server did not say goodbye (%s).", _reason(error))
