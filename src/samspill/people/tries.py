"""Guessing is slowed down, and nobody can lock another out by it.

Failures are counted, never successes: per account, per account and address, and per address. After a few free ones each
further try must wait twice as long as the one before. A device that the account knows has a count of its own, so that a
stranger's failures never delay its owner; and a passkey, which cannot be guessed, is never delayed.
"""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils.crypto import salted_hmac

from samspill.foundation import clock
from samspill.people.models import FailedTries
from samspill.people.visitors import Visitor

FORGOTTEN_AFTER = timedelta(days=1)
FREE = {"device": 5, "place": 5, "account": 20, "address": 1_000}
security_log = logging.getLogger("samspill.security")


class Secret(StrEnum):
    """What is being guessed, or asked for again and again."""

    PASSWORD = "password"  # noqa: S105 - a name, not a password
    CODE = "code"
    PIN = "pin"
    CODE_BY_MAIL = "code_by_mail"


# A PIN has so few values that a minute between tries would not save it.
LONGEST = {secret: timedelta(hours=1) if secret is Secret.PIN else timedelta(minutes=1) for secret in Secret}


class TooSoon(Exception):
    """The try was not judged: too many before it failed."""

    def __init__(self, wait: timedelta) -> None:
        """Keep how long to wait."""
        super().__init__("too many failed tries")
        self.wait = wait


@dataclass(slots=True)
class Try:
    """One try under way; it counts as failed until it is told that it succeeded."""

    has_succeeded: bool = False

    def succeed(self) -> None:
        """The secret was right."""
        self.has_succeeded = True


@contextmanager
def trying(visitor: Visitor, secret: Secret, /, *, employee_number: str) -> Iterator[Try]:
    """Judge a secret inside this block and call ``succeed`` when it is right.

    The failure is written before the secret is judged, so that a thousand tries at once count as a thousand.

    Raises:
        TooSoon: the wait after the latest failure is not over; nothing was counted.
    """
    counts = count_failure(visitor, secret, employee_number=employee_number)
    this_try = Try()
    try:
        yield this_try
    finally:
        if this_try.has_succeeded:
            FailedTries.objects.filter(key__in=counts).delete()
        else:
            security_log.warning("failed try secret=%s known_device=%s", secret, bool(visitor.device))


def count_failure(visitor: Visitor, secret: Secret, /, *, employee_number: str) -> Collection[str]:
    """Count one more failure, if its time has come; returns the keys of the counts that it belongs to.

    Raises:
        TooSoon: the wait after the latest failure is not over; nothing was counted.
    """
    counts = _counts(visitor, secret, employee_number.strip())
    _count(counts, LONGEST[secret])
    return counts.keys()


def _counts(visitor: Visitor, secret: Secret, number: str) -> dict[str, int]:
    """The counts that a try belongs to: each one's key, and how many failures are free."""
    if visitor.device:
        places = {"device": (number, visitor.device)}
    else:
        places = {"place": (number, visitor.address), "account": (number, ""), "address": ("", visitor.address)}
    return {_key(secret, kind, *place): FREE[kind] for kind, place in places.items()}


def _key(*parts: str) -> str:
    return salted_hmac("samspill.tries", "|".join(parts), algorithm="sha256").hexdigest()


def _count(counts: dict[str, int], longest: timedelta) -> None:
    with transaction.atomic():
        FailedTries.objects.bulk_create([FailedTries(key=key) for key in sorted(counts)], ignore_conflicts=True)
        rows = list(FailedTries.objects.select_for_update().filter(key__in=counts).order_by("key"))
        # Whoever waited for the rows comes after whoever held them; and who held them may have succeeded, and removed them.
        moment = clock.now()
        wait = max((_due_at(row, counts[row.key], longest) for row in rows), default=moment) - moment
        if wait > timedelta():
            raise TooSoon(wait)
        for row in rows:
            row.failures = row.failures + 1 if row.latest_at > moment - FORGOTTEN_AFTER else 1
            row.latest_at = moment
        FailedTries.objects.bulk_update(rows, ["failures", "latest_at"])


def _due_at(row: FailedTries, free: int, longest: timedelta) -> datetime:
    """When the next try may be judged."""
    beyond = row.failures - free
    if beyond < 0:
        return row.latest_at
    return row.latest_at + min(timedelta(seconds=2 ** min(beyond, 20)), longest)
