"""An index in the order of a Norwegian telephone book, so that a page of a long list is read, not sorted."""

from django.db import migrations

COLLATIONS = {"sqlite": '"nb"', "postgresql": '"nb-NO-x-icu"'}


def make_index(apps, schema_editor):
    """The collation goes by another name in each database."""
    collation = COLLATIONS[schema_editor.connection.vendor]
    schema_editor.execute(
        "CREATE INDEX people_in_norwegian_order ON people_person"
        f" (family_name COLLATE {collation}, given_name COLLATE {collation}, id)"
    )


def drop_index(apps, schema_editor):
    """Take it away."""
    schema_editor.execute("DROP INDEX people_in_norwegian_order")


class Migration(migrations.Migration):
    """After the table."""

    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(make_index, drop_index)]
