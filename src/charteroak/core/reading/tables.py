"""Decision tables.

Tables feed tables: first the outputs of all are read, then their inputs, then their rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from charteroak.core.errors import listing
from charteroak.core.facts import (
    Answers,
    Choice,
    Line,
    key,
)
from charteroak.core.measures import Measure, parse_point
from charteroak.core.reading.answers import read_value_list
from charteroak.core.reading.cells import read_test
from charteroak.core.reading.headers import ITEMS, NUMERIC, Column, Heading, Role
from charteroak.core.reading.pipe_tables import TableLine
from charteroak.core.reading.report import Fault, shown
from charteroak.core.reading.rulings import DIRECTIONS, read_direction_list
from charteroak.core.reading.scope import OUTPUT, Scope, ValueOutput
from charteroak.core.reading.sheets import check_size, even_rows
from charteroak.core.tables import (
    Input,
    Output,
    OutputKey,
    Policy,
)

MOST_SHOWN = 9
# What cases call the rows of the tables that collect duties.
DUTIES = "duties"
NUMBERS = Line(Measure.NUMBER)


class Draft(NamedTuple):
    """A table that is being read: its header, its rows as lines, its outputs, then its inputs."""

    heading: Heading
    allowed: TableLine | None
    lines: list[TableLine]
    outputs: list[tuple[Column, Output]]
    inputs: list[tuple[Column, Input, Answers]]


def begin_table(heading: Heading, scope: Scope) -> Draft | None:
    """Return a table with its outputs, and make these known; None where it is beyond the limits."""
    report = scope.report
    if not check_size(heading.sheet, report):
        return None
    lines = list(even_rows(heading.sheet, report))
    first = heading.sheet.rows[:1]
    allowed = lines.pop(0) if lines and lines[:1] == list(first) and not lines[0].cells[0] else None
    if len(heading.sheet.rows) == (allowed is not None):
        report.at(
            heading.sheet.header.place(), Fault("the table has no rows", "a row for each rule")
        )
    draft = Draft(heading, allowed, lines, [], [])
    for column in heading.of(Role.ACT, Role.VALUE, Role.ITEMS):
        draft.outputs.append((column, _output(column, draft, scope)))
    _check_order_of_values(draft, scope)
    return draft


def _check_order_of_values(draft: Draft, scope: Scope) -> None:
    """Report a table P whose row of allowed values does not give its first output an order."""
    if draft.heading.policy is not Policy.PRIORITY or not draft.outputs:
        return
    column, output = draft.outputs[0]
    allowed = draft.allowed
    if not output.values or allowed is None or allowed.cells[column.position] in {"", "-"}:
        found = "a table P needs the order of its first output"
        fault = Fault(found, "a row under the header, its first cell empty, that lists the values")
        scope.report.at(column.cell, fault)


def _output(column: Column, draft: Draft, scope: Scope) -> Output:
    """Return one output, and make it known to the other tables."""
    place = scope.report.place(column.cell.line, column.cell.column)
    if column.role is Role.ITEMS:
        return Output(
            name=ITEMS[key(column.name)].value, items=ITEMS[key(column.name)], place=place
        )
    if column.role is Role.ACT:
        act = scope.acts[key(column.name)].name
        _rule_on(act, column, draft, scope)
        return Output(name=act, act=act, values=_allowed(column, draft, scope), place=place)
    values = _values(column, draft, scope)
    numeric = draft.heading.policy in NUMERIC
    return Output(name=column.name, values=() if numeric else values, place=place)


def _rule_on(act: str, column: Column, draft: Draft, scope: Scope) -> None:
    known = scope.ruled.setdefault(key(act), draft.heading.name)
    if known != draft.heading.name:
        found = f"the table “{known}” rules on “{act}” already"
        scope.report.at(column.cell, Fault(found, "one table for each act"))


def _allowed(column: Column, draft: Draft, scope: Scope) -> tuple[str, ...]:
    """Return the values that the row of allowed values lists for an output, or none."""
    if draft.allowed is None or draft.allowed.cells[column.position] in {"", "-"}:
        return ()
    read = read_direction_list if column.role is Role.ACT else read_value_list
    return scope.report.attempt(draft.allowed.cell(column.position), read) or ()


def _values(column: Column, draft: Draft, scope: Scope) -> tuple[str, ...]:
    """Return the values of an output that is a fact for the next table, and make it known."""
    cell = column.cell.part(column.cell.text.find(column.name), len(column.cell.text))
    if key(column.name) == DUTIES:
        found = f"“{column.name}” is a column of Cases and cannot be the name of an output"
        scope.report.at(cell, Fault(found, "any other name"))
    scope.names.claim(cell, OUTPUT)
    if draft.heading.policy in NUMERIC:
        scope.values.setdefault(
            key(column.name), ValueOutput(column.name, draft.heading.name, NUMBERS)
        )
        return ()
    values = _allowed(column, draft, scope) or tuple(_written(column, draft))
    if values and all(key(value) in DIRECTIONS for value in values):
        acts = [act.name for act in scope.acts.values()]
        found = f"“{column.name}” is not an act, and its cells are directions"
        scope.report.at(cell, Fault(found, listing(acts), word=column.name, candidates=acts))
    numbers = values and all(parse_point(v, Measure.NUMBER) is not None for v in values)
    answers: Answers = NUMBERS if numbers else Choice(values)
    scope.values.setdefault(key(column.name), ValueOutput(column.name, draft.heading.name, answers))
    return values


def _written(column: Column, draft: Draft) -> Iterator[str]:
    """Yield the different values in the cells of an output, in the order of first use."""
    seen = set()
    for line in draft.lines:
        value = line.cells[column.position].strip('"').strip()
        if value and key(value) not in seen:
            seen.add(key(value))
            yield value


# ---- inputs -------------------------------------------------------------------------------------


def read_inputs(draft: Draft, scope: Scope) -> None:
    """Find what each input of a table reads; the outputs of all tables are known by now."""
    seen: set[object] = set()
    for column in draft.heading.of(Role.INPUT):
        found = scope.report.attempt(column.cell, scope.input)
        if found is None:
            continue
        source, answers = found
        if source in seen:
            scope.report.at(
                column.cell, Fault(f"“{shown(column.name)}” is tested twice", "each input once")
            )
        seen.add(source)
        place = scope.report.place(column.cell.line, column.cell.column)
        draft.inputs.append(
            (column, Input(written=column.name, source=source, place=place), answers)
        )
        if draft.allowed is not None and draft.allowed.cells[column.position]:
            scope.report.attempt(
                draft.allowed.cell(column.position),
                partial(read_test, answers=answers, about=column.name),
            )


def check_circles(drafts: Sequence[Draft], scope: Scope) -> None:
    """Report tables that feed each other in a circle, and name it."""
    by_name = {draft.heading.name: draft for draft in drafts}
    done: set[str] = set()
    for draft in drafts:
        _follow(draft, by_name, scope, done)


def _follow(draft: Draft, by_name: dict[str, Draft], scope: Scope, done: set[str]) -> None:
    """Walk to all tables that feed ``draft``; ``path`` holds those between."""
    path = [(draft.heading.name, _fed_by(draft, scope))]
    while path:
        name, feeders = path[-1]
        step = next(feeders, None)
        if step is None:
            done.add(name)
            path.pop()
            continue
        column, feeder = step
        names = [entry[0] for entry in path]
        if feeder in names:
            around = [*names[names.index(feeder) :], feeder][::-1]
            circle = " → ".join(around if len(around) < MOST_SHOWN else [*around[:MOST_SHOWN], "…"])
            fault = Fault(
                f"the tables feed each other in a circle: {circle}", "tables that feed one way"
            )
            scope.report.at(column.cell, fault)
        elif feeder not in done and feeder in by_name:
            path.append((feeder, _fed_by(by_name[feeder], scope)))


def _fed_by(draft: Draft, scope: Scope) -> Iterator[tuple[Column, str]]:
    """Yield the tables whose outputs this one reads, each with the column that reads it."""
    for column, read, _ in draft.inputs:
        if isinstance(read.source, OutputKey):
            name = read.source.name
            yield column, scope.values[name].table if name in scope.values else scope.ruled[name]
