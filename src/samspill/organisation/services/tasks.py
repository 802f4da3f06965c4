"""The import's two slow halves as jobs, for the pages; the command line calls the services itself."""

from uuid import UUID

from django_tasks import task

from samspill.organisation.services.importing import apply_import, check_received
from samspill.people.models import Person
from samspill.people.queries import actor_of


@task()
def check_run(run_id: str, person_id: str) -> None:
    """Compare a received run, on behalf of the one who gave the files."""
    actor = actor_of(Person.objects.get(id=person_id))
    check_received(actor, run_id=UUID(run_id))


@task()
def apply_run(run_id: str, person_id: str, *, are_many_endings_meant: bool) -> None:
    """Apply a checked run, on behalf of the one who pressed the button; judged by that person's roles now."""
    actor = actor_of(Person.objects.get(id=person_id))
    apply_import(actor, run_id=UUID(run_id), are_many_endings_meant=are_many_endings_meant)
