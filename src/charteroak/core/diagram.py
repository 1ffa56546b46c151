"""A reduced, ordered decision diagram with many-valued levels and many terminals.

Each inner node stands at a level and has one child for each answer of that level; levels grow
from the root down.  A terminal holds any hashable value.  Nodes are hash-consed: two equal
functions over the same levels are the same node, so equality is one comparison, and what a
function depends on is what its nodes test.

Bryant, *Graph-based algorithms for Boolean function manipulation* (1986), and Srinivasan et al.,
*Algorithms for discrete function manipulation* (1990), describe the structure.

A node is an int: 0 and above for inner nodes, below 0 for terminals.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from charteroak.core.errors import TooLargeError

Node = int
Cube = dict[int, tuple[int, ...]]
LEAF = 1 << 30


class Diagram:
    """All functions over one row of levels; ``arity[level]`` is the number of answers there."""

    def __init__(
        self, arity: Sequence[int], *, most_nodes: int = 400_000, most_steps: int = 3_000_000
    ) -> None:
        """Prepare an empty diagram that refuses to outgrow ``most_nodes`` and ``most_steps``."""
        self.arity = tuple(arity)
        self.nodes: list[tuple[int, tuple[Node, ...]]] = []
        self.values: list[Any] = []
        self.most_nodes = most_nodes
        self._steps_left = most_steps
        self._node_of: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._terminal_of: dict[tuple[type, Hashable], Node] = {}
        self._support_of: dict[Node, frozenset[int]] = {}
        self.true = self.terminal(True)  # noqa: FBT003 - the value itself, not a flag
        self.false = self.terminal(False)  # noqa: FBT003 - the value itself, not a flag

    # ---- making nodes ---------------------------------------------------------------------------

    def terminal(self, value: Hashable) -> Node:
        """Return the terminal that holds ``value`` (True and 1 are different values)."""
        known = (type(value), value)
        node = self._terminal_of.get(known)
        if node is None:
            self.values.append(value)
            node = self._terminal_of[known] = -len(self.values)
        return node

    def node(self, level: int, children: tuple[Node, ...]) -> Node:
        """Return the node at ``level`` with ``children``; a node that decides nothing vanishes."""
        first = children[0]
        if children.count(first) == len(children):
            return first
        known = (level, children)
        node = self._node_of.get(known)
        if node is None:
            if len(self.nodes) >= self.most_nodes:
                message = f"more than {self.most_nodes:,} different decisions are needed"
                raise TooLargeError(message)
            node = self._node_of[known] = len(self.nodes)
            self.nodes.append(known)
        return node

    def test(self, level: int, allowed: Collection[int]) -> Node:
        """Return the function that is true where the answer at ``level`` is in ``allowed``."""
        inside = [self.true if i in allowed else self.false for i in range(self.arity[level])]
        return self.node(level, tuple(inside))

    def all_of(self, tests: Mapping[int, Collection[int]]) -> Node:
        """Return the conjunction of tests on different levels, made from the lowest level up."""
        node = self.true
        for level in sorted(tests, reverse=True):
            allowed = tests[level]
            children = [node if i in allowed else self.false for i in range(self.arity[level])]
            node = self.node(level, tuple(children))
        return node

    # ---- reading nodes --------------------------------------------------------------------------

    def value(self, node: Node) -> Any:
        """Return the value that the terminal ``node`` holds."""
        return self.values[-node - 1]

    def level(self, node: Node) -> int:
        """Return the level of ``node``; terminals lie below all levels."""
        return self.nodes[node][0] if node >= 0 else LEAF

    def child(self, node: Node, level: int, answer: int) -> Node:
        """Return ``node`` with ``answer`` at ``level``, which is at or above the node's level."""
        if node >= 0:
            own, children = self.nodes[node]
            if own == level:
                return children[answer]
        return node

    def evaluate(self, node: Node, answers: Sequence[int]) -> Any:
        """Return the value of ``node`` where ``answers[level]`` is the answer at each level."""
        nodes = self.nodes
        while node >= 0:
            level, children = nodes[node]
            node = children[answers[level]]
        return self.values[-node - 1]

    def support(self, node: Node) -> frozenset[int]:
        """Return the levels that ``node`` depends on."""
        if node < 0:
            return frozenset()
        found = self._support_of.get(node)
        if found is None:
            level, children = self.nodes[node]
            below = (self.support(child) for child in set(children))
            found = self._support_of[node] = frozenset({level}).union(*below)
        return found

    def reachable(self, node: Node) -> list[Node]:
        """Return ``node`` and all nodes below it, each once, parents before their children."""
        order: list[Node] = []
        seen: set[Node] = set()

        def visit(here: Node) -> None:
            if here in seen:
                return
            seen.add(here)
            if here >= 0:
                for child in self.nodes[here][1]:
                    visit(child)
            order.append(here)

        visit(node)
        return order[::-1]

    def outcomes(self, node: Node) -> list[Any]:
        """Return the different values that ``node`` can take, in the order first met."""
        return [self.value(each) for each in self.reachable(node) if each < 0]

    # ---- combining functions --------------------------------------------------------------------

    def combine(self, function: Callable[..., Hashable], *nodes: Node) -> Node:
        """Return the function whose value is ``function(values of nodes)`` in every situation."""
        known: dict[tuple[Node, ...], Node] = {}
        level_of, child = self.level, self.child

        def walk(here: tuple[Node, ...]) -> Node:
            found = known.get(here)
            if found is not None:
                return found
            top = min(map(level_of, here))
            if top == LEAF:
                found = self.terminal(function(*[self.value(each) for each in here]))
            else:
                self._step()
                children = [
                    walk(tuple([child(each, top, answer) for each in here]))
                    for answer in range(self.arity[top])
                ]
                found = self.node(top, tuple(children))
            known[here] = found
            return found

        return walk(nodes)

    def choose(self, condition: Node, then: Node, otherwise: Node) -> Node:
        """Return ``then`` where ``condition`` is true and ``otherwise`` where it is false."""
        known: dict[tuple[Node, Node, Node], Node] = {}
        true, false, child, level_of = self.true, self.false, self.child, self.level

        def walk(test: Node, yes: Node, no: Node) -> Node:
            if test == true or yes == no:
                return yes
            if test == false:
                return no
            here = (test, yes, no)
            found = known.get(here)
            if found is None:
                self._step()
                top = min(level_of(test), level_of(yes), level_of(no))
                children = []
                for answer in range(self.arity[top]):
                    args = child(test, top, answer), child(yes, top, answer), child(no, top, answer)
                    children.append(walk(*args))
                found = known[here] = self.node(top, tuple(children))
            return found

        return walk(condition, then, otherwise)

    def both(self, left: Node, right: Node) -> Node:
        """Return the conjunction of two true-or-false functions."""
        return self.choose(left, right, self.false)

    def either(self, left: Node, right: Node) -> Node:
        """Return the disjunction of two true-or-false functions."""
        return self.choose(left, self.true, right)

    def negation(self, node: Node) -> Node:
        """Return the opposite of a true-or-false function."""
        return self.choose(node, self.false, self.true)

    def where(self, node: Node, wanted: Callable[[Any], bool]) -> Node:
        """Return the true-or-false function of whether the value of ``node`` is ``wanted``."""
        return self.combine(lambda value: bool(wanted(value)), node)

    # ---- knowing some answers -------------------------------------------------------------------

    def adopt(self, source: Diagram, node: Node, answers: Mapping[int, int]) -> Node:
        """Copy ``node`` of another diagram over the same levels, where some answers are known.

        A question is worked out in a diagram of its own, so that the compiled guidance never
        changes and never grows.
        """

        @cache
        def walk(here: Node) -> Node:
            if here < 0:
                return self.terminal(source.value(here))
            level, children = source.nodes[here]
            known = answers.get(level)
            if known is not None:
                return walk(children[known])
            return self.node(level, tuple([walk(child) for child in children]))

        return walk(node)

    def restrict(self, node: Node, answers: Mapping[int, int]) -> Node:
        """Return ``node`` where the answers at some levels are known."""
        if not answers:
            return node
        lowest = max(answers)
        known: dict[Node, Node] = {}
        nodes = self.nodes

        def walk(here: Node) -> Node:
            if here < 0 or nodes[here][0] > lowest:
                return here
            found = known.get(here)
            if found is None:
                level, children = nodes[here]
                answer = answers.get(level)
                if answer is None:
                    found = self.node(level, tuple([walk(child) for child in children]))
                else:
                    found = walk(children[answer])
                known[here] = found
            return found

        return walk(node)

    def merge(self, node: Node, levels: Collection[int], union: Callable[..., Hashable]) -> Node:
        """Return ``node`` freed from ``levels``: there, ``union`` of the values of all answers.

        Levels are freed from the lowest up.  ``union`` is called with one value for each answer.
        """
        for level in sorted(set(levels) & self.support(node), reverse=True):
            branches = [self.restrict(node, {level: answer}) for answer in range(self.arity[level])]
            node = self.combine(union, *branches)
        return node

    # ---- counting and describing ----------------------------------------------------------------

    def count(self, node: Node, levels: Collection[int] | None = None) -> dict[Any, int]:
        """Return how many situations lead to each value.

        Args:
            node: the function.
            levels: the levels whose answers make up a situation; all where left out.  They must
                hold the support of ``node``.
        """
        chosen = sorted(range(len(self.arity)) if levels is None else levels)
        below = dict.fromkeys((*chosen, LEAF), 1)
        sizes = 1
        for level in reversed(chosen):
            sizes *= self.arity[level]
            below[level] = sizes

        @cache
        def walk(here: Node) -> dict[Node, int]:
            if here < 0:
                return {here: 1}
            level, children = self.nodes[here]
            rest = below[level] // self.arity[level]
            total: dict[Node, int] = {}
            for child in children:
                factor = rest // below[self.level(child)]
                for terminal, number in walk(child).items():
                    total[terminal] = total.get(terminal, 0) + number * factor
            return total

        factor = sizes // below[self.level(node)]
        return {self.value(leaf): number * factor for leaf, number in walk(node).items()}

    def cubes(self, node: Node, wanted: Callable[[Any], bool]) -> Iterator[tuple[Cube, Any]]:
        """Yield disjoint cubes that together are where the value of ``node`` is ``wanted``.

        A cube maps levels to the answers allowed there; answers that lead to the same child are
        taken together.
        """
        live = self._leading_to(node, wanted)

        def walk(here: Node) -> Iterator[tuple[Cube, Any]]:
            if here < 0:
                yield {}, self.value(here)
                return
            level, children = self.nodes[here]
            for child in dict.fromkeys(children):
                if child in live:
                    answers = tuple(i for i, each in enumerate(children) if each == child)
                    for cube, value in walk(child):
                        yield {level: answers, **cube}, value

        if node in live:
            yield from walk(node)

    def _leading_to(self, node: Node, wanted: Callable[[Any], bool]) -> set[Node]:
        """Return the nodes below ``node`` from which a ``wanted`` value can be reached."""
        live: set[Node] = set()
        for here in reversed(self.reachable(node)):
            if here < 0:
                reaches = wanted(self.value(here))
            else:
                reaches = any(child in live for child in self.nodes[here][1])
            if reaches:
                live.add(here)
        return live

    def example(self, node: Node, wanted: Callable[[Any], bool]) -> dict[int, int] | None:
        """Return answers that lead to a ``wanted`` value, naming as few facts as a path allows."""
        best: dict[Node, tuple[int, int, Node] | None] = {}
        for here in reversed(self.reachable(node)):
            if here < 0:
                best[here] = (0, -1, here) if wanted(self.value(here)) else None
                continue
            options = [
                (found[0] + 1, answer, child)
                for answer, child in enumerate(self.nodes[here][1])
                if (found := best[child]) is not None
            ]
            best[here] = min(options, default=None, key=lambda option: option[0])
        return self._follow(node, best)

    def _follow(
        self, node: Node, best: Mapping[Node, tuple[int, int, Node] | None]
    ) -> dict[int, int] | None:
        answers: dict[int, int] = {}
        while (found := best[node]) is not None and node >= 0:
            answers[self.nodes[node][0]] = found[1]
            node = found[2]
        return None if found is None else answers

    def _step(self) -> None:
        self._steps_left -= 1
        if self._steps_left < 0:
            message = "the tables are too entangled to be worked out in reasonable time"
            raise TooLargeError(message)
