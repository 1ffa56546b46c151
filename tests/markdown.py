"""Writes the tree of a text as the Markdown that it could have been read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from charteroak.core.facts import (
    Answers,
    Choice,
    ChoiceTest,
    Fact,
    FactKey,
    Line,
    LineTest,
    Test,
)
from charteroak.core.measures import Measure, Span, show_point
from charteroak.core.memo import Guarantee, Memo
from charteroak.core.tables import InputKey, LawAct, Row, Table


def markdown(memo: Memo) -> str:
    """Return ``memo`` as Markdown."""
    return "\n".join([*_front(memo), *_body(memo)]) + "\n"


def _front(memo: Memo) -> Iterator[str]:
    yield "---"
    yield f"text: {memo.id.text}"
    yield f"version: {memo.id.version}"
    yield f"kind: {memo.kind}"
    yield from [f"level: {memo.level}"] if memo.level else []
    yield f"title: {memo.title}"
    end = f", to: {memo.in_force.end}" if memo.in_force.end else ""
    yield f"in force: {{from: {memo.in_force.start}{end}}}"
    yield from [f"adopts: {memo.adopts}"] if memo.adopts else []
    for name, values in (
        ("uses", memo.uses),
        ("rests on", memo.rests_on),
        ("law levels", memo.law_levels),
        ("guidance levels", memo.guidance_levels),
    ):
        yield from [f"{name}: [{', '.join(values)}]"] if values else []
    yield "---"


def _body(memo: Memo) -> Iterator[str]:
    facts = {FactKey.of(fact): fact for fact in memo.known_facts()}
    rows = [[fact.name, fact.question, answers(fact.answers)] for fact in memo.facts]
    yield from _sheet("## Facts", ["fact", "question", "answers"], rows)
    yield from _sheet("## Acts", ["act", "question"], [[a.name, a.question] for a in memo.acts])
    if memo.tables:
        yield "\n## Rules"
    for table in memo.tables:
        yield from _table(table, facts)
    fallbacks = [[f.act or "any other act", str(f.ruling), _cites(f.cites)] for f in memo.fallbacks]
    yield from _sheet("## When not sure", ["act", "direction", "cite"], fallbacks)
    citations = [[c.cite, c.grade, "; ".join(s.words for s in c.statuses)] for c in memo.citations]
    yield from _sheet("## Citations", ["cite", "grade", "status"], citations)
    guarantees = [[g.name, _guarantee(g, facts), _cites(g.cites)] for g in memo.guarantees]
    yield from _sheet("## Guarantees", ["name", "guarantee", "cite"], guarantees)


def _sheet(heading: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield f"\n{heading}\n"
        yield _line(header)
        yield _line(["---"] * len(header))
        yield from map(_line, rows)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cites(cites: Sequence[str]) -> str:
    return "; ".join(cites)


def _table(table: Table, facts: dict[FactKey, Fact]) -> Iterator[str]:
    inputs = [_source(column.source, facts) for column in table.inputs]
    outputs = [f"> {output.name}" for output in table.outputs]
    reasons = any(row.reason for row in table.rows)
    notes = ["# cite", *(["# reason"] if reasons else [])]
    header = [table.policy.value, *inputs, *outputs, *notes]
    yield f"\n### {table.name}\n"
    yield _line(header)
    yield _line(["---"] * len(header))
    if table.outputs[0].values:
        values = [", ".join(f'"{v}"' if "," in v else v for v in o.values) for o in table.outputs]
        yield _line(["", *([""] * len(inputs)), *values, *([""] * len(notes))])
    yield from (_line(_row(row, table, facts, reasons=reasons)) for row in table.rows)


def _row(row: Row, table: Table, facts: dict[FactKey, Fact], *, reasons: bool) -> list[str]:
    tests = [
        cell(test, _measure(column.source, facts))
        for column, test in zip(table.inputs, row.tests, strict=True)
    ]
    results = [_result(result) for result in row.results]
    return [row.name, *tests, *results, _cites(row.cites), *([row.reason] if reasons else [])]


def _result(result: object) -> str:
    return show_point(result, Measure.NUMBER) if isinstance(result, Fraction) else str(result)


def _source(source: InputKey, facts: dict[FactKey, Fact]) -> str:
    if isinstance(source, FactKey):
        return facts[source].name
    return f"law: {source.act}" if isinstance(source, LawAct) else source.name


def _measure(source: InputKey, facts: dict[FactKey, Fact]) -> Measure:
    given = facts[source].answers if isinstance(source, FactKey) else None
    return given.measure if isinstance(given, Line) else Measure.NUMBER


def answers(given: Answers) -> str:
    """Return the cell that declares what may be answered."""
    if isinstance(given, Choice):
        return (" < " if given.ordered else ", ").join(given.values)
    assert isinstance(given, Line)
    whole = f" {_range(given.whole, given.measure)}" if given.whole != Span() else ""
    return f"{given.measure}{whole} {given.unit}".strip()


def cell(test: Test, measure: Measure) -> str:
    """Return the cell of a test."""
    if test is None:
        return "-"
    if isinstance(test, ChoiceTest):
        return ", ".join(sorted(test.values))
    return ", ".join(_span(span, measure) for span in test.spans)


def _span(span: Span, measure: Measure) -> str:
    if span.start and span.end:
        return _range(span, measure)
    if span.start:
        return f"{'>=' if span.start[1] == 0 else '>'} {show_point(span.start[0], measure)}"
    assert span.end
    return f"{'<' if span.end[1] == 0 else '<='} {show_point(span.end[0], measure)}"


def _range(span: Span, measure: Measure) -> str:
    """Return ``[0..48)``: a cut of side 0 stands before its point."""
    start = show_point(span.start[0], measure) if span.start else ""
    end = show_point(span.end[0], measure) if span.end else ""
    opening = "(" if span.start and span.start[1] == 1 else "["
    if span.end and span.end[1] == 0 and measure.stepped:
        end = show_point(span.end[0] - 1, measure)
        return f"{opening}{start}..{end}]"
    return f"{opening}{start}..{end}{')' if span.end and span.end[1] == 0 else ']'}"


def _guarantee(guarantee: Guarantee, facts: dict[FactKey, Fact]) -> str:
    head = "always" if guarantee.always else "never"
    directions = " or ".join(sorted(guarantee.directions))
    conditions = [
        _condition(_source(c.source, facts), c.test, _measure(c.source, facts))
        for c in guarantee.conditions
    ]
    when = f" when {' and '.join(conditions)}" if conditions else ""
    return f"{head} {guarantee.act} {directions}{when}"


def _condition(name: str, test: ChoiceTest | LineTest, measure: Measure) -> str:
    if isinstance(test, ChoiceTest):
        return f"{name} = {' or '.join(sorted(test.values))}"
    (span,) = test.spans
    if span.start and span.end:
        return f"{name} = {show_point(span.start[0], measure)}"
    return f"{name} {_span(span, measure)}"
