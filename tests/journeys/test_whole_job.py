"""The whole job in real browsers: an export goes in, and one conversation goes from invitation to a filed plan."""

from collections.abc import Callable
from pathlib import Path

import pytest

from samspill.archive.models import Delivery
from samspill.confidentiality import access_log
from samspill.confidentiality.actors import Actor, Role
from samspill.conversations.models import Conversation
from samspill.guides.services.loading import load_built_in
from samspill.organisation.services.naming import name_organisation
from samspill.people.models import Person
from samspill.people.queries import actor_of
from samspill.people.services.roles import grant_role
from samspill.people.services.welcoming import become_first_administrator, make_first_administrator_link
from tests.journeys import hr, invitation, meeting, plan, preparation
from tests.journeys.minutes import pass_a_minute
from tests.journeys.picture import keep_a_picture
from tests.journeys.visiting import Visitor
from tests.rooms.notifications.sink import Sink

pytestmark = [pytest.mark.journey, pytest.mark.either_database, pytest.mark.django_db(transaction=True)]

PASSWORD = "to stille timer ved fjorden"
HANNE, LEADER, EMPLOYEE, LEADER_ABOVE = "900006", "000304", "000307", "000291"


@pytest.fixture
def installation(post: Sink, archive: Path) -> None:
    """A new installation, as it stands when its first administrator has come in by the console's link."""
    load_built_in(Actor.system("set-up"))
    link = make_first_administrator_link(Actor.system("console"))
    code = link.rstrip("/").rpartition("/")[2]
    aksel = become_first_administrator(
        code, employee_number="900007", given_name="Aksel", family_name="Lie", password=PASSWORD
    )
    name_organisation(actor_of(aksel), name="Lyngvik kommune")
    hanne = Person.objects.create_person(
        employee_number=HANNE, given_name="Hanne", family_name="Vik", password=PASSWORD, language="en"
    )
    grant_role(actor_of(aksel), person_id=hanne.id, role=Role.HR)


@pytest.mark.usefixtures("installation")
def test_from_an_export_to_a_filed_plan(visit: Callable[..., Visitor], post: Sink, archive: Path) -> None:
    hanne, leader, employee, leader_above = visit(), visit(), visit(), visit()

    hanne.sign_in(HANNE, PASSWORD)
    hr.bring_in_the_organisation(hanne)
    hr.open_a_round(hanne)

    invitation.choose_a_password(leader, number=LEADER, password=PASSWORD, post=post)
    invitation.plan_several(leader, but="Ahmed Andersen")
    invitation.invite_one(leader, name="Ahmed")
    pass_a_minute()
    invitation.was_received(post, by="ahmed.andersen307@lyngvik.example")

    invitation.choose_a_password(employee, number=EMPLOYEE, password=PASSWORD, post=post)
    preparation.read_the_invitation(employee)
    preparation.choose_questions(employee)
    preparation.write_and_share(employee, leader=leader)

    meeting.begin(leader, employee)
    meeting.write_to_each_other(leader, employee)
    meeting.take_what_matters_first(employee)
    plan.agree_on_goals_and_actions(leader, employee)
    keep_a_picture(employee)
    plan.change_the_same_action(leader, employee)
    meeting.go_through_the_rest(employee)
    meeting.end(leader, employee)

    plan.confirm_the_same_text(leader, employee)
    pass_a_minute()
    plan.is_filed(archive, employee)
    plan.is_erased_and_received(employee)
    plan.is_followed_up(employee, leader)

    boss = Person.objects.get(employee_number=LEADER_ABOVE)
    boss.set_password(PASSWORD)
    boss.save()
    leader_above.sign_in(LEADER_ABOVE, PASSWORD)
    hr.see_coverage(hanne, leader_above)
    preparation.see_who_has_seen(employee)
    invitation.assert_no_words_in_mail(post, *preparation.WRITTEN, *meeting.WRITTEN, *plan.WRITTEN)

    assert Conversation.objects.get(employee__employee_number=EMPLOYEE).state == "agreed"
    assert Delivery.objects.get().state == Delivery.State.RECEIVED
    assert access_log.verify() is None
    assert [one.unseen for one in (hanne, leader, employee, leader_above)] == [set()] * 4
