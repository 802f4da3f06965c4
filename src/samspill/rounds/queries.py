"""Reads of rounds."""

from collections import Counter
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.rounds.models import Round
from samspill.rounds.policy import RUN_ROUNDS
from samspill.rounds.states import RoundState


def list_rounds(actor: Actor, /) -> list[Round]:
    """All rounds, newest first, for HR."""
    gate.require(actor, None, RUN_ROUNDS)
    return list(Round.objects.select_related("unit", "guide_version__guide").order_by("-year", "-made_at"))


def read_round(actor: Actor, /, *, round_id: UUID) -> Round:
    """One round, for HR.

    Raises:
        NotFound: there is no such round.
    """
    gate.require(actor, None, RUN_ROUNDS)
    try:
        return Round.objects.select_related("unit", "guide_version__guide").get(id=round_id)
    except Round.DoesNotExist as error:
        raise NotFound from error


def count_rounds_on(actor: Actor, /, *, guide_key: str) -> dict[int, int]:
    """How many rounds stand on each version of a guide or menu, by the version's number, for HR."""
    gate.require(actor, None, RUN_ROUNDS)
    counts: Counter[int] = Counter()
    for field in ("guide_version", "menu_version"):
        rounds = Round.objects.filter(**{f"{field}__guide__key": guide_key})
        counts.update(rounds.values_list(f"{field}__number", flat=True))
    return dict(counts)


def list_open_rounds() -> list[Round]:
    """The rounds that are open or closed now, newest first: a fact for overviews."""
    return list(Round.objects.exclude(state=RoundState.DRAFTED).order_by("-year", "-made_at"))
