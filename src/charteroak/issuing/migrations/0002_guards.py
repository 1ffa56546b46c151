"""Sets the triggers that keep what was signed and issued."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from charteroak.issuing import guards


def set_guards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Set them."""
    for statement in guards.statements(editor.connection.vendor):
        editor.execute(statement, params=None)


def remove_guards(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Remove them, as a migration backwards."""
    for statement in guards.removals(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """The second step."""

    dependencies = (("issuing", "0001_texts_and_signatures"),)
    operations = (migrations.RunPython(set_guards, remove_guards),)
