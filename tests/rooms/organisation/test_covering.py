"""Who is to have a conversation with whom today."""

from datetime import timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.rooms.organisation.staff import acting, employ, person, unit

from samspill.confidentiality.actors import Role
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.organisation.facts import covered_employments, leaders_of, nearest_leaders_of
from samspill.organisation.models import Delegation, Leadership
from samspill.organisation.queries import list_units, list_without_leader
from samspill.organisation.services.delegating import delegate_conversations, end_delegation

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def pairs(**asked: object) -> set[tuple[UUID, UUID | None]]:
    found = list(covered_employments(**{"covered": "all", **asked}))  # type: ignore[arg-type]
    assert len(found) == len({(one.person_id, one.leader_id) for one in found})
    return {(one.person_id, one.leader_id) for one in found}


def test_two_positions_with_one_leader_are_one_pair_and_the_main_position_speaks() -> None:
    ada, leif, care, school = person("ada", language="nn"), person("leif"), unit("1"), unit("2")
    employ(ada, school, leader=leif, is_main=False, percent=80)
    employ(ada, care, leader=leif, percent=20, is_on_leave=True)

    (one,) = covered_employments(covered="all")

    assert (one.person_id, one.leader_id, one.unit_id) == (ada.id, leif.id, care.id)
    assert (one.is_on_leave, one.language, one.delegation_id) == (True, "nn", None)


def test_two_leaders_are_two_pairs_and_a_position_without_leader_adds_none() -> None:
    ada, leif, vera = person("ada"), person("leif"), person("vera")
    employ(ada, unit("1"), leader=leif)
    employ(ada, unit("2"), leader=vera, is_main=False)
    employ(ada, unit("3"), is_main=False)

    assert pairs() == {(ada.id, leif.id), (ada.id, vera.id)}


def test_who_has_no_leader_at_all_is_still_there() -> None:
    ada = person("ada")
    employ(ada, unit("1"))

    assert pairs() == {(ada.id, None)}


def test_only_what_is_true_today_counts() -> None:
    today, care, leif = clock.today(), unit("1"), person("leif")
    employ(person("left"), care, leader=leif, until_on=today)
    employ(person("coming"), care, leader=leif, from_on=today + DAY)
    last_day, undated, orphan = person("last"), person("undated"), person("orphan")
    employ(last_day, care, leader=leif, until_on=today + DAY)
    employ(undated, care, leader=leif, from_on=None)
    employ(orphan, care, leader=leif)
    Leadership.objects.filter(employee=orphan).update(until_on=today)

    assert pairs() == {(last_day.id, leif.id), (undated.id, leif.id), (orphan.id, None)}


def test_a_round_may_cover_permanent_positions_or_one_unit_with_all_below_it() -> None:
    top, leif = unit("1"), person("leif")
    ward, elsewhere = unit("11", parent=top), unit("2")
    ada, temp, olav = person("ada"), person("temp"), person("olav")
    employ(ada, ward, leader=leif)
    employ(temp, ward, leader=leif, form="temporary")
    employ(olav, elsewhere, leader=leif)

    assert pairs(covered="permanent") == {(ada.id, leif.id), (olav.id, leif.id)}
    assert pairs(unit_id=top.id) == {(ada.id, leif.id), (temp.id, leif.id)}


def test_leaders_of_answers_for_many_at_once() -> None:
    ada, leif, nobody = person("ada"), person("leif"), person("nobody")
    employ(ada, unit("1"), leader=leif)

    found = leaders_of([ada.id, nobody.id])

    assert {key: [one.leader_id for one in value] for key, value in found.items()} == {ada.id: [leif.id]}
    assert nearest_leaders_of([ada.id, nobody.id]) == {ada.id: {leif.id}}


