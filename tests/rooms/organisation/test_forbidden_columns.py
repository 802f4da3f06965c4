"""What must never be stored is nowhere: not in a table, not in the files of the database, not in what is printed."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from tests.rooms.organisation.exports import IMPORTER, SECRET_ID, SECRET_PAY, export, row

from samspill.organisation.services.importing import apply_import, check_import

PHONE, LEAVE, FAR = "+47 91234567", "Svangerskapspermisjon", "31129956716"
SECRETS = (SECRET_ID, SECRET_PAY, PHONE, LEAVE, FAR)


def hold() -> None:
    """Rows that carry secrets where they belong, and where they do not."""
    in_place = row("1", "2", Permisjon=LEAVE)
    displaced = row("2", Fra_dato=FAR)
    shifted = ["", *row("3")][:19]
    run = check_import(IMPORTER, files=[export(in_place, displaced, shifted, [*row("4"), PHONE])])
    assert run.report["totals"]["faults"] == 3
    apply_import(IMPORTER, run_id=run.id)


def everything_stored() -> str:
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            found.append(repr(cursor.fetchall()))
    return "\n".join(found)


@pytest.mark.django_db
def test_no_table_holds_what_is_forbidden() -> None:
    hold()
    stored = everything_stored()
    assert "Fornavn 1" in stored
    assert [secret for secret in SECRETS if secret in stored] == []


@pytest.mark.sqlite_file
@pytest.mark.django_db(transaction=True)
def test_no_file_of_the_database_holds_what_is_forbidden() -> None:
    hold()
    file = Path(str(connection.settings_dict["NAME"]))
    assert file.exists(), file
    content = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert b"Fornavn 1" in content
    assert [secret for secret in SECRETS if secret.encode() in content] == []
