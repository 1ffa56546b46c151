"""The decision diagram against brute force over all situations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charteroak.core.diagram import Diagram, Node
from charteroak.core.errors import TooLargeError

Function = dict[tuple[int, ...], str]


@st.composite
def functions(draw: st.DrawFn, count: int = 1) -> tuple[list[int], list[Function]]:
    """Arities of one to four levels, and ``count`` functions over them given as full tables."""
    arity = draw(st.lists(st.integers(2, 3), min_size=1, max_size=4))
    situations = list(product(*map(range, arity)))
    values = st.lists(st.sampled_from("abc"), min_size=len(situations), max_size=len(situations))
    return arity, [dict(zip(situations, draw(values), strict=True)) for _ in range(count)]


def build(diagram: Diagram, function: Function) -> Node:
    """Return ``function`` as a node, made from the leaves up."""

    def walk(prefix: tuple[int, ...]) -> Node:
        if len(prefix) == len(diagram.arity):
            return diagram.terminal(function[prefix])
        level = len(prefix)
        return diagram.node(
            level, tuple(walk((*prefix, answer)) for answer in range(diagram.arity[level]))
        )

    return walk(())


@given(functions())
def test_a_node_has_the_value_of_its_function_everywhere(
    case: tuple[list[int], list[Function]],
) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    node = build(diagram, function)

    assert all(diagram.evaluate(node, each) == value for each, value in function.items())


@given(functions(count=2))
def test_equal_functions_are_one_node(case: tuple[list[int], list[Function]]) -> None:
    arity, (left, right) = case
    diagram = Diagram(arity)

    assert (build(diagram, left) == build(diagram, right)) is (left == right)


@given(functions(count=2))
def test_combine_is_pointwise(case: tuple[list[int], list[Function]]) -> None:
    arity, (left, right) = case
    diagram = Diagram(arity)
    both = diagram.combine(lambda a, b: a + b, build(diagram, left), build(diagram, right))

    assert all(diagram.evaluate(both, each) == left[each] + right[each] for each in left)


@given(functions(count=3))
def test_choose_takes_one_of_two(case: tuple[list[int], list[Function]]) -> None:
    arity, (test, yes, no) = case
    diagram = Diagram(arity)
    condition = diagram.where(build(diagram, test), lambda value: value == "a")
    chosen = diagram.choose(condition, build(diagram, yes), build(diagram, no))

    for each in test:
        expected = yes[each] if test[each] == "a" else no[each]
        assert diagram.evaluate(chosen, each) == expected


@given(functions(), st.data())
def test_restrict_and_adopt_fix_an_answer(
    case: tuple[list[int], list[Function]], data: st.DataObject
) -> None:
    arity, (function,) = case
    diagram, other = Diagram(arity), Diagram(arity)
    level = data.draw(st.integers(0, len(arity) - 1))
    answer = data.draw(st.integers(0, arity[level] - 1))
    node = build(diagram, function)
    here = diagram.restrict(node, {level: answer})
    there = other.adopt(diagram, node, {level: answer})

    for each in function:
        fixed = (*each[:level], answer, *each[level + 1 :])
        assert diagram.evaluate(here, each) == function[fixed]
        assert other.evaluate(there, each) == function[fixed]
    assert level not in diagram.support(here)


@given(functions(), st.data())
def test_merge_gathers_the_values_of_all_answers(
    case: tuple[list[int], list[Function]], data: st.DataObject
) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    levels = data.draw(st.sets(st.integers(0, len(arity) - 1)))
    sets = diagram.combine(lambda value: frozenset({value}), build(diagram, function))
    merged = diagram.merge(sets, levels, lambda *s: frozenset().union(*s))

    for each in function:
        expected = {
            value
            for other, value in function.items()
            if all(other[i] == each[i] for i in range(len(arity)) if i not in levels)
        }
        assert diagram.evaluate(merged, each) == expected


@given(functions())
def test_count_counts_situations(case: tuple[list[int], list[Function]]) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    counts = diagram.count(build(diagram, function))

    assert counts == {v: list(function.values()).count(v) for v in set(function.values())}


@given(functions())
def test_count_over_the_support_leaves_the_other_facts_out(
    case: tuple[list[int], list[Function]],
) -> None:
    arity, (function,) = case
    diagram = Diagram([*arity, 7])
    wide = {(*each, extra): value for each, value in function.items() for extra in range(7)}
    node = build(diagram, wide)

    assert sum(diagram.count(node, range(len(arity))).values()) == len(function)


@given(functions())
def test_cubes_are_disjoint_and_exact(case: tuple[list[int], list[Function]]) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    cubes = [cube for cube, _ in diagram.cubes(build(diagram, function), lambda v: v == "a")]

    for each, value in function.items():
        inside = [c for c in cubes if all(each[level] in answers for level, answers in c.items())]
        assert len(inside) == (1 if value == "a" else 0)


@given(functions())
def test_an_example_leads_to_what_is_wanted(case: tuple[list[int], list[Function]]) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    node = build(diagram, function)
    example = diagram.example(node, lambda value: value == "b")

    if example is None:
        assert "b" not in function.values()
    else:
        assert diagram.outcomes(diagram.restrict(node, example)) == ["b"]


def test_true_and_one_are_different_terminals() -> None:
    diagram = Diagram([2])

    assert diagram.terminal(1) != diagram.true
    assert diagram.value(diagram.terminal(1)) == 1


def test_a_diagram_that_outgrows_its_limit_says_so() -> None:
    diagram = Diagram([2] * 12, most_nodes=20)

    def parity(levels: Sequence[int]) -> Node:
        node = diagram.terminal(0)
        flip: Callable[[int], int] = lambda value: 1 - value  # noqa: E731
        for level in levels:
            node = diagram.choose(diagram.test(level, {1}), diagram.combine(flip, node), node)
        return node

    with pytest.raises(TooLargeError, match="20 different decisions"):
        parity(range(12))


def test_steps_are_limited_too() -> None:
    diagram = Diagram([2] * 12, most_steps=5)

    with pytest.raises(TooLargeError, match="too entangled"):
        diagram.both(
            diagram.all_of({level: {1} for level in range(0, 12, 2)}),
            diagram.all_of({level: {1} for level in range(1, 12, 2)}),
        )
