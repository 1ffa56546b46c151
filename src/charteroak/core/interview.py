"""The next question: the fact that settles the answer in the fewest further questions.

The expected number of further questions, each answer being equally likely, is computed exactly
by dynamic programming over what remains to be decided: two histories that leave the same
function to settle are one state, because the diagram keeps equal functions as one node.
*Not sure* is not counted among the answers; a fact a person is not sure of is merged away before
(see ``answer.py``), and never asked again.

Beyond ``most_states`` states the search stops being exact, and says so.  The question then is
the one that leads to the fewest further questions if, after it, facts are asked in the memo's
own order and the irrelevant ones skipped (a *rollout* of that order, which is never worse than
the order itself).  Entropy is not used: it does worse than the author's order on real memos
(docs/decisions/0005-fewest-questions.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charteroak.core.diagram import Diagram, Node

MOST_STATES = 300


class OutOfStatesError(Exception):
    """The exact search has met more states than it may; caught within this module."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The level to ask next; the expected number of questions from here on, this one included."""

    level: int
    expected: float
    exact: bool


class Interview:
    """Chooses questions for one function of the situation; remembers what it has worked out."""

    def __init__(self, diagram: Diagram, *, most_states: int = MOST_STATES) -> None:
        """Work on functions of ``diagram``, which grows as sub-functions are met."""
        self.diagram = diagram
        self.most_states = most_states
        self._best: dict[Node, tuple[float, int]] = {}
        self._author: dict[Node, float] = {}

    def next(self, node: Node) -> Choice | None:
        """Return the question to ask next to settle ``node``; None where it is settled."""
        if node < 0:
            return None
        try:
            expected, level = self._search(node, self.most_states + len(self._best))
        except OutOfStatesError:
            expected, level = self._look_ahead(node)
            return Choice(level, expected, exact=False)
        return Choice(level, expected, exact=True)

    def expected_in_order(self, node: Node) -> float:
        """Return the expected number of questions in the memo's own order, skipping no-matters.

        In a reduced diagram this is the expected length of a path.
        """
        if node < 0:
            return 0.0
        known = self._author.get(node)
        if known is None:
            children = self.diagram.nodes[node][1]
            known = 1 + sum(map(self.expected_in_order, children)) / len(children)
            self._author[node] = known
        return known

    def _search(self, node: Node, most: int) -> tuple[float, int]:
        """Return the least expected number of questions for ``node`` and the level to ask."""
        known = self._best.get(node)
        if known is not None:
            return known
        if len(self._best) >= most:
            raise OutOfStatesError
        best = (float("inf"), -1)
        for level, children in self._candidates(node):
            bound = best[0] - 1
            total = self._total(children, bound * len(children), most)
            if total is not None and 1 + total / len(children) < best[0] - 1e-12:
                best = (1 + total / len(children), level)
        self._best[node] = best
        return best

    def _total(self, children: list[Node], bound: float, most: int) -> float | None:
        """Return the sum over ``children``, or None once it cannot stay below ``bound``."""
        waiting = sum(child >= 0 for child in children)
        total = 0.0
        for child in children:
            if child < 0:
                continue
            if total + waiting >= bound:
                return None
            total += self._search(child, most)[0]
            waiting -= 1
        return total

    def _candidates(self, node: Node) -> list[tuple[int, list[Node]]]:
        """Return each fact that matters with what each answer leaves, the promising ones first."""
        found = []
        for level in sorted(self.diagram.support(node)):
            children = [
                self.diagram.restrict(node, {level: answer})
                for answer in range(self.diagram.arity[level])
            ]
            rest = sum(map(self.expected_in_order, children)) / len(children)
            found.append((rest, level, children))
        found.sort(key=lambda each: (round(each[0], 9), each[1]))
        return [(level, children) for _, level, children in found]

    def _look_ahead(self, node: Node) -> tuple[float, int]:
        level, children = self._candidates(node)[0]
        return 1 + sum(map(self.expected_in_order, children)) / len(children), level


def simulate(interview: Interview, node: Node, truth: Mapping[int, int]) -> list[int]:
    """Return the levels that an interview asks, in order, of someone who knows ``truth``."""
    asked = []
    while (choice := interview.next(node)) is not None:
        asked.append(choice.level)
        node = interview.diagram.restrict(node, {choice.level: truth[choice.level]})
    return asked
