"""First start, and what is asserted before every later one: wrong keys or an unsafe database write nothing."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.keyring import KeysUnusable, keyring, read_keys, write_new_keys
from samspill.confidentiality.starting import assert_keys_fit, prepare_installation
from samspill.foundation.database import UnsafeDatabase, assert_durable
from samspill.guides.services.loading import load_built_in


class NotReady(RuntimeError):
    """The installation cannot be started; the message says why and what to do."""


REFUSALS = (NotReady, KeysUnusable, UnsafeDatabase)


def set_up() -> bool:
    """Make a new installation ready, or bring one that exists up to this version. The same again changes nothing.

    Keys come first, so that a refusal leaves everything as it was: a database that has been written to never gets
    new keys.

    Returns:
        whether the installation is new.

    Raises:
        KeysUnusable: the keys are missing, unsafe or another installation's.
        UnsafeDatabase: the database could lose what it has acknowledged.
        NotReady: the database cannot be reached.

    """
    keys = Path(settings.SAMSPILL_KEYS)
    is_new = not _has_been_written()
    if is_new and not keys.exists():
        write_new_keys(keys)
    read_keys(keys)
    if not is_new:
        assert_keys_fit()
    _make_data_folder()
    assert_durable()
    call_command("migrate", verbosity=0, interactive=False)
    prepare_installation()
    load_built_in(Actor.system("installation"))
    _collect_static_files()
    return is_new


def assert_ready() -> None:
    """Refuse to start unless database, durability and keys are as they must be. Writes nothing.

    Raises:
        KeysUnusable: the keys are missing, unsafe or another installation's.
        UnsafeDatabase: the database could lose what it has acknowledged.
        NotReady: nothing is set up here, or the program is newer than the database.

    """
    assert_set_up()
    keyring()
    assert_durable()
    assert_keys_fit()
    if pending_migrations():
        raise NotReady(_("The database is from an earlier version. Make a backup, then run: samspill setup"))


def assert_set_up() -> None:
    """Go on only where there is an installation.

    Raises:
        NotReady: nothing is set up here, or the database cannot be reached.

    """
    if not _has_been_written():
        raise NotReady(_("There is no installation here yet. Run: samspill setup"))


def pending_migrations() -> int:
    """How many steps the database is behind this version."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _has_been_written() -> bool:
    """Whether the database holds a canary; looks without making the file of an SQLite database that is not there."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return False
    try:
        with connection.cursor() as cursor:
            if "confidentiality_shelf" not in connection.introspection.table_names(cursor):
                return False
            cursor.execute("SELECT COUNT(*) FROM confidentiality_shelf")
            return bool(cursor.fetchone()[0])
    except OperationalError as error:
        raise NotReady(_("The database cannot be reached. Is DATABASE_URL right, and the server running?")) from error
    except DatabaseError as error:
        raise NotReady(_("The database file is not a database. Restore a backup.")) from error


def _make_data_folder() -> None:
    folder = Path(settings.SAMSPILL_DATA)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = folder / "secret-key"
    if not secret.exists():
        descriptor = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50) + "\n")
        settings.SECRET_KEY = secret.read_text().strip()


def _collect_static_files() -> None:
    """Put style sheets, scripts and fonts where the settings look: named by content, so that browsers may keep them."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "samspill.web.static_files.GatheredStorage"}
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
