"""The plan of a replay: how millions of records are decided by looking up, not by reasoning.

Every fact of a record is a digit (``coding.py``).  The digits of a few facts together are a
number in mixed radix, which indexes a table; where one table for all facts would be too large,
the facts are cut into **stages**: the table of a stage gives the state to start the next stage
from, and that of the last stage the outcome.  With one stage this is a mixed-radix index table,
with one fact for each stage a walk through the diagram, level by level.

The plan is plain numbers.  ``charteroak.replay`` runs it over columns, ``sql.py`` writes it as SQL.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Generic, TypeVar

from charteroak.core.coding import Coding, codings
from charteroak.core.diagram import Diagram, Node
from charteroak.core.errors import CharterOakError, TooLargeError, UnknownNameError
from charteroak.core.facts import (
    key,
)
from charteroak.core.guidance import Guidance
from charteroak.core.outcome import ActOutcome, settled_outcome
from charteroak.core.situation import find_act
from charteroak.core.space import Space
from charteroak.core.unknowns import Needs, Settled, with_unknowns

MOST_ENTRIES = 1 << 16

T = TypeVar("T")


class ColumnError(CharterOakError):
    """The columns of a file cannot be matched with the facts."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One look-up.

    ``facts`` are positions among the facts of the plan; ``sizes`` their numbers of digits.  The
    entry for a state and digits stands at ``(state * sizes[0] + digit[0]) * sizes[1] + …``.
    ``states`` is the number of states it may start from.
    """

    facts: tuple[int, ...]
    sizes: tuple[int, ...]
    states: int
    table: array[int]

    @property
    def span(self) -> int:
        """The number of entries for each state."""
        return prod(self.sizes)

    @property
    def strides(self) -> tuple[int, ...]:
        """What one step of each fact's digit adds to the index."""
        return tuple(prod(self.sizes[i + 1 :]) for i in range(len(self.sizes)))

    def next(self, state: int, digits: Sequence[int]) -> int:
        """Return the state, or in the last stage the outcome, that follows ``state``.

        Args:
            state: where the stage starts.
            digits: one digit for each fact of the plan.
        """
        steps = zip(self.facts, self.strides, strict=True)
        return self.table[state * self.span + sum(digits[fact] * step for fact, step in steps)]


@dataclass(frozen=True, slots=True)
class Plan(Generic[T]):
    """How one function is replayed: the facts it reads, the look-ups, the outcomes.

    A plan without stages has one outcome, whatever the facts are.
    """

    facts: tuple[Coding, ...]
    stages: tuple[Stage, ...]
    outcomes: tuple[T, ...]

    def outcome(self, digits: Sequence[int]) -> T:
        """Return the outcome of one record, given as one digit for each of ``facts``."""
        state = 0
        for stage in self.stages:
            state = stage.next(state, digits)
        return self.outcomes[state]

    def outcome_of(self, record: Mapping[str, object]) -> T:
        """Return the outcome of one record, given as values by the names of facts.

        Names are compared without regard to capitals; what is left out is unknown.

        Raises:
            UnknownNameError: a value that no answer fits.
        """
        values = {key(name): value for name, value in record.items()}
        return self.outcome([fact.digit(values.get(key(fact.name))) for fact in self.facts])


@dataclass(frozen=True, slots=True)
class Outcomes(Generic[T]):
    """How the outcomes of a function are made.

    ``same`` returns what of a value must be the same for a record to be settled; ``settled``
    makes the outcome from the values that are possible for a settled record; ``needs`` makes it
    from the level of the fact that is needed first.
    """

    same: Callable[[Any], Hashable]
    settled: Callable[[tuple[Any, ...]], T]
    needs: Callable[[int], T]


def plan_act(guidance: Guidance, act: str, *, most_entries: int = MOST_ENTRIES) -> Plan[ActOutcome]:
    """Return the plan for what binds for ``act``.

    Args:
        guidance: the compiled guidance; it does not grow.
        act: the name of an act.
        most_entries: how large the table of a stage may grow before another stage begins.

    Raises:
        UnknownNameError: no text in play knows the act.
        TooLargeError: the act cannot be worked out within the limits.
    """
    name, space = find_act(guidance, act), guidance.space
    outcomes = Outcomes(
        same=lambda verdict: verdict.ruling,
        settled=lambda verdicts: settled_outcome(guidance, name, verdicts),
        needs=lambda level: ActOutcome(act=name, ruling=None, needs=space.name(level)),
    )
    node = guidance.verdict(name)
    return plan_function(space, guidance.diagram, node, outcomes, most_entries=most_entries)


