"""A worker in a process of its own, on a database that other workers share; run as ``python -m``.

``fill COUNT`` puts notices in the outbox and prints their Message-IDs; ``work`` lets a child process send until nothing
is left, starts another whenever it is killed, and prints how many were; ``states`` prints how many notices are in each
state. The child that sends is the one whose number stands in the file ``WORKER_PID_FILE``.
"""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspill.config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402

from samspill.foundation import clock  # noqa: E402
from samspill.notifications import kinds, outbox, tasks  # noqa: E402
from samspill.notifications.models import Notice  # noqa: E402
from samspill.notifications.rendering import mail_of  # noqa: E402
from samspill.people.models import Person  # noqa: E402


@transaction.atomic
def fill(count: int) -> list[str]:
    ada = Person.objects.create_person(employee_number="1", given_name="Ada", mail="ada@lyngvik.example")
    message = kinds.PlanAgreed(path="/samtale/1/", other="Leif Berg")
    return [notice.message_id for notice in outbox.put_many([outbox.Addressed(message, ada, None)] * count)]


def work() -> int:
    """Each child's clock stands where the lease of the killed one before it has ended."""
    begin, killed = clock.now(), 0
    warm_up()
    connection.close()
    while True:
        child = os.fork()
        if not child:
            with clock.fixed(begin + timedelta(minutes=10 * killed)):
                tell_pid(Path(os.environ["WORKER_PID_FILE"]))
                tasks.send_due_notices.call()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            if status:
                raise RuntimeError("The child that sent went wrong by itself.")
            return killed
        killed += 1


def tell_pid(path: Path) -> None:
    """In one piece: half a number would be another process."""
    whole = path.with_suffix(f".{os.getpid()}")
    whole.write_text(str(os.getpid()))
    whole.replace(path)


def warm_up() -> None:
    """Load in the parent what every child needs, so that a child begins to send at once."""
    ada = Person(given_name="Ada", mail="ada@lyngvik.example")
    facts = kinds.PlanAgreed(path="/", other="Leif Berg").as_facts()
    mail_of(Notice(kind="plan_agreed", recipient=ada, facts=facts, language="nb")).message()


def states() -> dict[str, int]:
    return dict(Notice.objects.order_by().values_list("state").annotate(Count("pk")))


if __name__ == "__main__":
    act, *numbers = sys.argv[1:]
    print(json.dumps({"fill": fill, "work": work, "states": states}[act](*map(int, numbers))))  # type: ignore[operator]
