"""The section *Cases*: worked examples with their expected answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TypeVar

from charteroak.core.errors import listing
from charteroak.core.facts import (
    Answers,
    Fact,
    FactKey,
    key,
)
from charteroak.core.memo import (
    Case,
    Expected,
)
from charteroak.core.reading.annexes import read_fact_name
from charteroak.core.reading.cells import read_answer
from charteroak.core.reading.names import unknown
from charteroak.core.reading.parts import TEXT_ID, Piece, read_date, split
from charteroak.core.reading.pipe_tables import Sheet, TableLine
from charteroak.core.reading.report import Fault, shown
from charteroak.core.reading.rulings import DIRECTIONS, read_ruling
from charteroak.core.reading.scope import Scope
from charteroak.core.reading.sheets import CellReader, check_size, even_rows
from charteroak.core.tables import (
    Items,
)

FIRST = "case"
SETTINGS = ("on", "paper", "asked")
NOTES = ("cite", "note")
NOT_SURE, NOT_SETTLED, NO_RULE, NONE = "not sure", "not settled", "no rule", "none"
# What a column of expected rows is called, with what its tables collect.
EXPECTED_ROWS = {
    "duties": Items.DUTY,
    "say": Items.SAY,
    "do": Items.DO,
    "do not": Items.DO_NOT,
    "call": Items.CALL,
    "write down": Items.WRITE_DOWN,
}

Value = TypeVar("Value")


class Header:
    """The columns of a table of cases, each with the reader of its cells; ``-`` is read as None."""

    def __init__(self) -> None:
        """Begin without columns."""
        self.on: CellReader[date | None] | None = None
        self.paper: CellReader[str | None] | None = None
        self.asked: CellReader[tuple[str, ...] | None] | None = None
        self.facts: list[tuple[FactKey, CellReader[str | None]]] = []
        self.outputs: list[CellReader[Expected | None]] = []
        self.cites: CellReader[tuple[str, ...]] | None = None
        self.note: int | None = None


def read_cases(sheets: Iterable[Sheet], scope: Scope) -> tuple[Case, ...]:
    """Return the cases of the text; everything else in it is known by now."""
    cases: dict[str, Case] = {}
    for sheet in sheets:
        if not check_size(sheet, scope.report):
            continue
        header = _header(sheet.header, scope)
        for line in even_rows(sheet, scope.report):
            case = _case(line, header, scope)
            if key(case.name) in cases:
                first = cases[key(case.name)].place.line
                found = f"“{shown(case.name)}” is already the name of the case on line {first}"
                scope.report.at(line.cell(0), Fault(found, "each name once"))
            cases.setdefault(key(case.name), case)
    return tuple(cases.values())


# ---- the header ---------------------------------------------------------------------------------


def _header(line: TableLine, scope: Scope) -> Header:
    """Return the columns; those that cannot be read are reported and left out."""
    header = Header()
    if key(line.cells[0]) != FIRST:
        fault = Fault(f"“{shown(line.cells[0])}” cannot head the first column of cases", FIRST)
        scope.report.at(line.cell(0), fault)
    seen: set[str] = set()
    for index, cell in enumerate(line.all_cells()):
        if index == 0:
            continue
        if key(cell.text) in seen:
            fault = Fault(f"the column “{shown(cell.text)}” is written twice", "each column once")
            scope.report.at(cell, fault)
        seen.add(key(cell.text))
        scope.report.attempt(cell, partial(_add_column, index=index, header=header, scope=scope))
    return header


def _add_column(text: str, index: int, header: Header, scope: Scope) -> None:
    """Add one column to ``header`` by the mark of its cell."""
    name = key(text[1:])
    if not text:
        raise Fault("a column has no name", "a fact, > an output, # cite or # note")
    if text.startswith("#"):
        if name not in NOTES:
            raise unknown(name, "an annotation of cases", NOTES, "# cite and # note")
        if name == "cite":
            header.cites = CellReader(index, scope.optional_cites, scope.report)
        else:
            header.note = index
    elif text.startswith(">"):
        header.outputs.append(_reader(index, _output_reader(text[1:].strip(), scope), scope))
    elif key(text) in SETTINGS:
        _add_setting(key(text), index, header, scope)
    else:
        source, read = _fact_reader(text, scope)
        header.facts.append((source, _reader(index, read, scope)))


def _add_setting(name: str, index: int, header: Header, scope: Scope) -> None:
    if name == "on":
        header.on = _reader(index, read_date, scope)
    elif name == "paper":
        header.paper = _reader(index, scope.paper, scope)
    else:
        header.asked = _reader(index, scope.act_list, scope)


def _reader(index: int, read: Callable[[str], Value], scope: Scope) -> CellReader[Value | None]:
    """Return the reader of a column in which ``-`` says nothing and an empty cell is wrong."""

    def read_or_nothing(text: str) -> Value | None:
        if not text:
            raise Fault("the cell is empty", "a value; - for none")
        return None if text == "-" else read(text)

    return CellReader(index, read_or_nothing, scope.report)


def _fact_reader(text: str, scope: Scope) -> tuple[FactKey, Callable[[str], str]]:
    """Return a fact and the reader of its answers, which are written as they were declared.

    A fact of another text in play, which is written with its text, is not known here: its answers
    are checked where the texts come together.
    """
    before, colon, after = text.partition(":")
    known = {source.text for source in scope.qualified} | {scope.header.id.text}
    if (
        colon
        and before.strip() not in known
        and "/" in before
        and TEXT_ID.fullmatch(before.strip())
    ):
        return FactKey(before.strip(), key(after)), _as_written
    if key(text) not in scope.facts and (key(text) in scope.acts or key(text) in scope.values):
        found, right = f"“{shown(text)}” is what a case expects, not what it gives", f"> {text}"
        raise Fault(found, right, word=right, candidates=[right])
    fact = read_fact_name(text, scope)
    return FactKey.of(fact), _answer_reader(fact)


def _as_written(text: str) -> str:
    return NOT_SURE if key(text) == NOT_SURE else text


def _answer_reader(fact: Fact) -> Callable[[str], str]:
    def read(text: str) -> str:
        if key(text) == NOT_SURE:
            return NOT_SURE
        try:
            return read_answer(text, fact.answers, fact.name)
        except Fault as fault:
            fault.allowed = f"{fault.allowed}; {NOT_SURE}; - for not given"
            raise

    return read


def _output_reader(name: str, scope: Scope) -> Callable[[str], Expected]:
    """Return the reader of the cells of an expected output."""
    known = key(name)
    if known in EXPECTED_ROWS:
        return _rows_reader(known, EXPECTED_ROWS[known], scope)
    if known in scope.acts:
        act = scope.acts[known].name
        return lambda text: _expected_ruling(text, act, scope)
    if known in scope.values:
        output = scope.values[known]
        return lambda text: _expected_value(text, output.name, output.answers)
    names = [act.name for act in scope.acts.values()]
    names += [output.name for output in scope.values.values()]
    names += EXPECTED_ROWS
    raise unknown(name, "an act, an output of a table, or a kind of rows", names, listing(names))


def _rows_reader(name: str, items: Items, scope: Scope) -> Callable[[str], Expected]:
    rows = scope.item_names.get(items, {})

    def read(text: str) -> Expected:
        if key(text) == NONE:
            return Expected(name, rows=frozenset())
        return Expected(name, rows=frozenset(_row_name(piece, rows, name) for piece in split(text)))

    return read


def _row_name(piece: Piece, rows: dict[str, str], name: str) -> str:
    """Return the name of a row that tells things to do, as short as it is clear."""
    if key(piece.text) not in rows:
        names = list(dict.fromkeys(rows.values()))
        kind = f"a row that gives “{name}” in this text"
        fault = unknown(piece.text, kind, names, f"{listing(names)}; none")
        fault.offset = piece.offset
        raise fault
    return rows[key(piece.text)]


def _expected_ruling(text: str, act: str, scope: Scope) -> Expected:
    if key(text) == NOT_SETTLED:
        return Expected(act, words=NOT_SETTLED)
    try:
        return Expected(act, ruling=read_ruling(text, scope))
    except Fault as fault:
        if fault.candidates == DIRECTIONS:
            fault.allowed = f"{listing(DIRECTIONS)}; {NOT_SETTLED}; - for not checked"
            fault.candidates = (*DIRECTIONS, NOT_SETTLED)
        raise


def _expected_value(text: str, name: str, answers: Answers) -> Expected:
    if key(text) in {NOT_SETTLED, NO_RULE}:
        return Expected(name, words=key(text))
    return Expected(name, words=read_answer(text, answers, name))


# ---- the rows -----------------------------------------------------------------------------------


def _case(line: TableLine, header: Header, scope: Scope) -> Case:
    """Return one case; cells that cannot be read are reported and left out."""
    if not line.cells[0] or line.cells[0] == "-":
        scope.report.at(line.cell(0), Fault("the case has no name", "a name or a number"))
    expected = [reader(line) for reader in header.outputs]
    given = [(source, reader(line)) for source, reader in header.facts]
    return Case(
        name=line.cells[0],
        on=header.on(line) if header.on else None,
        paper=header.paper(line) if header.paper else None,
        asked=(header.asked(line) if header.asked else None) or (),
        given=tuple(
            (source, None if answer == NOT_SURE else answer)
            for source, answer in given
            if answer is not None
        ),
        expected=tuple(outcome for outcome in expected if outcome is not None),
        cites=(header.cites(line) if header.cites else None) or (),
        note=_text(line, header.note),
        place=scope.report.place(line.number),
    )


def _text(line: TableLine, index: int | None) -> str:
    text = "" if index is None else line.cells[index]
    return "" if text == "-" else text
