"""What the worker runs. A task that is lost or doubled harms nothing: the truth is the outbox's own rows."""

from datetime import time

from django_tasks import task

from samspill.notifications import sending


@task()
def send_due_notices(reminders_from: str = "08:00", reminders_until: str = "16:00") -> int:
    """Send all that is due, and tell how many were sent.

    Args:
        reminders_from: the time of day (Norway) from which reminders may be sent.
        reminders_until: the time of day until which they may.
    """
    hours = (time.fromisoformat(reminders_from), time.fromisoformat(reminders_until))
    total = 0
    while sent := sending.send_due(reminders_between=hours):
        total += sent
    return total
