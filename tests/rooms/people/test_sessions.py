from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from tests.cast import Cast

from samspill.confidentiality.decisions import NotFound
from samspill.foundation import clock
from samspill.people.models import FailedTries, OpenSession, Person, SignInCode
from samspill.people.services.codes import Purpose, make_code
from samspill.people.services.forgetting import forget_old_sign_ins
from samspill.people.services.sessions import begin_session, browser_family, end_session, end_sessions_of, list_sessions
from samspill.people.states import SignedInBy
from samspill.people.tries import Secret, count_failure
from samspill.people.visitors import Visitor

pytestmark = pytest.mark.django_db


def begin(person: Person) -> str:
    """Sign in on a browser of its own; returns the session's key."""
    from samspill.people.stored_sessions import SessionStore

    request = RequestFactory().get("/", headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    request.session = SessionStore()
    begin_session(request, person, by=SignedInBy.PASSWORD)
    return str(request.session.session_key)


def test_a_person_sees_own_sessions_and_which_is_at_hand(cast: Cast) -> None:
    here, there = begin(cast.ada), begin(cast.ada)
    begin(cast.frida)
    lines = list_sessions(cast.actor("ada"), current_key=here)
    assert sorted(line.is_current for line in lines) == [False, True]
    Session.objects.filter(session_key=there).delete()
    assert [line.is_current for line in list_sessions(cast.actor("ada"), current_key=here)] == [True]


def test_anothers_session_is_not_found(cast: Cast) -> None:
    begin(cast.frida)
    with pytest.raises(NotFound):
        end_session(cast.actor("ada"), session_id=OpenSession.objects.get().id)
    assert Session.objects.count() == 1


def test_every_session_of_a_person_can_be_ended(cast: Cast) -> None:
    begin(cast.ada)
    begin(cast.ada)
    kept = begin(cast.frida)
    assert end_sessions_of(cast.ada) == 2
    assert [session.session_key for session in Session.objects.all()] == [kept]


@pytest.mark.parametrize(
    ("user_agent", "told"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/156.0 Safari/537.36 Edg/156.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/156.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_browsers_are_told_by_family_only(user_agent: str, told: str) -> None:
    assert browser_family(user_agent) == told


def test_what_is_no_longer_needed_is_forgotten(cast: Cast) -> None:
    begun_at = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)
    with clock.fixed(begun_at):
        begin(cast.ada)
        make_code(cast.actor("hanne"), person=cast.ada, purpose=Purpose.RESET)
        make_code(cast.actor("hanne"), person=cast.frida, purpose=Purpose.PAPER)
        SignInCode.objects.filter(person=cast.frida).update(used_at=begun_at)
        count_failure(Visitor("192.0.2.7"), Secret.PASSWORD, employee_number="100001")
    Session.objects.update(expire_date=begun_at + timedelta(hours=10))
    with clock.fixed(begun_at + timedelta(days=1)):
        forget_old_sign_ins()
    assert [model.objects.count() for model in (Session, OpenSession, FailedTries)] == [0, 0, 0]
    assert SignInCode.objects.get().person == cast.frida
