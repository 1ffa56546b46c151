"""What a memo makes of the texts above it, and what those make of each other."""

from __future__ import annotations

from collections.abc import Iterator

from charteroak.core.checking.examination import Examination
from charteroak.core.checking.report import Code, Finding
from charteroak.core.diagram import Node
from charteroak.core.directions import DEFINITE, Direction, Saying, Verdict
from charteroak.core.errors import Place
from charteroak.core.layers import Judgement, Outcome, judged, quoted, row_of
from charteroak.core.library import Library
from charteroak.core.memo import Kind


def layer_findings(exam: Examination) -> Iterator[Finding]:
    """Yield where texts contradict each other, and where the memo contradicts what binds it."""
    for act in exam.guidance.acts:
        yield from _between_texts(exam, act)
    if exam.memo.kind is not Kind.LAW:
        for act in exam.own.act_tables:
            yield from _against_binding(exam, act)


def fallback_findings(exam: Examination) -> Iterator[Finding]:
    """Yield the acts that a memo or plan rules on and leaves without a word for *not sure*."""
    if exam.memo.kind in {Kind.MEMO, Kind.PLAN}:
        for act, (table, column) in exam.own.act_tables.items():
            if exam.memo.fallback(act) is None:
                message = f"“When not sure” says nothing of “{act}”, which this text rules on."
                place = table.outputs[column].place
                yield exam.finding(Code.NO_FALLBACK, place, message)


def missing_findings(exam: Examination, library: Library) -> Iterator[Finding]:
    """Yield the texts that the memo adopts or rests on and that are not in force.

    A memo may rest on a law that comes later, so that it answers under it from that day on; what
    is adopted has to be in force from the first day.
    """
    memo = exam.memo
    for text in dict.fromkeys([*((memo.adopts,) if memo.adopts else ()), *memo.rests_on]):
        shelf = library.shelf(text)
        if shelf.in_force(exam.day) is None:
            verb = "adopts" if text == memo.adopts else "rests on"
            message = f"No version of {text}, which this text {verb}, is in force on these days."
            to_come = verb == "rests on" and shelf.comes_after(exam.day)
            code = Code.COMES_LATER if to_come else Code.NOTHING_IN_FORCE
            yield exam.finding(code, Place(file=memo.file, line=1), message)


def _between_texts(exam: Examination, act: str) -> Iterator[Finding]:
    """Report each pair of rows of which one contradicts the other, other than the memo's own."""
    verdict = exam.guidance.verdict(act)
    pairs = {
        (saying, found.binding): None
        for found in exam.diagram.outcomes(verdict)
        for saying in found.against
    }
    for saying, binding in pairs:
        own = exam.index in {saying.text, binding.text}
        if not own or _same_level(exam, saying, binding):
            region = _contradicting(exam, verdict, saying, binding)
            yield _texts_conflict(exam, act, saying, binding, region)


def _contradicting(exam: Examination, verdict: Node, saying: Saying, binding: Saying) -> Node:
    def holds(found: Verdict) -> bool:
        return found.binding == binding and saying in found.against

    return exam.diagram.where(verdict, holds)


def _same_level(exam: Examination, one: Saying, other: Saying) -> bool:
    """Tell whether must and must not stand on one level, so that nothing binds."""
    levels = exam.guidance.levels
    directions = {one.ruling.direction, other.ruling.direction}
    return levels[one.text] == levels[other.text] and directions == DEFINITE


def _texts_conflict(
    exam: Examination, act: str, saying: Saying, binding: Saying, region: Node
) -> Finding:
    first, second = quoted(exam.guidance, act, binding), quoted(exam.guidance, act, saying)
    where = exam.where(region)
    if _same_level(exam, saying, binding):
        message = f"Two texts of one level contradict each other on “{act}”: {first}, {second}"
        message += f", in {where}. The request is referred."
        code = Code.CONTRADICTORY_TEXTS
    else:
        message = f"On “{act}” {first} and binds, against it {second}, in {where}."
        code = Code.TEXTS_CONFLICT
    example = exam.counter_example(
        exam.diagram.example(region, bool) or {},
        [act],
        name=f"{act}: texts contradict",
        note="two texts contradict each other here",
    )
    place = row_of(exam.guidance, act, saying).place
    return exam.finding(code, place, message, region=region, example=example)


def _against_binding(exam: Examination, act: str) -> Iterator[Finding]:
    """Report the memo's own rows that say what the texts above do not allow."""
    node = judged(exam.guidance, act, exam.index)
    found: dict[tuple[Code, int], list[Judgement]] = {}
    for judgement in exam.diagram.outcomes(node):
        code = _code(judgement)
        if code is not None:
            found.setdefault((code, judgement.below.row), []).append(judgement)
    for (code, _), judgements in sorted(found.items(), key=lambda each: each[0][1]):
        yield _contradiction(exam, act, code, judgements, node)


def _code(judgement: Judgement) -> Code | None:
    """Return what kind of finding a judgement is; None where the memo keeps within its limits."""
    if judgement.outcome is Outcome.DEPARTS_WITHOUT_REASON:
        return Code.DEPARTS
    if judgement.outcome is not Outcome.CONFLICTS:
        return None
    refers = judgement.ruling.direction is Direction.REFER
    if judgement.by_bounds:
        return Code.REFERS_ELSEWHERE if refers else Code.LOOSENS_BOUND
    return Code.OUTRANKED if refers else Code.CONTRADICTS


def _contradiction(
    exam: Examination, act: str, code: Code, judgements: list[Judgement], node: Node
) -> Finding:
    wanted = set(judgements)
    region = exam.diagram.where(node, lambda judgement: judgement in wanted)
    row = row_of(exam.guidance, act, judgements[0].below)
    bound_by = [each.above for each in judgements if each.above is not None]
    above = [quoted(exam.guidance, act, saying) for saying in bound_by]
    verb = {
        Code.CONTRADICTS: "contradicts the text above it",
        Code.DEPARTS: "departs from it without a reason",
        Code.LOOSENS_BOUND: "drops or loosens its bounds",
        Code.REFERS_ELSEWHERE: "refers to somebody else and does not bind",
        Code.OUTRANKED: "cannot lift it and does not bind",
    }[code]
    message = (
        f"Row {row.name} says “{act}: {judgements[0].says}” where "
        f"{'; '.join(dict.fromkeys(above))}: it {verb} in {exam.where(region)}."
    )
    example = exam.counter_example(
        exam.diagram.example(region, bool) or {},
        [act],
        name=f"{act}: row {row.name} against the text above",
        note=f"row {row.name} {verb}",
    )
    return exam.finding(code, row.place, message, region=region, example=example)
