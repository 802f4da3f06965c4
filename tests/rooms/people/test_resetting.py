import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from tests.cast import Cast
from tests.rooms.people.letterbox import Letterbox

from samspill.confidentiality import access_log
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.foundation import clock
from samspill.people.models import SignInCode
from samspill.people.services.codes import UsedBefore, WrongCode
from samspill.people.services.paper import issue_paper_code
from samspill.people.services.resetting import choose_password, request_code, send_code
from samspill.people.visitors import Visitor

pytestmark = pytest.mark.django_db
VISITOR = Visitor("192.0.2.7")
PASSWORD = "en lang setning om vinteren"
NOON = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)


@pytest.fixture
def box() -> Letterbox:
    return Letterbox()


def ask(box: Letterbox, number: str = "100001") -> None:
    request_code(VISITOR, employee_number=number, post=box.post)


def choose(box: Letterbox, code: str, password: str = PASSWORD, *, visitor: Visitor = VISITOR) -> None:
    choose_password(visitor, employee_number="100001", code=code, password=password, tell=box.tell)


def test_a_person_chooses_a_password_with_a_code_and_is_told(cast: Cast, box: Letterbox) -> None:
    ask(box)
    choose(box, box.codes[0])
    cast.ada.refresh_from_db()
    assert cast.ada.check_password(PASSWORD)
    assert cast.ada.password.startswith("argon2$argon2id$")
    assert [person.id for person in box.told] == [cast.ada.id]


def test_the_reset_is_an_event_about_the_person(cast: Cast, box: Letterbox) -> None:
    ask(box)
    choose(box, box.codes[0])
    [event] = [event for event in access_log.events_of(cast.ada.id) if event.act == "password_reset"]
    assert (event.actor_id, event.capacity, event.facts) == (cast.ada.id, "self", '{"by":"reset"}')
    assert access_log.verify() is None


def test_small_letters_spaces_and_hyphens_do_not_matter(cast: Cast, box: Letterbox) -> None:
    ask(box)
    choose(box, f" {box.codes[0].lower().replace('-', ' ')} ")
    cast.ada.refresh_from_db()
    assert cast.ada.has_usable_password()


def test_a_code_works_once(cast: Cast, box: Letterbox) -> None:
    ask(box)
    choose(box, box.codes[0])
    with pytest.raises(UsedBefore):
        choose(box, box.codes[0], "en annen lang setning")


def test_a_code_works_for_twenty_minutes(cast: Cast, box: Letterbox) -> None:
    with clock.fixed(NOON):
        ask(box)
    assert box.ends_at == [NOON + timedelta(minutes=20)]
    with clock.fixed(NOON + timedelta(minutes=20)), pytest.raises(WrongCode):
        choose(box, box.codes[0])


def test_a_code_is_dead_after_five_failures(cast: Cast, box: Letterbox) -> None:
    ask(box)
    for device in "abcde":
        with pytest.raises(WrongCode):
            choose(box, "AAAAA-AAAAA", visitor=Visitor("192.0.2.8", device=device))
    with pytest.raises(WrongCode):
        choose(box, box.codes[0])


def test_a_weak_password_does_not_use_up_the_code(cast: Cast, box: Letterbox) -> None:
    ask(box)
    with pytest.raises(ValidationError):
        choose(box, box.codes[0], "kort")
    choose(box, box.codes[0])
    cast.ada.refresh_from_db()
    assert cast.ada.check_password(PASSWORD)


def test_choosing_a_password_ends_the_other_codes(cast: Cast, box: Letterbox) -> None:
    ask(box)
    ask(box)
    paper = issue_paper_code(cast.actor("leif"), person_id=cast.ada.id)
    choose(box, box.codes[1])
    for code in (box.codes[0], paper):
        with pytest.raises(WrongCode):
            choose(box, code)


def test_another_persons_code_does_not_fit(cast: Cast, box: Letterbox) -> None:
    ask(box, cast.frida.employee_number)
    with pytest.raises(WrongCode):
        choose(box, box.codes[0])


@pytest.mark.parametrize("number", ["999999", "100009", ""])
def test_nobody_and_whoever_has_no_mail_get_no_code(cast: Cast, box: Letterbox, number: str) -> None:
    ask(box, number)
    assert box.codes == []
    assert not SignInCode.objects.exists()


def test_whoever_has_left_gets_no_code(cast: Cast, box: Letterbox) -> None:
    cast.ada.is_active = False
    cast.ada.save()
    ask(box)
    assert box.codes == []


def test_nobodys_mailbox_is_filled(cast: Cast, box: Letterbox) -> None:
    for device in "abcdef":
        request_code(Visitor("192.0.2.8", device=device), employee_number="100001", post=box.post)
    assert len(box.codes) == 3


def test_codes_are_stored_hashed_and_never_logged(cast: Cast, box: Letterbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ask(box)
    choose(box, box.codes[0])
    plain = box.codes[0].replace("-", "")
    stored = " ".join(SignInCode.objects.values_list("code_hash", flat=True))
    assert len(plain) == 10
    assert plain not in stored
    assert plain not in caplog.text
    assert box.codes[0] not in caplog.text


def test_hr_has_a_code_sent_and_never_sees_it(cast: Cast, box: Letterbox) -> None:
    answer = send_code(cast.actor("hanne"), person_id=cast.ada.id, post=box.post)  # type: ignore[func-returns-value]
    assert answer is None
    assert len(box.codes) == 1
    assert [event.act for event in access_log.events_of(cast.ada.id)] == ["code_sent"]


@pytest.mark.parametrize("name", ["leif", "vera", "vidar", "tor", "aksel", "frida", "olav", "ada"])
def test_nobody_but_hr_has_codes_sent(cast: Cast, box: Letterbox, name: str) -> None:
    with pytest.raises(Denied):
        send_code(cast.actor(name), person_id=cast.ada.id, post=box.post)
    assert box.codes == []


def test_no_code_is_sent_where_there_is_no_mail(cast: Cast, box: Letterbox) -> None:
    with pytest.raises(NotFound):
        send_code(cast.actor("hanne"), person_id=cast.olav.id, post=box.post)
