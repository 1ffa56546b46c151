"""Mutants of a text: the same text with one small fault in a table that decides.

A mutant is made on the typed tree, and holds the lines of Markdown that would give the same tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple, TypeVar

from charteroak.core.directions import LIMIT, Direction, Ruling
from charteroak.core.facts import Answers, Choice, ChoiceTest, FactKey, Line, LineTest, Test, key
from charteroak.core.guidance import NUMERIC
from charteroak.core.measures import Cut, Measure, Span, show_point
from charteroak.core.memo import Fallback, Memo
from charteroak.core.tables import Input, Output, OutputKey, Policy, Row, Table

OPPOSITES: dict[Direction, tuple[Direction, ...]] = {
    Direction.MUST: (Direction.MUST_NOT,),
    Direction.MUST_NOT: (Direction.MUST, Direction.MAY),
    Direction.SHOULD: (Direction.SHOULD_NOT,),
    Direction.SHOULD_NOT: (Direction.SHOULD,),
    Direction.MAY: (Direction.MUST, Direction.MUST_NOT),
    Direction.REFER: (Direction.MAY, Direction.MUST_NOT),
    Direction.NO_RULE: (Direction.REFER,),
}
DIRECTIONS = Choice(tuple(direction.value for direction in Direction))
SOMEBODY_ELSE = "to somebody else"
# The new cells of a line; None where the line is left out.
Edit = Mapping[int, tuple[str, ...] | None]
# The acts for which a row of things to do is meant; None is any.
Asked = frozenset[str] | None
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mutant:
    """A text with one fault: which, in which table, its tree, and the lines that are otherwise.

    Each mutant is like itself only, so that what was found of it can be looked up.
    ``table`` is None where the fault is in *When not sure*.
    """

    name: str
    table: str | None
    memo: Memo = field(repr=False)
    edit: Edit = field(repr=False)

    def markdown(self) -> str:
        """Return the Markdown that would give ``memo``."""
        lines = self.memo.source.splitlines()
        changed = [
            line if number not in self.edit else _row_line(self.edit[number])
            for number, line in enumerate(lines, 1)
        ]
        return "\n".join(line for line in changed if line is not None) + "\n"


class _Change(NamedTuple):
    """What is wrong with a table, the table with this fault, and its lines."""

    what: str
    table: Table
    edit: Edit


def mutants(memo: Memo) -> Iterator[Mutant]:
    """Yield the mutants of ``memo``: of its tables, row by row, then of *When not sure*."""
    for table in memo.tables:
        for change in _changes(memo, table):
            tables = _with(memo.tables, table, change.table)
            tables = tuple(each for each in tables if each.rows)
            yield Mutant(
                name=f"{table.name}: {change.what}",
                table=table.name,
                memo=replace(memo, tables=tables),
                edit=change.edit,
            )
    for fallback in memo.fallbacks:
        yield from _other_fallbacks(memo, fallback)


def _changes(memo: Memo, table: Table) -> Iterator[_Change]:
    for number, row in enumerate(table.rows):
        yield _dropped(table, row)
        for what, changed in _changed_rows(memo, table, row):
            edit = {row.place.line: changed.cells}
            rows = _with(table.rows, row, changed)
            yield _Change(f"row {row.name}, {what}", _with_rows(table, rows), edit)
        if table.policy is Policy.FIRST and number:
            yield _swapped(table, number)


def _dropped(table: Table, row: Row) -> _Change:
    rows = tuple(each for each in table.rows if each is not row)
    edit: Edit = {row.place.line: None}
    if not rows:  # A table without a row is no table: its header goes, too.
        first = row.place.line - (3 if table.allowed else 2)
        edit = dict.fromkeys(range(first, row.place.line + 1))
    return _Change(f"row {row.name} dropped", _with_rows(table, rows), edit)


def _swapped(table: Table, number: int) -> _Change:
    """Return ``table`` with the row at ``number`` before the one above it."""
    above, below = table.rows[number - 1 : number + 1]
    rows = (*table.rows[: number - 1], below, above, *table.rows[number + 1 :])
    edit = {above.place.line: below.cells, below.place.line: above.cells}
    return _Change(f"row {below.name} before row {above.name}", _with_rows(table, rows), edit)


# ---- rows ---------------------------------------------------------------------------------------


def _changed_rows(memo: Memo, table: Table, row: Row) -> Iterator[tuple[str, Row]]:
    """Yield ``row`` with one cell changed, and what was changed."""
    for what, asked, cell in _other_asked(row.asked):
        cells = _with_cell(row, _position(table, "asked"), cell)
        yield what, replace(row, asked=asked, cells=cells)
    for index, column in enumerate(table.inputs):
        for what, test, cell in _other_tests(row.tests[index], answers_of(memo, column)):
            tests = _at(row.tests, index, test)
            cells = _with_cell(row, _position(table, column.written), cell)
            yield f"{column.written}{what}", replace(row, tests=tests, cells=cells)
    for index, output in enumerate(table.outputs):
        for result in _other_results(table, output, row.results[index]):
            results = _at(row.results, index, result)
            cells = _with_cell(row, _output_position(table, index), str(result))
            yield f"{output.name}: {result}", replace(row, results=results, cells=cells)


def _other_asked(asked: Asked) -> Iterator[tuple[str, Asked, str]]:
    """Yield what is changed, other acts for which a row is meant, and their cell."""
    if asked is None:
        return
    yield "whatever is asked", None, "-"
    for act in sorted(asked) if len(asked) > 1 else ():
        yield f"not for {act}", asked - {act}, ", ".join(sorted(asked - {act}))


def _position(table: Table, name: str) -> int:
    return next(i for i, cell in enumerate(table.columns) if i and key(cell) == key(name))


def _output_position(table: Table, index: int) -> int:
    return [i for i, cell in enumerate(table.columns) if cell.startswith(">")][index]


def answers_of(memo: Memo, column: Input) -> Answers:
    """Return the answers among which an input is tested."""
    if isinstance(column.source, FactKey):
        return next(f.answers for f in memo.known_facts() if FactKey.of(f) == column.source)
    for table in memo.tables:
        for output in table.outputs:
            named = isinstance(column.source, OutputKey) and key(output.name) == column.source.name
            if named and output.act is None:
                return Choice(output.values) if output.values else Line(Measure.NUMBER)
    return DIRECTIONS


# ---- tests --------------------------------------------------------------------------------------


def _other_tests(test: Test, answers: Answers) -> Iterator[tuple[str, Test, str]]:
    """Yield what is changed, a test that is looser or misses an answer, and its cell."""
    if test is None:
        return
    yield " loosened", None, "-"
    if isinstance(test, ChoiceTest) and isinstance(answers, Choice):
        yield from _one_more(test, answers)
        yield from _one_fewer(test, answers)
    if isinstance(test, LineTest) and isinstance(answers, Line):
        yield from _moved(test, answers)


def _one_more(test: ChoiceTest, answers: Choice) -> Iterator[tuple[str, Test, str]]:
    """Yield the tests that one more answer fits, but not all."""
    missing = [value for value in answers.values if value not in test.values]
    for more in missing if len(missing) > 1 else ():
        yield f" also {more}", ChoiceTest(test.values | {more}), _listed(test.values | {more})


def _one_fewer(test: ChoiceTest, answers: Choice) -> Iterator[tuple[str, Test, str]]:
    """Yield the tests that one answer fits no more."""
    kept = [value for value in answers.values if value in test.values]
    for less in kept if len(kept) > 1 else ():
        yield f" not {less}", ChoiceTest(test.values - {less}), _listed(test.values - {less})


def _listed(values: Iterable[str]) -> str:
    """Return a cell that lists answers."""
    return ", ".join(f'"{each}"' if "," in each else each for each in sorted(values))


def _moved(test: LineTest, answers: Line) -> Iterator[tuple[str, Test, str]]:
    """Yield the tests with one threshold moved out by one step."""
    for index, span in enumerate(test.spans):
        for wider in _wider_spans(span):
            spans = _at(test.spans, index, wider)
            cell = ", ".join(_written(each, answers.measure) for each in spans)
            yield f" {cell}", LineTest(spans), cell


def _wider_spans(span: Span) -> Iterator[Span]:
    if span.start is not None:
        yield replace(span, start=(span.start[0] - 1, span.start[1]))
    if span.end is not None:
        yield replace(span, end=(span.end[0] + 1, span.end[1]))


def _written(span: Span, measure: Measure) -> str:
    """Return a span as a cell writes it."""
    start, end = _point(span.start, measure), _point(span.end, measure)
    if span.start is not None and span.end is not None:
        return f"{'(['[not span.start[1]]}{start}..{end}{')]'[span.end[1]]}"
    if span.start is not None:
        return f"{('>=', '>')[span.start[1]]} {start}"
    return f"{('<', '<=')[span.end[1] if span.end else 0]} {end}"


def _point(cut: Cut | None, measure: Measure) -> str:
    return show_point(cut[0], measure) if cut else ""


# ---- results ------------------------------------------------------------------------------------

Result = Ruling | Fraction | str


def _other_results(table: Table, output: Output, result: Result) -> Iterator[Result]:
    """Yield what the row might wrongly give: another direction, other bounds, another value."""
    if isinstance(result, Ruling):
        yield from _other_rulings(result)
    elif output.items is None and table.policy not in NUMERIC:
        yield from (value for value in output.values if value != result)


def _other_rulings(ruling: Ruling) -> Iterator[Ruling]:
    """Yield the ruling with another direction, and with each bound dropped or changed."""
    yield from (Ruling(other, ruling.bounds) for other in OPPOSITES[ruling.direction])
    for bound in ruling.bounds:
        left = tuple(each for each in ruling.bounds if each is not bound)
        yield Ruling(ruling.direction, left)
        yield Ruling(ruling.direction, _with(ruling.bounds, bound, _other_bound(bound)))


def _other_bound(bound: str) -> str:
    """Return a limit that is longer by one, or words that are not those of ``bound``."""
    limit = LIMIT.match(bound)
    if limit is None:
        return SOMEBODY_ELSE
    return f"{bound[: limit.start(1)]}{int(limit[1]) + 1}{bound[limit.end(1) :]}"


# ---- when not sure ------------------------------------------------------------------------------


def _other_fallbacks(memo: Memo, old: Fallback) -> Iterator[Mutant]:
    """Yield the mutants in which what applies when a person is not sure is gone, or another."""
    name, line = f"when not sure: {old.act or 'any other act'}", old.place.line
    left = tuple(each for each in memo.fallbacks if each is not old)
    gone = replace(memo, fallbacks=left)
    yield Mutant(name=f"{name} dropped", table=None, memo=gone, edit={line: None})
    cells = [cell.strip() for cell in memo.source.splitlines()[line - 1].strip("| ").split(" | ")]
    for ruling in _other_rulings(old.ruling):
        fallbacks = _with(memo.fallbacks, old, replace(old, ruling=ruling))
        changed = replace(memo, fallbacks=fallbacks)
        edit = {line: tuple(str(ruling) if cell == str(old.ruling) else cell for cell in cells)}
        yield Mutant(name=f"{name}: {ruling}", table=None, memo=changed, edit=edit)


# ---- changed copies -----------------------------------------------------------------------------


def _with_rows(table: Table, rows: tuple[Row, ...]) -> Table:
    """Return ``table`` with other rows and with the values that these give."""
    outputs = tuple(
        replace(output, values=_values(rows, index)) if _free(table, index) else output
        for index, output in enumerate(table.outputs)
    )
    return replace(table, rows=rows, outputs=outputs)


def _free(table: Table, index: int) -> bool:
    """Tell whether the possible values of an output are those in its cells."""
    output = table.outputs[index]
    allowed = table.allowed[_output_position(table, index)] if table.allowed else "-"
    named = output.act is None and output.items is None and table.policy not in NUMERIC
    return named and allowed in {"", "-"}


def _values(rows: Iterable[Row], index: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(row.results[index]) for row in rows))


def _with(things: tuple[Thing, ...], old: Thing, new: Thing) -> tuple[Thing, ...]:
    return tuple(new if each is old else each for each in things)


def _at(things: tuple[Thing, ...], index: int, new: Thing) -> tuple[Thing, ...]:
    return (*things[:index], new, *things[index + 1 :])


def _with_cell(row: Row, position: int, cell: str) -> tuple[str, ...]:
    return _at(row.cells, position, cell)


def _row_line(cells: tuple[str, ...] | None) -> str | None:
    if cells is None:
        return None
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
