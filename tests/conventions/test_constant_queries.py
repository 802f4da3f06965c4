"""A page asks the database the same number of things however large the organisation: the numbers stand here."""

import pytest

from samspill.confidentiality.actors import Actor
from samspill.guides.services.loading import load_built_in
from tests.bench import year
from tests.bench.clocks import statements
from tests.bench.pages import ask, signed_in

pytestmark = pytest.mark.django_db

# Session and signed-in user apart. At most twelve.
STATEMENTS = {
    "Min side": 6,
    "team": 10,
    "preparation": 9,
    "room": 9,
    "agreement": 11,
    "actions": 7,
    "coverage": 8,
    "HR's list": 11,
}


@pytest.mark.parametrize("size", [26, 1_000])
def test_pages_ask_the_same_of_every_organisation(size: int) -> None:
    assert _counted(size) == STATEMENTS


@pytest.mark.soak
def test_pages_ask_the_same_of_ten_thousand() -> None:
    assert _counted(10_000) == STATEMENTS


def _counted(size: int) -> dict[str, int]:
    """What each page asks when everything that is kept in memory is there already."""
    load_built_in(Actor.system("set-up"))
    hr = year.bring_in(year.check(size))
    round_ = year.plan_round(hr)
    year.open_for_everybody(hr, round_)
    counted = {}
    for name, (person, path) in year.visits(year.live_a_while(size, hr, round_)).items():
        client = signed_in(person)
        ask(client, path)
        counted[name] = statements(lambda client=client, path=path: ask(client, path))
    return counted
