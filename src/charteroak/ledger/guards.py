"""The triggers that keep the tables append-only, on SQLite and on PostgreSQL.

They hold against mistakes and against whoever has only the application's rights.  An owner of the
database can drop them: then the chain, the checkpoints and ``verify`` tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

EVENT = "The ledger is append-only: an event is never changed or removed. Record a new event."
CHECKPOINT = "The ledger is append-only: a checkpoint is never changed or removed."
PRIVATE = "Private content of the ledger is never changed: purge it, which removes it."
NEXT = "The ledger has no gaps: the next row has the number after the last."
MESSAGES = {"ledger_event": EVENT, "ledger_checkpoint": CHECKPOINT, "ledger_private": PRIVATE}
REFUSED = (
    ("ledger_event", "UPDATE"),
    ("ledger_event", "DELETE"),
    ("ledger_event", "TRUNCATE"),
    ("ledger_checkpoint", "UPDATE"),
    ("ledger_checkpoint", "DELETE"),
    ("ledger_checkpoint", "TRUNCATE"),
    ("ledger_private", "UPDATE"),
    ("ledger_private", "TRUNCATE"),
)
NUMBERED = (("ledger_event", "position"), ("ledger_checkpoint", "number"))


def statements(vendor: str) -> list[str]:
    """Return the SQL that sets the guards."""
    return list(_sqlite() if vendor == "sqlite" else _postgresql())


def removals(vendor: str) -> list[str]:
    """Return the SQL that removes them: for a migration backwards, and to empty a test's tables."""
    pairs = [*REFUSED, *((table, "INSERT") for table in MESSAGES)]
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {_name(*pair)}" for pair in pairs]
    return [f"DROP TRIGGER IF EXISTS {_name(*pair)} ON {pair[0]}" for pair in pairs]


def _name(table: str, action: str) -> str:
    return f"{table}_refuses_{action.lower()}"


def _sqlite() -> Iterator[str]:
    for table, action in REFUSED:
        if action != "TRUNCATE":  # SQLite has none.
            yield _sqlite_trigger(table, action, "", MESSAGES[table])
    # INSERT OR REPLACE removes the old row without a DELETE trigger: nothing may be put over it.
    for table, column in NUMBERED:
        wrong = f"NEW.{column} <> (SELECT COALESCE(MAX({column}), 0) + 1 FROM {table})"  # noqa: S608 - our names
        yield _sqlite_trigger(table, "INSERT", f"WHEN {wrong}", NEXT)
    present = "EXISTS (SELECT 1 FROM ledger_private WHERE position = NEW.position)"
    yield _sqlite_trigger("ledger_private", "INSERT", f"WHEN {present}", PRIVATE)


def _sqlite_trigger(table: str, action: str, condition: str, message: str) -> str:
    return (
        f"CREATE TRIGGER {_name(table, action)} BEFORE {action} ON {table} {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"
    )
    for table, action in REFUSED:
        scope = "STATEMENT" if action == "TRUNCATE" else "ROW"
        yield (
            f"CREATE TRIGGER {_name(table, action)} BEFORE {action} ON {table} "
            f"FOR EACH {scope} EXECUTE FUNCTION ledger_refuse('{MESSAGES[table]}')"
        )
    for table, column in NUMBERED:
        wrong = f"NEW.{column} <> (SELECT COALESCE(MAX({column}), 0) + 1 FROM {table})"  # noqa: S608 - our names
        yield (
            f"CREATE OR REPLACE FUNCTION {table}_is_next() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF {wrong} THEN RAISE EXCEPTION '{NEXT}'; END IF; RETURN NEW; END $$"
        )
        yield (
            f"CREATE TRIGGER {_name(table, 'INSERT')} BEFORE INSERT ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_is_next()"
        )


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the guards that do not stand in a PostgreSQL database."""
    query = "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'ledger%%' AND tgenabled IN ('O', 'A')"
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {name for (name,) in cursor.fetchall()}
    wanted = [*REFUSED, *((table, "INSERT") for table, _ in NUMBERED)]
    return [_name(*pair) for pair in wanted if _name(*pair) not in standing]
