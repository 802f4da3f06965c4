"""The leader invites one: the form, the preview, the errors, and the invitation on paper."""

from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from samspill.conversations.models import Conversation
from samspill.conversations.overview import read_conversation
from samspill.foundation import clock
from samspill.notifications.models import Notice
from samspill.people.models import SignInCode
from tests.cast import Cast
from tests.making import conversation_of, make_invited, make_round, make_started
from tests.web.visiting import visitor

pytestmark = pytest.mark.django_db
PURPOSE = "purpose-ideas"


def url(name: str, conversation: Conversation) -> str:
    return reverse(name, kwargs={"conversation_id": conversation.id})


def filled_in(**changes: object) -> dict[str, object]:
    """What a leader types, a week ahead at ten."""
    day = clock.today() + timedelta(days=7)
    return {
        "planned_at_0": day.isoformat(),
        "planned_at_1": "10:00",
        "length_minutes": 90,
        "place": "Møterom Furua",
        "purposes": [PURPOSE],
        "words": "Hei Ada\r\n\r\nVelkommen",
        "themes": "Turnus\r\nOpplæring",
        **changes,
    }


def test_inviting_sends_and_the_employee_reads_the_words(cast: Cast) -> None:
    make_round(cast)
    conversation = conversation_of(cast)
    response = visitor(cast, "leif").post(url("invite", conversation), filled_in())
    assert (response.status_code, response.headers["Location"]) == (303, url("conversation", conversation))
    stored = conversation_of(cast)
    assert stored.state == "invited"
    assert stored.planned_at is not None
    assert stored.planned_at.astimezone(clock.OSLO).strftime("%H:%M") == "10:00"
    invitation = read_conversation(cast.actor("ada"), conversation_id=conversation.id).invitation
    assert invitation is not None
    assert (invitation.words, invitation.themes) == ("Hei Ada\n\nVelkommen", "Turnus\nOpplæring")
    assert invitation.purpose == "Få fram ideer til hvordan arbeidet kan gjøres bedre"
    assert Notice.objects.filter(about_id=conversation.id).count() == 2


def test_a_preview_sends_nothing(cast: Cast) -> None:
    make_round(cast)
    conversation = conversation_of(cast)
    response = visitor(cast, "leif").post(url("invite", conversation), filled_in(act="preview"))
    assert response.status_code == 200
    assert response.context["preview"].themes == "Turnus\nOpplæring"
    assert conversation_of(cast).state == "planned"


def test_moving_starts_from_what_stands(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast, words="Velkommen", themes="Turnus")
    leif = visitor(cast, "leif")
    page = leif.get(url("invite", conversation)).content.decode()
    assert "Velkommen" in page
    assert 'value="Møterom Furua"' in page
    leif.post(url("invite", conversation), filled_in(place="Kontoret"))
    stored = conversation_of(cast)
    assert (stored.place, stored.calendar_sequence) == ("Kontoret", 2)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"place": ""}, "place"),
        ({"length_minutes": 5}, "length_minutes"),
        ({"planned_at_0": "2020-01-01"}, "planned_at"),
        ({"planned_at_1": ""}, "planned_at"),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(
    cast: Cast, changes: dict[str, object], field: str
) -> None:
    make_round(cast)
    conversation = conversation_of(cast)
    response = visitor(cast, "leif").post(url("invite", conversation), filled_in(**changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in page
    assert "ds-error-summary" in page
    assert "Velkommen" in page
    assert conversation_of(cast).state == "planned"


def test_two_conversations_at_the_same_time_are_refused_by_name(cast: Cast) -> None:
    make_round(cast)
    leif = visitor(cast, "leif")
    leif.post(url("invite", conversation_of(cast)), filled_in())
    response = leif.post(url("invite", conversation_of(cast, name="vidar")), filled_in(planned_at_1="10:30"))
    assert response.status_code == 422
    assert "Ada Lund" in str(response.context["form"].errors["planned_at"])


def test_the_sheet_carries_a_code_only_when_asked_for(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast, name="olav", leader="tor", words="Velkommen, Olav")
    tor = visitor(cast, "tor")
    sheet = tor.get(url("invitation_sheet", conversation))
    assert sheet.headers["Content-Type"] == "application/pdf"
    assert not SignInCode.objects.exists()
    with_code = tor.post(url("invitation_sheet", conversation))
    assert SignInCode.objects.get().person == cast.olav
    assert "Olav" not in with_code.headers["Content-Disposition"]
    pages = [len(pikepdf.open(BytesIO(one.content)).pages) for one in (sheet, with_code)]
    assert min(pages) >= 1


def test_no_code_for_one_who_has_a_password(cast: Cast) -> None:
    make_round(cast)
    cast.ada.set_password("et langt og godt passord")
    cast.ada.save()
    conversation = make_invited(cast)
    leif = visitor(cast, "leif")
    assert '<form class="post-button"' not in leif.get(url("conversation", conversation)).content.decode()
    assert leif.post(url("invitation_sheet", conversation)).status_code == 404
    assert not SignInCode.objects.exists()


def test_no_sheet_before_there_is_an_invitation(cast: Cast) -> None:
    make_round(cast)
    assert visitor(cast, "leif").get(url("invitation_sheet", conversation_of(cast))).status_code == 404


@pytest.mark.parametrize("who", ["ada", "frida", "vera", "hanne"])
def test_only_the_conversation_leader_invites_and_prints(cast: Cast, who: str) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    client = visitor(cast, who)
    for name in ("invite", "invitation_sheet"):
        assert client.get(url(name, conversation)).status_code == 404
        assert client.post(url(name, conversation), filled_in()).status_code == 404


def test_nobody_is_invited_to_what_has_begun(cast: Cast) -> None:
    make_round(cast)
    assert visitor(cast, "leif").get(url("invite", make_started(cast))).status_code == 404


def test_an_hour_that_the_clock_skips_is_refused(cast: Cast) -> None:
    make_round(cast)
    last_of_march = date(clock.today().year + 1, 3, 31)
    sunday = last_of_march - timedelta(days=(last_of_march.weekday() + 1) % 7)
    typed = filled_in(planned_at_0=sunday.isoformat(), planned_at_1="02:30")
    response = visitor(cast, "leif").post(url("invite", conversation_of(cast)), typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["planned_at"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_whatever_else_there_is(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for year in range(2026, 2026 + count):
        make_round(cast, year=year)
    conversation = Conversation.objects.filter(employee=cast.ada).earliest("deadline_on")
    leif = visitor(cast, "leif")
    leif.get(url("invite", conversation))
    with django_assert_num_queries(7):
        leif.get(url("invite", conversation))


def test_the_title_says_whether_one_invites_or_moves(cast: Cast) -> None:
    make_round(cast)
    conversation, leif = conversation_of(cast), visitor(cast, "leif")
    assert "<title>Invite Ada Lund" in leif.get(url("invite", conversation)).content.decode()
    make_invited(cast)
    assert "<title>Move or change the invitation to Ada" in leif.get(url("invite", conversation)).content.decode()
