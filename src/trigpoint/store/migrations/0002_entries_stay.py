"""What was written into the history stays as it was written: the database itself refuses.

Left open is what the program does: a log-in that is deleted lets go of its entries, a reason or
the text of a version is erased (with its salt, and never filled in again), and a version ends.
"""

from django.db import migrations

ENTRY = (
    "organisation_id",
    "seq",
    "at",
    "actor",
    "on_behalf_of",
    "command",
    "kind",
    "record",
    "body",
    "salt",
    "digest",
    "erases",
    "hash",
    "seal",
)
VERSION = (
    "entry_id",
    "organisation_id",
    "kind",
    "object_id",
    "version",
    "recorded_from",
    "effective_from",
    "effective_to",
    "digest",
)
#: table, what never changes, and what else has to hold of a change
RULES = (
    (
        "store_entry",
        ENTRY,
        "(NEW.user_id IS NULL OR NEW.user_id IS NOT DISTINCT FROM OLD.user_id)"
        " AND (NEW.reason = OLD.reason AND NEW.reason_salt = OLD.reason_salt"
        " OR NEW.reason = '' AND NEW.reason_salt = '')",
    ),
    (
        "store_version",
        VERSION,
        "(OLD.recorded_to IS NULL OR NEW.recorded_to IS NOT DISTINCT FROM OLD.recorded_to)"
        " AND (NEW.body IS NOT DISTINCT FROM OLD.body AND NEW.salt = OLD.salt"
        " OR NEW.body IS NULL AND NEW.salt = '')",
    ),
)
MESSAGE = "the history is not changed"


def condition(columns, more, is_same):
    """Return the condition of an allowed change, in the words of an engine."""
    same = " AND ".join(f"NEW.{name} {is_same} OLD.{name}" for name in columns)
    return f"{same} AND {more.replace('IS NOT DISTINCT FROM', is_same)}"


def on_sqlite(table, columns, more):
    """A trigger by which a change aborts. Rows that are deleted are found by verifying."""
    return (
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table}"
        f" WHEN NOT ({condition(columns, more, 'IS')})"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def on_postgresql(table, columns, more):
    """A function and its trigger; what is deleted is refused too."""
    allowed = condition(columns, more, "IS NOT DISTINCT FROM")
    return (
        f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP = 'UPDATE' AND ({allowed}) THEN RETURN NEW; END IF;"
        f" RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';"
        f" END $$;"
        f" CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_stays()"
    )


def put_up(apps, schema_editor):
    """Make the triggers of this engine."""
    make = {"sqlite": on_sqlite, "postgresql": on_postgresql}[schema_editor.connection.vendor]
    for rule in RULES:
        schema_editor.execute(make(*rule))


def take_down(apps, schema_editor):
    """Drop the triggers again."""
    for table, _columns, _more in RULES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_stays")
        else:
            schema_editor.execute(f"DROP FUNCTION {table}_stays() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("store", "0001_tables")]

    operations = [migrations.RunPython(put_up, take_down)]
