"""Whoever knows the answers of everybody but a few, and every bundle, cannot tell what one of the few answered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations_with_replacement
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samspill.plans.bundles import FEWEST, Answer, Usefulness, bundle_among, told_of

KINDS = ("very", "somewhat", "little")
Known = frozenset[UUID]


def answer(number: int, leader: int, usefulness: str) -> Answer:
    """The answer of the employee with this number; leaders are employees too."""
    return Answer(UUID(int=number), usefulness, employee_id=UUID(int=number), leader_id=UUID(int=leader))


@st.composite
def arrivals(draw: st.DrawFn) -> list[Answer]:
    """Answers in the order in which they come to one unit; the leaders 0 to 9 answer about their own leader, 10.

    Hardest to hide is a unit in which all answer alike but for those with one leader.
    """
    numbers, leaders = draw(st.permutations(range(draw(st.integers(1, 30))))), draw(st.integers(1, 10))
    odd_one, is_alike = draw(st.integers(0, 10)), draw(st.booleans())
    answers = []
    for number in numbers:
        leader = 10 if number < 10 else draw(st.integers(0, leaders - 1))
        usual = "little" if leader == odd_one else "very"
        answers.append(answer(number, leader, usual if is_alike else draw(st.sampled_from(KINDS))))
    return answers


def bundles_of(answers: Sequence[Answer]) -> list[list[Answer]]:
    """What is counted together when the answers come one by one."""
    waiting: list[Answer] = []
    bundles = []
    for one in answers:
        waiting.append(one)
        if bundle := bundle_among(waiting):
            bundles.append(bundle)
            waiting = [other for other in waiting if other not in bundle]
    return bundles


def known_to_somebody(bundle: Sequence[Answer]) -> set[Known]:
    """The answers in a bundle that an outsider knows, and each whom the rule takes into account.

    Those are the leaders, and where there are several leaders also everybody who has answered.
    """
    leaders = {one.leader_id for one in bundle}
    known = {frozenset[UUID](), *(frozenset(one.id for one in bundle if one.leader_id == leader) for leader in leaders)}
    if len(leaders) > 1:
        for person in leaders | {one.employee_id for one in bundle}:
            known.add(frozenset(one.id for one in bundle if person in {one.leader_id, one.employee_id}))
    return known


def is_open(bundle: Sequence[Answer], known: Known) -> bool:
    """Whether each of those unknown may have answered in two ways, as far as one can tell from the bundle and those known."""
    sure = [one for one in bundle if one.id in known]
    unknown = [one for one in bundle if one.id not in known]
    found: set[str] = set()
    for kinds in combinations_with_replacement(KINDS, len(unknown)):
        others = [replace(one, usefulness=kind) for one, kind in zip(unknown, kinds, strict=True)]
        if told_of([*sure, *others]) == told_of(bundle):
            found.update(kinds)
        if len(found) > 1:
            return True
    return False


# Answers about several leaders, who know one each, or four each of all but one who knows three and got other answers.
SIX = [answer(20 + leader, leader, "very") for leader in range(6)]
BUT_ONE = [*SIX[:5], answer(25, 5, "little")]
FIFTEEN = [answer(20 + number, number % 4, "little" if number % 4 == 3 else "very") for number in range(15)]


@given(arrivals())
@example(SIX)
@example(FIFTEEN)
def test_everybody_knows_all_of_a_bundle_or_leaves_five_unknown(answers: list[Answer]) -> None:
    for bundle in bundles_of(answers):
        for known in known_to_somebody(bundle):
            assert len(bundle) - len(known) in {0, *range(FEWEST, 100)}


@given(arrivals())
@example(SIX)
@example(BUT_ONE)
@example(FIFTEEN)
def test_of_nobody_unknown_can_the_answer_be_told(answers: list[Answer]) -> None:
    for bundle in bundles_of(answers):
        for known in known_to_somebody(bundle):
            assert len(known) == len(bundle) or is_open(bundle, known)


@given(arrivals(), st.data())
def test_what_is_answered_decides_nothing(answers: list[Answer], data: st.DataObject) -> None:
    others = [replace(one, usefulness=data.draw(st.sampled_from(KINDS))) for one in answers]
    ids = [[[one.id for one in bundle] for bundle in bundles_of(which)] for which in (answers, others)]
    assert ids[0] == ids[1]


@given(arrivals())
def test_every_answer_is_counted_once_and_at_most_a_third_is_kept_back(answers: list[Answer]) -> None:
    bundles = bundles_of(answers)
    counted = Counter(one.id for bundle in bundles for one in bundle)
    assert set(counted.values()) <= {1}
    for bundle in bundles:
        told = told_of(bundle)
        assert told.answers == len(bundle)
        assert 3 * told.kept_back <= len(bundle)
        assert all(getattr(told, kind) <= sum(one.usefulness == kind for one in bundle) for kind in KINDS)


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ("very very very somewhat little", Usefulness(3, 1, 1)),
        ("very very very somewhat somewhat", Usefulness(3, 2, 0)),
        ("very very very very somewhat", Usefulness(4, 0, 0, kept_back=1)),
        ("very very very very very", Usefulness(4, 0, 0, kept_back=1)),
        ("little little little little little", Usefulness(0, 0, 4, kept_back=1)),
    ],
)
def test_of_five_who_answer_alike_one_is_kept_back(kinds: str, told: Usefulness) -> None:
    five = [answer(20 + number, 0, kind) for number, kind in enumerate(kinds.split())]
    assert bundle_among(five) == five
    assert told_of(five) == told


def test_five_with_the_same_leader_are_counted_and_the_others_wait() -> None:
    waiting = [answer(20, 1, "very"), *(answer(30 + number, 0, "very") for number in range(5))]
    assert bundle_among(waiting[:5]) == []
    assert bundle_among(waiting) == waiting[1:]


def test_a_leader_does_not_learn_the_answer_about_a_delegate_by_taking_away_the_own() -> None:
    assert bundle_among([answer(20, 1, "little"), *(answer(30 + number, 0, "very") for number in range(4))]) == []


def test_answers_about_several_leaders_are_counted_when_nobody_knows_more_than_a_third() -> None:
    assert bundle_among(SIX[:5]) == []
    assert bundle_among(SIX) == SIX
    assert told_of(SIX) == Usefulness(very=4, kept_back=2)


def test_a_leaders_own_answer_is_among_those_known() -> None:
    waiting = [*SIX[:5], answer(3, 10, "little")]
    assert bundle_among(waiting) == [], "leader 3 knows two of six"


@given(*[st.builds(Usefulness, *[st.integers(0, 9)] * 4)] * 2)
def test_what_is_added_can_be_taken_away(one: Usefulness, other: Usefulness) -> None:
    assert one + other - other == one
    assert (one + other).answers == one.answers + other.answers
