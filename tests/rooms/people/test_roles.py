from datetime import timedelta

import pytest
from tests.cast import Cast

from samspill.confidentiality import access_log
from samspill.confidentiality.actors import Role
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.foundation import clock
from samspill.people.models import RoleGrant
from samspill.people.services.roles import LastAdministrator, end_role, grant_role, list_roles

pytestmark = pytest.mark.django_db
NOT_ADMINISTRATORS = ["ada", "leif", "vera", "vidar", "tor", "hanne", "frida", "olav"]


def test_an_administrator_grants_a_role_from_today(cast: Cast) -> None:
    grant_role(cast.actor("aksel"), person_id=cast.frida.id, role=Role.RECORDS)
    assert cast.actor("frida").roles == {Role.RECORDS}
    [event] = access_log.events_of(cast.frida.id)
    assert (event.act, event.actor_id, event.facts) == ("role_granted", cast.aksel.id, '{"role":"records"}')


def test_a_role_ends_at_once_and_stays_in_the_history(cast: Cast) -> None:
    with clock.fixed(clock.now() + timedelta(days=1)):
        end_role(cast.actor("aksel"), person_id=cast.hanne.id, role=Role.HR)
        assert cast.actor("hanne").roles == frozenset()
        assert RoleGrant.objects.filter(person=cast.hanne, until_on=clock.today()).count() == 1


def test_granting_what_is_held_changes_nothing(cast: Cast) -> None:
    grant_role(cast.actor("aksel"), person_id=cast.hanne.id, role=Role.HR)
    assert RoleGrant.objects.filter(person=cast.hanne).count() == 1


def test_a_role_that_is_not_held_cannot_be_ended(cast: Cast) -> None:
    with pytest.raises(NotFound):
        end_role(cast.actor("aksel"), person_id=cast.ada.id, role=Role.HR)


def test_the_last_administrator_stays(cast: Cast) -> None:
    with pytest.raises(LastAdministrator):
        end_role(cast.actor("aksel"), person_id=cast.aksel.id, role=Role.ADMINISTRATOR)
    grant_role(cast.actor("aksel"), person_id=cast.frida.id, role=Role.ADMINISTRATOR)
    end_role(cast.actor("aksel"), person_id=cast.aksel.id, role=Role.ADMINISTRATOR)
    assert cast.actor("aksel").roles == frozenset()


@pytest.mark.parametrize("name", NOT_ADMINISTRATORS)
def test_nobody_else_sees_grants_or_ends_roles(cast: Cast, name: str) -> None:
    actor = cast.actor(name)
    with pytest.raises(Denied):
        list_roles(actor)
    with pytest.raises(Denied):
        grant_role(actor, person_id=cast.ada.id, role=Role.HR)
    with pytest.raises(Denied):
        end_role(actor, person_id=cast.hanne.id, role=Role.HR)
    assert cast.actor("hanne").has(Role.HR)


def test_the_list_tells_who_holds_what_today(cast: Cast) -> None:
    grant_role(cast.actor("aksel"), person_id=cast.frida.id, role=Role.RECORDS)
    lines = [(line.name, line.role, line.granted_by) for line in list_roles(cast.actor("aksel"))]
    assert lines == [
        ("Aksel Lie", Role.ADMINISTRATOR, ""),
        ("Frida Nilsen", Role.RECORDS, "Aksel Lie"),
        ("Hanne Vik", Role.HR, ""),
    ]
