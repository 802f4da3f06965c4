from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from tests.rooms.plans.test_races import together

from samspill.foundation import clock
from samspill.people.models import FailedTries
from samspill.people.tries import FREE, Secret, TooSoon, trying
from samspill.people.visitors import Visitor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)
STRANGER = Visitor("192.0.2.7")
OWNER = Visitor("192.0.2.7", device="known")


def fail(visitor: Visitor, secret: Secret = Secret.PASSWORD, number: str = "100001", *, times: int = 1) -> None:
    for _ in range(times):
        with trying(visitor, secret, employee_number=number):
            pass


def succeed(visitor: Visitor, secret: Secret = Secret.PASSWORD, number: str = "100001") -> None:
    with trying(visitor, secret, employee_number=number) as this_try:
        this_try.succeed()


def wait_of(visitor: Visitor, secret: Secret = Secret.PASSWORD) -> float:
    with pytest.raises(TooSoon) as refused:
        fail(visitor, secret)
    return refused.value.wait.total_seconds()


def test_five_failures_are_free_and_then_the_wait_doubles_to_a_minute() -> None:
    moment, waits = NOON, []
    with clock.fixed(moment):
        fail(STRANGER, times=5)
    for _ in range(8):
        with clock.fixed(moment):
            waits.append(wait_of(STRANGER))
        moment += timedelta(seconds=waits[-1])
        with clock.fixed(moment):
            fail(STRANGER)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_refused_try_is_not_counted_and_does_not_make_the_wait_longer() -> None:
    with clock.fixed(NOON):
        fail(STRANGER, times=5)
    with clock.fixed(NOON + timedelta(milliseconds=400)):
        assert wait_of(STRANGER) == pytest.approx(0.6)
    with clock.fixed(NOON + timedelta(seconds=1)):
        succeed(STRANGER)


def test_strangers_failures_never_delay_a_device_that_the_account_knows() -> None:
    with clock.fixed(NOON):
        for last in range(4):
            fail(Visitor(f"192.0.2.{last}"), times=5)
        assert wait_of(Visitor("198.51.100.1")) == 1
        succeed(OWNER)


def test_a_known_device_is_slowed_down_too_when_it_fails_itself() -> None:
    with clock.fixed(NOON):
        fail(OWNER, times=5)
        assert wait_of(OWNER) == 1


def test_a_whole_municipality_behind_one_address_signs_in_while_some_of_it_fail() -> None:
    with clock.fixed(NOON):
        for number in range(100):
            fail(STRANGER, number=f"2{number:05}", times=5)
        succeed(STRANGER, number="300000")


def test_one_address_that_tries_very_many_accounts_is_slowed_down() -> None:
    with clock.fixed(NOON):
        fail(STRANGER)
        FailedTries.objects.update(failures=FREE["address"])
        assert wait_of(STRANGER) == 60


def test_success_forgets_the_failures() -> None:
    with clock.fixed(NOON):
        fail(STRANGER, times=4)
        succeed(STRANGER)
        fail(STRANGER, times=5)
        assert wait_of(STRANGER) == 1


def test_failures_are_forgotten_after_a_day() -> None:
    with clock.fixed(NOON):
        fail(STRANGER, times=5)
    with clock.fixed(NOON + timedelta(days=1)):
        fail(STRANGER, times=5)


def test_a_pin_is_waited_for_up_to_an_hour() -> None:
    with clock.fixed(NOON):
        fail(STRANGER, Secret.PIN)
        FailedTries.objects.update(failures=30)
        assert wait_of(STRANGER, Secret.PIN) == 3600


@pytest.mark.django_db(transaction=True)
def test_several_right_ones_at_once_are_all_judged() -> None:
    for _ in range(20):
        assert together(*[partial(succeed, STRANGER)] * FREE["place"]) == [None] * FREE["place"]
    assert not FailedTries.objects.exists()


def test_neither_number_nor_address_is_stored() -> None:
    fail(STRANGER)
    keys = " ".join(FailedTries.objects.values_list("key", flat=True))
    assert keys
    assert "100001" not in keys
    assert "192.0.2.7" not in keys
