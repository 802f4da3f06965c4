from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from tests.cast import Cast

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import Denied
from samspill.foundation import clock
from samspill.people.models import Person
from samspill.people.queries import actor_of
from samspill.people.services.codes import WrongCode
from samspill.people.services.welcoming import become_first_administrator, make_first_administrator_link, read_link

pytestmark = pytest.mark.django_db
CONSOLE = Actor.system("console")
NOON = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)
PASSWORD = "en lang setning om vinteren"


def code_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def become(code: str, number: str = "1", password: str = PASSWORD) -> Person:
    return become_first_administrator(
        code, employee_number=number, given_name="Aksel", family_name="Lie", password=password
    )


def test_the_link_makes_an_administrator() -> None:
    link = make_first_administrator_link(CONSOLE)
    assert link.startswith("http://localhost:8000/velkommen/")
    assert actor_of(become(code_of(link))).roles == {Role.ADMINISTRATOR}


def test_the_link_works_once() -> None:
    code = code_of(make_first_administrator_link(CONSOLE))
    become(code)
    with pytest.raises(WrongCode):
        become(code, "2")
    assert Person.objects.count() == 1


def test_the_link_works_for_thirty_minutes() -> None:
    with clock.fixed(NOON):
        code = code_of(make_first_administrator_link(CONSOLE))
    with clock.fixed(NOON + timedelta(minutes=29)):
        assert read_link(code)
    with clock.fixed(NOON + timedelta(minutes=30)), pytest.raises(WrongCode):
        read_link(code)


def test_a_new_link_ends_the_old_one() -> None:
    old = code_of(make_first_administrator_link(CONSOLE))
    make_first_administrator_link(CONSOLE)
    with pytest.raises(WrongCode):
        read_link(old)


def test_an_old_link_is_refused_once_there_is_an_administrator(cast: Cast) -> None:
    with clock.fixed(clock.now() - timedelta(minutes=5)):
        code = code_of(make_first_administrator_link(CONSOLE))
    with pytest.raises(WrongCode):
        read_link(code)


def test_whoever_has_the_server_can_make_one_again_though_there_is_an_administrator(cast: Cast) -> None:
    with clock.fixed(clock.now() + timedelta(minutes=5)):
        assert actor_of(become(code_of(make_first_administrator_link(CONSOLE)))).has(Role.ADMINISTRATOR)


def test_nobody_takes_over_a_person_that_is_there(cast: Cast) -> None:
    with clock.fixed(clock.now() + timedelta(minutes=5)):
        code = code_of(make_first_administrator_link(CONSOLE))
        with pytest.raises(ValidationError):
            become(code, cast.ada.employee_number)


def test_a_weak_password_does_not_use_up_the_link() -> None:
    code = code_of(make_first_administrator_link(CONSOLE))
    with pytest.raises(ValidationError):
        become(code, password="kort")
    assert become(code).has_usable_password()


@pytest.mark.parametrize("name", ["ada", "hanne", "aksel"])
def test_no_page_can_make_the_link(cast: Cast, name: str) -> None:
    with pytest.raises(Denied):
        make_first_administrator_link(cast.actor(name))
