"""The tables of the kept sections: rows whose cells are found by the names of their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from charteroak.core.errors import listing
from charteroak.core.facts import (
    key,
)
from charteroak.core.reading.pipe_tables import Sheet, TableLine
from charteroak.core.reading.report import Cell, Fault, Report, shown

MOST_COLUMNS = 64
MOST_ROWS = 2_000

Value = TypeVar("Value")


class Columns(NamedTuple):
    """Which columns a section's tables have: the needed ones, then those that may be left out."""

    section: str
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


class Record(NamedTuple):
    """One row, with its cells by the name of their column."""

    line: TableLine
    positions: dict[str, int]

    def text(self, column: str) -> str:
        """Return what stands in a column; ``-`` and a column left out are the empty text."""
        position = self.positions.get(column)
        text = "" if position is None else self.line.cells[position]
        return "" if text == "-" else text

    def cell(self, column: str) -> Cell:
        """Return the cell of a column with its place, ``-`` as it stands."""
        position = self.positions.get(column)
        return self.line.place() if position is None else self.line.cell(position)


class CellReader(Generic[Value]):
    """Reads the cells of one column; a cell that reads like one before is not read again."""

    __slots__ = ("index", "known", "read", "report")

    def __init__(self, index: int, read: Callable[[str], Value], report: Report) -> None:
        """Read the cells at ``index`` with ``read``; what is wrong goes to ``report``."""
        self.index, self.read, self.report = index, read, report
        self.known: dict[str, Value] = {}

    def __call__(self, line: TableLine) -> Value | None:
        """Return what the cell of ``line`` says, or None after reporting what is wrong."""
        text = line.cells[self.index]
        if text in self.known:
            return self.known[text]
        try:
            value = self.known[text] = self.read(text)
        except Fault as fault:
            self.report.at(line.cell(self.index), fault)
            return None
        return value


def read_records(sheet: Sheet, columns: Columns, report: Report) -> Iterator[Record]:
    """Yield the rows of a table of a kept section; what is wrong with its shape is reported."""
    if not check_size(sheet, report):
        return
    positions = _positions(sheet.header, columns, report)
    for line in even_rows(sheet, report):
        record = Record(line, positions)
        for column in columns.needed:
            if column in positions and not line.cells[positions[column]]:
                fault = Fault(f"the cell “{column}” is empty", "a value; - for none")
                report.at(record.cell(column), fault)
        if positions.keys() >= set(columns.needed):
            yield record


def check_size(sheet: Sheet, report: Report) -> bool:
    """Tell whether a table keeps the limits; report it where it does not."""
    count = len(sheet.header.cells)
    if count > MOST_COLUMNS:
        fault = Fault(f"the table has {count} columns", f"{MOST_COLUMNS} columns")
        report.at(sheet.header.place(), fault)
    if len(sheet.rows) > MOST_ROWS:
        fault = Fault(f"the table has {len(sheet.rows)} rows", f"{MOST_ROWS} rows")
        report.at(sheet.header.place(), fault)
    return count <= MOST_COLUMNS and len(sheet.rows) <= MOST_ROWS


def even_rows(sheet: Sheet, report: Report) -> Iterator[TableLine]:
    """Yield the rows that have as many cells as the header; report the others."""
    wanted = len(sheet.header.cells)
    for line in sheet.rows:
        count = len(line.cells)
        if count == wanted:
            yield line
            continue
        found = f"the row has {_cells(count)} and the header has {wanted}"
        allowed = f"{_cells(wanted)}; \\| for a bar inside a cell"
        report.at(line.cell(wanted) if count > wanted else line.place(), Fault(found, allowed))


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def _positions(header: TableLine, columns: Columns, report: Report) -> dict[str, int]:
    """Return where each column stands; report unknown, missing and repeated columns."""
    names = [*columns.needed, *columns.optional]
    positions: dict[str, int] = {}
    for i, written in enumerate(header.cells):
        name = key(written)
        if name in positions:
            fault = Fault(f"the column “{shown(written)}” is written twice", "each column once")
            report.at(header.cell(i), fault)
        elif name not in names:
            report.at(header.cell(i), _unknown_column(written, columns.section, names))
        else:
            positions[name] = i
    _report_missing(header, columns, positions, report)
    return positions


def _unknown_column(written: str, section: str, names: Sequence[str]) -> Fault:
    found = f"“{shown(written)}” is not a column of {section}"
    return Fault(found, listing(names, len(names)), word=written, candidates=names)


def _report_missing(
    header: TableLine, columns: Columns, positions: dict[str, int], report: Report
) -> None:
    missing = [name for name in columns.needed if name not in positions]
    if missing:
        found = f"{columns.section} lacks the column “{missing[0]}”"
        names = [*columns.needed, *columns.optional]
        report.at(header.place(), Fault(found, listing(names, len(names))))
