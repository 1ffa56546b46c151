"""What the lists of a bundle share: strings, numbered things, and the nodes of all diagrams."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, Generic, TypeVar

from charteroak.core.diagram import Diagram, Node

Item = TypeVar("Item", bound=Hashable)


class Numbered(Generic[Item]):
    """Different things, each with a number, in the order in which they were first met."""

    def __init__(self) -> None:
        """Begin with none."""
        self.all: list[Item] = []
        self._number: dict[Item, int] = {}

    def number(self, item: Item) -> int:
        """Return the number of ``item``, which is kept if it is new."""
        known = self._number.get(item)
        if known is None:
            known = self._number[item] = len(self.all)
            self.all.append(item)
        return known


class Strings(Numbered[str]):
    """Every string of a bundle, each once."""

    def within(self, data: Any) -> Any:
        """Return ``data`` with every string in it replaced by its number."""
        if isinstance(data, str):
            return self.number(data)
        return [self.within(each) for each in data] if isinstance(data, list | tuple) else data


class Nodes(Numbered[tuple[int, tuple[int, ...]]]):
    """The nodes of several diagrams, shared, children before their parents."""

    def add(self, diagram: Diagram, root: Node, leaf: Callable[[Any], int]) -> int:
        """Return the number of ``root`` after adding it; ``leaf`` numbers values, below 0."""

        @cache
        def walk(node: Node) -> int:
            if node < 0:
                return leaf(diagram.value(node))
            level, below = diagram.nodes[node]
            children = tuple([walk(child) for child in below])
            same = children.count(children[0]) == len(children)
            return children[0] if same else self.number((level, children))

        return walk(root)

    def flat(self) -> list[int]:
        """Return all nodes one after another, each its level and its children."""
        return [number for level, children in self.all for number in (level, *children)]