def plan_function(
    space: Space,
    diagram: Diagram,
    node: Node,
    outcomes: Outcomes[T],
    *,
    most_entries: int = MOST_ENTRIES,
) -> Plan[T]:
    """Return the plan for any function of the situation.

    A record with missing facts may be settled by several values that are the same.  Where there
    are too many such sets of values, the outcome is made from one value of each.

    Args:
        space: the facts that the levels of ``diagram`` stand for.
        diagram: the diagram of the function; it does not grow.
        node: the function.
        outcomes: how its outcomes are made.
        most_entries: how large the table of a stage may grow before another stage begins.

    Raises:
        TooLargeError: the function cannot be worked out within the limits.
    """
    try:
        wide, root = with_unknowns(diagram, node, outcomes.same)
    except TooLargeError:
        wide, root = with_unknowns(diagram, node, outcomes.same, most_leaves=1)
    levels = tuple(sorted(wide.support(root)))
    stages, leaves = _stages(wide, root, levels, most_entries)
    values = (wide.value(leaf) for leaf in leaves)
    return Plan(
        facts=tuple(codings(space)[level] for level in levels),
        stages=stages,
        outcomes=tuple(_outcome(diagram, value, outcomes) for value in values),
    )


def match_columns(
    facts: Sequence[Coding], headers: Sequence[str], columns: Mapping[str, str] | None = None
) -> dict[int, int]:
    """Return which column holds which fact: the position in ``headers`` by the fact's level.

    A column holds the fact of its name, without regard to capitals, to spaces at the ends, and
    to whether words are parted by spaces or underscores.  A fact without a column is unknown in
    every record.

    Args:
        facts: the facts to find.
        headers: the names of the columns, in order.
        columns: the column of some facts, by the fact's name, where the names differ.

    Raises:
        UnknownNameError: ``columns`` names a fact or a column that does not exist.
        ColumnError: two columns hold the same fact.
    """
    given = _given(facts, headers, columns or {})
    places: dict[str, list[int]] = {}
    for position, header in enumerate(headers):
        places.setdefault(_column_key(header), []).append(position)
    found = {}
    for fact in facts:
        wanted = given.get(fact.level, fact.name)
        positions = places.get(_column_key(wanted), [])
        if len(positions) > 1:
            numbers = " and ".join(str(position + 1) for position in positions[:5])
            message = f"columns {numbers} both hold “{fact.name}”: keep one of them"
            raise ColumnError(message)
        if positions:
            found[fact.level] = positions[0]
    return found


def _given(
    facts: Sequence[Coding], headers: Sequence[str], columns: Mapping[str, str]
) -> dict[int, str]:
    """Return the column named for a fact, by the fact's level."""
    by_name = {key(fact.name): fact for fact in facts}
    known = {_column_key(header) for header in headers}
    found = {}
    for name, column in columns.items():
        if key(name) not in by_name:
            names = [fact.name for fact in facts]
            raise UnknownNameError("a fact that the acts depend on", name, names)
        if _column_key(column) not in known:
            raise UnknownNameError("a column of the file", column, list(headers))
        found[by_name[key(name)].level] = column
    return found


def _column_key(name: str) -> str:
    return key(name.replace("_", " "))


def _outcome(diagram: Diagram, value: Settled | Needs, outcomes: Outcomes[T]) -> T:
    if isinstance(value, Needs):
        return outcomes.needs(value.level)
    return outcomes.settled(tuple(diagram.value(leaf) for leaf in value.leaves))


def _stages(
    diagram: Diagram, root: Node, levels: Sequence[int], most_entries: int
) -> tuple[tuple[Stage, ...], list[Node]]:
    """Cut ``levels`` into stages; return them and the terminals, numbered as the last one does."""
    stages, states, start = [], [root], 0
    while start < len(levels):
        end = _end_of_stage(diagram, levels, start, len(states), most_entries)
        reached = _reached(diagram, states, levels[start:end])
        numbers = {node: number for number, node in enumerate(dict.fromkeys(reached))}
        stages.append(
            Stage(
                facts=tuple(range(start, end)),
                sizes=tuple(diagram.arity[level] for level in levels[start:end]),
                states=len(states),
                table=array("I", [numbers[node] for node in reached]),
            )
        )
        states, start = list(numbers), end
    return tuple(stages), states


def _end_of_stage(
    diagram: Diagram, levels: Sequence[int], start: int, states: int, most_entries: int
) -> int:
    """Return where the stage from ``start`` ends: one fact at least, more while there is room."""
    end, entries = start + 1, states * diagram.arity[levels[start]]
    while end < len(levels) and entries * diagram.arity[levels[end]] <= most_entries:
        entries *= diagram.arity[levels[end]]
        end += 1
    return end


def _reached(diagram: Diagram, states: Sequence[Node], levels: Sequence[int]) -> list[Node]:
    """Return the node that each state and row of digits leads to, in the order of the index."""
    known: dict[tuple[Node, int], list[Node]] = {}

    def spread(node: Node, depth: int) -> list[Node]:
        if depth == len(levels):
            return [node]
        found = known.get((node, depth))
        if found is None:
            found, level = [], levels[depth]
            for digit in range(diagram.arity[level]):
                found += spread(diagram.child(node, level, digit), depth + 1)
            known[node, depth] = found
        return found

    return [node for state in states for node in spread(state, 0)]
