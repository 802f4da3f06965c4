"""Planning a team in one go: times are proposed, errors stand at their row, and all are sent or none."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.notifications.models import Notice
from tests.cast import Cast
from tests.making import conversation_of, make_round
from tests.web.test_team import add_employee
from tests.web.visiting import cost_of, text_of, visitor

pytestmark = pytest.mark.django_db


def typed(cast: Cast, **changes: object) -> dict[str, object]:
    """What Leif types for Ada and Vidar: both included, no times yet."""
    start_on = clock.today() + timedelta(days=14)
    filled: dict[str, object] = {
        "place": "Kontoret",
        "length_minutes": "60",
        "start_on": start_on.isoformat(),
        "parts": ["morning", "afternoon"],
        "most_a_day": "2",
        "words": "Hei alle",
    }
    for name in ("ada", "vidar"):
        filled |= row(cast, name, is_included="on", length_minutes="60")
    return filled | changes


def row(cast: Cast, name: str, **fields: object) -> dict[str, object]:
    prefix = conversation_of(cast, name=name).id
    return {f"{prefix}-{field}": value for field, value in fields.items()}


def timed(cast: Cast, name: str, *, days: int = 20, at: str = "10:00") -> dict[str, object]:
    on = (clock.today() + timedelta(days=days)).isoformat()
    return row(cast, name, on=on, at=at, place="Kontoret", length_minutes="60", is_included="on")


def post(cast: Cast, filled: dict[str, object]) -> Any:
    return visitor(cast, "leif").post(reverse("plan_team"), filled)


def states(cast: Cast) -> list[str]:
    return [conversation_of(cast, name=name).state for name in ("ada", "vidar")]


def test_times_are_proposed_and_nothing_is_sent(cast: Cast) -> None:
    make_round(cast)
    response = post(cast, typed(cast, propose="1"))
    rows = response.context["rows"]
    times = [one.form.planned_at for one in rows]
    assert response.status_code == 200
    assert all(times)
    assert len(set(times)) == len(rows) == 2
    assert states(cast) == ["planned", "planned"]
    assert 'value="Kontoret"' in text_of(response)


def test_what_was_filled_in_stays_when_times_are_proposed(cast: Cast) -> None:
    make_round(cast)
    response = post(cast, typed(cast, propose="1") | timed(cast, "ada", days=50, at="13:37"))
    ada = next(one for one in response.context["rows"] if one.line.employee == cast.ada)
    assert f"{ada.form.planned_at:%H:%M}" == "13:37"


def test_all_are_sent_with_the_common_words(cast: Cast) -> None:
    make_round(cast)
    filled = typed(cast, send="1") | timed(cast, "ada") | timed(cast, "vidar", at="12:30")
    assert post(cast, filled).status_code == 303
    assert states(cast) == ["invited", "invited"]
    assert Notice.objects.filter(about_id=conversation_of(cast).id).count() == 2
    page = text_of(
        visitor(cast, "ada").get(reverse("conversation", kwargs={"conversation_id": conversation_of(cast).id}))
    )
    assert "Hei alle" in page


def test_one_overlap_stops_all_and_stands_at_its_row(cast: Cast) -> None:
    make_round(cast)
    response = post(cast, typed(cast, send="1") | timed(cast, "ada") | timed(cast, "vidar", at="10:30"))
    faulty = [one.line.employee.given_name for one in response.context["faulty"]]
    assert response.status_code == 422
    assert faulty == ["Vidar"]
    assert states(cast) == ["planned", "planned"]
    assert 'value="10:30"' in text_of(response)
    assert "Hei alle" in text_of(response)


def test_what_is_missing_is_told_for_every_row(cast: Cast) -> None:
    make_round(cast)
    response = post(cast, typed(cast, send="1"))
    assert response.status_code == 422
    assert len(response.context["faulty"]) == 2


def test_one_can_be_left_out(cast: Cast) -> None:
    make_round(cast)
    left_out = row(cast, "vidar", is_included="", on="", at="")
    assert post(cast, typed(cast, send="1") | timed(cast, "ada") | left_out).status_code == 303
    assert states(cast) == ["invited", "planned"]


def test_nobody_chosen_is_told(cast: Cast) -> None:
    make_round(cast)
    nobody = row(cast, "ada", is_included="") | row(cast, "vidar", is_included="")
    assert post(cast, typed(cast, send="1") | nobody).status_code == 422


def test_somebody_elses_conversation_cannot_be_slipped_in(cast: Cast) -> None:
    make_round(cast)
    post(
        cast,
        typed(cast, send="1") | timed(cast, "ada") | timed(cast, "vidar", at="12:30") | timed(cast, "olav", at="08:00"),
    )
    assert conversation_of(cast, name="olav").state == "planned"


def test_a_form_without_its_token_does_nothing(cast: Cast) -> None:
    make_round(cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.leif)
    assert client.post(reverse("plan_team"), typed(cast, send="1") | timed(cast, "ada")).status_code == 403
    assert states(cast) == ["planned", "planned"]


@pytest.mark.parametrize("more", [0, 3])
def test_the_page_costs_the_same_for_two_and_for_five(cast: Cast, more: int) -> None:
    for number in range(more):
        add_employee(cast, number)
    make_round(cast)
    assert cost_of(visitor(cast, "leif"), reverse("plan_team")).count == 4


def test_seventy_rows_are_planned_in_one_go(cast: Cast) -> None:
    for number in range(68):
        add_employee(cast, number)
    make_round(cast)
    waiting = [one.line.conversation for one in visitor(cast, "leif").get(reverse("plan_team")).context["rows"]]
    assert len(waiting) == 70
    included = {f"{one.id}-is_included": "on" for one in waiting}
    proposed = post(cast, typed(cast, propose="1", most_a_day="4") | included)
    filled = {field.html_name: field.value() for one in proposed.context["rows"] for field in one.form}
    assert post(cast, typed(cast, send="1") | filled).status_code == 303
    assert Conversation.objects.filter(state="invited").count() == 70
