"""The proofs of single tables: complete, consistent, alive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charteroak.core.checking.examination import Examination
from charteroak.core.checking.report import Code, Finding
from charteroak.core.diagram import Node
from charteroak.core.facts import (
    Fact,
    FactKey,
    key,
)
from charteroak.core.guidance import CompiledTable
from charteroak.core.memo import (
    Kind,
)
from charteroak.core.regions import outcomes_where
from charteroak.core.tables import (
    OutputKey,
    Policy,
    Table,
)

ONE_DECIDES = frozenset({Policy.UNIQUE, Policy.ANY, Policy.FIRST, Policy.PRIORITY})
NEEDS_A_ROW = ONE_DECIDES | {Policy.SMALLEST, Policy.LARGEST}
MOST_PAIRS = 50


def table_findings(exam: Examination) -> Iterator[Finding]:
    """Yield what is wrong with the memo's own tables, one by one."""
    for source in exam.memo.tables:
        table = exam.own.table(source)
        if source.policy in NEEDS_A_ROW:
            yield from _incomplete(exam, table)
        if source.policy in {Policy.UNIQUE, Policy.ANY}:
            yield from _clashes(exam, table)
        yield from _dead_rows(exam, table)


def idle_findings(exam: Examination) -> Iterator[Finding]:
    """Yield the facts of the memo's own that can never matter, and outputs that nothing reads."""
    if exam.memo.kind is Kind.VOCABULARY:
        return
    matter = levels_that_matter(exam)
    for fact in exam.memo.facts:
        if exam.space.level.get(FactKey.of(fact)) not in matter:
            why = _why_idle(exam, fact)
            message = f"The answer to “{fact.name}” never makes a difference{why}."
            yield exam.finding(Code.IDLE_FACT, fact.place, message)
    if any(output.act or output.items for table in exam.memo.tables for output in table.outputs):
        for table, column in _unread(exam):
            output = table.outputs[column]
            message = f"No table reads “{output.name}”, which the table “{table.name}” gives."
            yield exam.finding(Code.IDLE_OUTPUT, output.place, message)


def levels_that_matter(exam: Examination) -> set[int]:
    """Return the levels on which something depends that the memo itself gives.

    That is which row decides an act, which things there are to do, and the value of an output
    that no other table reads.
    """
    matter: set[int] = set()
    for source in exam.memo.tables:
        if source.items is not None:
            for guard in exam.own.table(source).guards:
                matter |= exam.diagram.support(guard)
        elif any(output.act for output in source.outputs):
            matter |= exam.diagram.support(exam.own.table(source).hit)
    for source, column in _unread(exam):
        table = exam.own.table(source)
        node = table.hit if source.policy in ONE_DECIDES else table.value(column)
        matter |= exam.diagram.support(node)
    return matter


def _incomplete(exam: Examination, table: CompiledTable) -> Iterator[Finding]:
    """Find situations that no row fits, though every table that feeds this one has a value."""
    source, diagram = table.source, exam.diagram
    node = table.hit if source.policy in ONE_DECIDES else table.value(0)
    region = diagram.where(node, lambda value: value is None)
    for column in source.inputs:
        if isinstance(column.source, OutputKey) and region != diagram.false:
            region = diagram.both(region, _has_value(exam, column.source))
    answers = diagram.example(region, bool)
    if answers is None:
        return
    message = f"No row of “{source.name}” fits {exam.where(region)}."
    acts = _acts(source)
    example = exam.counter_example(
        answers, acts, name=f"gap in {source.name}", note="no row fits; write what it should say"
    )
    yield exam.finding(Code.INCOMPLETE, source.place, message, region=region, example=example)


def _has_value(exam: Examination, source: OutputKey) -> Node:
    """Return where an output that feeds a table is not itself in a gap; acts never are."""
    if key(source.name) in {key(act) for act in exam.own.act_tables}:
        return exam.diagram.true
    return exam.diagram.where(exam.own.value(source.name), lambda value: value is not None)


def _clashes(exam: Examination, table: CompiledTable) -> Iterator[Finding]:
    """Find pairs of rows that fit one situation, in U at all, in A with different results."""
    pairs = list(_clashing_pairs(exam, table))
    for first, second, region in pairs[:MOST_PAIRS]:
        yield _clash(exam, table, first, second, region)
    if len(pairs) > MOST_PAIRS:
        message = f"“{table.source.name}” has {len(pairs) - MOST_PAIRS} more such pairs of rows."
        code = _clash_code(table.source)
        yield exam.finding(code, table.source.place, message)


