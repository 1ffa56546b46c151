"""Copies of the ledger in SQLite databases of their own, for tests to do with what they like."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db import connection

from charteroak.ledger import guards
from charteroak.ledger.verify import Verification, verify_database

TABLES = ("ledger_event", "ledger_private", "ledger_checkpoint")


def copy_of_ledger() -> sqlite3.Connection:
    """Return a copy, in memory, of the ledger's tables in the SQLite database of the test."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name IN (%s, %s, %s) AND sql IS NOT NULL "
            "ORDER BY type = 'trigger', type = 'index'",
            TABLES,
        )
        for (statement,) in cursor.fetchall():
            copy.execute(statement)
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            for row in cursor.fetchall():
                copy.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    return copy


def lift_guards(copy: sqlite3.Connection) -> None:
    """Remove the triggers, as an owner of the database can."""
    copy.executescript(";".join(guards.removals("sqlite")))


def set_guards(copy: sqlite3.Connection) -> None:
    """Put the triggers back, as an owner does who does not want to be noticed."""
    for statement in guards.statements("sqlite"):
        copy.execute(statement)


def findings(copy: sqlite3.Connection, verification: Verification | None = None) -> list[str]:
    """Return what the verifier finds."""
    done = verification or Verification()
    verify_database(copy, done)
    return done.findings


def tampered(copy: sqlite3.Connection, *statements: str) -> list[str]:
    """Return what the verifier finds after an owner of the database ran ``statements``."""
    lift_guards(copy)
    for statement in statements:
        copy.execute(statement)
    set_guards(copy)
    return findings(copy)


def contents(copy: sqlite3.Connection) -> list[list[Any]]:
    """Return every row of the three tables."""
    return [copy.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]
