"""What the doors have kept for as long as they needed it is deleted (retention rule ``sign_in``)."""

from django.contrib.sessions.models import Session
from django.db import transaction

from samspill.foundation import clock
from samspill.people.models import FailedTries, OpenSession, SignInCode
from samspill.people.services.codes import Purpose
from samspill.people.tries import FORGOTTEN_AFTER


def forget_old_sign_ins() -> None:
    """Delete ended sessions, codes that were used or ended, and old failures; run by the worker.

    The used codes of paper stay, without anything that opens: they tell when the code was used first.
    """
    moment = clock.now()
    with transaction.atomic():
        Session.objects.filter(expire_date__lte=moment).delete()
        OpenSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
        SignInCode.objects.filter(expires_at__lte=moment, used_at=None).delete()
        SignInCode.objects.filter(used_at__isnull=False).exclude(purpose=Purpose.PAPER).delete()
        FailedTries.objects.filter(latest_at__lte=moment - FORGOTTEN_AFTER).delete()
