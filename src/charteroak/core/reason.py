"""Why an answer is what it is: a smallest sufficient reason, and the nearest changes.

A *sufficient reason* is a set of the given facts that alone forces the outcome, whatever the
other facts are; the notion is that of A. Darwiche and A. Hirth, *On the reasons behind decisions*
(2020).  A smallest one is found by trying sets by their size, which is exact; beyond
``MOST_TRIES`` sets a fact after fact is left out instead, which gives a reason from which
nothing more can be left out, though perhaps not a smallest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from charteroak.core.diagram import Diagram, Node

MOST_TRIES = 20_000
MOST_CHANGED = 3
MOST_FOUND = 200


def outcomes_under(diagram: Diagram, node: Node, answers: Mapping[int, int]) -> set[Node]:
    """Return the terminals that ``node`` can still reach when ``answers`` are known."""
    found: set[Node] = set()
    seen: set[Node] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        if here < 0:
            found.add(here)
            continue
        level, children = diagram.nodes[here]
        known = answers.get(level)
        waiting.extend(children if known is None else (children[known],))
    return found


def levels_met(diagram: Diagram, node: Node, answers: Mapping[int, int]) -> set[int]:
    """Return the levels without a known answer that ``node`` still tests under ``answers``."""
    found: set[int] = set()
    seen: set[Node] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if here < 0 or here in seen:
            continue
        seen.add(here)
        level, children = diagram.nodes[here]
        if level in answers:
            waiting.append(children[answers[level]])
        else:
            found.add(level)
            waiting.extend(children)
    return found


def smallest_reason(
    diagram: Diagram, node: Node, answers: Mapping[int, int], outcome: Node
) -> tuple[int, ...]:
    """Return the levels of a smallest set of ``answers`` that alone forces ``outcome``."""
    useful = sorted(set(answers) & diagram.support(node))
    tries = 0
    for size in range(len(useful) + 1):
        for chosen in combinations(useful, size):
            tries += 1
            if _forces(diagram, node, answers, chosen, outcome):
                return chosen
            if tries > MOST_TRIES:
                return _reduced(diagram, node, answers, useful, outcome)
    return tuple(useful)


def nearest_changes(
    diagram: Diagram, node: Node, answers: Mapping[int, int], outcome: Node
) -> list[dict[int, int]]:
    """Return the smallest sets of other answers after which ``outcome`` cannot be any more.

    All sets of the smallest size at which there are any, at most ``MOST_FOUND``; none beyond
    ``MOST_CHANGED`` facts.
    """
    useful = sorted(set(answers) & diagram.support(node))
    tries = 0
    for size in range(1, min(MOST_CHANGED, len(useful)) + 1):
        found = []
        for changed in _changes(diagram, answers, useful, size):
            tries += 1
            if outcome not in outcomes_under(diagram, node, {**answers, **changed}):
                found.append(changed)
            if tries > MOST_TRIES or len(found) == MOST_FOUND:
                return found
        if found:
            return found
    return []


def _forces(
    diagram: Diagram,
    node: Node,
    answers: Mapping[int, int],
    chosen: tuple[int, ...] | list[int],
    outcome: Node,
) -> bool:
    known = {level: answers[level] for level in chosen}
    return outcomes_under(diagram, node, known) == {outcome}


def _reduced(
    diagram: Diagram, node: Node, answers: Mapping[int, int], useful: list[int], outcome: Node
) -> tuple[int, ...]:
    """Leave out one fact after another, the last asked first, as long as the rest suffices."""
    kept = list(useful)
    for level in reversed(useful):
        rest = [each for each in kept if each != level]
        if _forces(diagram, node, answers, rest, outcome):
            kept = rest
    return tuple(kept)


def _changes(
    diagram: Diagram, answers: Mapping[int, int], useful: list[int], size: int
) -> Iterator[dict[int, int]]:
    """Yield every way to answer ``size`` of the given facts otherwise."""
    for chosen in combinations(useful, size):
        others = [
            [answer for answer in range(diagram.arity[level]) if answer != answers[level]]
            for level in chosen
        ]
        for changed in product(*others):
            yield dict(zip(chosen, changed, strict=True))
