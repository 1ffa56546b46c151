"""Regions of the space of situations, taken apart into as few conditions as can be found.

A region is a true-or-false function.  Splitting it fact by fact, in an order that may differ from
branch to branch, yields disjoint conditions; how many depends on the order.  The order with the
fewest is found exactly by dynamic programming over what remains, as equal remainders are one node.
Beyond ``MOST_STATES`` remainders each step takes the fact after which the diagram's own order
needs the fewest conditions, which is never worse than that order; beyond ``MOST_CONDITIONS``
even so, the diagram's own order is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from charteroak.core.diagram import Cube, Diagram, Node

MOST_STATES = 400
MOST_CONDITIONS = 400


class OutOfStatesError(Exception):
    """The exact search has met more remainders than it may; caught within this module."""


def fewest_cubes(diagram: Diagram, region: Node) -> Iterator[Cube]:
    """Yield disjoint cubes that together are ``region``, as few as the search finds.

    The largest comes first, unless there are more than ``MOST_CONDITIONS``.
    The diagram grows by the remainders that are met.
    """
    search = _Search(diagram)
    if search.in_order(region) <= MOST_CONDITIONS:
        cubes = _merged(list(search.cubes(region)), diagram)
        yield from sorted(cubes, key=lambda cube: -size_of_cube(diagram, cube))
    else:
        yield from (cube for cube, _ in diagram.cubes(region, bool))


def outcomes_where(diagram: Diagram, condition: Node, node: Node) -> list[Any]:
    """Return the values that ``node`` takes where ``condition`` is true, each once.

    Nothing is added to the diagram.
    """
    found: dict[Node, None] = {}
    seen = {(condition, node)}
    waiting = [(condition, node)]
    while waiting:
        test, here = waiting.pop()
        if test == diagram.false:
            continue
        if test < 0 and here < 0:
            found[here] = None
            continue
        top = min(diagram.level(test), diagram.level(here))
        for answer in range(diagram.arity[top]):
            below = (diagram.child(test, top, answer), diagram.child(here, top, answer))
            if below not in seen:
                seen.add(below)
                waiting.append(below)
    return [diagram.value(leaf) for leaf in sorted(found, reverse=True)]


def is_possible_where(diagram: Diagram, condition: Node, other: Node) -> bool:
    """Tell whether two true-or-false functions are true together in some situation."""
    return True in outcomes_where(diagram, condition, other)


def example_where(
    diagram: Diagram, node: Node, wanted: Callable[[Any], bool]
) -> tuple[dict[int, int], Any] | None:
    """Return answers that alone lead ``node`` to a wanted value, and the value; None if none do."""
    answers = diagram.example(node, wanted)
    if answers is None:
        return None
    while node >= 0:
        level, children = diagram.nodes[node]
        node = children[answers[level]]
    return answers, diagram.value(node)


def size(diagram: Diagram, region: Node) -> int:
    """Return how many situations of the whole space lie in ``region``."""
    return diagram.count(region).get(True, 0)


def size_of_cube(diagram: Diagram, cube: Cube) -> int:
    """Return how many situations of the whole space lie in ``cube``."""
    number = 1
    for level, arity in enumerate(diagram.arity):
        number *= len(cube[level]) if level in cube else arity
    return number


def _merged(cubes: list[Cube], diagram: Diagram) -> list[Cube]:
    """Join cubes that differ in one fact only, until no two do."""
    for i, first in enumerate(cubes):
        for j in range(i + 1, len(cubes)):
            joined = _joined(first, cubes[j], diagram)
            if joined is not None:
                rest = [cube for k, cube in enumerate(cubes) if k not in {i, j}]
                return _merged([*rest, joined], diagram)
    return cubes


def _joined(first: Cube, second: Cube, diagram: Diagram) -> Cube | None:
    """Return the cube that two disjoint cubes make together, or None where they make none."""
    if first.keys() != second.keys():
        return None
    differing = [level for level, answers in first.items() if second[level] != answers]
    if len(differing) != 1:
        return None
    level = differing[0]
    together = tuple(sorted({*first[level], *second[level]}))
    rest = {each: answers for each, answers in first.items() if each != level}
    return rest if len(together) == diagram.arity[level] else {**rest, level: together}


class _Search:
    """The search for the order of splitting, with what it has worked out."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self._in_order: dict[Node, int] = {}
        self._least: dict[Node, tuple[int, int]] = {}
        self._greedy: dict[Node, int] = {}

    def cubes(self, region: Node) -> Iterator[Cube]:
        """Yield the cubes of ``region`` in the best order found."""
        if region == self.diagram.false:
            return
        if region == self.diagram.true:
            yield {}
            return
        level = self._best_level(region)
        for child, answers in self._split(region, level):
            for cube in self.cubes(child):
                yield {level: answers, **cube}

    def in_order(self, region: Node) -> int:
        """Return the number of cubes that the diagram's own order yields."""
        if region < 0:
            return int(region == self.diagram.true)
        known = self._in_order.get(region)
        if known is None:
            children = set(self.diagram.nodes[region][1])
            known = self._in_order[region] = sum(map(self.in_order, children))
        return known

    def _best_level(self, region: Node) -> int:
        if self.in_order(region) == 1 or len(self._greedy) > MOST_STATES:
            return self.diagram.level(region)
        if region not in self._greedy:
            try:
                return self._search(region)[1]
            except OutOfStatesError:
                self._greedy[region] = self._candidates(region)[0][1]
        return self._greedy[region]

    def _search(self, region: Node) -> tuple[int, int]:
        """Return the least number of cubes for ``region`` and the level to split first."""
        if self.in_order(region) <= 1:
            return self.in_order(region), self.diagram.level(region)
        known = self._least.get(region)
        if known is not None:
            return known
        if len(self._least) >= MOST_STATES:
            raise OutOfStatesError
        best = (self.in_order(region), self.diagram.level(region))
        for at_least, level, children in self._by_bound(region):
            if at_least < best[0]:
                total = self._total(children, at_least, best[0])
                best = (total, level) if total < best[0] else best
        self._least[region] = best
        return best

    def _total(self, children: list[Node], at_least: int, bound: int) -> int:
        """Return the sum over ``children``, or ``bound`` once it cannot stay below it."""
        total = at_least
        for child in children:
            total += self._search(child)[0] - self._bound(child)
            if total >= bound:
                return bound
        return total

    def _by_bound(self, region: Node) -> list[tuple[int, int, list[Node]]]:
        found = [
            (sum(map(self._bound, children)), level, children)
            for _, level, children in self._candidates(region)
        ]
        return sorted(found, key=lambda each: each[0])

    def _bound(self, region: Node) -> int:
        """Return the fewest cubes that ``region`` can need: one only where it is a cube."""
        return min(self.in_order(region), 2)

    def _candidates(self, region: Node) -> list[tuple[int, int, list[Node]]]:
        """Return (cubes in the diagram's order after it, level, what is left) for each level."""
        found = []
        for level in sorted(self.diagram.support(region)):
            children = [child for child, _ in self._split(region, level)]
            found.append((sum(map(self.in_order, children)), level, children))
        return sorted(found, key=lambda each: (each[0], each[1]))

    def _split(self, region: Node, level: int) -> list[tuple[Node, tuple[int, ...]]]:
        """Return what is left of ``region`` after each answer, equal remainders taken together."""
        groups: dict[Node, tuple[int, ...]] = {}
        for answer in range(self.diagram.arity[level]):
            child = self.diagram.restrict(region, {level: answer})
            groups[child] = (*groups.get(child, ()), answer)
        return list(groups.items())
