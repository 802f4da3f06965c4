"""Filling in goals and actions: what serves what, whose it is, and kind advice on the wording."""

import logging
import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samspill.confidentiality.models import AccessEvent, SealedText
from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.guides.services import stating
from samspill.guides.services.stating import Whose
from samspill.organisation.models import Unit
from samspill.plans.models import Action, Goal
from samspill.plans.queries import read_agreement
from samspill.plans.services.drafting import ActionDraft, add_action, add_goal, change_action, change_goal, remove_goal
from samspill.plans.texts import PlanText
from tests.cast import Cast
from tests.making import make_agreed_last_year, make_held, make_round, make_started
from tests.web.visiting import cost_of, counting, text_of, visitor

pytestmark = pytest.mark.django_db
OURS, OUR_UNITS = "Mer tid til beboerne", "Ingen går alene på kvelden"
WHICH_OF_OURS, WHICH = "Which of our goals does it serve?", "Which goal does it serve?"
BOTH_WAYS = "Development goes both ways: what will Leif do?"
VAGUE, NOBODY, SOMETIME = "What will one see done?", "Say who does it", "Let the date below say when"


@pytest.fixture
def held(cast: Cast) -> Conversation:
    """Ada's conversation held, with one action of hers."""
    make_round(cast)
    return make_held(cast)


def url(name: str, conversation: Conversation, *more: UUID) -> str:
    return reverse(name, args=[conversation.id, *more])


def state(cast: Cast, text: str, *, unit: str = "") -> UUID:
    whose = Whose(unit_id=Unit.objects.get(name=unit).id) if unit else Whose()
    return stating.add_statement(cast.actor("hanne"), whose=whose, year=2026, kind="goals", text={"nb": text}).id


def a_goal(cast: Cast, one: Conversation, text: str = "Bli veileder", *, serves: UUID | None = None) -> UUID:
    return add_goal(cast.actor("ada"), conversation_id=one.id, text=text, kind="work", serves=serves)


def plan_of(cast: Cast, one: Conversation) -> PlanText:
    return read_agreement(cast.actor("ada"), conversation_id=one.id).plan


def words_of(cast: Cast, name: str, page: str, one: Conversation) -> str:
    return without_markup(text_of(visitor(cast, name).get(url(page, one))))


