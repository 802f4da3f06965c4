"""What serves what: an action one of the plan's goals, a goal one of the year's; and whose a goal is."""

import json
from uuid import UUID

import pytest
from tests.cast import Cast
from tests.making import make_held, make_round
from tests.rooms.documents.examples import a_mapping

from samspill.confidentiality.gate import Conflict
from samspill.conversations.models import Conversation
from samspill.documents.content import Plan
from samspill.foundation.errors import Unacceptable
from samspill.foundation.identifiers import new_id
from samspill.guides.services import stating
from samspill.guides.services.stating import Whose
from samspill.organisation.models import Unit
from samspill.plans.models import Action, Confirmation, Goal
from samspill.plans.queries import read_agreement
from samspill.plans.room import read_news
from samspill.plans.services import drafting
from samspill.plans.services.confirming import confirm_plan
from samspill.plans.services.drafting import KEPT, ActionDraft, Served
from samspill.plans.texts import PlanText, canonical_text

pytestmark = pytest.mark.django_db
OURS, OUR_UNITS = "Mer tid til beboerne", "Ingen går alene på kvelden"


@pytest.fixture
def held(cast: Cast) -> Conversation:
    make_round(cast)
    return make_held(cast)


def state(cast: Cast, text: str = OURS, *, unit: str = "", year: int = 2026) -> UUID:
    """One of the goals of a year."""
    whose = Whose(unit_id=Unit.objects.get(name=unit).id) if unit else Whose()
    return stating.add_statement(cast.actor("hanne"), whose=whose, year=year, kind="goals", text={"nb": text}).id


def add_goal(cast: Cast, one: Conversation, *, serves: UUID | None = None, whose: str = "employee") -> UUID:
    return drafting.add_goal(
        cast.actor("ada"), conversation_id=one.id, text="Bli veileder", kind="work", whose=whose, serves=serves
    )


def change_goal(cast: Cast, one: Conversation, *, serves: Served, whose: str = "employee") -> None:
    goal = plan_of(cast, one).goals[0]
    drafting.change_goal(
        cast.actor("leif"),
        conversation_id=one.id,
        goal_id=goal.goal.id,
        text=goal.text,
        kind=goal.goal.kind,
        whose=whose,
        serves=serves,
        revision=goal.revision,
    )


def change_action(cast: Cast, one: Conversation, *, goal_id: UUID | None, responsible: str = "employee") -> None:
    action = plan_of(cast, one).actions[0]
    drafting.change_action(
        cast.actor("leif"),
        conversation_id=one.id,
        action_id=action.action.id,
        draft=ActionDraft(action.what, responsible, action.action.due_on, goal_id=goal_id),
        revision=action.revision,
    )


def plan_of(cast: Cast, one: Conversation, name: str = "ada") -> PlanText:
    return read_agreement(cast.actor(name), conversation_id=one.id).plan


def hash_of(cast: Cast, one: Conversation) -> str:
    return read_agreement(cast.actor("ada"), conversation_id=one.id).text_hash


def canonical_of(cast: Cast, one: Conversation) -> bytes:
    return canonical_text(
        plan_of(cast, one), Conversation.objects.get(id=one.id), employee=cast.ada, leader=cast.leif
    ).encode()


def test_a_goal_serves_one_of_the_years_and_both_see_its_words(cast: Cast, held: Conversation) -> None:
    statement = state(cast, OUR_UNITS, unit="Furua")
    add_goal(cast, held, serves=statement, whose="leader")
    for name in ("ada", "leif"):
        [goal] = plan_of(cast, held, name).goals
        assert (goal.serves, goal.goal.serves_id, goal.goal.whose) == (OUR_UNITS, statement, "leader")


def test_an_action_serves_a_goal_of_the_plan(cast: Cast, held: Conversation) -> None:
    goal_id = add_goal(cast, held)
    change_action(cast, held, goal_id=goal_id)
    assert plan_of(cast, held).actions[0].for_goal == "Bli veileder"
    change_action(cast, held, goal_id=None)
    assert plan_of(cast, held).actions[0].for_goal == ""


@pytest.mark.parametrize("becomes", ["another wording", "nothing"])
def test_a_statement_that_changes_leaves_the_words_as_they_stood(cast: Cast, held: Conversation, becomes: str) -> None:
    statement, hanne = state(cast), cast.actor("hanne")
    add_goal(cast, held, serves=statement)
    before = hash_of(cast, held)
    if becomes == "nothing":
        stating.remove_statement(hanne, statement_id=statement)
    else:
        stating.change_statement(hanne, statement_id=statement, text={"nb": "Noe helt annet"})
    assert hash_of(cast, held) == before
    change_goal(cast, held, serves=KEPT, whose="both")
    [goal] = plan_of(cast, held).goals
    assert (goal.serves, goal.goal.serves_id) == (OURS, statement)


def test_choosing_a_statement_anew_takes_its_words_of_today(cast: Cast, held: Conversation) -> None:
    statement = state(cast)
    add_goal(cast, held, serves=statement)
    stating.change_statement(cast.actor("hanne"), statement_id=statement, text={"nb": "Mye mer tid til beboerne"})
    change_goal(cast, held, serves=statement)
    assert plan_of(cast, held).goals[0].serves == "Mye mer tid til beboerne"
    change_goal(cast, held, serves=None)
    [goal] = plan_of(cast, held).goals
    assert (goal.serves, goal.goal.serves_id) == ("", None)


