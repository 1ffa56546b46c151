"""A decision table as a table of four columns: row, if, then, on this ground.

A table may test twenty facts, and most rows leave most of them open.  So a row names only the
tests that it makes, one on a line; no table is too wide for a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from charteroak.core.directions import Direction, Ruling
from charteroak.core.facts import key
from charteroak.core.memo import Memo
from charteroak.core.render.words import POLICIES, status_words
from charteroak.core.tables import DUTY_COLUMNS, Items, Policy, Row
from charteroak.core.tables import Table as DecisionTable
from charteroak.documents.blocks import Cell, Column, Line, Run, Table, labelled, words
from charteroak.documents.prose import prose_line

COLUMNS = (
    Column("Row", 0.85),
    Column("If", 1.5),
    Column("Then", 1.7),
    Column("On this ground", 1.5),
)
EMPTY = {"", "-"}


def decision_table(memo: Memo, table: DecisionTable) -> Table:
    """Return ``table`` with a row for each of its rows, in their order."""
    drawing = _Drawing(memo, table)
    return Table(
        columns=COLUMNS,
        rows=tuple(drawing.row(at, row) for at, row in enumerate(table.rows)),
        caption=f"{POLICIES[table.policy]}{_allowed(table)}",
    )


def ruling_line(ruling: Ruling) -> Line:
    """Return a direction, marked, with its bounds."""
    silent = ruling.direction is Direction.NO_RULE
    direction = Run(ruling.direction.value, strong=not silent, quiet=silent)
    return (direction, *(Run(f", {bound}") for bound in ruling.bounds))


def cite_lines(memo: Memo, cites: tuple[str, ...]) -> Cell:
    """Return citations, one on a line, each with its grade and legal status."""
    return tuple((Run(cite), Run(f" ({_standing(memo, cite)})", quiet=True)) for cite in cites)


def _standing(memo: Memo, cite: str) -> str:
    entry = memo.citation(cite)
    return "not listed" if entry is None else f"{entry.grade.value}; {status_words(entry)}"


def _allowed(table: DecisionTable) -> str:
    """Return the row of allowed values in words, where the table has one."""
    listed = [
        f"{_bare(column)}: {allowed}"
        for column, allowed in zip(table.columns, table.allowed, strict=False)
        if allowed not in EMPTY and not column.startswith("#")
    ][0 if not table.allowed or table.allowed[0] in EMPTY else 1 :]
    return f" Allowed values: {'; '.join(listed)}." if listed else ""


class _Drawing:
    """The columns of one decision table, sorted into what is tested, given and noted."""

    def __init__(self, memo: Memo, table: DecisionTable) -> None:
        marks = [column[:1] for column in table.columns]
        given = marks.index(">") if ">" in marks else len(marks)
        noted = marks.index("#") if "#" in marks else len(marks)
        self.memo, self.table = memo, table
        self.names = [_bare(column) for column in table.columns]
        self.tested = range(1, given)
        self.given = range(given, noted)
        self.noted = range(noted, len(marks))

    def row(self, at: int, row: Row) -> tuple[Cell, ...]:
        return (
            (words(row.name),),
            tuple(self._tests(row)) or (self._always(at),),
            tuple(self._results(row)),
            tuple(self._notes(row)),
        )

    def _tests(self, row: Row) -> Iterator[Line]:
        for at in self.tested:
            if row.cells[at] not in EMPTY:
                yield labelled(self.names[at], words(row.cells[at]))

    def _always(self, at: int) -> Line:
        otherwise = self.table.policy is Policy.FIRST and at > 0
        return (Run("otherwise" if otherwise else "in every situation", emphasis=True),)

    def _results(self, row: Row) -> Iterator[Line]:
        for at in self.given:
            name, line = self.names[at], self._result(row, at)
            if not line:
                continue
            is_plain = len(self.given) == 1 or key(name) in {*Items}
            label = name.capitalize() if key(name) in DUTY_COLUMNS else name
            yield line if is_plain else labelled(label, line)

    def _result(self, row: Row, at: int) -> Line:
        """Return what holds: a direction with its bounds, or words."""
        for output, result in zip(self.table.outputs, row.results, strict=True):
            if isinstance(result, Ruling) and key(output.name) == key(self.names[at]):
                return ruling_line(result)
        if row.cells[at] in EMPTY:
            return ()
        line = prose_line(row.cells[at])
        is_said = key(self.names[at]) == Items.SAY
        return (Run("“"), *line, Run("”")) if is_said else line

    def _notes(self, row: Row) -> Iterator[Line]:
        """Yield where it comes from: citations with their grade, a paragraph, or words."""
        for at in self.noted:
            if row.cells[at] in EMPTY:
                continue
            if key(self.names[at]) == "cite":
                yield from cite_lines(self.memo, row.cites)
            else:
                yield labelled(self.names[at].capitalize(), prose_line(row.cells[at]))


def _bare(column: str) -> str:
    """Return the name of a column without its mark."""
    return column.lstrip(">#").strip()
