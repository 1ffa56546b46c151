"""Regions taken apart into conditions: disjoint, complete, and the fewest that can be found."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charteroak.core import regions
from charteroak.core.diagram import Cube, Diagram, Node
from charteroak.core.regions import (
    example_where,
    fewest_cubes,
    is_possible_where,
    outcomes_where,
    size,
    size_of_cube,
)
from core.test_diagram import Function, build, functions

Case = tuple[list[int], list[Function]]


def region_of(case: Case) -> tuple[Diagram, Node, set[tuple[int, ...]]]:
    """Return the diagram and the situations in which a random function is its commonest value."""
    arity, (function, *_) = case
    diagram = Diagram(arity)
    value = max(sorted(set(function.values())), key=list(function.values()).count)
    node = diagram.where(build(diagram, function), lambda each: each == value)
    return diagram, node, {each for each, found in function.items() if found == value}


def inside(cube: Cube, situation: tuple[int, ...]) -> bool:
    return all(situation[level] in answers for level, answers in cube.items())


@given(functions())
def test_the_conditions_are_disjoint_and_make_up_the_region(case: Case) -> None:
    diagram, node, expected = region_of(case)
    cubes = list(fewest_cubes(diagram, node))

    for situation in product(*map(range, diagram.arity)):
        holding = sum(inside(cube, situation) for cube in cubes)
        assert holding == (situation in expected)
    assert sum(size_of_cube(diagram, cube) for cube in cubes) == size(diagram, node)


@given(functions())
@settings(max_examples=60)
def test_no_order_of_splitting_needs_fewer(case: Case) -> None:
    diagram, node, expected = region_of(case)

    assert len(list(fewest_cubes(diagram, node))) <= fewest(tuple(diagram.arity), expected)


def fewest(arity: tuple[int, ...], region: set[tuple[int, ...]]) -> int:
    """Return the fewest conditions over all orders of splitting, by trying them all."""

    @cache
    def best(left: frozenset[tuple[int, ...]], open_levels: frozenset[int], whole: int) -> int:
        if not left:
            return 0
        if len(left) == whole:
            return 1
        return min(split(left, open_levels, whole, level) for level in open_levels)

    def split(
        left: frozenset[tuple[int, ...]], open_levels: frozenset[int], whole: int, level: int
    ) -> int:
        rest = open_levels - {level}
        branches = {
            frozenset((*each[:level], 0, *each[level + 1 :]) for each in left if each[level] == a)
            for a in range(arity[level])
        }
        return sum(best(branch, rest, whole // arity[level]) for branch in branches)

    total = 1
    for each in arity:
        total *= each
    return best(frozenset(region), frozenset(range(len(arity))), total)


@given(functions(), st.integers(0, 3))
def test_beyond_the_limit_it_is_no_worse_than_the_order_of_the_memo(
    case: Case, most_states: int
) -> None:
    diagram, node, expected = region_of(case)
    in_order = len(list(diagram.cubes(node, bool)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(regions, "MOST_STATES", most_states)
        cubes = list(fewest_cubes(diagram, node))
        patch.setattr(regions, "MOST_CONDITIONS", 0)
        plain = list(fewest_cubes(diagram, node))

    assert len(cubes) <= in_order == len(plain)
    assert sum(size_of_cube(diagram, cube) for cube in cubes) == len(expected)


@given(functions())
def test_what_is_possible_where_a_condition_holds(case: Case) -> None:
    diagram, region, expected = region_of(case)
    function = case[1][0]
    values = outcomes_where(diagram, region, build(diagram, function))

    assert set(values) == {function[each] for each in expected}
    assert len(values) == len(set(values))
    assert is_possible_where(diagram, region, region) is bool(expected)
    assert not is_possible_where(diagram, region, diagram.negation(region))


@given(functions())
def test_an_example_forces_its_value(case: Case) -> None:
    arity, (function, *_) = case
    diagram = Diagram(arity)
    wanted = min(set(function.values()))
    found = example_where(diagram, build(diagram, function), lambda value: value == wanted)

    assert found is not None
    answers, value = found
    assert value == wanted
    forced = {v for each, v in function.items() if all(each[lv] == a for lv, a in answers.items())}
    assert forced == {wanted}
    assert example_where(diagram, diagram.true, lambda value: value is False) is None


def test_a_better_order_than_the_memos_is_found() -> None:
    diagram = Diagram([2, 2, 2, 2])
    pairs = [diagram.all_of({0: [1], 2: [1]}), diagram.all_of({1: [1], 2: [0]})]
    node = diagram.either(*pairs)

    assert len(list(diagram.cubes(node, bool))) == 3
    assert len(list(fewest_cubes(diagram, node))) == 2


def test_the_largest_condition_comes_first() -> None:
    diagram = Diagram([3, 2, 2])
    node = diagram.either(diagram.all_of({0: [0], 1: [0], 2: [0]}), diagram.all_of({0: [1, 2]}))
    sizes = [size_of_cube(diagram, cube) for cube in fewest_cubes(diagram, node)]

    assert sizes == [8, 1]


def test_two_hundred_and_fifty_facts_are_no_trouble() -> None:
    diagram = Diagram([2] * 250)
    node = diagram.all_of({level: [1] for level in range(250)})
    other = diagram.either(node, diagram.all_of({level: [0] for level in range(250)}))

    assert len(list(fewest_cubes(diagram, node))) == 1
    assert len(list(fewest_cubes(diagram, other))) == 2
