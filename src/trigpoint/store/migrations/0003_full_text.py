"""Full-text search over what people write for others to find."""

from django.db import migrations

from trigpoint.store import full_text


def put_up(apps, schema_editor):
    """Make the indexes of this engine."""
    for statement in full_text.made(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def take_down(apps, schema_editor):
    """Drop them again."""
    for statement in full_text.dropped(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("store", "0002_entries_stay")]

    operations = [migrations.RunPython(put_up, take_down)]
