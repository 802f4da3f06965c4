"""Every start asserts durability, keys and version; a refusal says why, answers 2 and writes nothing."""

import base64
import json
import os
import sqlite3

import pytest
from django.db import connection
from tests.rooms.operations.conftest import Place

from samspill.foundation.database import UnsafeDatabase, assert_durable

GUARDED = [("serve",), ("worker",), ("keys", "check")]


def test_setup_makes_private_files_and_prints_one_link(nowhere: Place) -> None:
    done = nowhere.samspill("setup")
    private = [path for path in nowhere.folder.rglob("*") if "static" not in path.parts]
    modes = {path: path.stat().st_mode & 0o777 for path in private}
    assert done.returncode == 0
    assert done.stdout.count("http://") == 1
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert nowhere.samspill("check").returncode == 0


def test_setup_again_changes_nothing(place: Place) -> None:
    before = place.fingerprints()
    done = place.samspill("setup")
    assert (done.returncode, done.stdout.count("http://")) == (0, 0)
    assert place.fingerprints() == before


@pytest.mark.parametrize("words", [*GUARDED, ("check",)])
def test_nothing_starts_and_nothing_is_made_where_nothing_is(nowhere: Place, words: tuple[str, ...]) -> None:
    done = nowhere.samspill(*words)
    assert done.returncode == 2
    assert "samspill setup" in done.stderr
    assert list(nowhere.folder.iterdir()) == []


def change_keys(place: Place) -> None:
    """Put another installation's keys in the place of the right ones."""
    content = json.loads(place.keys.read_text())
    content["shelves"] = {name: base64.b64encode(os.urandom(32)).decode() for name in content["shelves"]}
    place.keys.write_text(json.dumps(content))


@pytest.mark.parametrize("words", [*GUARDED, ("setup",)])
def test_wrong_keys_are_refused_with_no_write(place: Place, words: tuple[str, ...]) -> None:
    change_keys(place)
    before = place.fingerprints()
    done = place.samspill(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "does not fit this database" in done.stderr
    assert "Traceback" not in done.stderr
    assert place.fingerprints() == before


@pytest.mark.parametrize("words", [("serve",), ("setup",)])
def test_missing_keys_are_refused_and_never_made_anew(place: Place, words: tuple[str, ...]) -> None:
    place.keys.unlink()
    before = place.fingerprints()
    done = place.samspill(*words)
    assert done.returncode == 2
    assert "is missing" in done.stderr
    assert place.fingerprints() == before


def test_keys_inside_the_data_folder_are_refused(nowhere: Place) -> None:
    done = nowhere.samspill("setup", SAMSPILL_KEYS=str(nowhere.folder / "data/keys.json"))
    assert done.returncode == 2
    assert "inside the data folder" in done.stderr
    assert list(nowhere.folder.iterdir()) == []


def test_keys_that_others_can_read_are_refused(place: Place) -> None:
    place.keys.chmod(0o644)
    before = place.fingerprints()
    done = place.samspill("serve")
    assert done.returncode == 2
    assert "chmod 600" in done.stderr
    assert place.fingerprints() == before


def test_an_earlier_database_is_refused_until_setup_has_run(place: Place) -> None:
    with sqlite3.connect(place.database) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        database.execute("DROP TABLE django_session")
    database.close()
    refused = place.samspill("keys", "check")
    assert refused.returncode == 2
    assert "earlier version" in refused.stderr
    assert place.samspill("setup").returncode == 0
    assert place.samspill("keys", "check").returncode == 0


def test_what_is_not_a_database_is_refused(place: Place) -> None:
    place.database.write_bytes(b"no database at all, whatever it is" * 100)
    before = place.fingerprints()
    done = place.samspill("serve")
    assert done.returncode == 2
    assert "Restore a backup" in done.stderr
    assert place.fingerprints() == before


@pytest.mark.parametrize(
    ("right", "wrong"), [("synchronous=FULL", "synchronous=OFF"), ("secure_delete=ON", "secure_delete=OFF")]
)
def test_a_database_that_could_lose_saves_is_refused(place: Place, right: str, wrong: str) -> None:
    done = place.python(
        "from django.conf import settings\n"
        "from django.db import connection\n"
        f"connection.settings_dict['OPTIONS']['init_command'] = settings.DATABASES['default']['OPTIONS']"
        f"['init_command'].replace('{right}', '{wrong}')\n"
        "from samspill.operations.command_line import main\n"
        "print(main(['keys', 'check']))\n"
    )
    assert done.stdout == "2\n"
    assert f"{right.partition('=')[0]} is" in done.stderr


@pytest.mark.django_db(transaction=True)
def test_the_setting_that_could_lose_saves_is_named() -> None:
    name, wrong, right = {
        "sqlite": ("synchronous", "PRAGMA synchronous=OFF", "PRAGMA synchronous=FULL"),
        "postgresql": ("synchronous_commit", "SET synchronous_commit = off", "SET synchronous_commit = on"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(wrong)
        try:
            with pytest.raises(UnsafeDatabase, match=rf"\b{name} is"):
                assert_durable()
        finally:
            cursor.execute(right)


def test_check_finds_a_data_folder_that_others_can_reach(place: Place) -> None:
    assert place.samspill("check").returncode == 0
    place.database.chmod(0o644)
    done = place.samspill("check")
    assert done.returncode == 1
    assert f"NO  Only this user can reach the data folder: Others can reach: {place.database}" in done.stdout


def test_a_log_that_was_cut_is_found(place: Place) -> None:
    assert place.samspill("log", "verify").returncode == 0
    with sqlite3.connect(place.database) as database:
        database.execute("UPDATE confidentiality_loghead SET seq = seq + 1")
    database.close()
    done = place.samspill("log", "verify")
    assert done.returncode == 1
    assert "does not hold at line" in done.stdout


def test_help_names_every_command_and_a_wrong_one_is_refused(nowhere: Place) -> None:
    told = nowhere.samspill("--help")
    assert told.returncode == 0
    for command in ("demo", "setup", "serve", "worker", "import", "log", "keys", "check", "manage"):
        assert f"\n    {command} " in told.stdout
    assert nowhere.samspill("serv").returncode == 2
    assert nowhere.samspill().returncode == 0


def test_a_demo_leaves_a_real_installation_alone(place: Place) -> None:
    before = place.fingerprints()
    done = place.samspill("demo", "--data", str(place.folder / "data"))
    assert done.returncode == 2
    assert "is not a demo" in done.stderr
    assert place.fingerprints() == before
