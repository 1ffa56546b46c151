"""What an owner of the database can do to the ledger: from one column to a history written anew."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from charteroak.ledger.signing import public_hex, sign
from ledger.copies import TABLES

Edit = Callable[[sqlite3.Connection, random.Random], None]

# --- the kinds of edits -----------------------------------------------------------------------


def change_a_column(copy: sqlite3.Connection, chance: random.Random) -> None:
    """Put another value into a column of one row."""
    table, row, column = some_place(copy, chance)
    old = copy.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", [row]).fetchone()[0]
    copy.execute(
        f"UPDATE {table} SET {column} = ? WHERE rowid = ?", [other_value(old, chance), row]
    )


def change_several_columns(copy: sqlite3.Connection, chance: random.Random) -> None:
    """Change up to five columns anywhere."""
    for _ in range(chance.randint(2, 5)):
        change_a_column(copy, chance)


def copy_a_column(copy: sqlite3.Connection, chance: random.Random) -> None:
    """Put what stands in one row into another."""
    table, row, column = some_place(copy, chance)
    other = some_row(copy, table, chance)
    copy.execute(
        f"UPDATE {table} SET {column} = (SELECT {column} FROM {table} WHERE rowid = ?) "
        "WHERE rowid = ?",
        [other, row],
    )


def swap_two_rows(copy: sqlite3.Connection, chance: random.Random) -> None:
    """Let two rows change places."""
    table = chance.choice(TABLES)
    key = columns_of(copy, table)[0]
    first, second = some_row(copy, table, chance), some_row(copy, table, chance)
    places = [
        copy.execute(f"SELECT {key} FROM {table} WHERE rowid = ?", [row]).fetchone()[0]
        for row in (first, second)
    ]
    for row, place in ((first, -1), (second, places[0]), (first, places[1])):
        copy.execute(f"UPDATE {table} SET {key} = ? WHERE rowid = ?", [place, row])


def delete_a_row(copy: sqlite3.Connection, chance: random.Random) -> None:
    """Remove one row."""
    table = chance.choice(TABLES)
    copy.execute(f"DELETE FROM {table} WHERE rowid = ?", [some_row(copy, table, chance)])


def delete_many_rows(copy: sqlite3.Connection, chance: random.Random) -> None:
    """Remove a stretch of rows, or all."""
    table = chance.choice(TABLES)
    key = columns_of(copy, table)[0]
    first = chance.randint(0, 30)
    copy.execute(
        f"DELETE FROM {table} WHERE {key} BETWEEN ? AND ?", [first, first + chance.randint(0, 40)]
    )


def cut_the_end_off(copy: sqlite3.Connection, chance: random.Random) -> None:
    """Make the ledger what it was at an earlier time, in all three tables."""
    last = chance.randint(0, 31)
    for table in TABLES:
        copy.execute(f"DELETE FROM {table} WHERE position > ?", [last])


def insert_a_row(copy: sqlite3.Connection, chance: random.Random) -> None:
    """Put a copy of a row at another place."""
    table = chance.choice(TABLES)
    row = list(
        copy.execute(
            f"SELECT * FROM {table} WHERE rowid = ?", [some_row(copy, table, chance)]
        ).fetchone()
    )
    row[0] = chance.randint(-1, 60)
    copy.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def write_history_anew(copy: sqlite3.Connection, chance: random.Random) -> None:
    """Change, remove or put in an event and compute every hash after it, as a careful forger."""
    events = rows_of(copy, "ledger_event")
    at = chance.randrange(len(events))
    match chance.randint(0, 2):
        case 0:
            fields = json.loads(events[at][-2])
            fields[chance.choice(["act", "actor", "agency", "subject"])] = "forged:one"
            events[at] = (*events[at][:-2], dump(fields), "")
        case 1:
            del events[at]
        case _:
            # Not at the end: who may write may append, and no ledger can tell a lie from a truth.
            events.insert(chance.randrange(len(events) - 1), chance.choice(events))
    forge(copy, events)


def forge_one_event(copy: sqlite3.Connection, chance: random.Random) -> None:
    """Change an event, its digest and its columns so that they fit each other, and no others."""
    events = rows_of(copy, "ledger_event")
    position, *_, entry, _ = events[chance.randrange(len(events))]
    fields = json.loads(entry) | {chance.choice(["act", "actor", "agency", "subject"]): "forged:1"}
    copies = [fields[name] for name in ("time", "act", "actor", "agency", "subject")]
    digest = hashlib.sha256(dump(fields).encode()).hexdigest()
    copy.execute(
        "UPDATE ledger_event SET (time, act, actor, agency, subject, entry, digest) = "
        "(?, ?, ?, ?, ?, ?, ?) WHERE position = ?",
        [*copies, dump(fields), digest, position],
    )


def sign_with_another_key(copy: sqlite3.Connection, chance: random.Random) -> None:
    """Write history anew and sign checkpoints of it with a key of one's own."""
    write_history_anew(copy, chance)
    key = Ed25519PrivateKey.from_private_bytes(chance.randbytes(1) * 32)
    link = "0" * 64
    for number, _, _, _, statement, _ in rows_of(copy, "ledger_checkpoint"):
        fields = json.loads(statement) | {"previous": link, "key": public_hex(key)}
        found = copy.execute(
            "SELECT digest FROM ledger_event WHERE position = ?", [fields["position"]]
        ).fetchone()
        fields["digest"] = found[0] if found else link
        signature = sign(key, dump(fields))
        link = hashlib.sha256(f"{dump(fields)}\n{signature}".encode()).hexdigest()
        copy.execute(
            "UPDATE ledger_checkpoint SET (statement, signature, digest) = (?, ?, ?) "
            "WHERE number = ?",
            [dump(fields), signature, fields["digest"], number],
        )