def test_name_goes_before_occupation_and_occupation_before_unit() -> None:
    top, leif = unit("1"), person("leif")
    ward = unit("11", parent=top)
    by_name, by_occupation, by_unit = person("vidar"), person("vigdis"), person("viggo")
    for delegate in (by_name, by_occupation, by_unit):
        employ(delegate, top)
    ada, nurse, cleaner, elsewhere = person("ada"), person("nurse"), person("cleaner"), person("elsewhere")
    employ(ada, ward, leader=leif, title_code="7174")
    employ(nurse, ward, leader=leif, title_code="7174")
    employ(cleaner, ward, leader=leif)
    employ(elsewhere, unit("2"), leader=leif)
    leader = acting(leif)
    delegate_conversations(leader, delegate_id=by_unit.id, unit_id=top.id)
    delegate_conversations(leader, delegate_id=by_occupation.id, title_code="7174", unit_id=top.id)
    named = delegate_conversations(leader, delegate_id=by_name.id, employee_ids=[ada.id])

    assert pairs() - {(delegate.id, None) for delegate in (by_name, by_occupation, by_unit)} == {
        (ada.id, by_name.id),
        (nurse.id, by_occupation.id),
        (cleaner.id, by_unit.id),
        (elsewhere.id, leif.id),
    }
    assert leaders_of([ada.id])[ada.id][0].delegation_id == named.id


def test_a_delegate_never_leads_themself() -> None:
    leif, vidar, ward = person("leif"), person("vidar"), unit("1")
    employ(vidar, ward, leader=leif)
    employ(person("ada"), ward, leader=leif)
    delegate_conversations(acting(leif), delegate_id=vidar.id, unit_id=ward.id)

    assert (vidar.id, leif.id) in pairs()


def test_a_delegation_ends_at_once_and_when_the_delegate_leaves() -> None:
    leif, vidar, ada, ward = person("leif"), person("vidar"), person("ada"), unit("1")
    employ(vidar, unit("2"))
    employ(ada, ward, leader=leif)
    first = delegate_conversations(acting(leif), delegate_id=vidar.id, unit_id=ward.id)
    assert (ada.id, vidar.id) in pairs()

    end_delegation(acting(leif), delegation_id=first.id)
    assert (ada.id, leif.id) in pairs()

    delegate_conversations(acting(leif), delegate_id=vidar.id, unit_id=ward.id)
    type(vidar).objects.filter(id=vidar.id).update(is_active=False)
    assert (ada.id, leif.id) in pairs()


def test_only_a_nearest_leader_delegates_and_only_the_own_employees() -> None:
    leif, vera, vidar, ada, olav = (person(name) for name in ("leif", "vera", "vidar", "ada", "olav"))
    ward, other = unit("1"), unit("2")
    employ(vidar, ward)
    employ(ada, ward, leader=leif)
    employ(olav, other, leader=vera)

    with pytest.raises(Denied):
        delegate_conversations(acting(vidar), delegate_id=olav.id, unit_id=ward.id)
    with pytest.raises(NotFound):
        delegate_conversations(acting(leif), delegate_id=vidar.id, employee_ids=[ada.id, olav.id])
    with pytest.raises(NotFound):
        delegate_conversations(acting(leif), delegate_id=vera.id, unit_id=ward.id)
    for nowhere in ({"unit_id": other.id}, {"title_code": "9999"}, {}):
        with pytest.raises(Unacceptable, match="nobody"):
            delegate_conversations(acting(leif), delegate_id=vidar.id, **nowhere)
    with pytest.raises(Unacceptable, match="self"):
        delegate_conversations(acting(leif), delegate_id=leif.id, unit_id=ward.id)
    assert not Delegation.objects.exists()


def test_nobody_ends_the_sharing_of_another() -> None:
    leif, vera, vidar = person("leif"), person("vera"), person("vidar")
    ward = unit("1")
    employ(vidar, ward, leader=vera)
    employ(person("ada"), ward, leader=leif)
    made = delegate_conversations(acting(leif), delegate_id=vidar.id, unit_id=ward.id)

    with pytest.raises(NotFound):
        end_delegation(acting(vera), delegation_id=made.id)


@pytest.mark.parametrize("count", [1, 3])
def test_covering_costs_the_same_queries_for_few_and_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    leif, ward = person("leif"), unit("1")
    for number in range(count):
        employ(person(f"p{number}"), ward, leader=leif)
    with django_assert_num_queries(2):
        assert len(list(covered_employments(covered="all"))) == count


def test_lists_are_for_hr_and_administrators() -> None:
    hanne, ada = person("hanne"), person("ada")
    top = unit("1")
    unit("11", parent=top)
    employ(ada, top, no_leader="unknown")

    assert [line.depth for line in list_units(acting(hanne, Role.HR))] == [0, 1]
    assert [one.person for one in list_without_leader(acting(hanne, Role.ADMINISTRATOR))] == [ada]
    with pytest.raises(Denied):
        list_without_leader(acting(ada))
    with pytest.raises(Denied):
        list_units(acting(ada))
