"""Employees' answers about their conversations are counted five at a time, as they stood then, once and for all."""

from functools import partial

import pytest
from tests.answering import add_employees, answer
from tests.cast import Cast
from tests.making import make_round
from tests.rooms.plans.test_races import succeeded, together

from samspill.confidentiality.actors import Actor
from samspill.conversations.policy import FOLLOWING
from samspill.conversations.services.following_leaders import follow_leaders
from samspill.conversations.states import State
from samspill.organisation.models import Leadership, Unit
from samspill.people.models import Person
from samspill.plans.facts import Usefulness, count_usefulness
from samspill.plans.models import UsefulnessCount, WaitingAnswer
from samspill.plans.services.evaluating import evaluate
from samspill.rounds.models import Round

pytestmark = pytest.mark.django_db

NOTHING = Usefulness()


def counted(round_: Round, code: str) -> Usefulness:
    """What is counted in a unit and below it."""
    unit = Unit.objects.get(code=code)
    return count_usefulness(round_id=round_.id, unit_ids=[unit.id]).get(unit.id, NOTHING)


@pytest.fixture
def team(cast: Cast) -> list[Person]:
    """Olav and six more at Bjørka, whom Tor leads; with Tor none of them is alone."""
    return [cast.olav, *add_employees(6, leader=cast.tor, code="1200")]


def test_the_fifth_brings_in_all_five(cast: Cast, team: list[Person]) -> None:
    round_ = make_round(cast)
    for one in team[:4]:
        answer(one, "very")
    assert counted(round_, "1200") == NOTHING
    answer(team[4], "little")
    assert counted(round_, "1200") == counted(round_, "1000") == Usefulness(very=4, kept_back=1)
    for one in team[5:]:
        answer(one, "little")
    assert counted(round_, "1200").answers == 5
    assert WaitingAnswer.objects.count() == 2


def test_the_leaders_answers_are_never_counted(cast: Cast, team: list[Person]) -> None:
    round_ = make_round(cast)
    for one in team[:4]:
        conversation = answer(one, "somewhat")
        evaluate(cast.actor("tor"), conversation_id=conversation.id, usefulness="little", answers={})
    assert (counted(round_, "1000"), WaitingAnswer.objects.count()) == (NOTHING, 4)
    answer(team[4], "somewhat")
    assert counted(round_, "1000") == Usefulness(somewhat=4, kept_back=1)


def test_an_answer_counts_as_it_stands_when_it_is_counted(cast: Cast, team: list[Person]) -> None:
    round_ = make_round(cast)
    answer(team[0], "little")
    answer(team[1], "somewhat")
    answer(team[0], "somewhat")
    assert WaitingAnswer.objects.count() == 2, "who changes the answer has still answered once"
    for one in team[2:5]:
        answer(one, "very")
    assert counted(round_, "1200") == Usefulness(very=3, somewhat=2)
    answer(team[0], "little")
    answer(team[5], "little")
    assert counted(round_, "1200") == Usefulness(very=3, somewhat=2), "a change would tell whose it is"
    assert WaitingAnswer.objects.count() == 1


def test_what_becomes_of_the_conversation_changes_no_figure(cast: Cast, team: list[Person]) -> None:
    round_ = make_round(cast)
    conversations = [answer(one, "very") for one in team[:5]]
    Leadership.objects.filter(employee=team[0]).update(leader=cast.vera)
    follow_leaders(Actor.system(FOLLOWING))
    conversations[0].refresh_from_db()
    assert conversations[0].state == State.DISCONTINUED
    assert counted(round_, "1200").answers == 5


def test_rounds_are_apart(cast: Cast, team: list[Person]) -> None:
    first, second = make_round(cast, year=2025), make_round(cast, year=2026)
    for one in team[:4]:
        answer(one, "very", round_=first)
    answer(team[4], "very", round_=second)
    assert UsefulnessCount.objects.count() == 0
    answer(team[4], "very", round_=first)
    assert (counted(first, "1200").answers, counted(second, "1200").answers) == (5, 0)


def test_a_leader_of_several_small_units_is_counted_in_the_unit_above_them(cast: Cast) -> None:
    for code in ("1100", "1200"):
        add_employees(3, leader=cast.aksel, code=code)
    round_ = make_round(cast)
    for one in Person.objects.filter(given_name="Kari")[:5]:
        answer(one, "very")
    assert (counted(round_, "1100"), counted(round_, "1200")) == (NOTHING, NOTHING)
    assert counted(round_, "1000").answers == 5


def test_few_answers_about_each_of_several_leaders_count_for_the_whole_only(cast: Cast) -> None:
    """Six leaders have one each at Furua: nobody knows more than one of the six."""
    leaders = [cast.ada, cast.frida, cast.olav, cast.vidar, cast.hanne, cast.aksel]
    employees = [add_employees(1, leader=leader, code="1100")[0] for leader in leaders]
    round_ = make_round(cast)
    for one in employees[:5]:
        answer(one, "very")
    assert counted(round_, "1000") == NOTHING
    answer(employees[5], "little")
    assert counted(round_, "1000") == Usefulness(very=4, kept_back=2)
    assert counted(round_, "1100") == NOTHING


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_nobody_is_lost_or_counted_twice(cast: Cast, team: list[Person]) -> None:
    round_ = make_round(cast)
    assert succeeded(together(*[partial(answer, one, "very") for one in team])) == 7
    assert (counted(round_, "1200"), WaitingAnswer.objects.count()) == (Usefulness(very=4, kept_back=1), 2)
