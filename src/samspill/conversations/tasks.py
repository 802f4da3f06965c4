"""What the worker runs for this room, and how it is put in the queue."""

from uuid import UUID

from django.db import transaction
from django_tasks import task

from samspill.confidentiality.actors import Actor
from samspill.conversations.services.opening import begin_opening, open_round
from samspill.people.models import Person
from samspill.people.queries import actor_of
from samspill.rounds.models import Round
from samspill.rounds.services import WrongRoundState

AT_ONCE = 500


@task()
def open_begun_round(round_id: str, person_id: str) -> int:
    """Make the conversations of a round whose opening somebody has begun; run twice it makes them once.

    Args:
        round_id: the round.
        person_id: who opened it; the right to do so is judged anew.
    """
    actor = actor_of(Person.objects.get(id=person_id))
    try:
        return open_round(actor, round_id=UUID(round_id))
    except WrongRoundState:
        return 0


def start_opening(actor: Actor, /, *, round_id: UUID) -> Round:
    """Open a round: a small one at once, a large one by the worker while the page shows how it goes.

    Raises:
        WrongRoundState: the round was opened before.
    """
    with transaction.atomic():
        round_ = begin_opening(actor, round_id=round_id)
        if round_.total <= AT_ONCE:
            open_round(actor, round_id=round_id)
        else:
            open_begun_round.enqueue(str(round_id), str(actor.person_id))
    return round_
