"""The memo's own cases, answered as a desk would and held against what they expect."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from charteroak.core.answer import ActAnswer, Answer, answer
from charteroak.core.checking.examination import Examination
from charteroak.core.checking.report import Code, Finding
from charteroak.core.directions import Ruling
from charteroak.core.errors import CharterOakError
from charteroak.core.facts import (
    key,
)
from charteroak.core.items import Item
from charteroak.core.memo import (
    Case,
    Expected,
)
from charteroak.core.reason import outcomes_under
from charteroak.core.situation import Request, Situation, resolve
from charteroak.core.tables import (
    Items,
)

NOT_SETTLED = "not settled"
ITEMS = {
    "duties": Items.DUTY,
    "duty": Items.DUTY,
    "say": Items.SAY,
    "do": Items.DO,
    "do not": Items.DO_NOT,
    "call": Items.CALL,
    "write down": Items.WRITE_DOWN,
}


def case_findings(exam: Examination) -> Iterator[Finding]:
    """Yield the cases of this segment whose expectations are not met.

    A case with a day is answered in the segment that holds it, a case without one in every
    segment.
    """
    for case in exam.memo.cases:
        if case.on is None or exam.period.holds(case.on):
            yield from _case(exam, case)


def cases_never_run(exam: Examination) -> Iterator[Finding]:
    """Yield the cases whose day lies outside the memo's time in force."""
    whole = exam.memo.in_force
    for case in exam.memo.cases:
        if case.on is not None and not whole.holds(case.on):
            message = f"Case {case.name} is for {case.on}, when {exam.memo.id} is not in force."
            yield exam.finding(Code.CASE_FAILS, case.place, message)


def _case(exam: Examination, case: Case) -> Iterator[Finding]:
    try:
        differences = list(_differences(exam, case))
    except CharterOakError as error:
        differences = [str(error)]
    for difference in differences:
        message = f"Case {case.name} {difference}"
        yield exam.finding(Code.CASE_FAILS, case.place, message)


def _differences(exam: Examination, case: Case) -> Iterator[str]:
    """Yield what the case expects and what came instead."""
    request = _request(case, case.asked)
    given = answer(exam.guidance, request, interview=False, reasons=False)
    known = [act.name for act in exam.memo.known_acts()]
    acts = {key(act): act for act in (*known, *exam.guidance.acts)}
    for expected in case.expected:
        if key(expected.output) in ITEMS:
            yield from _items(exam, given, expected)
        elif key(expected.output) in acts:
            yield from _act(exam, case, given, acts[key(expected.output)], expected)
        else:
            yield from _value(exam, resolve(exam.guidance, request), expected)


def _request(case: Case, acts: tuple[str, ...]) -> Request:
    facts = {f"{fact.text}: {fact.name}": value or "not sure" for fact, value in case.given}
    return Request(acts=acts, facts=facts, paper=case.paper)


def _act(
    exam: Examination, case: Case, given: Answer, act: str, expected: Expected
) -> Iterator[str]:
    found = {direction.act: direction for direction in given.directions}
    if act not in found:
        alone = answer(exam.guidance, _request(case, (act,)), interview=False, reasons=False)
        found = {direction.act: direction for direction in alone.directions}
    if not _as_expected(found[act].ruling, expected):
        wanted = expected.ruling or expected.words or NOT_SETTLED
        yield f"expects “{act}: {wanted}”, and the answer is “{_said(found[act])}”."


def _as_expected(ruling: Ruling | None, expected: Expected) -> bool:
    if expected.ruling is None:
        return ruling is None
    if ruling is None or ruling.direction is not expected.ruling.direction:
        return False
    return not expected.ruling.bounds or ruling.bounds == expected.ruling.bounds


def _said(direction: ActAnswer) -> str:
    if direction.ruling is None:
        possible = " or ".join(map(str, direction.possible))
        return f"{NOT_SETTLED}: {possible}, depending on {', '.join(direction.depends_on)}"
    if direction.by_fallback:
        return f"{direction.ruling} (When not sure, for {', '.join(direction.depends_on)})"
    rows = ", ".join(f"{row.text} {row.table} row {row.row}" for row in direction.rows)
    return f"{direction.ruling} ({rows})" if rows else str(direction.ruling)


def _value(exam: Examination, situation: Situation, expected: Expected) -> Iterator[str]:
    """Compare an output that is not an act."""
    node = exam.own.value(expected.output)
    leaves = outcomes_under(exam.diagram, node, situation.answers)
    values = [_shown(exam.diagram.value(leaf)) for leaf in leaves]
    came = values[0] if len(values) == 1 else NOT_SETTLED
    if key(came) != key(expected.words):
        yield f"expects “{expected.output}: {expected.words}”, and the answer is “{came}”."


def _shown(value: str | Fraction | None) -> str:
    if value is None:
        return "no value"
    if isinstance(value, Fraction):
        return str(int(value)) if value.denominator == 1 else f"{float(value):g}"
    return value


def _items(exam: Examination, given: Answer, expected: Expected) -> Iterator[str]:
    """Compare the rows of the memo's own that apply with those expected.

    A row that applies only if facts not known or not sure lie so may be expected or left out.
    """
    kind = ITEMS[key(expected.output)]
    own = [item for item in given.items if item.kind is kind and item.row.text == exam.memo.id]
    certain = [item for item in own if item.certain]
    wanted = {key(name) for name in expected.rows or ()}
    missing = wanted - {name for item in own for name in _names(item)}
    if missing or not all(wanted & _names(item) for item in certain):
        came = ", ".join(sorted(item.row.row for item in certain)) or "none"
        rows = ", ".join(sorted(expected.rows or ())) or "none"
        yield f"expects {expected.output}: {rows}; the rows that apply are: {came}."


def _names(item: Item) -> set[str]:
    """Return the names under which a case may list an item."""
    return {key(item.row.row), key(f"{item.row.table} {item.row.row}")}
