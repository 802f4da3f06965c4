"""What every test stands on: keys in a throw-away file, a prepared installation, no mail server unless asked for."""

import os
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from samspill.confidentiality import keyring, parts, starting
from tests.cast import Cast, make_cast

SQLITE = import_module("samspill.confidentiality.migrations.0002_log_is_append_only").SQLITE


hypothesis.settings.register_profile("untimed", deadline=None)  # how fast something is, is for the bench
hypothesis.settings.load_profile("untimed")

LOOKS_AT_REST = 8
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "cast"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The second run, on PostgreSQL, leaves out what is the same on both: the first run has done it."""
    if not os.environ.get("DATABASE_URL"):
        return
    kept = [item for item in items if _concerns_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _concerns_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    marks = {mark.name for mark in item.iter_markers()}
    if "sqlite_file" in marks or ("journey" in marks and "either_database" not in marks):
        return False
    return bool(marks & {"django_db", "either_database"}) or bool(fixtures & DATABASE_FIXTURES)


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    """A key file of this run's own, outside the data folder."""
    path = Path(settings.SAMSPILL_KEYS)
    if not path.exists():
        keyring.write_new_keys(path)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, left by everyone before it is dropped: a server thread may be slow to hang up."""
    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _installation(request: pytest.FixtureRequest) -> Iterator[None]:
    """The installation's identity and canary, for tests that use the database."""
    marker = request.node.get_closest_marker("django_db")
    names = set(request.fixturenames)
    is_transactional = bool(marker and marker.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & names
    )
    if not (marker or is_transactional or "db" in names):
        yield
        return
    request.getfixturevalue("transactional_db" if is_transactional else "db")
    parts.installation_id.cache_clear()
    _let_the_log_refuse_changes()
    starting.prepare_installation()
    yield
    if is_transactional:
        if "live_server" in names and connection.vendor == "postgresql":
            _let_the_server_finish()
        _let_the_log_be_emptied()


def _let_the_log_refuse_changes() -> None:
    """Put the log's triggers in their place, as the migration does."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in SQLITE:
                cursor.execute(statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"))


def _let_the_server_finish() -> None:
    """Wait until the server has been at rest for a while: a browser that has gone may just have sent its last words.

    Emptying the tables that an answer reads would lock the two in a ring on PostgreSQL; SQLite's writers stand in line.
    """
    busy = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
    )
    at_rest = 0
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(busy)
            at_rest = 0 if cursor.fetchone()[0] else at_rest + 1
        if at_rest == LOOKS_AT_REST:
            return
        time.sleep(0.05)


def _let_the_log_be_emptied() -> None:
    """Tests that commit are cleaned up by emptying tables, which the log's triggers forbid: put them back after."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS access_log_no_update")
        cursor.execute("DROP TRIGGER IF EXISTS access_log_no_delete")


@pytest.fixture
def cast(_installation: None) -> Cast:
    """The nine."""
    return make_cast()
