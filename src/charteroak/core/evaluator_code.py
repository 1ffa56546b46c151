"""Python code for one decision, written from a decision diagram.

FOR THE SECURITY READER.  This module writes a program that ``evaluator.py`` compiles and runs.
The program is made of integers and of the few words and signs of ``VOCABULARY``: every name in it
is one letter and a number (``f3`` for the name of a fact, ``o7`` for an outcome), and what a name
stands for is handed over as a value in ``constants``.  No word of a memo is ever part of the
program, so no memo can change what the program does.  ``check_code`` holds every program against
the vocabulary before it is compiled, and the program runs without builtins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from charteroak.core.coding import LARGEST, Coding
from charteroak.core.diagram import Diagram, Node
from charteroak.core.measures import Cut, Measure, Span

# A branch deeper than this becomes a function of its own; Python allows 100 indentations.
MOST_DEPTH = 24
# A node that several others lead to is written out for each of them, which saves a call, unless
# more than so many tests follow below it.
MOST_REPEATED = 40
# Up to so many answers are compared one after another; more are looked up.
MOST_COMPARED = 3
TRUTH = {"yes": "True", "no": "False"}
VOCABULARY = re.compile(
    r"(?:def|return|if|elif|else|try|except|and|or|in|is|True|False|decide|other|errors|kind|r|x"
    r"|[cfgknov]\d+|\d+|[()\[\]:=<>,]|\s)+"
)
KINDS: Mapping[Measure, frozenset[type]] = {
    Measure.NUMBER: frozenset({int, float}),
    Measure.WHOLE_NUMBER: frozenset({int}),
    Measure.DURATION: frozenset({int}),
    Measure.DATE: frozenset({date}),
}


@dataclass(slots=True)
class Program:
    """Lines of code, and the values of the names in them."""

    lines: list[str] = field(default_factory=list)
    constants: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines) + "\n"

    def add(self, depth: int, line: str) -> None:
        """Add a line at an indentation."""
        self.lines.append("    " * depth + line)

    def constant(self, letter: str, number: int, value: object) -> str:
        """Hand over ``value`` under a name made of a letter and a number; return the name."""
        name = f"{letter}{number}"
        self.constants[name] = value
        return name

    def next_constant(self, letter: str, value: object) -> str:
        """Hand over ``value`` under a new name."""
        return self.constant(letter, len(self.constants), value)


def write_program(
    diagram: Diagram,
    root: Node,
    facts: Sequence[Coding],
    outcomes: Mapping[Node, object],
    *,
    truth: bool,
) -> Program:
    """Return a program with a function ``decide(r)`` for the function ``root``.

    ``decide`` follows the diagram as long as every value it meets is written in the plainest way,
    and returns the outcome; for any other record it returns ``other(r)``.

    Args:
        diagram: the diagram of the function.
        root: the function.
        facts: the codings of all facts, by their level.
        outcomes: the outcome for each terminal below ``root``.
        truth: whether yes and no are written True and False, else as words.

    Returns:
        The program; ``other`` and ``errors``, the errors that mean another record, are to be
        added to its constants.
    """
    return _Writer(diagram, facts, outcomes, truth=truth).write(root)


def check_code(code: str) -> None:
    """Check that a program holds nothing but the vocabulary.

    Raises:
        ValueError: it does, so it must not be compiled.
    """
    if not VOCABULARY.fullmatch(code):
        message = "the program of a decision holds more than numbers and its own few words"
        raise ValueError(message)


class _Writer:
    """Writes the function of one diagram."""

    def __init__(
        self,
        diagram: Diagram,
        facts: Sequence[Coding],
        outcomes: Mapping[Node, object],
        *,
        truth: bool,
    ) -> None:
        self.diagram, self.facts, self.outcomes, self.truth = diagram, facts, outcomes, truth
        self.program = Program(constants={"kind": type})
        self.tests: dict[Node, int] = {}
        self.parents: dict[Node, int] = {}
        self.waiting: list[Node] = []

    def write(self, root: Node) -> Program:
        """Write ``decide``, then one function for each node that it calls."""
        self._measure(root)
        self.program.add(0, "def decide(r):")
        self.program.add(1, "try:")
        self._branch(root, 2)
        self.program.add(1, "except errors:")
        self.program.add(2, "return other(r)")
        self.program.add(1, "return other(r)")
        written: set[Node] = set()
        while self.waiting:
            node = self.waiting.pop()
            if node not in written:
                written.add(node)
                self.program.add(0, f"def n{node}(r):")
                self._branch(node, 1)
                self.program.add(1, "return other(r)")
        return self.program

    def _measure(self, root: Node) -> None:
        """Count the parents of each node, and the tests below it if all were written out."""
        for node in reversed(self.diagram.reachable(root)):
            below = set(self.diagram.nodes[node][1]) if node >= 0 else set()
            self.tests[node] = (node >= 0) + sum(self.tests[child] for child in below)
            for child in below:
                self.parents[child] = self.parents.get(child, 0) + 1

    def _branch(self, node: Node, depth: int) -> None:
        """Write the test of ``node`` and what follows each answer."""
        if node < 0:
            name = self.program.constant("o", -node, self.outcomes[node])
            self.program.add(depth, f"return {name}")
            return
        level, children = self.diagram.nodes[node]
        fact = self.facts[level]
        name = self.program.constant("f", level, fact.name)
        if fact.line is None:
            self._choice(name, fact.domain.values, children, depth)
        else:
            self.program.add(depth, f"x = r[{name}]")
            self._line(fact.line.measure, fact.domain.pieces, children, depth)

    def _choice(
        self, name: str, values: Sequence[str], children: Sequence[Node], depth: int
    ) -> None:
        """Write a look-up of the answer: of the outcome itself, or of the number of the branch."""
        pairs = list(zip(values, children, strict=True))
        as_truth = self.truth and set(values) == set(TRUTH)
        if not as_truth and all(child < 0 for child in children):
            found = {value: self.outcomes[child] for value, child in pairs}
            table = self.program.next_constant("g", found)
            self.program.add(depth, f"return {table}[r[{name}]]")
            return
        branches = sorted(dict.fromkeys(children), key=children.count, reverse=True)
        if len(values) > MOST_COMPARED:
            numbers = {value: branches.index(child) for value, child in pairs}
            table = self.program.next_constant("g", numbers)
            self.program.add(depth, f"x = {table}[r[{name}]]")
            tests = [f"x == {number}" for number in range(len(branches))]
        else:
            self.program.add(depth, f"x = r[{name}]")
            same = [[v for v, child in pairs if child == branch] for branch in branches]
            tests = [f"x is {TRUTH[v[0]]}" if as_truth else self._equals(v) for v in same]
        for number, child in enumerate(branches):
            self.program.add(depth, f"{'elif' if number else 'if'} {tests[number]}:")
            self._follow(child, depth + 1)

    def _equals(self, values: Sequence[str]) -> str:
        """Return the test of whether ``x`` is one of ``values``."""
        return " or ".join(f"x == {self.program.next_constant('v', value)}" for value in values)

    def _line(
        self, measure: Measure, pieces: Sequence[Span], children: Sequence[Node], depth: int
    ) -> None:
        """Write the comparisons that find the piece of a line; equal neighbours are one."""
        kinds = self.program.next_constant("k", KINDS[measure])
        self.program.add(depth, f"if kind(x) in {kinds}:")
        for word, (child, start, end) in _runs(pieces, children):
            low = self.program.next_constant("c", _point(start, measure, -LARGEST))
            high = self.program.next_constant("c", _point(end, measure, LARGEST))
            after = "<" if start is None or start[1] else "<="
            before = "<=" if end is not None and end[1] else "<"
            self.program.add(depth + 1, f"{word} {low} {after} x {before} {high}:")
            self._follow(child, depth + 2)

    def _follow(self, node: Node, depth: int) -> None:
        """Write ``node`` here, or a call where it is shared or already stands deep."""
        repeated = self.parents.get(node, 0) > 1 and self.tests.get(node, 0) > MOST_REPEATED
        if node >= 0 and (repeated or depth > MOST_DEPTH):
            self.waiting.append(node)
            self.program.add(depth, f"return n{node}(r)")
        else:
            self._branch(node, depth)


def _runs(
    pieces: Sequence[Span], children: Sequence[Node]
) -> Iterator[tuple[str, tuple[Node, Cut | None, Cut | None]]]:
    """Yield ``if`` or ``elif``, and each run of pieces with the same child: child, start, end."""
    word = "if"
    pairs = zip(children, pieces, strict=True)
    for child, run in groupby(pairs, key=lambda pair: pair[0]):
        spans = [span for _, span in run]
        yield word, (child, spans[0].start, spans[-1].end)
        word = "elif"


def _point(cut: Cut | None, measure: Measure, far: Fraction) -> object:
    """Return the point of a cut as values of the line are compared; ``far`` for an open end."""
    point = far if cut is None else cut[0]
    if measure is Measure.DATE:
        return date.fromordinal(max(1, min(int(point), date.max.toordinal())))
    if point.denominator == 1:
        return int(point)
    near = float(point)
    return near if Fraction(repr(near)) == point else point