def without_markup(text: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", text).split())


def goal_sent(**changes: str) -> dict[str, str]:
    return {"text": "Bli veileder", "kind": "work", "whose": "employee", "serves": "", **changes}


def action_sent(**changes: str) -> dict[str, str]:
    due_on = (clock.today() + timedelta(days=30)).isoformat()
    return {"what": "Bestille kurs", "responsible": "employee", "due_on": due_on, "support": "", **changes}


def test_a_goal_is_tied_to_one_of_the_years_and_its_words_stand_on_the_card(cast: Cast, held: Conversation) -> None:
    state(cast, OURS)
    of_unit = state(cast, OUR_UNITS, unit="Furua")
    ada = visitor(cast, "ada")
    form = text_of(ada.get(url("goal_new", held)))
    assert WHICH_OF_OURS in form
    assert form.index(OURS) < form.index('<optgroup label="Furua">') < form.index(OUR_UNITS)
    assert ada.post(url("goal_new", held), goal_sent(serves=str(of_unit), whose="leader")).status_code == 303
    for name, page in (("leif", "agreement"), ("ada", "agreement"), ("leif", "room")):
        assert f"Bli veileder Work goal Leif Change Bli veileder Serves: {OUR_UNITS}" in words_of(
            cast, name, page, held
        )


def test_without_goals_of_the_year_or_of_the_plan_nothing_is_asked(cast: Cast, held: Conversation) -> None:
    ada = visitor(cast, "ada")
    assert WHICH_OF_OURS not in text_of(ada.get(url("goal_new", held)))
    assert WHICH not in text_of(ada.get(url("action_new", held)))
    assert ada.post(url("goal_new", held), goal_sent()).status_code == 303
    assert WHICH in text_of(ada.get(url("action_new", held)))
    room = text_of(ada.get(url("room", held)))
    assert WHICH in room
    assert WHICH_OF_OURS not in room


@pytest.mark.parametrize("becomes", ["another wording", "nothing"])
def test_words_that_are_stated_no_longer_can_be_kept(cast: Cast, held: Conversation, becomes: str) -> None:
    statement, hanne = state(cast, OURS), cast.actor("hanne")
    goal_id = a_goal(cast, held, serves=statement)
    if becomes == "nothing":
        stating.remove_statement(hanne, statement_id=statement)
    else:
        stating.change_statement(hanne, statement_id=statement, text={"nb": "Noe helt annet"})
    ada, page = visitor(cast, "ada"), url("goal_edit", held, goal_id)
    form = ada.get(page).context["form"]
    assert form["serves"].value() == "kept"
    assert OURS in str(form["serves"])
    assert ("Noe helt annet" in str(form["serves"])) == (becomes == "another wording")
    ada.post(page, goal_sent(text="Bli hovedveileder", serves="kept", revision="1"))
    [goal] = plan_of(cast, held).goals
    assert (goal.text, goal.serves) == ("Bli hovedveileder", OURS)


def test_what_a_goal_serves_is_chosen_already_when_it_is_changed(cast: Cast, held: Conversation) -> None:
    statement = state(cast, OURS)
    goal_id = a_goal(cast, held, serves=statement)
    ada, page = visitor(cast, "ada"), url("goal_edit", held, goal_id)
    assert f'<option value="{statement}" selected>' in text_of(ada.get(page))
    ada.post(page, goal_sent(serves="", revision="1"))
    assert plan_of(cast, held).goals[0].serves == ""


@pytest.mark.parametrize("serves", ["kept", "00000000-0000-0000-0000-000000000000", "\x00"])
def test_a_goal_that_is_not_offered_cannot_be_served(cast: Cast, held: Conversation, serves: str) -> None:
    state(cast, OURS)
    page = visitor(cast, "ada").post(url("goal_new", held), goal_sent(serves=serves))
    assert page.status_code == 422
    assert "That goal is no longer among ours" in text_of(page)
    assert "Bli veileder" in text_of(page)
    assert not Goal.objects.exists()


def test_an_action_is_tied_to_a_goal_of_the_plan(cast: Cast, held: Conversation) -> None:
    goal_id, ada = a_goal(cast, held), visitor(cast, "ada")
    ada.post(url("action_new", held), action_sent(goal=str(goal_id)))
    action = Action.objects.get(goal_id=goal_id)
    for page in ("agreement", "room"):
        assert "For the goal: Bli veileder" in words_of(cast, "leif", page, held)
    edit = url("action_edit", held, action.id)
    assert ada.get(edit).context["form"]["goal"].value() == goal_id
    ada.post(edit, action_sent(goal="", revision="1"))
    assert Action.objects.get(id=action.id).goal_id is None


def test_a_goal_that_was_removed_meanwhile_is_told_at_its_field(cast: Cast, held: Conversation) -> None:
    goal_id, kept = a_goal(cast, held), a_goal(cast, held, "Bli fagleder")
    remove_goal(cast.actor("leif"), conversation_id=held.id, goal_id=goal_id)
    page = visitor(cast, "ada").post(url("action_new", held), action_sent(goal=str(goal_id)))
    assert page.status_code == 422
    assert "That goal is no longer in the plan" in text_of(page)
    assert f'value="{kept}"' in text_of(page)
    assert "Bestille kurs" in text_of(page)


def test_two_who_change_one_goal_see_also_what_it_serves_and_whose_it_is(cast: Cast, held: Conversation) -> None:
    statement = state(cast, OURS)
    goal_id = a_goal(cast, held)
    change_goal(
        cast.actor("leif"), conversation_id=held.id, goal_id=goal_id, text="Bli veileder", kind="development",
        whose="both", serves=statement, revision=1,
    )  # fmt: skip
    ada, page = visitor(cast, "ada"), url("goal_edit", held, goal_id)
    sent = goal_sent(text="Bli hovedveileder", revision="1")
    both = text_of(ada.post(page, sent))
    theirs = both.partition('role="alert"')[2].partition("<form")[0]
    assert f"Bli veileder Development goal Both Serves: {OURS}" in without_markup(theirs)
    assert "Bli hovedveileder" in both
    assert ada.post(page, {**sent, "revision": "2"}).status_code == 303
    assert plan_of(cast, held).goals[0].text == "Bli hovedveileder"


def test_two_who_change_one_action_see_also_who_by_when_and_for_what(cast: Cast, held: Conversation) -> None:
    goal_id, [one] = a_goal(cast, held), plan_of(cast, held).actions
    draft = ActionDraft(one.what, "leader", clock.today() + timedelta(days=3), "Vikar", goal_id=goal_id)
    change_action(cast.actor("leif"), conversation_id=held.id, action_id=one.action.id, draft=draft, revision=1)
    page = visitor(cast, "ada").post(url("action_edit", held, one.action.id), action_sent(revision="1"))
    assert page.status_code == 409
    theirs = text_of(page).partition('role="alert"')[2].partition("<form")[0]
    assert f"{one.what} Leif by" in without_markup(theirs)
    assert "For the goal: Bli veileder Support: Vikar" in without_markup(theirs)


def test_one_quiet_line_asks_what_the_leader_will_do(cast: Cast, held: Conversation) -> None:
    for name in ("ada", "leif"):
        client = visitor(cast, name)
        assert text_of(client.get(url("agreement", held))).count(BOTH_WAYS) == 1
        room = text_of(client.get(f"{url('room', held)}?tema=competence"))
        assert f"{url('action_new', held)}?hvem=leader&amp;tema=competence" in room
    form = visitor(cast, "leif").get(f"{url('action_new', held)}?hvem=leader").context["form"]
    assert form["responsible"].value() == "leader"
    add_action(cast.actor("leif"), conversation_id=held.id, draft=ActionDraft("Skaffe vikar", "leader", clock.today()))
    for page in ("agreement", "room"):
        assert BOTH_WAYS not in text_of(visitor(cast, "ada").get(url(page, held)))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_advice_is_given_in_the_conversations_language(cast: Cast, held: Conversation, language: str) -> None:
    Conversation.objects.filter(id=held.id).update(language=language)
    said = {"nb": "Bli flinkere til å lytte", "nn": "Bli flinkare til å lytte", "en": "Get better at listening"}
    for one, text in said.items():
        assert (VAGUE in text_of(ask(visitor(cast, "ada"), held, text))) == (one == language)


def ask(client: Client, conversation: Conversation, text: str) -> HttpResponse:
    response: HttpResponse = client.post(url("action_advice", conversation), {"text": text})
    return response


def test_at_most_two_things_are_said_and_nothing_of_a_good_action(cast: Cast, held: Conversation) -> None:
    ada = visitor(cast, "ada")
    shown = text_of(ask(ada, held, "Vi må fokusere på trivsel fortløpende"))
    assert [word in shown for word in (VAGUE, NOBODY, SOMETIME)] == [True, True, False]
    for good in ("Ta kurset i førstehjelp", ""):
        assert text_of(ask(ada, held, good)).strip() == ""


def test_what_is_typed_for_advice_is_neither_stored_nor_logged(
    cast: Cast, held: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    ada = visitor(cast, "ada")
    ask(ada, held, "")
    before = (AccessEvent.objects.count(), SealedText.objects.count())
    with caplog.at_level(logging.DEBUG), counting() as cost:
        answer = ask(ada, held, "Zqmerke skal fokusere på trivsel")
    assert (AccessEvent.objects.count(), SealedText.objects.count()) == before
    assert "Zqmerke" not in caplog.text
    assert "Zqmerke" not in text_of(answer)
    assert cost.count <= 4


@pytest.mark.parametrize("name", ["frida", "vera", "tor", "hanne", "aksel"])
def test_advice_does_not_exist_for_anybody_else(cast: Cast, held: Conversation, name: str) -> None:
    assert ask(visitor(cast, name), held, "Bli bedre").status_code == 404


def test_asking_for_advice_needs_the_page_it_stands_on(cast: Cast, held: Conversation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)
    assert ask(client, held, "Bli bedre").status_code == 403


def test_the_page_says_the_same_without_scripts_and_never_stops_anybody(cast: Cast, held: Conversation) -> None:
    ada = visitor(cast, "ada")
    assert "Begin with a verb" in text_of(ada.get(url("action_new", held)))
    vague = action_sent(what="Bli flinkere til å lytte")
    refused = text_of(ada.post(url("action_new", held), {**vague, "due_on": ""}))
    assert VAGUE in refused
    assert f'data-advice-url="{url("action_advice", held)}"' in refused
    assert ada.post(url("action_new", held), vague).status_code == 303
    saved = Action.objects.latest("made_at")
    assert VAGUE in text_of(ada.get(url("action_edit", held, saved.id)))


def test_an_action_that_is_carried_over_is_looked_at_and_can_serve_a_goal_of_the_new_plan(cast: Cast) -> None:
    make_agreed_last_year(cast, what="Bli flinkere til å lytte")
    earlier = Action.objects.get()
    make_round(cast)
    one = make_started(cast)
    goal_id, leif = a_goal(cast, one), visitor(cast, "leif")
    carry = f"{url('action_new', one)}?fra={earlier.id}"
    form = text_of(leif.get(carry))
    assert VAGUE in form
    assert f'value="{goal_id}"' in form
    leif.post(carry, action_sent(what="Bli flinkere til å lytte", goal=str(goal_id)))
    assert [action.for_goal for action in plan_of(cast, one).actions] == ["Bli veileder"]
    assert "In the new plan" in text_of(leif.get(url("agreement", one)))


def test_goals_and_ties_cost_no_queries(cast: Cast, held: Conversation) -> None:
    statement, costs = state(cast, OURS), []
    for _ in range(2):
        costs.append([cost_of(visitor(cast, "ada"), url(page, held)).count for page in ("agreement", "room")])
        goal_id = a_goal(cast, held, serves=statement)
        draft = ActionDraft("Noe", "both", clock.today(), goal_id=goal_id)
        add_action(cast.actor("ada"), conversation_id=held.id, draft=draft)
    assert costs[0] == costs[1]