def test_only_what_is_stated_for_the_employee_this_year_can_be_served(cast: Cast, held: Conversation) -> None:
    hanne = cast.actor("hanne")
    value = stating.add_statement(hanne, whose=Whose(), year=2026, kind="values", text={"nb": "Ærlig"}).id
    for statement in (state(cast, unit="Bjørka"), state(cast, year=2025), value, new_id()):
        with pytest.raises(Unacceptable, match="unknown_statement"):
            add_goal(cast, held, serves=statement)
    assert not Goal.objects.exists()


def test_an_action_cannot_serve_a_goal_of_another_plan_or_one_that_is_gone(cast: Cast, held: Conversation) -> None:
    goal_id = add_goal(cast, held)
    drafting.remove_goal(cast.actor("leif"), conversation_id=held.id, goal_id=goal_id)
    for wanted in (goal_id, new_id()):
        with pytest.raises(Unacceptable, match="unknown_goal"):
            change_action(cast, held, goal_id=wanted)


def test_removing_a_goal_unties_its_actions_and_takes_its_words_along(cast: Cast, held: Conversation) -> None:
    goal_id = add_goal(cast, held, serves=state(cast))
    change_action(cast, held, goal_id=goal_id)
    drafting.remove_goal(cast.actor("ada"), conversation_id=held.id, goal_id=goal_id)
    assert Action.objects.get().goal_id is None
    assert plan_of(cast, held).actions[0].for_goal == ""
    assert OURS.encode() not in canonical_of(cast, held)


def test_nobody_elses_goal_is_accepted(cast: Cast, held: Conversation) -> None:
    with pytest.raises(Unacceptable, match="unknown_whose"):
        add_goal(cast, held, whose="tor")


@pytest.mark.parametrize("changed", ["whose", "serves", "goal of an action"])
def test_ties_are_part_of_what_is_confirmed_and_a_change_voids(cast: Cast, held: Conversation, changed: str) -> None:
    statement, goal_id = state(cast), add_goal(cast, held)
    seen, room = hash_of(cast, held), Conversation.objects.get(id=held.id).revision
    confirm_plan(cast.actor("ada"), conversation_id=held.id, seen_hash=seen)
    match changed:
        case "whose":
            change_goal(cast, held, serves=KEPT, whose="both")
        case "serves":
            change_goal(cast, held, serves=statement)
        case _:
            change_action(cast, held, goal_id=goal_id)
    assert hash_of(cast, held) != seen
    assert not Confirmation.objects.filter(voided_at__isnull=True).exists()
    assert read_news(cast.actor("leif"), conversation_id=held.id, seen=room).is_shape_changed


def test_two_who_tie_the_same_goal_lose_nothing(cast: Cast, held: Conversation) -> None:
    statement = state(cast)
    add_goal(cast, held)
    seen = plan_of(cast, held).goals[0]
    change_goal(cast, held, serves=statement)
    words = {"text": seen.text, "kind": "work", "whose": "both", "serves": None}
    with pytest.raises(Conflict):
        drafting.change_goal(
            cast.actor("ada"), conversation_id=held.id, goal_id=seen.goal.id, revision=seen.revision, **words
        )
    [goal] = plan_of(cast, held).goals
    assert (goal.serves, goal.goal.whose) == (OURS, "employee")


def test_the_confirmed_text_says_it_readably_and_the_document_reads_it(cast: Cast, held: Conversation) -> None:
    goal_id = add_goal(cast, held, serves=state(cast), whose="both")
    change_action(cast, held, goal_id=goal_id)
    content = json.loads(canonical_of(cast, held))
    [goal], [action] = content["goals"], content["actions"]
    assert (goal["serves"], goal["whose"]) == (OURS, "both")
    assert action["goal"] == goal["id"] == str(goal_id)
    plan = Plan.from_canonical(canonical_of(cast, held))
    assert (plan.goals[0].serves, plan.goals[0].whose, plan.actions[0].for_goal) == (OURS, "both", "Bli veileder")


def test_a_text_from_before_there_were_ties_is_still_read() -> None:
    assert not {"whose", "serves"} & set(a_mapping()["goals"][0])
    plan = Plan.from_mapping(a_mapping())
    assert {(one.whose, one.serves) for one in plan.goals} == {(None, "")}
    assert {one.for_goal for one in plan.actions} == {""}


@pytest.mark.parametrize(("goals", "responsible", "is_one_sided"), [
    ([], "employee", True), (["employee"], "employee", True), (["leader"], "employee", False),
    (["both"], "employee", False), ([], "leader", False), ([], "both", False),
])  # fmt: skip
def test_a_plan_is_one_sided_until_something_is_the_leaders(
    cast: Cast, held: Conversation, goals: list[str], responsible: str, *, is_one_sided: bool
) -> None:
    for whose in goals:
        add_goal(cast, held, whose=whose)
    change_action(cast, held, goal_id=None, responsible=responsible)
    assert plan_of(cast, held).is_one_sided == is_one_sided


def test_no_actions_needed_is_not_one_sided(cast: Cast, held: Conversation) -> None:
    ada = cast.actor("ada")
    drafting.remove_action(ada, conversation_id=held.id, action_id=Action.objects.get().id)
    assert plan_of(cast, held).is_one_sided
    drafting.set_without_actions(ada, conversation_id=held.id, is_without=True)
    assert not plan_of(cast, held).is_one_sided
