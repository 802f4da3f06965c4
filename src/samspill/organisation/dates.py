"""Dated facts: true from the first day until the day before ``until_on``, judged by today's date in Norway."""

from django.db.models import Q

from samspill.foundation import clock


def valid_today(prefix: str = "") -> Q:
    """Dated rows that are true today: from the first day until the day before ``until_on``.

    Args:
        prefix: the relation that leads to the dated rows, with its ``__``.
    """
    return Q(**{f"{prefix}from_on__lte": clock.today()}) & not_ended(prefix)


def employed_today() -> Q:
    """Employments that are current today; one whose first day the export leaves out has begun."""
    begun = Q(from_on__isnull=True) | Q(from_on__lte=clock.today())
    return begun & not_ended()


def not_ended(prefix: str = "") -> Q:
    """Dated rows that are true today or will become so."""
    return Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gt": clock.today()})
