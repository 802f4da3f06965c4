"""Acts on rounds; opening one, which makes conversations, lives in ``conversations.services.opening``."""

from datetime import date
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.foundation import clock
from samspill.guides.queries import MENU, newest_version
from samspill.rounds.models import Round
from samspill.rounds.policy import RUN_ROUNDS
from samspill.rounds.states import MOVES, Covered, RoundState, Writer


class WrongRoundState(Exception):
    """The act does not fit the state that the round is in."""


def draft_round(
    actor: Actor,
    /,
    *,
    year: int,
    guide_key: str,
    deadline_on: date,
    covered: str = Covered.ALL,
    interval_months: int = 12,
    length_minutes: int = 60,
    writer: str = Writer.EMPLOYEE,
    is_archiving: bool = True,
    unit_id: UUID | None = None,
    menu_key: str = MENU,
) -> Round:
    """Plan a round: year, guide and question menu, deadline, who is covered, how often (S06, S16, S20, S24)."""
    with gate.acting(actor, None, RUN_ROUNDS, year=year):
        return Round.objects.create(
            year=year,
            unit_id=unit_id,
            guide_version=newest_version(guide_key),
            menu_version=newest_version(menu_key),
            deadline_on=deadline_on,
            covered=covered,
            interval_months=interval_months,
            length_minutes=length_minutes,
            writer=writer,
            is_archiving=is_archiving,
            made_by_id=actor.person_id,
        )


def close_round(actor: Actor, /, *, round_id: UUID) -> Round:
    """End a round: no new conversations come to it; those begun go on."""
    with gate.acting(actor, None, RUN_ROUNDS):
        return move_round(Round.objects.select_for_update().get(id=round_id), RoundState.CLOSED)


def move_round(round_: Round, wanted: RoundState) -> Round:
    """Move a locked round to another state.

    Raises:
        WrongRoundState: the move is not allowed from this state.
    """
    if wanted not in MOVES[RoundState(round_.state)]:
        raise WrongRoundState(f"{round_.state} -> {wanted}")
    round_.state = wanted
    if wanted is RoundState.OPENING:
        round_.opened_at = clock.now()
    round_.save()
    return round_
