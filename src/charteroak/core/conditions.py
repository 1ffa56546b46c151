"""Counted conditions: a region of situations as few disjoint sentences, each with an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from math import prod

from charteroak.core.describe import describe_cube, facts_of
from charteroak.core.diagram import Cube, Diagram, Node
from charteroak.core.regions import fewest_cubes, size, size_of_cube
from charteroak.core.space import Space

MOST_LISTED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition in words, how many situations it holds in, and one of them.

    ``allowed`` are the answers it names, by fact; ``example`` gives one answer to each.
    """

    words: str
    count: int
    share: float
    allowed: Mapping[str, tuple[str, ...]]
    example: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A region of situations: how many of all, and under which disjoint conditions.

    ``unlisted`` counts the situations of conditions beyond the most that are listed.
    """

    count: int
    share: float
    conditions: tuple[Condition, ...]
    unlisted: int


def where(space: Space, diagram: Diagram, region: Node) -> Where:
    """Return ``region`` as counted conditions, as few as are found."""
    total, count = prod(diagram.arity), size(diagram, region)
    cubes = islice(fewest_cubes(diagram, region), MOST_LISTED)
    conditions = tuple(_conditions(space, diagram, cubes, total))
    listed = sum(condition.count for condition in conditions)
    return Where(count=count, share=count / total, conditions=conditions, unlisted=count - listed)


def _conditions(
    space: Space, diagram: Diagram, cubes: Iterator[Cube], total: int
) -> Iterator[Condition]:
    for cube in cubes:
        count = size_of_cube(diagram, cube)
        named = {
            space.name(level): tuple(space.domains[level].label(answer) for answer in answers)
            for level, answers in sorted(cube.items())
        }
        yield Condition(
            words=describe_cube(space, cube),
            count=count,
            share=count / total,
            allowed=named,
            example=facts_of(space, {level: answers[0] for level, answers in cube.items()}),
        )