def _clashing_pairs(exam: Examination, table: CompiledTable) -> Iterator[tuple[int, int, Node]]:
    """Yield the pairs, the earlier row first, with the situations that both fit.

    Only a row that an earlier one decides for somewhere can clash with an earlier one.
    """
    rows, guards, diagram = table.source.rows, table.guards, exam.diagram
    unique = table.source.policy is Policy.UNIQUE
    for second, guard in enumerate(guards):
        if not _is_forestalled(exam, table, second):
            continue
        for first in range(second):
            if unique or rows[first].results != rows[second].results:
                region = diagram.both(guards[first], guard)
                if region != diagram.false:
                    yield first, second, region


def _is_forestalled(exam: Examination, table: CompiledTable, row: int) -> bool:
    """Tell whether another row decides in some situation that ``row`` fits."""
    return any(hit != row for hit in outcomes_where(exam.diagram, table.guards[row], table.hit))


def _clash(
    exam: Examination, table: CompiledTable, first: int, second: int, region: Node
) -> Finding:
    source = table.source
    names = _named(source, (first, second))
    if source.policy is Policy.UNIQUE:
        rule = "In a table marked U at most one row may fit"
    else:
        rule = "In a table marked A rows that fit together must agree"
    message = f"{names} of “{source.name}” both fit {exam.where(region)}. {rule}."
    example = exam.counter_example(
        exam.diagram.example(region, bool) or {},
        _acts(source),
        name=f"{source.name}: {names}",
        note=f"{names} both fit; write which it should be",
    )
    place, code = source.rows[second].place, _clash_code(source)
    return exam.finding(code, place, message, region=region, example=example)


def _clash_code(source: Table) -> Code:
    return Code.OVERLAP if source.policy is Policy.UNIQUE else Code.DISAGREE


def _dead_rows(exam: Examination, table: CompiledTable) -> Iterator[Finding]:
    """Find rows that never decide: that fit no situation, or only where another row decides."""
    source, diagram = table.source, exam.diagram
    deciding = set(diagram.outcomes(table.hit)) if source.policy in ONE_DECIDES else set()
    for index, (row, guard) in enumerate(zip(source.rows, table.guards, strict=True)):
        if guard == diagram.false:
            message = f"{_named(source, [index])} of “{source.name}” fits no possible situation."
            yield exam.finding(Code.IMPOSSIBLE_ROW, row.place, message)
        elif source.policy in ONE_DECIDES and index not in deciding:
            yield from _shadowed(exam, table, index)


def _shadowed(exam: Examination, table: CompiledTable, index: int) -> Iterator[Finding]:
    """Report a row that fits only where other rows decide, with those rows."""
    source, row = table.source, table.source.rows[index]
    others = outcomes_where(exam.diagram, table.guards[index], table.hit)
    names = _named(source, sorted(others))
    message = f"{_named(source, [index])} of “{source.name}” never decides: wherever it fits, "
    message += f"{names[0].lower()}{names[1:]} {_verb(others, 'decide')}"
    if source.policy in {Policy.FIRST, Policy.PRIORITY}:
        yield exam.finding(Code.SHADOWED_ROW, row.place, f"{message}.")
    elif source.policy is Policy.ANY:
        message += ", and the result is the same."
        yield exam.finding(Code.REDUNDANT_ROW, row.place, message)


def _unread(exam: Examination) -> Iterator[tuple[Table, int]]:
    """Yield the tables and columns of the outputs, not acts or items, that no table reads."""
    read = {
        key(column.source.name)
        for table in exam.memo.tables
        for column in table.inputs
        if isinstance(column.source, OutputKey)
    }
    for table in exam.memo.tables:
        for column, output in enumerate(table.outputs):
            if output.act is None and output.items is None and key(output.name) not in read:
                yield table, column


def _why_idle(exam: Examination, fact: Fact) -> str:
    tested = any(
        column.source == FactKey.of(fact) for table in exam.memo.tables for column in table.inputs
    )
    return "" if tested else ": no table asks for it"


def _acts(source: Table) -> list[str]:
    return [output.act for output in source.outputs if output.act]


def _named(source: Table, rows: Sequence[int]) -> str:
    """Return *Row 3*, or *Rows 1, 2 and 4*."""
    names = [source.rows[row].name for row in rows]
    if len(names) == 1:
        return f"Row {names[0]}"
    return f"Rows {', '.join(names[:-1])} and {names[-1]}"


def _verb(rows: Sequence[int], verb: str) -> str:
    return f"{verb}s" if len(rows) == 1 else verb
