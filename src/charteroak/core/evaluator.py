"""One decision, very fast: from facts to the outcome, without the explanation.

The diagram is turned into Python code once; a decision then reads only the facts on its path.
See ``evaluator_code.py`` for how, and for why no memo can change what the code does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from charteroak.core.coding import Coding, codings
from charteroak.core.diagram import Diagram, Node
from charteroak.core.evaluator_code import Program, check_code, write_program
from charteroak.core.facts import key
from charteroak.core.guidance import Guidance
from charteroak.core.outcome import ActOutcome, settled_outcome
from charteroak.core.replay import Plan, plan_act
from charteroak.core.situation import find_act
from charteroak.core.space import Space

T = TypeVar("T")
Decide = Callable[[Mapping[str, object]], T]


def act_evaluator(guidance: Guidance, act: str) -> Decide[ActOutcome]:
    """Return a function from a record of facts to the outcome for ``act``.

    It takes a mapping of the names of facts to their values and returns an ``ActOutcome``: the
    ruling that binds, with rows and citations, or the fact that is needed first where facts are
    missing.  It is quickest where names and answers are written as in the memo, yes and no are
    True and False, numbers int or float, durations whole minutes and dates ``date``; everything
    that ``Coding.digit`` understands is taken.  It raises UnknownNameError for a value that no
    answer fits, where it reads the value at all: where no fact is missing, one on which the
    outcome does not turn is not looked at.

    Raises:
        UnknownNameError: no text in play knows the act.
        TooLargeError: the act cannot be worked out within the limits.
    """
    name = find_act(guidance, act)
    plan = plan_act(guidance, name)
    return function_evaluator(
        guidance.space,
        guidance.diagram,
        guidance.verdict(name),
        settled=lambda verdict: settled_outcome(guidance, name, (verdict,)),
        plan=plan,
    )


def function_evaluator(
    space: Space,
    diagram: Diagram,
    node: Node,
    *,
    settled: Callable[[Any], T],
    plan: Plan[T],
) -> Decide[T]:
    """Return a function from a record of facts to the outcome of any function of the situation.

    Args:
        space: the facts that the levels of ``diagram`` stand for.
        diagram: the diagram of the function.
        node: the function.
        settled: makes the outcome from a value of the function.
        plan: the plan of the same function, for records that are incomplete or written otherwise.
    """
    leaves = [each for each in diagram.reachable(node) if each < 0]
    outcomes = {leaf: settled(diagram.value(leaf)) for leaf in leaves}
    decide: Decide[T] = _Walk(diagram, node, codings(space), outcomes, plan).decide
    for truth in (False, True):
        program = write_program(diagram, node, codings(space), outcomes, truth=truth)
        decide = _compiled(program, other=decide)
    return decide


@dataclass(frozen=True, slots=True)
class _Walk(Generic[T]):
    """A decision in the plainest way, for values that are written in any other way."""

    diagram: Diagram
    node: Node
    facts: Sequence[Coding]
    outcomes: Mapping[Node, T]
    plan: Plan[T]

    def decide(self, record: Mapping[str, object]) -> T:
        """Return the outcome; the plan's where a fact on the path is missing."""
        values = {key(name): value for name, value in record.items()}
        node = self.node
        while node >= 0:
            level, children = self.diagram.nodes[node]
            fact = self.facts[level]
            digit = fact.digit(values.get(key(fact.name)))
            if digit == fact.unknown:
                return self.plan.outcome_of(record)
            node = children[digit]
        return self.outcomes[node]


def _compiled(program: Program, other: Decide[T]) -> Decide[T]:
    """Return the function of ``program``, which leaves to ``other`` what it does not understand."""
    check_code(program.code)
    names: dict[str, Any] = {
        **program.constants,
        "other": other,
        "errors": (KeyError, TypeError),
        "__builtins__": {},
    }
    # Integers and fixed words only, as check_code has just proved: no memo text is in the code.
    exec(compile(program.code, "<decision>", "exec"), names)  # noqa: S102
    decide: Decide[T] = names["decide"]
    return decide
