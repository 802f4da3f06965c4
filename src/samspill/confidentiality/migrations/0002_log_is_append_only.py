"""The access log can be added to and not changed: the database itself refuses."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER access_log_no_update BEFORE UPDATE ON confidentiality_accessevent
       BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END""",
    """CREATE TRIGGER access_log_no_delete BEFORE DELETE ON confidentiality_accessevent
       BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION access_log_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the access log is append-only'; END $$""",
    """CREATE TRIGGER access_log_no_change BEFORE UPDATE OR DELETE ON confidentiality_accessevent
       FOR EACH ROW EXECUTE FUNCTION access_log_refuse()""",
]


def refuse_changes(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def allow_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER access_log_no_update")
        schema_editor.execute("DROP TRIGGER access_log_no_delete")
    else:
        schema_editor.execute("DROP FUNCTION access_log_refuse CASCADE")


class Migration(migrations.Migration):
    dependencies = [("confidentiality", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
