"""Codes for one use: made here, known afterwards to their holder only."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from samspill.confidentiality.actors import Actor
from samspill.foundation import clock
from samspill.people.models import Person, SignInCode

Purpose = SignInCode.Purpose

# Without I, L, O, 0 and 1, which look alike on paper: 31 letters and digits, ten of them about 49 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10
MOST_FAILURES = 5
LASTS = {
    Purpose.RESET: timedelta(minutes=20),
    Purpose.FIRST_ADMINISTRATOR: timedelta(minutes=30),
    Purpose.PAPER: timedelta(days=60),
}


class WrongCode(Exception):
    """The code is not right, is too old, or was never made; the three look the same."""


class UsedBefore(Exception):
    """The code is right but was used already: by its holder, or by somebody who should not have."""

    def __init__(self, used_at: datetime) -> None:
        """Keep when."""
        super().__init__("the code was used before")
        self.used_at = used_at


def make_code(actor: Actor, /, *, person: Person | None, purpose: Purpose) -> tuple[str, datetime]:
    """Make and store a code; returns it in plain, this once, and when it ends."""
    code = secrets.token_urlsafe(32) if purpose == Purpose.FIRST_ADMINISTRATOR else _readable()
    ends_at = clock.now() + LASTS[purpose]
    SignInCode.objects.create(
        person=person,
        purpose=purpose,
        code_hash=_hash(person.id if person else None, code),
        made_at=clock.now(),
        made_by_id=actor.person_id,
        expires_at=ends_at,
    )
    return (code if person is None else f"{code[:5]}-{code[5:]}"), ends_at


def open_codes(*purposes: Purpose) -> QuerySet[SignInCode]:
    """The codes that would still open."""
    is_open = Q(used_at=None, expires_at__gt=clock.now(), failures__lt=MOST_FAILURES)
    return SignInCode.objects.filter(is_open, purpose__in=purposes)


def check_code(person: Person | None, typed: str, /, *purposes: Purpose) -> SignInCode:
    """The open code that was typed, not yet used up.

    Must run outside a transaction that its refusal would roll back, so that failures stay counted.

    Args:
        person: whose code; None where nobody has the number that was typed.
        typed: as typed; small letters, spaces and hyphens do not matter.
        purposes: what the code may be for.

    Raises:
        WrongCode: wrong, too old or missed too often.
        UsedBefore: right, but used.
    """
    wanted = _hash(person.id if person else None, "".join(typed.upper().split()).replace("-", ""))
    if person is None:
        raise WrongCode
    found = _matching(SignInCode.objects.filter(person=person, purpose__in=purposes), wanted)
    if found and found.used_at:
        raise UsedBefore(found.used_at)
    if found is None or not open_codes(*purposes).filter(id=found.id).exists():
        open_codes(*purposes).filter(person=person).update(failures=F("failures") + 1)
        raise WrongCode
    return found


def check_link(code: str, /) -> SignInCode:
    """The open link for a first administrator.

    Raises:
        WrongCode: wrong, used or too old.
    """
    found = _matching(open_codes(Purpose.FIRST_ADMINISTRATOR), _hash(None, code))
    if found is None:
        raise WrongCode
    return found


def use_up(code: SignInCode, /) -> None:
    """Use a code, and with it every other open code of its person; once, whoever comes first.

    Raises:
        WrongCode: another request was first.
    """
    if SignInCode.objects.filter(id=code.id, used_at=None).update(used_at=clock.now()) != 1:
        raise WrongCode
    SignInCode.objects.filter(person=code.person, used_at=None).delete()


def _readable() -> str:
    # Never digits only, so that a code and a PIN can be told apart.
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return _readable() if code.isdigit() else code


def _matching(codes: Iterable[SignInCode], wanted: str) -> SignInCode | None:
    return next((code for code in codes if constant_time_compare(code.code_hash, wanted)), None)


def _hash(person_id: UUID | None, code: str) -> str:
    return salted_hmac("samspill.sign_in_code", f"{person_id or ''}|{code}", algorithm="sha256").hexdigest()
