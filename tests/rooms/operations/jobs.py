"""Work for the worker's tests: leaves a file when begun and when done, and waits in between until it is let go."""

import time
from pathlib import Path

from django_tasks import task


@task()
def wait(folder: str) -> None:
    """Begin, wait for the file ``let-go``, end."""
    with (Path(folder) / "begun").open("a") as file:
        file.write("begun\n")
    while not (Path(folder) / "let-go").exists():
        time.sleep(0.05)
    with (Path(folder) / "done").open("a") as file:
        file.write("done\n")
