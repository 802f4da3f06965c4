"""Asking for a conversation on the pages: from the employee, from the leader, on the spot, and the pay conversation."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.organisation.models import Employment, EmploymentForm, Leadership, Unit
from tests.cast import Cast
from tests.making import make_agreed, make_round
from tests.web.visiting import text_of, visitor

pytestmark = pytest.mark.django_db
ASK = "/samtaler/ny/"


def with_whom(cast: Cast, name: str) -> str:
    return f"{ASK}?med={getattr(cast, name).id}"


def test_the_employee_asks_from_min_side_and_the_leader_finds_it_there(cast: Cast) -> None:
    ada, leif = visitor(cast, "ada"), visitor(cast, "leif")
    assert ASK in text_of(ada.get("/"))
    page = text_of(ada.get(ASK))
    assert "Leif" in page
    assert "Pay conversation" in page
    answer = ada.post(ASK, {"kind": "follow_up"})
    made = Conversation.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("conversation", args=[made.id]))
    assert "You have asked for this conversation" in text_of(ada.get(answer["Location"]))
    home = text_of(leif.get("/"))
    assert "Ada asks for a conversation" in home
    assert "Ada asks for a conversation" in text_of(leif.get(answer["Location"]))
    assert "Ada asks" not in text_of(visitor(cast, "vera").get("/"))


def test_the_leader_asks_and_goes_on_to_the_invitation(cast: Cast) -> None:
    leif = visitor(cast, "leif")
    page = text_of(leif.get(with_whom(cast, "ada")))
    assert "Go on to the invitation" in page
    assert "Pay conversation" not in page
    answer = leif.post(with_whom(cast, "ada"), {"kind": "start"})
    made = Conversation.objects.get()
    assert answer["Location"] == reverse("invite", args=[made.id])
    assert "First conversation" in text_of(leif.get(answer["Location"]))


@pytest.mark.parametrize("name", ["ada", "leif"])
def test_a_short_talk_begins_on_the_spot_without_an_invitation(cast: Cast, name: str) -> None:
    client = visitor(cast, name)
    other = "leif" if name == "ada" else "ada"
    answer = client.post(with_whom(cast, other), {"kind": "follow_up", "act": "now"})
    made = Conversation.objects.get()
    assert answer["Location"] == reverse("room", args=[made.id])
    assert made.state == "started"
    assert "Agenda" in text_of(visitor(cast, other).get(answer["Location"]))


@pytest.mark.parametrize(("name", "other"), [("frida", "ada"), ("ada", "vera"), ("hanne", "ada"), ("tor", "ada")])
def test_with_nobody_but_ones_own(cast: Cast, name: str, other: str) -> None:
    client = visitor(cast, name)
    for answer in (client.get(with_whom(cast, other)), client.post(with_whom(cast, other), {"kind": "follow_up"})):
        assert answer.status_code == 404
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("wanted", ["x", "00000000-0000-4000-8000-000000000000"])
def test_somebody_who_is_not_there_is_nobody(cast: Cast, wanted: str) -> None:
    assert visitor(cast, "ada").get(f"{ASK}?med={wanted}").status_code == 404


@pytest.mark.parametrize("kind", ["", "pay", "appraisal"])
def test_what_cannot_be_asked_for_is_told_at_its_place(cast: Cast, kind: str) -> None:
    answer = visitor(cast, "leif").post(with_whom(cast, "ada"), {"kind": kind})
    assert answer.status_code == 422
    assert "ds-validation-message" in text_of(answer)
    assert not Conversation.objects.exists()


def test_with_two_positions_one_is_asked_with_whom(cast: Cast) -> None:
    unit = Unit.objects.get(code="1200")
    second = Employment.objects.create(
        person=cast.ada, unit=unit, key="100001/1200", form=EmploymentForm.PERMANENT, percent=20, is_main=False
    )
    Leadership.objects.create(employment=second, employee=cast.ada, leader=cast.tor, from_on=clock.today())
    page = text_of(visitor(cast, "ada").get(ASK))
    assert "With whom?" in page
    assert str(cast.tor.id) in page
    assert str(cast.leif.id) in page


def test_without_a_leader_one_is_told_so(cast: Cast) -> None:
    Leadership.objects.filter(employee=cast.ada).delete()
    assert "You have no leader here today" in text_of(visitor(cast, "ada").get(ASK))


def test_the_pay_conversation_from_the_asking_to_the_end_without_a_record(cast: Cast) -> None:
    ada, leif = visitor(cast, "ada"), visitor(cast, "leif")
    ada.post(ASK, {"kind": "pay"})
    made = Conversation.objects.get()
    about = [made.id]
    page = text_of(leif.get(reverse("conversation", args=about)))
    assert "Agree on a time by" in page
    assert "Only Ada can ask for a record" in page
    ada.post(reverse("room_start", args=about))
    room = text_of(ada.get(reverse("room", args=about)))
    assert "No record, unless it is asked for" in room
    assert "Add an action" not in room
    assert "write_up_by_on" not in text_of(ada.get(reverse("room_finish", args=about)))
    assert ada.post(reverse("room_finish", args=about))["Location"] == reverse("conversation", args=about)
    assert "There is no record" in text_of(leif.get(reverse("conversation", args=about)))
    assert leif.post(reverse("wish_record", args=about)).status_code == 404
    ada.post(reverse("wish_record", args=about))
    assert "Add an action" in text_of(leif.get(reverse("agreement", args=about)))


def test_when_the_fortnight_is_over_the_employee_reads_what_to_do(cast: Cast) -> None:
    ada = visitor(cast, "ada")
    ada.post(ASK, {"kind": "pay"})
    Conversation.objects.update(time_by_on=clock.today() - timedelta(days=1))
    page = text_of(ada.get(reverse("conversation", args=[Conversation.objects.get().id])))
    assert "The time for finding a day has passed" in page


def test_one_takes_back_what_one_asked_for(cast: Cast) -> None:
    ada = visitor(cast, "ada")
    ada.post(ASK, {"kind": "follow_up"})
    made = Conversation.objects.get()
    address = reverse("conversation", args=[made.id])
    assert "Changed your mind?" in text_of(ada.get(address))
    assert "Changed your mind?" not in text_of(visitor(cast, "leif").get(address))
    ada.post(reverse("withdraw", args=[made.id]))
    for name in ("ada", "leif"):
        assert "This conversation was taken back" in text_of(visitor(cast, name).get(address))


def test_an_agreed_plan_leads_on_to_a_follow_up_conversation(cast: Cast) -> None:
    make_round(cast)
    conversation = make_agreed(cast)
    page = text_of(visitor(cast, "leif").get(reverse("conversation", args=[conversation.id])))
    assert f"{ASK}?med={cast.ada.id}&amp;slag=follow_up" in page
    chosen = text_of(visitor(cast, "leif").get(f"{with_whom(cast, 'ada')}&slag=follow_up"))
    assert 'value="follow_up"' in chosen.split("checked")[0].rsplit("<input", 1)[1]


def test_a_senior_conversation_is_no_more_than_a_conversation_to_others(cast: Cast) -> None:
    visitor(cast, "leif").post(with_whom(cast, "ada"), {"kind": "senior"})
    for name in ("vera", "hanne"):
        for page in ("/", "/oversikt/"):
            assert "Milestone" not in text_of(visitor(cast, name).get(page))
