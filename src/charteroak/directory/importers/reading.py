"""Reading a file in one of the formats: records as they come, problems as they are met."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from charteroak.directory import spelling
from charteroak.directory.importers.problems import LEFT_OUT, STOPPED, WITHOUT_IT, Problem
from charteroak.directory.importers.rows import LONGEST_CELL, SHOWN, columns_of, opened, rows
from charteroak.directory.kinds import Kind
from charteroak.directory.records import AgencyRecord, Source, slug_of

MOST_ROWS = 1_000_000
# As long as the directory can hold.
LONGEST = {
    "name": 200,
    "town": 80,
    "address": 200,
    "postal_city": 80,
    "website": 200,
    "email": 254,
    "ori": 9,
    "nces_id": 12,
    "ipeds_id": 8,
}
# What a spreadsheet would run when the list is opened in one; no name or address begins so.
RUNS = ("=", "+", "@", "\t", "-")


@dataclass(frozen=True, slots=True)
class Row:
    """One row, asked by the names of its columns; what is wrong in it is noted."""

    file: str
    line: int
    cells: list[str]
    columns: dict[str, int]
    problems: list[Problem]

    def text(self, column: str) -> str:
        """Return a cell without needless spaces, or an empty text."""
        at = self.columns.get(column.upper())
        return "" if at is None else spelling.cleaned(self.cells[at])

    def words(self, column: str) -> str:
        """Return a cell as names are written; one that would run in a spreadsheet is dropped."""
        text = self.text(column)
        if text.startswith(RUNS):
            self.problem(column, "Words that begin with a letter or digit.", WITHOUT_IT)
            return ""
        return spelling.in_title_case("".join(each for each in text if each.isprintable()))

    def telephone(self, column: str) -> str:
        """Return a telephone number."""
        return self._spelt(column, spelling.telephone, "Ten digits, as in (860) 555-0100.")

    def zip_code(self, column: str) -> str:
        """Return a ZIP code."""
        return self._spelt(column, spelling.zip_code, "Five digits, or nine with a hyphen.")

    def website(self, column: str) -> str:
        """Return the address of a website."""
        return self._spelt(column, spelling.website, "An address such as https://example.org.")

    def _spelt(self, column: str, spell: Callable[[str], str], allowed: str) -> str:
        """Return a cell as `spell` writes it; note it where that is nothing and the cell is not."""
        text = self.text(column)
        spelt = spell(text)
        if text and not spelt:
            self.problem(column, allowed, WITHOUT_IT)
        return spelt

    def problem(self, column: str, allowed: str, outcome: str) -> None:
        """Note what is wrong in a cell."""
        found = self.text(column)[:SHOWN]
        self.problems.append(Problem(self.file, self.line, column, found, allowed, outcome))

    def record(
        self, source: Source, kind: Kind, *, name: str, state: str, **facts: Any
    ) -> AgencyRecord | None:
        """Return the record of the row; `name` and `state` are columns.

        None, and a problem noted, where the row has no name or no state.
        """
        called, where = self.words(name), self.text(state)
        if not (len(where) == len("CT") and where.isascii() and where.isalpha()):
            self.problem(state, "A state as two letters, as in CT.", LEFT_OUT)
            return None
        try:
            slug = slug_of(where, kind, called)
        except ValueError:
            self.problem(name, "A name with at least one letter or digit.", LEFT_OUT)
            return None
        made = AgencyRecord(slug, called, kind, where.lower(), sources=(source,), row=self.line)
        return replace(made, **facts)


@dataclass(frozen=True, slots=True)
class Format:
    """An official format: its key, what a person calls it, its columns, how a row is read.

    `read` returns the record of a row, or None where a problem with the row has been noted.
    `id_column` is the one that tells rows apart.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    id_column: str
    read: Callable[[Row], AgencyRecord | None]


@dataclass(slots=True)
class Reading:
    """The reading of one file: iterate it once; `problems` is whole when the iteration ends."""

    format: Format
    source: Path | BinaryIO
    file: str
    problems: list[Problem] = field(default_factory=list)
    rows_read: int = 0

    def __iter__(self) -> Iterator[AgencyRecord]:
        """Yield the records, each with the line it was read from."""
        csv.field_size_limit(LONGEST_CELL)
        with opened(self.source) as stream:
            found = rows(stream, self.file, self.problems.append)
            _, header = next(found, (1, []))
            columns = columns_of(header, self.format.columns, self.file, self.problems.append)
            if columns:
                yield from self._records(found, columns, len(header))

    def _records(
        self, found: Iterator[tuple[int, list[str]]], columns: dict[str, int], width: int
    ) -> Iterator[AgencyRecord]:
        seen: dict[str, int] = {}
        for line, cells in found:
            if self.rows_read == MOST_ROWS:
                allowed = f"At most {MOST_ROWS:,} rows: cut the list into parts."
                self.problems.append(Problem(self.file, line, "", "", allowed, STOPPED))
                return
            self.rows_read += 1
            row = Row(self.file, line, cells, columns, self.problems)
            if self._is_whole(row, width) and self._is_new(row, seen):
                record = self.format.read(row)
                if record is not None and (fitting := self._fitting(row, record)) is not None:
                    yield fitting

    def _is_whole(self, row: Row, width: int) -> bool:
        if len(row.cells) == width:
            return True
        allowed = f"As many cells as the header, {width}; there are {len(row.cells)}."
        self.problems.append(Problem(self.file, row.line, "", "", allowed, LEFT_OUT))
        return False

    def _is_new(self, row: Row, seen: dict[str, int]) -> bool:
        key = row.text(self.format.id_column)
        if key and key in seen:
            row.problem(self.format.id_column, f"Each id once; line {seen[key]} has it.", LEFT_OUT)
            return False
        seen[key] = row.line
        return True

    def _fitting(self, row: Row, record: AgencyRecord) -> AgencyRecord | None:
        """Return the record without what is too long to be a fact; None if the name is."""
        for name, longest in LONGEST.items():
            value = getattr(record, name)
            if len(value) > longest:
                outcome = LEFT_OUT if name == "name" else WITHOUT_IT
                allowed = f"At most {longest} characters; there are {len(value)}."
                where = (self.file, row.line, name)
                self.problems.append(Problem(*where, value[:SHOWN], allowed, outcome))
                if name == "name":
                    return None
                emptied: dict[str, Any] = {name: ""}
                record = replace(record, **emptied)
        return record
