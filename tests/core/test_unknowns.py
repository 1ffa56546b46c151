"""Unknown facts in a diagram, against trying every completion."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charteroak.core import unknowns
from charteroak.core.diagram import Diagram, Node
from charteroak.core.errors import TooLargeError
from charteroak.core.unknowns import Needs, Settled, with_unknowns

Found = tuple[str, Hashable]


@st.composite
def functions(draw: st.DrawFn) -> tuple[Diagram, Node]:
    """Draw a function of up to five facts, its values pairs of which the first must agree."""
    arity = draw(st.lists(st.integers(2, 3), min_size=1, max_size=5))
    diagram = Diagram(arity)
    values = st.tuples(st.integers(0, 1), st.integers(0, 2))

    def build(level: int) -> Node:
        if level == len(arity) or draw(st.integers(0, 4)) == 0:
            return diagram.terminal(draw(values))
        return diagram.node(level, tuple(build(level + 1) for _ in range(arity[level])))

    return diagram, build(0)


def tried(diagram: Diagram, node: Node, digits: Sequence[int]) -> Found:
    """Return what every completion of ``digits`` says."""
    missing = [level for level, digit in enumerate(digits) if digit == diagram.arity[level]]
    found = {}
    for answers in product(*[range(diagram.arity[level]) for level in missing]):
        whole = dict(enumerate(digits)) | dict(zip(missing, answers, strict=True))
        found[answers] = diagram.evaluate(node, [whole[level] for level in range(len(digits))])
    if len({value[0] for value in found.values()}) == 1:
        return ("settled", frozenset(found.values()))
    for place, level in enumerate(missing):
        others: dict[tuple[int, ...], set[int]] = {}
        for answers, value in found.items():
            rest = (*answers[:place], *answers[place + 1 :])
            others.setdefault(rest, set()).add(value[0])
        if any(len(group) > 1 for group in others.values()):
            return ("needs", level)
    raise AssertionError


@pytest.mark.slow
@given(functions())
def test_every_partial_record_is_settled_or_needs_the_first_fact_that_matters(
    case: tuple[Diagram, Node],
) -> None:
    diagram, node = case
    wide, root = with_unknowns(diagram, node, lambda value: value[0])

    for digits in product(*[range(size + 1) for size in diagram.arity]):
        value = wide.evaluate(root, digits)
        if isinstance(value, Settled):
            found: Found = ("settled", frozenset(diagram.value(leaf) for leaf in value.leaves))
        else:
            assert isinstance(value, Needs)
            found = ("needs", value.level)
        assert found == tried(diagram, node, digits)


def test_the_diagram_of_the_guidance_does_not_grow() -> None:
    diagram = Diagram([2, 2])
    node = diagram.node(0, (diagram.test(1, [0]), diagram.test(1, [1])))
    size, values = len(diagram.nodes), len(diagram.values)

    with_unknowns(diagram, node, lambda value: value)

    assert (len(diagram.nodes), len(diagram.values)) == (size, values)


def test_what_cannot_be_worked_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknowns, "MOST_STEPS", 3)
    diagram = Diagram([2] * 6)
    node = diagram.terminal(0)
    for level in reversed(range(6)):
        node = diagram.node(level, (node, diagram.combine(lambda value: 1 - value, node)))

    with pytest.raises(TooLargeError, match="missing at once"):
        with_unknowns(diagram, node, lambda value: value)
