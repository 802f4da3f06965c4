"""How useful the conversations were: the same to everybody, and never moved by fewer than five."""

import random
from collections.abc import Iterator
from itertools import chain, combinations

import pytest
from tests.answering import add_employees, answer
from tests.cast import Cast
from tests.making import make_round

from samspill.confidentiality.actors import Role
from samspill.confidentiality.decisions import NotFound
from samspill.conversations.models import Conversation
from samspill.organisation.models import Unit, UnitAncestor
from samspill.people.models import Person, RoleGrant
from samspill.plans.bundles import FEWEST
from samspill.plans.facts import Usefulness
from samspill.reporting.coverage import Coverage, read_coverage
from samspill.rounds.models import Round

pytestmark = pytest.mark.django_db

READERS = ("hanne", "frida", "vera", "tor")
WHOLE, CODES = "Lyngvik kommune", ("1000", "1100", "1200")
TOO_FEW = {number for few in range(1, FEWEST) for number in (few, -few)}
Shown = dict[str, Usefulness]


@pytest.fixture
def round_(cast: Cast) -> Round:
    """Tor leads six at Bjørka, Leif six at Furua and Vidar one there. Frida is management, besides."""
    add_employees(5, leader=cast.tor, code="1200")
    add_employees(4, leader=cast.leif, code="1100")
    RoleGrant.objects.create(person=cast.frida, role=Role.MANAGEMENT)
    return make_round(cast)


def page(cast: Cast, round_: Round, name: str, code: str) -> Coverage:
    """What the reader's page about a unit holds; nothing where there is no such page for the reader."""
    try:
        return read_coverage(cast.actor(name), round_id=round_.id, unit_id=Unit.objects.get(code=code).id)
    except NotFound:
        return Coverage()


def shown_to(cast: Cast, round_: Round, name: str) -> Shown:
    """The figure of every unit that a reader comes to; a unit has the same one on every page."""
    shown: Shown = {}
    for code in CODES:
        found = page(cast, round_, name, code)
        if not found.unit or not found.total:
            continue
        figures = {group.name: group.usefulness for group in found.useful_units} | {found.unit.name: found.usefulness}
        assert {unit: shown.get(unit, figure) for unit, figure in figures.items()} == figures
        shown |= figures
    return shown


def worked_out(now: Shown, before: Shown) -> Iterator[int]:
    """How many answers are behind each figure, behind what is left of the whole without its units, and behind each change."""
    sizes = {unit: figure.answers for unit, figure in now.items()}
    yield from sizes.values()
    yield from (size - before.get(unit, Usefulness()).answers for unit, size in sizes.items())
    if whole := sizes.pop(WHOLE, 0):
        for units in chain.from_iterable(combinations(sizes.values(), count) for count in (1, 2)):
            yield whole - sum(units)


def employees(round_: Round) -> list[Person]:
    """Everybody in the round who has a leader."""
    rows = Conversation.objects.filter(round=round_, appointments__isnull=False).order_by("employee__employee_number")
    return [row.employee for row in rows.select_related("employee")]


@pytest.mark.parametrize("seed", [1, 2])
def test_no_figure_differs_from_another_or_from_itself_by_fewer_than_five(cast: Cast, round_: Round, seed: int) -> None:
    chance = random.Random(seed)
    everybody = employees(round_)
    chance.shuffle(everybody)
    before: dict[str, Shown] = {name: {} for name in READERS}
    for one in everybody:
        answer(one, chance.choice(["very", "somewhat", "little"]))
        now = {name: shown_to(cast, round_, name) for name in READERS}
        for name, shown in now.items():
            assert set(worked_out(shown, before[name])).isdisjoint(TOO_FEW), (name, shown)
            assert shown.items() <= now["hanne"].items(), "HR is told the same as others"
        before = now
    assert before["hanne"][WHOLE].answers == 10
    assert before["tor"]["Bjørka"].answers == before["frida"]["Furua"].answers == 5


def test_four_answers_show_nothing_to_anybody(cast: Cast, round_: Round) -> None:
    for one in [one for one in employees(round_) if one.given_name == "Kari"][:4]:
        answer(one, "little")
    for name in READERS:
        assert all(figure == Usefulness() for figure in shown_to(cast, round_, name).values())


def test_when_all_answer_alike_some_are_kept_back_from_everybody(cast: Cast, round_: Round) -> None:
    for one in employees(round_):
        answer(one, "very")
    for name in READERS:
        for figure in shown_to(cast, round_, name).values():
            assert (figure.kept_back > 0) == (figure.answers > 0)


def test_what_counts_for_no_single_unit_stands_under_the_whole(cast: Cast) -> None:
    add_employees(4, leader=cast.tor, code="1200")
    for leader in (cast.ada, cast.leif, cast.frida, cast.olav, cast.hanne, cast.aksel):
        add_employees(1, leader=leader, code="1100")
    round_ = make_round(cast)
    for one in (one for one in employees(round_) if one.given_name in {"Kari", "Olav"}):
        answer(one, "somewhat")
    found = page(cast, round_, "hanne", "1000")
    assert [(group.name, group.usefulness.answers) for group in found.useful_units] == [("Bjørka", 5)]
    assert found.usefulness_elsewhere == Usefulness(somewhat=4, kept_back=2)


def test_a_unit_that_has_moved_keeps_its_figure_and_nothing_is_taken_from_nothing(cast: Cast, round_: Round) -> None:
    """What was counted stays in the units that were above it then; the new one above has nothing to take it from."""
    furua, bjorka = (Unit.objects.get(code=code) for code in ("1100", "1200"))
    for conversation in Conversation.objects.filter(round=round_, unit=bjorka):
        answer(conversation.employee, "somewhat")
    Unit.objects.filter(id=bjorka.id).update(parent=furua)
    UnitAncestor.objects.filter(unit=bjorka, ancestor__code="1000").update(depth=2)
    UnitAncestor.objects.create(unit=bjorka, ancestor=furua, depth=1)
    found = page(cast, round_, "hanne", "1100")
    assert [group.usefulness.answers for group in found.useful_units] == [5]
    assert found.usefulness == found.usefulness_elsewhere == Usefulness()
