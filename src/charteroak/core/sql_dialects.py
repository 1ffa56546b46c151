"""What differs between the SQL of DuckDB, PostgreSQL and Spark, and how words become literals.

Words come from memos and from people, so they are hostile until quoted.  A name is quoted with
its quote sign doubled.  A text is quoted plainly only where it holds nothing that any setting of
any of these databases reads specially; otherwise it is written as the hexadecimal digits of its
UTF-8 bytes, in which nothing can hide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from charteroak.core.errors import CharterOakError, UnknownNameError

PLAIN = re.compile(r"[^'\\\x00-\x1f\x7f\u2028\u2029]*")
# How many rows are written in one statement, so that no parser is asked for too much at once.
MOST_ROWS = 1000


class SqlNameError(CharterOakError):
    """A name that no database can hold."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One database's way of writing.

    ``text`` is its type of text; ``decode`` turns the hexadecimal digits of UTF-8 text into the
    text; ``minutes`` writes a length of time; ``look_up`` finds the number of a word among pairs
    of literals and numbers, NULL where it is not there; ``temporary`` is the schema of tables
    that last for the session, empty where a view takes their place.
    """

    name: str
    quote: str
    text: str
    decode: Callable[[str], str]
    minutes: Callable[[int], str]
    look_up: Callable[[str, Sequence[tuple[str, int]]], str]
    temporary: str = ""

    def identifier(self, name: str) -> str:
        """Return a name, of a column or a table, quoted.

        Raises:
            SqlNameError: the name is empty or holds a NUL.
        """
        if not name or "\0" in name:
            message = f"{name!r} cannot be the name of a column or table"
            raise SqlNameError(message)
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote

    def path(self, names: str | Sequence[str]) -> str:
        """Return the name of a table, with its schema where several names are given."""
        parts = [names] if isinstance(names, str) else names
        return ".".join(self.identifier(part) for part in parts)

    def literal(self, words: str) -> str:
        """Return a text quoted."""
        if PLAIN.fullmatch(words):
            return f"'{words}'"
        return self.decode(words.encode("utf-8", "replace").hex())

    def table(self, name: str, columns: Sequence[str], rows: Sequence[str]) -> list[str]:
        """Return the statements that make a table for this session.

        Args:
            name: its name.
            columns: each the name and the type of a column.
            rows: the values of each row, parted by commas.
        """
        quoted = self.identifier(name)
        if not self.temporary:
            names = ", ".join(column.split()[0] for column in columns)
            values = ",\n  ".join(f"({row})" for row in rows)
            view = f"CREATE OR REPLACE TEMPORARY VIEW {quoted} AS\nSELECT * FROM VALUES\n  {values}"
            return [f"{view}\nAS made({names})"]
        drop = f"DROP TABLE IF EXISTS {self.temporary}.{quoted}"
        made = f"CREATE TEMPORARY TABLE {quoted} ({', '.join(columns)})"
        return [drop, made, *self._inserts(quoted, rows)]

    def _inserts(self, quoted: str, rows: Sequence[str]) -> list[str]:
        parts = [rows[start : start + MOST_ROWS] for start in range(0, len(rows), MOST_ROWS)]
        return [
            f"INSERT INTO {quoted} VALUES\n  " + ",\n  ".join(f"({row})" for row in part)
            for part in parts
        ]


def _case(word: str, pairs: Sequence[tuple[str, int]]) -> str:
    tests = " ".join(f"WHEN {literal} THEN {number}" for literal, number in pairs)
    return f"CASE {word} {tests} END"


def _map(word: str, pairs: Sequence[tuple[str, int]]) -> str:
    """Look up in a map: Spark compiles a CASE for many words to more than the JVM makes fast."""
    entries = ", ".join(f"{literal}, {number}" for literal, number in pairs)
    return f"try_element_at(map({entries}), {word})"


DUCKDB = Dialect(
    name="duckdb",
    quote='"',
    text="VARCHAR",
    decode=lambda digits: f"decode(from_hex('{digits}'))",
    minutes=lambda count: f"INTERVAL '{count}' MINUTE",
    look_up=_case,
    temporary="temp",
)
POSTGRESQL = Dialect(
    name="postgresql",
    quote='"',
    text="TEXT",
    decode=lambda digits: f"convert_from(decode('{digits}', 'hex'), 'UTF8')",
    minutes=lambda count: f"INTERVAL '{count} minutes'",
    look_up=_case,
    temporary="pg_temp",
)
# Spark 3.5 or later, for try_element_at.
SPARK = Dialect(
    name="spark",
    quote="`",
    text="STRING",
    # Spark takes no function in the rows of a table, but takes a cast.
    decode=lambda digits: f"CAST(X'{digits}' AS STRING)",
    minutes=lambda count: f"INTERVAL '{count}' MINUTE",
    look_up=_map,
)
DIALECTS = {dialect.name: dialect for dialect in (DUCKDB, POSTGRESQL, SPARK)}


def find_dialect(name: str) -> Dialect:
    """Return the dialect called ``name``.

    Raises:
        UnknownNameError: there is none.
    """
    if name not in DIALECTS:
        raise UnknownNameError("a dialect of SQL", name, tuple(DIALECTS))
    return DIALECTS[name]
