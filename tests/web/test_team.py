"""The leader's team: facts by name, the day's list, and what sharing does."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from samspill.conversations.models import Appointment, Conversation
from samspill.foundation import clock
from samspill.organisation.models import Delegation, Employment, Leadership, Unit
from samspill.people.models import Person
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan
from samspill.plans.services.drafting import ActionDraft, add_action
from samspill.web.views.team import months_of
from tests.cast import Cast
from tests.making import conversation_of, make_held, make_invited, make_round
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db


def add_employee(cast: Cast, number: int) -> Person:
    """One more at Furua, led by Leif."""
    person = Person.objects.create(employee_number=f"7{number:05}", given_name="Kari", family_name=f"Nordmann {number}")
    unit = Unit.objects.get(code="1100")
    employment = Employment.objects.create(
        person=person, unit=unit, key=f"7{number}", title="Vernepleier", form="permanent", from_on=date(2020, 1, 1)
    )
    Leadership.objects.create(employment=employment, employee=person, leader=cast.leif, from_on=date(2020, 1, 1))
    return person


def test_everybody_whom_the_actor_leads_has_a_row(cast: Cast) -> None:
    make_round(cast)
    make_invited(cast)
    page = text_of(visitor(cast, "leif").get(reverse("team")))
    assert "Ada Lund" in page
    assert "Vidar Moen" in page
    assert "Frida Nilsen" not in page, "shared with Vidar"
    assert "Olav Eide" not in page
    assert reverse("conversation", kwargs={"conversation_id": conversation_of(cast).id}) in page


def agree_on_a_promise(cast: Cast) -> None:
    """Ada and Leif agree: Leif is to order a table, and Ada to teach the new ones."""
    conversation = make_held(cast)
    draft = ActionDraft("Bestille bord", "leader", clock.today() + timedelta(days=30))
    add_action(cast.actor("leif"), conversation_id=conversation.id, draft=draft)
    for name in ("ada", "leif"):
        text_hash = read_agreement(cast.actor(name), conversation_id=conversation.id).text_hash
        confirm_plan(cast.actor(name), conversation_id=conversation.id, seen_hash=text_hash)


def test_the_leaders_own_promises_stand_with_their_words(cast: Cast) -> None:
    make_round(cast)
    agree_on_a_promise(cast)
    page = text_of(visitor(cast, "leif").get(reverse("team")))
    assert "Bestille bord" in page
    assert "Lære opp nye" not in page, "Ada owes it, not Leif"


def test_strangers_find_no_team(cast: Cast) -> None:
    make_round(cast)
    for name in ("team", "team_day", "plan_team", "delegations"):
        assert visitor(cast, "ada").get(reverse(name)).status_code == 404


def test_a_round_of_others_is_not_found(cast: Cast) -> None:
    make_round(cast)
    assert visitor(cast, "leif").get(reverse("team"), {"runde": "nonsense"}).status_code == 404


@pytest.mark.parametrize("more", [0, 3])
def test_the_page_costs_the_same_for_two_and_for_five(cast: Cast, more: int) -> None:
    for number in range(more):
        add_employee(cast, number)
    make_round(cast)
    agree_on_a_promise(cast)
    cost = cost_of(visitor(cast, "leif"), reverse("team"))
    assert cost.count == 10, cost.statements


def test_the_days_list_holds_times_and_names_only(cast: Cast) -> None:
    make_round(cast)
    planned_at = make_invited(cast).planned_at
    assert planned_at is not None
    day = planned_at.astimezone(clock.OSLO)
    page = text_of(visitor(cast, "leif").get(reverse("team_day"), {"dato": day.date().isoformat()}))
    assert f"{day:%H:%M}" in page
    assert "Ada Lund" in page
    assert "Møterom Furua" not in page


def test_a_date_that_is_none_shows_the_next_day_instead(cast: Cast) -> None:
    make_round(cast)
    make_invited(cast)
    assert "Ada Lund" in text_of(visitor(cast, "leif").get(reverse("team_day"), {"dato": "2026-13-40"}))


def test_half_a_year_at_least_is_shown() -> None:
    months = months_of([], opened_on=date(2026, 1, 31), deadline_on=date(2026, 4, 30))
    assert [month.first_on.month for month in months] == [1, 2, 3, 4, 5, 6]
    assert [month.first_on.month for month in months if month.has_deadline] == [4]
    assert [month.first_on.month for month in months if month.is_opening] == [1]


def share(cast: Cast, **typed: object) -> tuple[int, str]:
    response = visitor(cast, "leif").post(reverse("delegations"), typed)
    return response.status_code, text_of(response)


def test_shared_by_name_the_conversation_goes_along(cast: Cast) -> None:
    make_round(cast)
    status, _ = share(cast, delegate="Vidar Moen", employees=[str(cast.ada.id)])
    assert status == 303
    now = Appointment.objects.get(conversation=conversation_of(cast), until_at__isnull=True)
    assert now.leader == cast.vidar
    assert "Ada Lund" in text_of(visitor(cast, "vidar").get(reverse("team")))


def test_what_has_begun_stays_where_it_is(cast: Cast) -> None:
    make_round(cast)
    make_invited(cast)
    share(cast, delegate=cast.vidar.employee_number, employees=[str(cast.ada.id)])
    assert Appointment.objects.get(conversation=conversation_of(cast), until_at__isnull=True).leader == cast.leif


def test_taken_back_the_conversation_comes_home(cast: Cast) -> None:
    make_round(cast)
    share(cast, delegate="Vidar Moen", employees=[str(cast.ada.id)])
    shared = Delegation.objects.exclude(employees=cast.frida).get()
    visitor(cast, "leif").post(reverse("end_sharing", kwargs={"delegation_id": shared.id}))
    assert Appointment.objects.get(conversation=conversation_of(cast), until_at__isnull=True).leader == cast.leif


@pytest.mark.parametrize(
    "typed",
    [{"delegate": "Nobody Here"}, {"delegate": ""}, {"delegate": "Vidar Moen"}, {"delegate": "Vidar", "unit": "x"}],
)
def test_what_cannot_be_shared_is_told_and_kept(cast: Cast, typed: dict[str, str]) -> None:
    make_round(cast)
    status, page = share(cast, **typed)
    assert status == 422
    assert "ds-error-summary" in page
    assert typed["delegate"] in page
    assert Delegation.objects.count() == 1


def test_an_exempted_conversation_shows_until_when(cast: Cast) -> None:
    make_round(cast)
    until_on = clock.today() + timedelta(days=40)
    Conversation.objects.filter(employee=cast.ada).update(state="exempted", exempt_until_on=until_on)
    assert "Ada Lund" in text_of(visitor(cast, "leif").get(reverse("team")))
