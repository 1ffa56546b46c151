"""The triggers that keep what was signed and issued as it was, on SQLite and on PostgreSQL.

As in the ledger they hold against mistakes and against the application's own rights; an owner of
the database can drop them, and then the signatures and the ledger tell.
"""

from __future__ import annotations

from collections.abc import Iterator

FIXED = "An issued version never changes: correct it by a new version, or withdraw it."
KEPT = "What was saved and signed is kept as it was: save again, or strike the signature out."
MESSAGES = {
    "issuing_issuedversion": FIXED,
    "issuing_withdrawal": "A withdrawal is for good: issue a new version instead.",
    "issuing_revision": KEPT,
    "issuing_signature": KEPT,
}
# All but the two columns that strike a signature out, and “order”, which is a word of SQL.
SIGNED = "draft_id, person_id, name, title, hash, statement, signature, signed_at"


def statements(vendor: str) -> list[str]:
    """Return the SQL that sets the guards."""
    return list(_sqlite() if vendor == "sqlite" else _postgresql())


def removals(vendor: str) -> list[str]:
    """Return the SQL that removes them: for a migration backwards, and to empty a test's tables."""
    pairs = [(table, action) for table in MESSAGES for action in ("UPDATE", "DELETE", "INSERT")]
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {_name(*pair)}" for pair in pairs]
    pairs += [(table, "TRUNCATE") for table in MESSAGES]
    return [f"DROP TRIGGER IF EXISTS {_name(*pair)} ON {pair[0]}" for pair in pairs]


def _name(table: str, action: str) -> str:
    return f"{table}_refuses_{action.lower()}"


def _change(table: str) -> str:
    """Return the event that changes a row; a signature may still be struck out."""
    return f"UPDATE OF {SIGNED}" if table == "issuing_signature" else "UPDATE"


def _sqlite() -> Iterator[str]:
    for table, message in MESSAGES.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        yield f"CREATE TRIGGER {_name(table, 'UPDATE')} BEFORE {_change(table)} ON {table} {refuse}"
        yield f"CREATE TRIGGER {_name(table, 'DELETE')} BEFORE DELETE ON {table} {refuse}"
        # INSERT OR REPLACE removes the old row without a DELETE trigger.
        present = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 - our names
        yield f"CREATE TRIGGER {_name(table, 'INSERT')} BEFORE INSERT ON {table} {present} {refuse}"


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION issuing_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"
    )
    for table, message in MESSAGES.items():
        for action in ("UPDATE", "DELETE", "TRUNCATE"):
            event = _change(table) if action == "UPDATE" else action
            scope = "STATEMENT" if action == "TRUNCATE" else "ROW"
            yield (
                f"CREATE TRIGGER {_name(table, action)} BEFORE {event} ON {table} "
                f"FOR EACH {scope} EXECUTE FUNCTION issuing_refuse('{message}')"
            )
