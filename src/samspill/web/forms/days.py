"""Days as people type them: a year with a digit too many is a slip, and no calendar reckons beyond the year 9999."""

from datetime import date, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError

from samspill.foundation import clock

FURTHEST = timedelta(days=20 * 366)


def within_reach(day: date) -> None:
    """Accept a day, or a moment, within twenty years of today.

    Raises:
        ValidationError: it is further away.
    """
    on = day.date() if isinstance(day, datetime) else day
    if abs(on - clock.today()) > FURTHEST:
        raise ValidationError(forms.DateField.default_error_messages["invalid"], code="invalid")
