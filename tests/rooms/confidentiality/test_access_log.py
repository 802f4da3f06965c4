"""The access log: every change of what was written is found, and the database refuses to make one."""

import random
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from samspill.confidentiality.access_log import Entry, append, verify
from samspill.confidentiality.models import AccessEvent, LogHead

pytestmark = pytest.mark.django_db
LINES = 40


@pytest.fixture
def log() -> None:
    for number in range(LINES // 4):
        with transaction.atomic():
            append([Entry("opened", uuid4(), "employee", uuid4(), "shared", {"n": number}) for _ in range(4)])


@contextmanager
def _without_triggers() -> Any:
    """What somebody with the database in hand could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS access_log_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS access_log_no_delete")
        else:
            cursor.execute("ALTER TABLE confidentiality_accessevent DISABLE TRIGGER ALL")
        yield cursor


def test_a_log_that_nobody_touched_verifies(log: None) -> None:
    assert verify() is None
    assert verify(start=11) is None
    assert list(AccessEvent.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, LINES + 1))


def test_the_database_refuses_changes(log: None) -> None:
    for statement in (
        "UPDATE confidentiality_accessevent SET act = 'x' WHERE seq = 3",
        "DELETE FROM confidentiality_accessevent WHERE seq = 3",
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert verify() is None


def test_lines_refuse_to_be_saved_or_deleted(log: None) -> None:
    line = AccessEvent.objects.get(seq=1)
    for act in (line.save, line.delete):
        with pytest.raises(TypeError):
            act()


@pytest.mark.django_db(transaction=True)
def test_writing_outside_the_transaction_of_the_act_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        append([Entry("opened", None, "")])


@pytest.mark.parametrize("seed", range(25))
def test_every_tampering_is_found(log: None, seed: int) -> None:
    chance = random.Random(seed)
    seq = chance.randint(1, LINES)
    other = chance.choice([n for n in range(1, LINES + 1) if n != seq])
    column = chance.choice(["act", "capacity", "facts", "part", "hash", "previous"])
    with _without_triggers() as cursor:
        match seed % 5:
            case 0:
                cursor.execute(f"UPDATE confidentiality_accessevent SET {column} = 'x' WHERE seq = %s", [seq])
            case 1:
                cursor.execute("DELETE FROM confidentiality_accessevent WHERE seq = %s", [seq])
            case 2:
                cursor.execute("UPDATE confidentiality_accessevent SET seq = -1 WHERE seq = %s", [seq])
                cursor.execute("UPDATE confidentiality_accessevent SET seq = %s WHERE seq = %s", [seq, other])
                cursor.execute("UPDATE confidentiality_accessevent SET seq = %s WHERE seq = -1", [other])
            case 3:
                cursor.execute("DELETE FROM confidentiality_accessevent WHERE seq > %s", [seq - 1])
            case 4:
                cursor.execute("UPDATE confidentiality_accessevent SET thing_id = NULL WHERE seq = %s", [seq])
    assert verify() is not None


def test_a_moved_head_is_found(log: None) -> None:
    LogHead.objects.update(seq=LINES - 1)
    assert verify() is not None
