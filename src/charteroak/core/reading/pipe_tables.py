"""Pipe tables: the cells of a line, and the exact column of each.

The cells of a line are split at once; where one stands is worked out only when it is asked for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from charteroak.core.reading.report import Cell

BAR = re.compile(r"(?<!\\)\|")
DASHES = re.compile(r"[|:\- \t]+")


class TableLine(NamedTuple):
    """One line of a pipe table: its number in the file, the line, and its cells."""

    number: int
    source: str
    cells: tuple[str, ...]

    def cell(self, index: int) -> Cell:
        """Return the cell at ``index`` with its place; beyond the last, the end of the line."""
        if index >= len(self.cells):
            return Cell("", self.number, len(self.source.rstrip()) + 1)
        if index == 0 and "\\|" not in self.source:
            return Cell(self.cells[0], self.number, self._first_column())
        start, raw = _raw_cells(self.source)[index]
        column = start + len(raw) - len(raw.lstrip()) + 1
        return Cell(self.cells[index], self.number, column, raw.strip())

    def all_cells(self) -> list[Cell]:
        """Return all cells with their places."""
        found = zip(self.cells, _raw_cells(self.source), strict=True)
        return [
            Cell(text, self.number, start + len(raw) - len(raw.lstrip()) + 1, raw.strip())
            for text, (start, raw) in found
        ]

    def _first_column(self) -> int:
        """Return the column of the first cell, which is the one asked for most."""
        inner = self.source.lstrip()
        cells = inner.removeprefix("|").lstrip()
        return len(self.source) - (len(cells) if cells else len(inner)) + 1

    def place(self) -> Cell:
        """Return the whole line as a cell without text, for problems of the line itself."""
        return Cell("", self.number, len(self.source) - len(self.source.lstrip()) + 1)


class Sheet(NamedTuple):
    """One pipe table: its header and its rows, without the line of dashes."""

    header: TableLine
    rows: tuple[TableLine, ...]


def read_line(number: int, source: str) -> TableLine:
    """Return line ``number`` of the file as a line of a table."""
    if "\\|" in source:
        cells = tuple(raw.strip().replace("\\|", "|") for _, raw in _raw_cells(source))
        return TableLine(number, source, cells)
    inner = source.strip()
    inner = inner.removeprefix("|")
    inner = inner.removesuffix("|")
    return TableLine(number, source, tuple([cell.strip() for cell in inner.split("|")]))


def read_sheet(lines: list[str], start: int, end: int) -> Sheet:
    """Return the table in ``lines[start:end]``; its second line is the line of dashes."""
    header = read_line(start + 1, lines[start])
    rows = tuple([read_line(i + 1, lines[i]) for i in range(start + 2, end)])
    return Sheet(header, rows)


def is_table_header(header: str, dashes: str) -> bool:
    """Tell whether ``dashes`` stand under ``header``, as many as it has cells."""
    if "|" not in header or not _is_line_of_dashes(dashes):
        return False
    marks = dashes.strip().removeprefix("|").removesuffix("|").split("|")
    return len(marks) == len(_raw_cells(header)) and all(_is_mark(mark.strip()) for mark in marks)


def _is_mark(mark: str) -> bool:
    inner = mark.removeprefix(":").removesuffix(":")
    return bool(inner) and not inner.strip("-")


def _is_line_of_dashes(line: str) -> bool:
    """Tell whether ``line`` holds bars, dashes, colons and spaces only."""
    return "-" in line and DASHES.fullmatch(line) is not None


def _raw_cells(source: str) -> list[tuple[int, str]]:
    """Return each cell as it stands in the file, with the offset at which it starts."""
    start, end = len(source) - len(source.lstrip()), len(source.rstrip())
    if source[start:end].startswith("|"):
        start += 1
    if source[start:end].endswith("|") and not source[start:end].endswith("\\|"):
        end -= 1
    cells = []
    for raw in _divided(source[start:end]):
        cells.append((start, raw))
        start += len(raw) + 1
    return cells


def _divided(inner: str) -> list[str]:
    """Return what stands between the bars; the slow way only where a cell holds a bar."""
    return BAR.split(inner) if "\\|" in inner else inner.split("|")
