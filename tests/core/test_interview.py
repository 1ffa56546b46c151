"""The next question against a brute-force optimum, and its documented fallback."""

from __future__ import annotations

from functools import cache
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from charteroak.core.diagram import Diagram
from charteroak.core.interview import Interview, simulate
from core.test_diagram import Function, build, functions


def least_expected(function: Function, arity: tuple[int, ...]) -> float:
    """Return the least expected number of questions, by trying every question at every turn."""

    @cache
    def best(known: tuple[int | None, ...]) -> float:
        left = {
            value
            for each, value in function.items()
            if all(k is None or k == a for k, a in zip(known, each, strict=True))
        }
        if len(left) == 1:
            return 0.0
        costs = []
        for level, answer in enumerate(known):
            if answer is None:
                nexts = [(*known[:level], a, *known[level + 1 :]) for a in range(arity[level])]
                costs.append(1 + sum(map(best, nexts)) / len(nexts))
        return min(costs)

    return best((None,) * len(arity))


@given(functions())
def test_the_interview_asks_the_fewest_questions(case: tuple[list[int], list[Function]]) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    choice = Interview(diagram).next(build(diagram, function))
    optimum = least_expected(function, tuple(arity))

    assert abs((choice.expected if choice else 0.0) - optimum) < 1e-9


@given(functions())
def test_the_promised_number_is_the_average_over_all_people(
    case: tuple[list[int], list[Function]],
) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    node = build(diagram, function)
    interview = Interview(diagram)
    asked = [
        len(simulate(interview, node, dict(enumerate(truth))))
        for truth in product(*map(range, arity))
    ]
    choice = interview.next(node)

    assert abs(sum(asked) / len(asked) - (choice.expected if choice else 0.0)) < 1e-9


@given(functions(), st.integers(0, 3))
def test_beyond_its_limit_the_interview_is_no_worse_than_the_order_of_the_memo(
    case: tuple[list[int], list[Function]], most_states: int
) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    node = build(diagram, function)
    interview = Interview(diagram, most_states=most_states)
    choice = interview.next(node)

    if choice is not None:
        assert choice.expected <= interview.expected_in_order(node) + 1e-9


@given(functions())
def test_nothing_irrelevant_is_asked_and_nothing_twice(
    case: tuple[list[int], list[Function]],
) -> None:
    arity, (function,) = case
    diagram = Diagram(arity)
    node = build(diagram, function)
    for truth in product(*map(range, arity)):
        asked = simulate(Interview(diagram), node, dict(enumerate(truth)))
        assert len(set(asked)) == len(asked)
        assert set(asked) <= diagram.support(node)


def test_a_search_that_runs_out_of_states_says_that_it_is_not_exact() -> None:
    diagram = Diagram([2] * 6)
    parity = {each: "ab"[sum(each) % 2] for each in product(range(2), repeat=6)}
    node = build(diagram, parity)

    limited = Interview(diagram, most_states=2).next(node)
    free = Interview(diagram).next(node)

    assert limited is not None
    assert not limited.exact
    assert free is not None
    assert free.exact
    assert free.expected == 6
