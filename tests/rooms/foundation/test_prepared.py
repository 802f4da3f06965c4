"""A prepared query answers as the one that it was made of, on any day; and nothing that changes is frozen in it."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db.models import QuerySet
from tests.cast import Cast

from samspill.foundation import clock
from samspill.foundation.identifiers import new_id
from samspill.foundation.prepared import Frozen, Prepared
from samspill.organisation.facts import valid_today
from samspill.organisation.models import Employment, Leadership
from samspill.people.models import RoleGrant

pytestmark = pytest.mark.django_db

DAYS_AGO = (0, 99, 100, 101, 1_000, 10_000)  # Leif has led Ada for a hundred days, Tor before him since 2020


def _led_by(leader_id: UUID) -> QuerySet[Leadership]:
    return Leadership.objects.filter(valid_today(), leader_id=leader_id).select_related("employee").order_by("id")


@pytest.mark.parametrize("days", DAYS_AGO)
def test_it_answers_as_the_query_that_it_was_made_of(cast: Cast, days: int) -> None:
    prepared = Prepared(_led_by)
    prepared.ask(leader_id=cast.vera.id)  # made today; what follows is asked on another day, of others
    with clock.fixed(clock.now() - timedelta(days=days)):
        for name in cast.names:
            leader_id = getattr(cast, name).id
            answered = prepared.ask(leader_id=leader_id)
            assert answered == list(_led_by(leader_id))
            assert [one.employee.full_name for one in answered] == [
                one.employee.full_name for one in _led_by(leader_id)
            ]


def test_somebody_is_led_by_tor_before_and_by_leif_after(cast: Cast) -> None:
    prepared = Prepared(_led_by)
    found = {}
    for days in (0, 102):  # an hour may be missing from a day, in spring
        with clock.fixed(clock.now() - timedelta(days=days)):
            found[days] = [
                name
                for name in ("leif", "tor")
                if cast.ada in [one.employee for one in prepared.ask(leader_id=getattr(cast, name).id)]
            ]
    assert found == {0: ["leif"], 102: ["tor"]}


def test_nobody_is_equal_to_no_identifier(cast: Cast) -> None:
    assert Prepared(_led_by).ask(leader_id=None) == []


def test_values_come_as_the_query_gives_them(cast: Cast) -> None:
    titles = Prepared(lambda person_id: Employment.objects.filter(person_id=person_id).values_list("title", "from_on"))
    assert titles.ask(person_id=cast.ada.id) == [("Sykepleier", date(2020, 1, 1))]


@pytest.mark.parametrize(
    "build",
    [
        lambda person_id: RoleGrant.objects.filter(person_id=person_id, granted_at__gt=clock.now()),
        lambda person_id: RoleGrant.objects.filter(person_id=person_id, from_on__gt=clock.today() - timedelta(days=30)),
        lambda person_id: RoleGrant.objects.filter(person_id=person_id, role=new_id().hex[:8]),
    ],
    ids=["a moment", "a day that is reckoned", "anything else that is never the same"],
)
def test_what_would_be_frozen_is_refused(build: Callable[..., QuerySet[RoleGrant]]) -> None:
    with pytest.raises(Frozen):
        Prepared(build).ask(person_id=UUID(int=1))
