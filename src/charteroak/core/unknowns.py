"""A decision diagram with one more answer to every fact: *unknown*.

A record with missing values is **settled** when the answer is the same whichever way the missing
facts lie.  Otherwise it **needs** the first fact, in the order of the levels, that is unknown and
on which the answer still depends.  Both are again a function of finitely many digits, so they are
worked out once, as a diagram; records are then only looked up.

The first needed fact is found without writing down what remains to be decided for every partial
record, which would be exponentially many functions.  At a node whose fact is unknown the branches
are followed together: *agree* is the function, of the digits below, of whether they are equal
however the unknown facts below lie.  Where they agree, any branch tells the rest; where they do
not, this fact matters, and because levels grow downward it is the first that does.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from charteroak.core.diagram import Diagram, Node
from charteroak.core.errors import TooLargeError

MOST_STEPS = 500_000
MOST_NODES = 60_000


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer is known; ``leaves`` are the terminals of the source that are still possible."""

    leaves: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """The answer depends on the fact at ``level``, which is unknown."""

    level: int


def with_unknowns(
    source: Diagram,
    node: Node,
    same: Callable[[Any], Hashable],
    most_leaves: int | None = None,
) -> tuple[Diagram, Node]:
    """Return ``node`` as a function of digits, where the last digit of each fact is *unknown*.

    Args:
        source: the diagram of ``node``; it does not grow.
        node: the function.
        same: what of a value must be the same for the answer to be settled.
        most_leaves: how many of the terminals that are still possible a ``Settled`` names; None
            for all.  They may be exponentially many sets.

    Returns:
        A new diagram, with one answer more at each level, and the function in it; its terminals
        are ``Settled`` and ``Needs``.

    Raises:
        TooLargeError: the function cannot be worked out within the limits.
    """
    extension = _Extension(source, same, most_leaves)
    return extension.diagram, extension.extend(node)


class _Extension:
    """The work of ``with_unknowns``; each method remembers what it has found."""

    def __init__(
        self, source: Diagram, same: Callable[[Any], Hashable], most_leaves: int | None
    ) -> None:
        self.source, self.same, self.most_leaves = source, same, most_leaves
        self.diagram = Diagram([size + 1 for size in source.arity], most_nodes=MOST_NODES)
        self.coarse = Diagram(source.arity, most_nodes=MOST_NODES)
        self.nowhere = self.diagram.terminal(None)
        self._extended: dict[Node, Node] = {}
        self._coarse_of: dict[Node, Node] = {}
        self._agreed: dict[tuple[Node, Node], Node] = {}
        self._both: dict[tuple[Node, Node], Node] = {}
        self._joined: dict[tuple[Node, Node], Node] = {}
        self._chosen: dict[tuple[Node, Node, Node], Node] = {}
        self._steps_left = MOST_STEPS

    def extend(self, node: Node) -> Node:
        """Return ``node`` of the source as a function of digits."""
        if node < 0:
            return self.diagram.terminal(Settled((node,)))
        found = self._extended.get(node)
        if found is None:
            level, children = self.source.nodes[node]
            below = [self.extend(child) for child in children]
            coarse = [self.coarsened(child) for child in dict.fromkeys(children)]
            agreed = reduce(self.both, (self.agree(coarse[0], each) for each in coarse))
            joined = reduce(self.join, dict.fromkeys(below))
            unknown = self.choose(agreed, joined, self.diagram.terminal(Needs(level)))
            found = self._extended[node] = self.diagram.node(level, (*below, unknown))
        return found

    def coarsened(self, node: Node) -> Node:
        """Return ``node`` with only what must be the same of each value."""
        found = self._coarse_of.get(node)
        if found is None:
            if node < 0:
                found = self.coarse.terminal(self.same(self.source.value(node)))
            else:
                level, children = self.source.nodes[node]
                found = self.coarse.node(level, tuple([self.coarsened(c) for c in children]))
            self._coarse_of[node] = found
        return found

    def agree(self, left: Node, right: Node) -> Node:
        """Return where two coarse functions are equal, whichever way the unknown facts lie."""
        if left == right:
            return self.diagram.true
        if left < 0 and right < 0:
            return self.diagram.false
        pair = (left, right) if left < right else (right, left)
        found = self._agreed.get(pair)
        if found is None:
            self._step()
            top = min(self.coarse.level(left), self.coarse.level(right))
            known = [
                self.agree(self.coarse.child(left, top, i), self.coarse.child(right, top, i))
                for i in range(self.coarse.arity[top])
            ]
            unknown = reduce(self.both, dict.fromkeys(known))
            found = self._agreed[pair] = self.diagram.node(top, (*known, unknown))
        return found

    def both(self, left: Node, right: Node) -> Node:
        """Return the conjunction of two true-or-false functions of digits."""
        if right in {left, self.diagram.true}:
            return left
        if left == self.diagram.true:
            return right
        if self.diagram.false in {left, right}:
            return self.diagram.false
        return self._pairwise(self._both, self.both, left, right)

    def join(self, left: Node, right: Node) -> Node:
        """Return the outcomes of either function, where both are settled alike or need alike."""
        if left == right:
            return left
        if left < 0 and right < 0:
            return self._join_terminals(self.diagram.value(left), self.diagram.value(right))
        if self.nowhere in {left, right}:
            return self.nowhere
        return self._pairwise(self._joined, self.join, left, right)

    def choose(self, test: Node, yes: Node, no: Node) -> Node:
        """Return ``yes`` where ``test`` is true and ``no`` where it is false."""
        if test == self.diagram.true or yes == no:
            return yes
        if test == self.diagram.false:
            return no
        here = (test, yes, no)
        found = self._chosen.get(here)
        if found is None:
            self._step()
            top = min(map(self.diagram.level, here))
            branches = zip(*(self._children(each, top) for each in here), strict=True)
            children = tuple([self.choose(*branch) for branch in branches])
            found = self._chosen[here] = self.diagram.node(top, children)
        return found

    def _join_terminals(self, left: Settled | Needs | None, right: Settled | Needs | None) -> Node:
        if isinstance(left, Settled) and isinstance(right, Settled):
            leaves = tuple(sorted({*left.leaves, *right.leaves}, reverse=True))
            if len({self.coarsened(leaf) for leaf in leaves}) == 1:
                return self.diagram.terminal(Settled(leaves[: self.most_leaves]))
        return self.nowhere

    def _pairwise(
        self,
        known: dict[tuple[Node, Node], Node],
        function: Callable[[Node, Node], Node],
        left: Node,
        right: Node,
    ) -> Node:
        """Return a symmetric function of two functions, worked out branch by branch."""
        pair = (left, right) if left < right else (right, left)
        found = known.get(pair)
        if found is None:
            self._step()
            top = min(self.diagram.level(left), self.diagram.level(right))
            children = map(function, self._children(left, top), self._children(right, top))
            found = known[pair] = self.diagram.node(top, tuple(children))
        return found

    def _children(self, node: Node, level: int) -> tuple[Node, ...]:
        if self.diagram.level(node) == level:
            return self.diagram.nodes[node][1]
        return (node,) * self.diagram.arity[level]

    def _step(self) -> None:
        self._steps_left -= 1
        if self._steps_left < 0:
            message = (
                "too many facts may be missing at once for this act to be replayed; "
                "replay fewer acts, or split the table that decides it"
            )
            raise TooLargeError(message)
