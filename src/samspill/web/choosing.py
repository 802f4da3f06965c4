"""Which of several rounds a page shows: the one that is asked for, else the newest."""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from django.http import HttpRequest

from samspill.confidentiality.decisions import NotFound


class Chosen(Protocol):
    """Something with an identifier."""

    id: UUID


C = TypeVar("C", bound=Chosen)


def chosen_round(request: HttpRequest, rounds: Sequence[C]) -> C | None:
    """The round that ``runde`` names, else the first; None when there are none.

    Raises:
        NotFound: ``runde`` names none of these.
    """
    asked = request.GET.get("runde", "")
    if not asked:
        return next(iter(rounds), None)
    found = next((one for one in rounds if str(one.id) == asked), None)
    if found is None:
        raise NotFound
    return found