KINDS: tuple[Edit, ...] = (
    change_a_column, change_a_column, change_a_column, change_several_columns, copy_a_column,
    swap_two_rows, delete_a_row, delete_many_rows, cut_the_end_off, insert_a_row,
    forge_one_event, write_history_anew, sign_with_another_key,
)  # fmt: skip


# --- what the edits are made of ---------------------------------------------------------------


def forge(copy: sqlite3.Connection, events: list[Any]) -> None:
    """Put ``events`` in the place of all, with positions, digests and copies that fit."""
    copy.execute("DELETE FROM ledger_event")
    previous = "0" * 64
    for position, row in enumerate(events, start=1):
        fields = json.loads(row[-2]) | {"position": position, "previous": previous}
        entry = dump(fields)
        previous = hashlib.sha256(entry.encode()).hexdigest()
        copies = [fields[name] for name in ("time", "act", "actor", "agency", "subject")]
        copy.execute(
            "INSERT INTO ledger_event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [position, *copies, entry, previous],
        )


def other_value(old: Any, chance: random.Random) -> Any:
    """Return a value near the old one, or of another kind."""
    text = old if isinstance(old, str) else str(old)
    at = chance.randrange(len(text) + 1)
    near: list[Any] = [
        text[:at] + chance.choice("0aZé{ ") + text[at + 1 :],
        text[:at],
        text[at:],
        text.upper(),
        f"{text} ",
    ]
    if isinstance(old, int):
        near += [old + 1, -old, old * 1000]
    if isinstance(old, bytes):
        flipped = bytearray(old)
        flipped[chance.randrange(len(old))] ^= 1 << chance.randrange(8)
        near = [bytes(flipped), old[:-1], old + b"\0"]
    return chance.choice([*near, None, "", 0, 2.5, b"\xff", chance.randbytes(3).hex()])


def some_place(copy: sqlite3.Connection, chance: random.Random) -> tuple[str, int, str]:
    """Return a table, a row of it and a column of it."""
    table = chance.choice(TABLES)
    return table, some_row(copy, table, chance), chance.choice(columns_of(copy, table))


def some_row(copy: sqlite3.Connection, table: str, chance: random.Random) -> int:
    """Return the number by which SQLite knows a row."""
    rows = copy.execute(f"SELECT rowid FROM {table}").fetchall()
    return int(chance.choice(rows)[0]) if rows else 0


def columns_of(copy: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns of a table, the numbering one first."""
    return [each[0] for each in copy.execute(f"SELECT * FROM {table} LIMIT 0").description]


def rows_of(copy: sqlite3.Connection, table: str) -> list[Any]:
    """Return the rows of a table in order."""
    return copy.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


def dump(fields: dict[str, Any]) -> str:
    """Return canonical JSON."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
