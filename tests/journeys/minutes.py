"""The worker's minute, in this process: what is due is looked for, and what is queued is run until nothing is left."""

from django_tasks_db.management.commands.db_worker import Worker

from samspill.operations.ticking import EVERY_MINUTE


def run_queue() -> None:
    """Run what the pages have put in the queue."""
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="journey",
    ).run()


def pass_a_minute() -> None:
    """Do what the worker does each minute. Unlike there, what goes wrong stops the test."""
    for act in EVERY_MINUTE:
        act()
    run_queue()
