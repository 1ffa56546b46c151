"""One table of a text edited as a table: its cells out of the Markdown, and back into it.

Only what was changed is written: lines of rows that stay as they are keep every byte, a changed
cell is put into its line, and nothing outside the table is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charteroak.core.errors import MemoError
from charteroak.core.reading import read_front_matter
from charteroak.core.reading.blocks import Form, Part, read_parts
from charteroak.core.reading.headers import is_decision
from charteroak.core.reading.pipe_tables import TableLine, read_sheet
from charteroak.core.reading.report import Report
from charteroak.core.reading.source import read_source
from charteroak.issuing.errors import NotReadyError
from charteroak.issuing.examining import FILE

BAR = re.compile(r"(?<!\\)\|")
LONGEST_CELL = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One pipe table of a text.

    ``number`` counts the tables of the text from 0; ``heading`` is what it stands under; ``start``
    and ``end`` are its lines counted from 0, the end left out.  ``decides`` is true for a decision
    table.
    """

    number: int
    heading: str
    decides: bool
    start: int
    end: int
    header: tuple[str, ...]
    rows: tuple[TableLine, ...]

    @property
    def even(self) -> bool:
        """Whether every row has as many cells as the header."""
        return all(len(row.cells) == len(self.header) for row in self.rows)


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A row as the form gives it: its cells, and the line it came from (None for a new row)."""

    cells: tuple[str, ...]
    line: int | None = None


def tables_of(words: str) -> list[Table]:
    """Return every table of a text, also of one whose tables cannot be read yet.

    Raises:
        MemoError: the front matter cannot be read, or the file holds what cannot be seen.
    """
    source = read_source(words, FILE)
    header = read_front_matter(words, FILE)
    found = [
        (part, block.start, block.end)
        for part in read_parts(source, header.body, Report(FILE))
        for block in part.blocks
        if block.form is Form.TABLE
    ]
    return [
        _table(number, part, source.lines, start, end)
        for number, (part, start, end) in enumerate(found)
    ]


def find_table(words: str, number: int) -> Table | None:
    """Return one table of a text, or None where there is none of that number."""
    try:
        tables = tables_of(words)
    except MemoError:
        return None
    return tables[number] if 0 <= number < len(tables) else None


def with_rows(words: str, table: Table, rows: Sequence[EditedRow]) -> str:
    """Return the text with the rows of one table put in the place of those it had.

    Args:
        words: the text that the table was read from.
        table: the table.
        rows: its rows as they are to be, in order, each with as many cells as the header.

    Raises:
        NotReadyError: no row is left, or a cell is no line of words.
    """
    if not rows:
        raise NotReadyError("A table needs at least one row. Remove the table in the text itself.")
    lines = words.split("\n")
    written = list(_written(lines, table, rows))
    head = lines[table.start : table.start + 2]
    changed = [*lines[: table.start], *head, *written, *lines[table.end :]]
    result = "\n".join(changed)
    _check_reads_back(result, table, rows)
    return result


def _table(number: int, part: Part, lines: list[str], start: int, end: int) -> Table:
    sheet = read_sheet(lines, start, end)
    return Table(
        number=number,
        heading=part.title.text,
        decides=is_decision(sheet.header),
        start=start,
        end=end,
        header=sheet.header.cells,
        rows=sheet.rows,
    )


def _written(lines: Sequence[str], table: Table, rows: Sequence[EditedRow]) -> Iterator[str]:
    widths = [len(piece) for piece in _pieces(lines[table.start])[1]]
    for row in rows:
        original, cells = _original(table, row), _cells(table, row)
        if original is None:
            yield _new_line(cells, widths)
        elif original.cells == cells:
            yield lines[original.number - 1]
        else:
            yield _replaced(lines[original.number - 1], original, cells)


def _original(table: Table, row: EditedRow) -> TableLine | None:
    """Return the row of the text that an edited row came from."""
    for each in table.rows:
        if each.number - 1 == row.line and len(each.cells) == len(row.cells):
            return each
    return None


def _cells(table: Table, row: EditedRow) -> tuple[str, ...]:
    """Return the cells of a row; those that were changed as one line of words."""
    original = _original(table, row)
    before = original.cells if original else row.cells
    return tuple(
        old if original and old == new else " ".join(new[:LONGEST_CELL].split())
        for old, new in zip(before, row.cells, strict=True)
    )


def _replaced(line: str, original: TableLine, cells: tuple[str, ...]) -> str:
    """Return ``line`` with the cells that differ put in; the others keep their bytes."""
    start, pieces, end = _pieces(line)
    for index, (before, after) in enumerate(zip(original.cells, cells, strict=True)):
        if before != after:
            pieces[index] = f" {_escaped(after)} ".ljust(len(pieces[index]))
    return start + "|".join(pieces) + end


def _pieces(line: str) -> tuple[str, list[str], str]:
    """Return what stands before the first cell, each cell with its spaces, and what is behind."""
    inner, end = line.rstrip(), line[len(line.rstrip()) :]
    start = inner[: len(inner) - len(inner.lstrip())]
    inner = inner.lstrip()
    if inner.startswith("|"):
        start, inner = f"{start}|", inner[1:]
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner, end = inner[:-1], f"|{end}"
    return start, BAR.split(inner), end


def _new_line(cells: Sequence[str], widths: Sequence[int]) -> str:
    room = [*widths, *([0] * len(cells))]
    padded = [f" {_escaped(cell)} ".ljust(width) for cell, width in zip(cells, room, strict=False)]
    return f"|{'|'.join(padded)}|"


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


def _check_reads_back(words: str, table: Table, rows: Sequence[EditedRow]) -> None:
    """Make sure that the text says what the form said; else nothing is written.

    Raises:
        NotReadyError: a cell would change what the lines around it mean.
    """
    found = find_table(words, table.number)
    wanted = [_cells(table, row) for row in rows]
    if found is not None and [row.cells for row in found.rows] == wanted:
        return
    message = "A cell cannot be written into the table as it is; look for a bar or a backslash."
    raise NotReadyError(message)
