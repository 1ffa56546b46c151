"""The rows of decision tables: tests, results, citations and notes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from charteroak.core.directions import Ruling
from charteroak.core.errors import listing
from charteroak.core.facts import (
    Answers,
    Test,
    key,
)
from charteroak.core.measures import Measure, parse_point
from charteroak.core.reading.anchors import Anchors, slug
from charteroak.core.reading.cells import NEGATION, read_test
from charteroak.core.reading.headers import NUMERIC, Column, Role
from charteroak.core.reading.names import NameBook, check_name
from charteroak.core.reading.parts import split
from charteroak.core.reading.pipe_tables import TableLine
from charteroak.core.reading.report import Cell, Fault, shown
from charteroak.core.reading.rulings import check_blanks, decides_unverified, read_ruling
from charteroak.core.reading.scope import Scope
from charteroak.core.reading.sheets import CellReader
from charteroak.core.reading.tables import Draft
from charteroak.core.tables import (
    Output,
    Policy,
    Row,
    Table,
)

Result = Ruling | Fraction | str
NONE = "none"


class SeeAlso(NamedTuple):
    """A cell ``# see``, whose anchor is checked when all anchors are known."""

    cell: Cell
    anchor: str


class TableReader:
    """Reads the rows of one table."""

    def __init__(self, draft: Draft, scope: Scope, anchors: Anchors) -> None:
        """Prepare a reader for each column of ``draft``."""
        self.draft, self.scope, self.anchors = draft, scope, anchors
        self.see: list[SeeAlso] = []
        heading, report = draft.heading, scope.report
        self._tests = [self._test_reader(column, answers) for column, _, answers in draft.inputs]
        self._results = [self._result_reader(column, output) for column, output in draft.outputs]
        self._duty = [
            (key(column.name), CellReader(column.position, self._words, report))
            for column in heading.of(Role.DUTY)
        ]
        self._asked = [
            CellReader(column.position, self._read_asked, report)
            for column in heading.of(Role.ASKED)
        ]
        self._notes = {column.name: column.position for column in heading.of(Role.NOTE)}
        self._cites = CellReader(self._notes.get("cite", 0), scope.cites, report)

    def table(self, anchor: str, section: str) -> Table:
        """Return the table; rows that cannot be read are reported and left out."""
        heading = self.draft.heading
        book = NameBook(self.scope.report)
        rows = [self._row(line, anchor, book) for line in self.draft.lines]
        allowed = self.draft.allowed
        return Table(
            name=heading.name,
            question=heading.question,
            policy=heading.policy,
            inputs=tuple(read for _, read, _ in self.draft.inputs),
            outputs=tuple(output for _, output in self.draft.outputs),
            rows=tuple(row for row in rows if row is not None),
            section=section,
            anchor=anchor,
            columns=heading.sheet.header.cells,
            allowed=allowed.cells if allowed else (),
            place=self.scope.report.place(heading.title.line, heading.title.column),
        )

    def _row(self, line: TableLine, anchor: str, book: NameBook) -> Row | None:
        """Return one row, or None after reporting what is wrong with it."""
        name = self._name(line, book)
        tests = [reader(line) for reader in self._tests]
        results = [reader(line) for reader in self._results]
        duty = [(column, reader(line)) for column, reader in self._duty]
        cites = self._cites(line) if "cite" in self._notes else None
        asked = self._asked[0](line) if self._asked else None
        if name is None or cites is None or None in results:
            return None
        self._check_decisions(line, cites)
        return Row(
            name=name,
            tests=tuple(tests),
            cells=line.cells,
            results=tuple(result for result in results if result is not None),
            columns=tuple((column, text) for column, text in duty if text),
            asked=asked,
            cites=cites,
            see=self._see(line),
            reason=self._note(line, "reason"),
            note=self._note(line, "note"),
            anchor=self.anchors.take(f"{anchor}-{slug(name)}"),
            place=self.scope.report.place(line.number),
        )

    def _name(self, line: TableLine, book: NameBook) -> str | None:
        cell = line.cell(0)
        if key(cell.text) == NONE:
            self.scope.report.at(cell, Fault("a row cannot be called “none”", "a number or a name"))
            return None
        return book.claim(cell, "a row")

    def _check_decisions(self, line: TableLine, cites: tuple[str, ...]) -> None:
        """Report directions that decide on what was not read in the official text."""
        for reader in self._results:
            ruling = reader.known[line.cells[reader.index]]
            fault = isinstance(ruling, Ruling) and decides_unverified(ruling, cites, self.scope)
            if fault:
                self.scope.report.at(line.cell(reader.index), fault)

    def _note(self, line: TableLine, name: str) -> str:
        text = line.cells[self._notes[name]] if name in self._notes else ""
        return "" if text == "-" else text

    def _see(self, line: TableLine) -> str:
        """Return the anchor that the row points to, and remember to check it."""
        anchor = self._note(line, "see").removeprefix("#").strip()
        if anchor:
            self.see.append(SeeAlso(line.cell(self._notes["see"]), anchor))
        return anchor

    # ---- readers of cells -----------------------------------------------------------------------

    def _test_reader(self, column: Column, answers: Answers) -> CellReader[Test]:
        def read(text: str) -> Test:
            return read_test(text, answers, column.name)

        return CellReader(column.position, read, self.scope.report)

    def _result_reader(self, column: Column, output: Output) -> CellReader[Result]:
        read: Callable[[str], Result]
        if output.act is not None:
            read = self._ruling_reader(output)
        elif output.items is not None:
            read = self._read_item
        elif self.draft.heading.policy in NUMERIC:
            read = self._read_number
        else:
            read = _value_reader(output)
        return CellReader(column.position, read, self.scope.report)

    def _ruling_reader(self, output: Output) -> Callable[[str], Result]:
        def read(text: str) -> Result:
            ruling = read_ruling(text, self.scope)
            if output.values and ruling.direction not in output.values:
                found = f"“{ruling.direction}” is not in the row of allowed values"
                raise Fault(found, listing(output.values))
            return ruling

        return read

    def _read_number(self, text: str) -> Result:
        """Return the number that a row adds; the tables that count rows take any text."""
        number = parse_point(text, Measure.NUMBER)
        if number is None and (self.draft.heading.policy is not Policy.COUNT or not text):
            raise Fault(f"“{shown(text)}” is not a number", "a number, such as 48 or 0.5")
        return Fraction(1) if number is None else number

    def _read_item(self, text: str) -> Result:
        if text in {"", "-"}:
            raise Fault("there is nothing to do in this row", "what is to be done or said")
        return self._words(text)

    def _words(self, text: str) -> str:
        """Return a text with its blanks checked, ``-`` as the empty text."""
        check_blanks(text, self.scope)
        return "" if text == "-" else text

    def _read_asked(self, text: str) -> frozenset[str] | None:
        """Return the acts that a row is for; ``-`` is any."""
        if text == "-":
            return None
        match = NEGATION.match(text)
        if match and text.endswith(")"):
            left = self.scope.act_list(text[match.end() : -1])
            return frozenset(act.name for act in self.scope.acts.values()) - frozenset(left)
        if not text:
            raise Fault("the cell is empty", "acts, separated by commas; - for any")
        return frozenset(self.scope.act_list(text))


def _value_reader(output: Output) -> Callable[[str], Result]:
    """Return the reader of values, which gives each in the spelling of its first use."""
    by_key = {key(value): value for value in output.values}

    def read(text: str) -> Result:
        piece = split(text, "\n")[0] if text else None
        if piece is None or piece.text == "-":
            raise Fault("the row gives no value", "a value; a row that gives none is left out")
        if key(piece.text) not in by_key:
            found = f"“{shown(text)}” is not in the row of allowed values"
            raise Fault(found, listing(output.values), word=text, candidates=output.values)
        if parse_point(piece.text, Measure.NUMBER) is None:
            check_name(piece.text.replace(",", " ") if piece.quoted else piece.text, "a value")
        return by_key[key(piece.text)]

    return read
