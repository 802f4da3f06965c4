from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from tests.cast import Cast
from tests.rooms.people.letterbox import Letterbox

from samspill.confidentiality import access_log
from samspill.confidentiality.decisions import Denied
from samspill.foundation import clock
from samspill.people.queries import paper_code_first_used_at
from samspill.people.services.codes import UsedBefore, WrongCode
from samspill.people.services.paper import (
    choose_pin,
    enter_by_paper,
    issue_paper_code,
    validate_pin,
)
from samspill.people.services.resetting import choose_password
from samspill.people.visitors import Visitor

pytestmark = pytest.mark.django_db
VISITOR = Visitor("192.0.2.7")
NOON = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)
PIN = "582931"


def begin(cast: Cast, code: str, pin: str = PIN) -> None:
    found = enter_by_paper(VISITOR, employee_number=cast.olav.employee_number, typed=code)
    assert found.code_id is not None
    choose_pin(VISITOR, code_id=found.code_id, pin=pin)


def test_the_code_opens_once_and_then_the_pin_does(cast: Cast) -> None:
    code = issue_paper_code(cast.actor("tor"), person_id=cast.olav.id)
    with clock.fixed(NOON):
        begin(cast, code)
    found = enter_by_paper(VISITOR, employee_number="100009", typed=PIN)
    assert (found.person, found.code_id) == (cast.olav, None)
    assert found.person.pin.startswith("argon2$argon2id$")
    assert paper_code_first_used_at(cast.olav) == NOON


def test_the_employee_is_told_when_somebody_else_has_used_the_code(cast: Cast) -> None:
    code = issue_paper_code(cast.actor("tor"), person_id=cast.olav.id)
    with clock.fixed(NOON):
        begin(cast, code)
    with pytest.raises(UsedBefore) as refused:
        enter_by_paper(VISITOR, employee_number="100009", typed=code)
    assert refused.value.used_at == NOON


def test_issue_and_use_are_events_about_the_person(cast: Cast) -> None:
    begin(cast, issue_paper_code(cast.actor("tor"), person_id=cast.olav.id))
    events = access_log.events_of(cast.olav.id)
    assert [(event.act, event.actor_id) for event in events] == [
        ("paper_code_used", cast.olav.id),
        ("paper_code_issued", cast.tor.id),
    ]


def test_a_code_that_was_shown_opens_nothing_until_the_pin_is_chosen(cast: Cast) -> None:
    code = issue_paper_code(cast.actor("tor"), person_id=cast.olav.id)
    first = enter_by_paper(VISITOR, employee_number="100009", typed=code)
    second = enter_by_paper(VISITOR, employee_number="100009", typed=code)
    assert first.code_id is not None
    assert paper_code_first_used_at(cast.olav) is None
    choose_pin(VISITOR, code_id=first.code_id, pin=PIN)
    with pytest.raises(WrongCode):
        choose_pin(VISITOR, code_id=first.code_id, pin="739201")
    assert second.person == cast.olav


def test_an_easy_pin_does_not_use_up_the_code(cast: Cast) -> None:
    code = issue_paper_code(cast.actor("tor"), person_id=cast.olav.id)
    with pytest.raises(ValidationError):
        begin(cast, code, "123456")
    begin(cast, code)
    assert enter_by_paper(VISITOR, employee_number="100009", typed=PIN).person == cast.olav


@pytest.mark.parametrize("pin", ["12345", "1234567890123", "111111", "123456", "987654", "890123", "121212", "100009"])
@pytest.mark.parametrize("shape", ["{}", "{}x"])
def test_easy_pins_and_other_than_digits_are_refused(cast: Cast, pin: str, shape: str) -> None:
    with pytest.raises(ValidationError):
        validate_pin(shape.format(pin), cast.olav)


@pytest.mark.parametrize("typed", ["582932", "", "AAAAA-AAAAA", "AAAAAAAAAA"])
def test_what_is_wrong_does_not_open(cast: Cast, typed: str) -> None:
    begin(cast, issue_paper_code(cast.actor("tor"), person_id=cast.olav.id))
    with pytest.raises(WrongCode):
        enter_by_paper(VISITOR, employee_number="100009", typed=typed)


@pytest.mark.parametrize("typed", ["582931", "ABCDE-FGHJK"])
def test_a_number_that_nobody_has_looks_like_a_wrong_code(cast: Cast, typed: str) -> None:
    with pytest.raises(WrongCode):
        enter_by_paper(VISITOR, employee_number="999999", typed=typed)


def test_a_code_on_paper_lasts_sixty_days(cast: Cast) -> None:
    with clock.fixed(NOON):
        code = issue_paper_code(cast.actor("tor"), person_id=cast.olav.id)
    with clock.fixed(NOON + timedelta(days=60)), pytest.raises(WrongCode):
        enter_by_paper(VISITOR, employee_number="100009", typed=code)


def test_a_new_sheet_ends_the_code_on_the_old_one(cast: Cast) -> None:
    old = issue_paper_code(cast.actor("tor"), person_id=cast.olav.id)
    new = issue_paper_code(cast.actor("tor"), person_id=cast.olav.id)
    with pytest.raises(WrongCode):
        enter_by_paper(VISITOR, employee_number="100009", typed=old)
    begin(cast, new)


def test_a_leader_cannot_print_a_way_past_a_pin_or_a_password(cast: Cast) -> None:
    begin(cast, issue_paper_code(cast.actor("tor"), person_id=cast.olav.id))
    cast.ada.set_password("en lang setning om vinteren")
    cast.ada.save()
    for leader, employee in (("tor", cast.olav), ("leif", cast.ada)):
        with pytest.raises(Denied):
            issue_paper_code(cast.actor(leader), person_id=employee.id)
    assert issue_paper_code(cast.actor("hanne"), person_id=cast.olav.id)


def test_nobody_prints_a_code_for_themself(cast: Cast) -> None:
    with pytest.raises(Denied):
        issue_paper_code(cast.actor("hanne"), person_id=cast.hanne.id)


def test_the_code_on_paper_may_open_for_a_password_instead(cast: Cast) -> None:
    code = issue_paper_code(cast.actor("hanne"), person_id=cast.olav.id)
    password = "en lang setning om sommeren"
    choose_password(VISITOR, employee_number="100009", code=code, password=password, tell=Letterbox().tell)
    cast.olav.refresh_from_db()
    assert cast.olav.check_password(password)
    assert [event.facts for event in access_log.events_of(cast.olav.id) if event.act == "password_reset"] == [
        '{"by":"paper"}'
    ]
