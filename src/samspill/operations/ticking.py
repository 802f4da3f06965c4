"""What is due: looked for every minute or every hour. Everything here may be done twice without harm."""

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from samspill.archive.services import deliver_due, queue_deliveries
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.gate import forget_old_sittings
from samspill.conversations.services.erasing import erase_due, erase_due_assessments
from samspill.conversations.services.exempting import bring_back_due
from samspill.conversations.services.following_leaders import follow_leaders
from samspill.foundation.database import forget_erased
from samspill.notifications.sending import purge_sent
from samspill.notifications.tasks import send_due_notices
from samspill.organisation.services.importing import forget_old_imports
from samspill.people.services.forgetting import forget_old_sign_ins
from samspill.plans.services.retention import erase_due_texts

UNFINISHED = ("READY", "RUNNING")
DAYS_OF_FINISHED_WORK = 7


def enqueue_once(task: "Task[Any, Any]") -> bool:
    """Queue a task unless it is queued or under way already; returns whether it was queued now."""
    if DBTaskResult.objects.filter(task_path=task.module_path, status__in=UNFINISHED).exists():
        return False
    task.enqueue()
    return True


def send_notices() -> None:
    """Mail leaves by the queue, so that a slow mail server holds up nothing else."""
    enqueue_once(send_due_notices)


def deliver() -> None:
    """Agreed plans go to the archive."""
    actor = Actor.system("delivery")
    queue_deliveries(actor)
    deliver_due(actor)


def follow() -> None:
    """Conversations follow who leads whom today."""
    follow_leaders(Actor.system("following leaders"))


def bring_back() -> None:
    """Conversations whose exemption has ended come back."""
    bring_back_due(Actor.system("exemptions"))


def erase() -> None:
    """What is over is erased, in the log of writes too (retention rules ``preparation`` and ``assessment``)."""
    actor = Actor.system("retention")
    erase_due(actor)
    erase_due_assessments(actor)
    forget_erased()


def erase_old_texts() -> None:
    """Plans and what was shared are erased when their time is over (retention rule ``agreement``)."""
    erase_due_texts(Actor.system("retention"))


def forget_finished_work() -> None:
    """Rows of work done long ago are deleted (retention rule ``work``)."""
    call_command("prune_db_task_results", min_age_days=DAYS_OF_FINISHED_WORK, verbosity=0)


EVERY_MINUTE: tuple[Callable[[], object], ...] = (send_notices, deliver, follow, bring_back, erase)
EVERY_HOUR: tuple[Callable[[], object], ...] = (
    erase_old_texts,
    forget_old_sittings,
    forget_old_sign_ins,
    forget_old_imports,
    purge_sent,
    forget_finished_work,
)
