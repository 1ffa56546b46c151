"""The database itself refuses to change the ledger, and says so for a person."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from charteroak.ledger.actions import make_checkpoint
from ledger.conftest import Recording

pytestmark = pytest.mark.django_db
APPEND_ONLY = "The ledger is append-only"
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only")
ON_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE ledger_event SET actor = 'person:1'", APPEND_ONLY),
        ("UPDATE ledger_event SET position = 9 WHERE position = 2", APPEND_ONLY),
        ("DELETE FROM ledger_event WHERE position = 2", APPEND_ONLY),
        ("UPDATE ledger_checkpoint SET signature = ''", APPEND_ONLY),
        ("DELETE FROM ledger_checkpoint", APPEND_ONLY),
        ("UPDATE ledger_private SET position = 2", "purge it"),
        (("INSERT INTO ledger_event SELECT 4, time, act, actor, agency, subject, entry, digest "
         "FROM ledger_event WHERE position = 1"), "has no gaps"),
        pytest.param("INSERT OR REPLACE INTO ledger_event SELECT * FROM ledger_event LIMIT 1",
                     "has no gaps", marks=ON_SQLITE),
        pytest.param("INSERT OR REPLACE INTO ledger_private SELECT * FROM ledger_private",
                     "purge it", marks=ON_SQLITE),
        pytest.param("INSERT OR REPLACE INTO ledger_checkpoint SELECT * FROM ledger_checkpoint",
                     "has no gaps", marks=ON_SQLITE),
        pytest.param("TRUNCATE ledger_event CASCADE", APPEND_ONLY, marks=ON_POSTGRESQL),
        pytest.param("TRUNCATE ledger_checkpoint", APPEND_ONLY, marks=ON_POSTGRESQL),
        pytest.param("TRUNCATE ledger_private", "purge it", marks=ON_POSTGRESQL),
    ],
)  # fmt: skip
def test_a_change_is_refused_in_words(recorded: Recording, statement: str, said: str) -> None:
    recorded(private={"name": "Demo Person"})
    recorded()
    make_checkpoint()

    with pytest.raises(DatabaseError, match=said), transaction.atomic():
        run(statement)


def test_only_a_purge_removes_private_content(recorded: Recording) -> None:
    recorded(private={"name": "Demo Person"})

    assert run("DELETE FROM ledger_private") == 1


def run(statement: str) -> int:
    """Run SQL as the application could, and return how many rows it changed."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # A TRUNCATE waits for no foreign key.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)
        return int(cursor.rowcount)
