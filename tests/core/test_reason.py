"""Smallest reasons and nearest changes against brute force."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from charteroak.core import reason
from charteroak.core.diagram import Diagram
from charteroak.core.reason import nearest_changes, outcomes_under, smallest_reason
from core.test_diagram import Function, build, functions

Case = tuple[list[int], list[Function]]


def possible(function: Function, known: dict[int, int]) -> set[str]:
    """Return the values that ``known`` answers leave possible."""
    return {
        value
        for each, value in function.items()
        if all(each[level] == answer for level, answer in known.items())
    }


@given(functions(), st.data())
def test_a_reason_forces_the_outcome_and_no_smaller_one_does(
    case: Case, data: st.DataObject
) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    node = build(diagram, function)
    truth = data.draw(st.sampled_from(sorted(function)))
    answers = dict(enumerate(truth))
    levels = smallest_reason(diagram, node, answers, diagram.terminal(function[truth]))

    assert possible(function, {lv: truth[lv] for lv in levels}) == {function[truth]}
    for smaller in combinations(range(len(arity)), max(0, len(levels) - 1)):
        if levels:
            assert len(possible(function, {lv: truth[lv] for lv in smaller})) > 1


@given(functions(), st.data())
def test_the_nearest_changes_are_all_the_smallest_ones(case: Case, data: st.DataObject) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    node = build(diagram, function)
    truth = data.draw(st.sampled_from(sorted(function)))
    found = nearest_changes(
        diagram, node, dict(enumerate(truth)), diagram.terminal(function[truth])
    )
    others = [each for each, value in function.items() if value != function[truth]]
    distances = {each: sum(a != b for a, b in zip(each, truth, strict=True)) for each in others}
    nearest = min(distances.values(), default=0)
    expected = {each for each, distance in distances.items() if distance == nearest}

    if nearest <= reason.MOST_CHANGED and len(expected) <= reason.MOST_FOUND:
        assert {tuple({**dict(enumerate(truth)), **c}.values()) for c in found} == expected


def test_a_reason_beyond_the_tries_still_forces_the_outcome() -> None:
    diagram = Diagram([2] * 8)
    function = {each: "ab"[all(each)] for each in product(range(2), repeat=8)}
    node = build(diagram, function)
    answers = dict.fromkeys(range(8), 1)
    setattr(reason, "MOST_TRIES", 3)  # noqa: B010 - the limit itself is under test
    try:
        levels = smallest_reason(diagram, node, answers, diagram.terminal("b"))
    finally:
        setattr(reason, "MOST_TRIES", 20_000)  # noqa: B010 - put back

    assert levels == tuple(range(8))


@given(functions(), st.data())
def test_outcomes_under_are_those_that_remain(case: Case, data: st.DataObject) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    known = {
        level: data.draw(st.integers(0, arity[level] - 1))
        for level in data.draw(st.sets(st.integers(0, len(arity) - 1)))
    }
    leaves = outcomes_under(diagram, build(diagram, function), known)

    assert {diagram.value(leaf) for leaf in leaves} == possible(function, known)
