"""The proof of guarantees: of what binds, and of what applies when a person is not sure."""

from __future__ import annotations

from collections.abc import Iterator

from charteroak.core.checking.examination import Examination
from charteroak.core.checking.report import Code, Finding
from charteroak.core.diagram import Node
from charteroak.core.directions import Ruling
from charteroak.core.guidance import CompiledText
from charteroak.core.memo import Fallback, Guarantee, Kind


def guarantee_findings(exam: Examination) -> Iterator[Finding]:
    """Yield the guarantees of the memo, and of the guidance it adopts or rests on, that fail.

    The guarantees of law speak of what that law says, and are proven where it is checked itself.
    """
    for text in exam.guidance.compiled:
        if text is exam.own or text.memo.kind is not Kind.LAW:
            for guarantee in text.memo.guarantees:
                yield from _guarantee(exam, text, guarantee)


def _guarantee(exam: Examination, text: CompiledText, guarantee: Guarantee) -> Iterator[Finding]:
    condition = exam.diagram.true
    for each in guarantee.conditions:
        condition = exam.diagram.both(condition, text.fits(each.source, each.test))
    if condition == exam.diagram.false:
        if text is exam.own:
            message = f"{_named(exam, text, guarantee)} says nothing: its conditions never hold."
            place = guarantee.place
            yield exam.finding(Code.GUARANTEE_EMPTY, place, message)
        return
    yield from _broken(exam, text, guarantee, condition)
    yield from _broken_when_not_sure(exam, text, guarantee, condition)


def breaks(guarantee: Guarantee, ruling: Ruling) -> bool:
    """Tell whether ``ruling`` is what ``guarantee`` rules out under its conditions."""
    return (ruling.direction.value in guarantee.directions) is not guarantee.always


def _broken(
    exam: Examination, text: CompiledText, guarantee: Guarantee, condition: Node
) -> Iterator[Finding]:
    """Find situations under the conditions in which what binds breaks the guarantee."""

    def broken(holds: bool, ruling: Ruling) -> Ruling | None:  # noqa: FBT001 - values of diagrams
        return ruling if holds and breaks(guarantee, ruling) else None

    node = exam.diagram.combine(broken, condition, exam.guidance.ruling(guarantee.act))
    answers = exam.diagram.example(node, lambda ruling: ruling is not None)
    if answers is None:
        return
    region = exam.diagram.where(node, lambda ruling: ruling is not None)
    name = _named(exam, text, guarantee)
    message = f"{name} does not hold in {exam.where(region)}."
    example = exam.counter_example(
        answers,
        [guarantee.act],
        name=f"against {guarantee.written}",
        note="a guarantee rules this out; write what it should say",
    )
    yield exam.finding(
        Code.GUARANTEE_BROKEN,
        guarantee.place,
        message,
        region=region,
        example=example,
    )


def _broken_when_not_sure(
    exam: Examination, text: CompiledText, guarantee: Guarantee, condition: Node
) -> Iterator[Finding]:
    """Find where a person knows that the conditions hold and *When not sure* breaks the guarantee.

    *When not sure* applies where the truth of facts that a person is not sure of makes a
    difference.  If it does for some facts, it does for one of them alone, as the others can be
    changed one after another; so it is enough to look at each fact.
    """
    fallback = exam.memo.fallback(guarantee.act)
    if fallback is None or not breaks(guarantee, fallback.ruling):
        return
    for level in sorted(exam.diagram.support(exam.guidance.ruling(guarantee.act))):
        node = _open_under(exam, guarantee.act, condition, level)
        answers = exam.diagram.example(node, bool)
        if answers is not None:
            yield _unsure_finding(exam, text, guarantee, fallback, (answers, level))
            return


def _open_under(exam: Examination, act: str, condition: Node, level: int) -> Node:
    """Return the sets of rulings that not being sure of ``level`` leaves open, if more than one.

    False where the ruling is the same whatever the answer, or an answer breaks the conditions.
    """
    diagram, ruling = exam.diagram, exam.guidance.ruling(act)
    answers = range(diagram.arity[level])
    for answer in answers if level in diagram.support(condition) else ():
        condition = diagram.both(condition, diagram.restrict(condition, {level: answer}))
    if condition == diagram.false:
        return condition

    def left_open(holds: bool, *rulings: Ruling) -> frozenset[Ruling] | bool:  # noqa: FBT001
        return frozenset(rulings) if holds and len(set(rulings)) > 1 else False

    branches = [diagram.restrict(ruling, {level: answer}) for answer in answers]
    return diagram.combine(left_open, condition, *branches)


def _unsure_finding(
    exam: Examination,
    text: CompiledText,
    guarantee: Guarantee,
    fallback: Fallback,
    situation: tuple[dict[int, int], int],
) -> Finding:
    answers, level = situation
    message = (
        f"{_named(exam, text, guarantee)} does not hold when a person is not sure of "
        f"“{exam.space.name(level)}”: then “{guarantee.act}: {fallback.ruling}” applies."
    )
    example = exam.counter_example(
        answers,
        [guarantee.act],
        name=f"not sure, against {guarantee.written}",
        note="a guarantee rules this out, and “When not sure” says it",
        unsure=[level],
    )
    code = Code.GUARANTEE_BROKEN_WHEN_NOT_SURE
    return exam.finding(code, fallback.place, message, example=example)


def _named(exam: Examination, text: CompiledText, guarantee: Guarantee) -> str:
    """Return *The guarantee “…”*, with its text where it is not the memo's own."""
    whose = "" if text is exam.own else f" of {text.memo.id}"
    return f"The guarantee “{guarantee.written}”{whose}"
