"""A worker in a process of its own, on a database that other workers share; run as ``python -m``.

``fill COUNT`` puts notices in the outbox and prints their Message-IDs; ``work KILLS`` lets one child process after the
other send until nothing is left, of which the first KILLS kill themselves with signal 9 at a random moment, and prints
how many were killed; ``states`` prints how many notices are in each state.
"""

import json
import os
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspill.config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402

from samspill.foundation import clock  # noqa: E402
from samspill.notifications import kinds, outbox, tasks  # noqa: E402
from samspill.notifications.models import Notice  # noqa: E402
from samspill.people.models import Person  # noqa: E402


@transaction.atomic
def fill(count: int) -> list[str]:
    ada = Person.objects.create_person(employee_number="1", given_name="Ada", mail="ada@lyngvik.example")
    message = kinds.PlanAgreed(path="/samtale/1/", other="Leif Berg")
    return [notice.message_id for notice in outbox.put_many([outbox.Addressed(message, ada, None)] * count)]


def work(kills: int) -> int:
    """Each child's clock stands where the leases of the killed one before it have ended."""
    random = Random(kills)
    begin, killed = clock.now(), 0
    connection.close()
    while True:
        child = os.fork()
        if not child:
            with clock.fixed(begin + timedelta(minutes=10 * killed)):
                send(random.uniform(0.02, 0.3) if killed < kills else None)
        random.random()
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            return killed
        killed += 1


def send(dies_after: float | None) -> None:
    if path := os.environ.get("WORKER_PID_FILE"):
        Path(path).write_text(str(os.getpid()))
    if dies_after is not None:
        threading.Timer(dies_after, os.kill, (os.getpid(), signal.SIGKILL)).start()
    tasks.send_due_notices.call()
    if dies_after is not None:
        signal.pause()
    os._exit(0)


def states() -> dict[str, int]:
    return dict(Notice.objects.order_by().values_list("state").annotate(Count("pk")))


if __name__ == "__main__":
    act, *numbers = sys.argv[1:]
    print(json.dumps({"fill": fill, "work": work, "states": states}[act](*map(int, numbers))))  # type: ignore[operator]
