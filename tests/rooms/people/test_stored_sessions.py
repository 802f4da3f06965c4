"""Who is signed in is asked of the database for every page: as it is now, whatever was true when the query was made."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast

from samspill.confidentiality.actors import Role
from samspill.foundation import clock
from samspill.people.models import Person, RoleGrant
from samspill.people.queries import actor_of
from samspill.people.stored_sessions import PersonBackend, SessionStore

pytestmark = pytest.mark.django_db


def stored(**values: str) -> SessionStore:
    """A session that holds these values."""
    session = SessionStore()
    session.update(values)
    session.save()
    return session


def test_a_session_is_read_as_it_was_stored_last() -> None:
    one, other = stored(name="Ada"), stored(name="Leif")
    assert [SessionStore(each.session_key)["name"] for each in (one, other)] == ["Ada", "Leif"]
    again = SessionStore(one.session_key)
    again["name"] = "Ada Lund"
    again.save()
    assert SessionStore(one.session_key)["name"] == "Ada Lund"


def test_a_session_that_is_over_or_never_was_holds_nothing_and_its_key_is_not_used_again() -> None:
    session = stored(name="Ada")
    Session.objects.update(expire_date=timezone.now())
    for key in (session.session_key, "neverbegunneverbegunneverbegun00"):
        found = SessionStore(key)
        assert found.get("name") is None
        assert found.session_key is None
        found["name"] = "Tor"
        found.save()
        assert found.session_key not in (None, key)


def test_it_is_over_at_its_own_time_not_at_that_of_the_first_question() -> None:
    session = stored(name="Ada")
    for minutes, is_over in ((1, False), (-1, True), (2, False), (0, True)):
        Session.objects.update(expire_date=timezone.now() + timedelta(minutes=minutes))
        assert ("name" not in SessionStore(session.session_key)) is is_over


def test_the_person_is_found_as_she_is_now(cast: Cast) -> None:
    backend = PersonBackend()
    assert backend.get_user(cast.ada.id) == cast.ada
    cast.ada.given_name = "Adele"
    cast.ada.save()
    found = backend.get_user(cast.ada.id)
    assert found
    assert found.given_name == "Adele"
    assert backend.get_user(uuid4()) is None


def test_whoever_may_not_sign_in_any_more_is_nobody_at_the_next_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.ada)
    assert client.get("/").status_code == 200
    cast.ada.is_active = False
    cast.ada.save()
    assert PersonBackend().get_user(cast.ada.id) is None
    assert client.get("/").status_code == 302


def test_the_roles_are_those_of_the_very_day(cast: Cast) -> None:
    backend, today = PersonBackend(), clock.today()
    RoleGrant.objects.create(person=cast.hanne, role=Role.RECORDS, from_on=today + timedelta(days=3))
    RoleGrant.objects.create(person=cast.hanne, role=Role.MANAGEMENT, until_on=today + timedelta(days=3))
    for days, roles in ((0, {Role.HR, Role.MANAGEMENT}), (2, {Role.HR, Role.MANAGEMENT}), (3, {Role.HR, Role.RECORDS})):
        with clock.fixed(clock.now() + timedelta(days=days)):
            person, plain = backend.get_user(cast.hanne.id), Person.objects.get(id=cast.hanne.id)
            assert person
            assert actor_of(person).roles == actor_of(plain).roles == roles
    nobody_special = backend.get_user(cast.ada.id)
    assert nobody_special
    assert nobody_special.roles_today == frozenset()


def test_a_role_that_has_ended_is_gone_at_the_next_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.hanne)
    assert client.get("/oppsett/").status_code == 200
    RoleGrant.objects.update(until_on=clock.today())
    assert client.get("/oppsett/").status_code == 404


def test_one_question_finds_the_person_with_the_roles(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        person = PersonBackend().get_user(cast.hanne.id)
        assert person
        assert actor_of(person).roles == {Role.HR}
