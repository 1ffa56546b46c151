"""The header of a decision table: its hit policy, inputs, outputs and annotations."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from charteroak.core.errors import listing
from charteroak.core.facts import (
    key,
)
from charteroak.core.memo import (
    Kind,
)
from charteroak.core.reading.names import unknown
from charteroak.core.reading.pipe_tables import Sheet, TableLine
from charteroak.core.reading.report import Cell, Fault, Report, shown
from charteroak.core.reading.scope import Scope
from charteroak.core.tables import (
    DUTY_COLUMNS,
    Items,
    Policy,
)

LETTERS = {policy.value: policy for policy in Policy}
NUMERIC = frozenset({Policy.SUM, Policy.SMALLEST, Policy.LARGEST, Policy.COUNT})
SINGLE = frozenset({Policy.UNIQUE, Policy.ANY, Policy.FIRST, Policy.PRIORITY})
# What DMN and its tools write, with the letter of this language.
OTHER_POLICIES = {
    "unique": "U",
    "any": "A",
    "first": "F",
    "priority": "P",
    "collect": "C",
    "rule order": "C",
    "output order": "C",
    "r": "C",
    "o": "C",
    "sum": "C+",
    "min": "C<",
    "max": "C>",
    "count": "C#",
    **{letter.lower(): letter for letter in LETTERS},
}
ANNOTATIONS = ("cite", "see", "reason", "note")
ITEMS = {item.value: item for item in Items}
ASKED = "asked"


class Role(StrEnum):
    """What a column of a decision table is."""

    INPUT = "an input"
    ASKED = "the acts asked for"
    ACT = "an act"
    VALUE = "a value"
    ITEMS = "things to do"
    DUTY = "a column of a duty"
    NOTE = "an annotation"


class Column(NamedTuple):
    """One column after the first: its role, its name without the mark, and its cell."""

    role: Role
    name: str
    position: int
    cell: Cell


class Decision(NamedTuple):
    """A decision table that was found under the heading that names it, before it is read.

    ``part`` is the index of the part of the text that the heading opens.
    """

    name: str
    question: str
    title: Cell
    sheet: Sheet
    part: int


class Heading(NamedTuple):
    """The header of a table, with the cell of the heading that names it."""

    name: str
    question: str
    title: Cell
    sheet: Sheet
    policy: Policy
    columns: list[Column]

    def of(self, *roles: Role) -> list[Column]:
        """Return the columns of some roles, in their order."""
        return [column for column in self.columns if column.role in roles]


def is_decision(header: TableLine) -> bool:
    """Tell whether a table of prose is meant to be a decision table: by its hit policy or marks."""
    if header.cells[0] in LETTERS:
        return True
    marked = any(cell.startswith(">") for cell in header.cells[1:])
    return marked or (key(header.cells[0]) in OTHER_POLICIES and _has_cite(header))


def _has_cite(header: TableLine) -> bool:
    return any(
        key(cell.removeprefix("#")) == "cite" for cell in header.cells if cell.startswith("#")
    )


def read_heading(decision: Decision, scope: Scope) -> Heading | None:
    """Return the header of a decision table, or None after reporting that it has no hit policy."""
    sheet = decision.sheet
    policy = scope.report.attempt(sheet.header.cell(0), _read_policy)
    if policy is None:
        return None
    heading = Heading(decision.name, decision.question, decision.title, sheet, policy, [])
    for index, cell in enumerate(sheet.header.all_cells()):
        column = _column(index, cell, sheet.header, policy, scope) if index else None
        if column is not None:
            heading.columns.append(column)
    _check_order(heading, scope.report)
    _check_outputs(heading, scope)
    return heading


def _read_policy(text: str) -> Policy:
    if text in LETTERS:
        return LETTERS[text]
    right = OTHER_POLICIES.get(key(text), "")
    found = f"“{shown(text)}” is not a hit policy"
    if key(text) in {"r", "rule order", "o", "output order"}:
        found += ": collected rows have no order here, write C, or U where only one row fits"
    raise Fault(found, listing(list(LETTERS)), word=right or text, candidates=[right or "U"])


def _column(
    index: int, cell: Cell, header: TableLine, policy: Policy, scope: Scope
) -> Column | None:
    """Return one column by the mark of its header cell."""
    text = cell.text
    name = " ".join(text.removeprefix(text[:1]).split()) if text[:1] in {">", "#"} else text
    if not name:
        scope.report.at(
            cell, Fault("a column has no name", "a fact, > an output, or # an annotation")
        )
        return None
    if text.startswith("#"):
        return _annotation(name, index, cell, scope)
    if text.startswith(">"):
        return Column(_output_role(name, policy, scope), name, index, cell)
    if key(name) in DUTY_COLUMNS and _after_duty(index, header):
        return Column(Role.DUTY, name, index, cell)
    return Column(Role.ASKED if key(name) == ASKED else Role.INPUT, name, index, cell)


def _after_duty(index: int, header: TableLine) -> bool:
    """Tell whether a column follows ``> duty``, which takes the columns after it without a mark."""
    before = [key(cell.removeprefix(">")) for cell in header.cells[:index] if cell.startswith(">")]
    return Items.DUTY in before


def _annotation(name: str, index: int, cell: Cell, scope: Scope) -> Column | None:
    if key(name) not in ANNOTATIONS:
        fault = unknown(name, "an annotation", ANNOTATIONS, "# cite, # see, # reason, # note")
        scope.report.at(cell, fault)
        return None
    if key(name) == "reason" and scope.header.kind is not Kind.PLAN:
        scope.report.at(cell, Fault("only a plan departs from should with a reason", "# note"))
    return Column(Role.NOTE, key(name), index, cell)


def _output_role(name: str, policy: Policy, scope: Scope) -> Role:
    known = key(name)
    if known in ITEMS:
        return Role.ITEMS
    if known in DUTY_COLUMNS and policy is Policy.COLLECT:
        return Role.DUTY
    return Role.ACT if known in scope.acts else Role.VALUE


def _check_order(heading: Heading, report: Report) -> None:
    """Report columns that stand twice or not in the order inputs, outputs, annotations."""
    reached, seen = 0, set()
    for column in heading.columns:
        rank = RANKS[column.role]
        if rank < reached:
            found = f"{column.role} stands after {'an output' if reached == 1 else 'an annotation'}"
            report.at(column.cell, Fault(found, "inputs, then outputs >, then annotations #"))
        reached = max(reached, rank)
        if (rank, key(column.name)) in seen:
            report.at(column.cell, Fault(f"“{column.name}” stands twice", "each column once"))
        seen.add((rank, key(column.name)))
    if not any(column.name == "cite" for column in heading.of(Role.NOTE)):
        allowed = "a column # cite: every row rests on something"
        report.at(heading.sheet.header.place(), Fault("the table has no column # cite", allowed))


RANKS = {
    Role.INPUT: 0,
    Role.ASKED: 0,
    Role.ACT: 1,
    Role.VALUE: 1,
    Role.ITEMS: 1,
    Role.DUTY: 1,
    Role.NOTE: 2,
}


def _check_outputs(heading: Heading, scope: Scope) -> None:
    """Report outputs that the hit policy does not allow."""
    outputs = heading.of(Role.ACT, Role.VALUE, Role.ITEMS, Role.DUTY)
    if not outputs:
        fault = Fault("the table has no output", "a column > OUTPUT: an act, a value, or duty")
        scope.report.at(heading.sheet.header.place(), fault)
    elif heading.policy is Policy.COLLECT:
        _check_collect(outputs, scope.report)
    else:
        _check_single(heading, outputs, scope.report)


def _check_collect(outputs: Sequence[Column], report: Report) -> None:
    """Report what a collect table cannot collect, and the columns of a duty out of their order."""
    allowed = f"one of {listing(list(ITEMS))}; acts and values stand in tables of their own"
    first = outputs[0]
    if first.role is not Role.ITEMS:
        report.at(first.cell, Fault(f"a table C cannot collect “{first.name}”", allowed))
        return
    position = -1
    for column in outputs[1:]:
        if column.role is not Role.DUTY:
            found = f"a table that collects “{first.name}” cannot also give “{column.name}”"
            report.at(column.cell, Fault(found, allowed))
        elif key(first.name) != Items.DUTY:
            found = f"“{column.name}” belongs to a duty, not to “{first.name}”"
            report.at(column.cell, Fault(found, "a table of its own: > duty"))
        elif DUTY_COLUMNS.index(key(column.name)) <= position:
            fault = Fault(
                f"“{column.name}” stands out of its order", listing(["duty", *DUTY_COLUMNS])
            )
            report.at(column.cell, fault)
        else:
            position = DUTY_COLUMNS.index(key(column.name))


def _check_single(heading: Heading, outputs: Sequence[Column], report: Report) -> None:
    """Report things to do, acts where numbers are collected, and *asked*, outside a table C."""
    for column in outputs:
        if column.role is Role.ITEMS:
            found = f"“{column.name}” is collected, and {heading.policy} gives one row"
            report.at(column.cell, Fault(found, "C as the hit policy", word="C", candidates=("C",)))
        elif column.role is Role.ACT and heading.policy in NUMERIC:
            found = f"{heading.policy} counts, and “{column.name}” is an act"
            report.at(column.cell, Fault(found, listing([p.value for p in Policy if p in SINGLE])))
    for column in heading.of(Role.ASKED):
        fault = Fault("“asked” restricts things to do, not what is decided", "a table with C")
        report.at(column.cell, fault)
