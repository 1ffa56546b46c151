"""The benchmark memo: compiled by us, as plain rules for other engines, and random records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from charteroak.core.directions import Ruling
from charteroak.core.facts import Choice, ChoiceTest, Line, LineTest, Test
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.library import Library
from charteroak.core.memo import Memo
from charteroak.core.tables import Table

DAY = date(2026, 11, 23)
HERE = Path(__file__).resolve().parent
ACT = "respond"
OUTCOME = (ACT, "basis")

Value = bool | str | int
Record = dict[str, Value]


@dataclass(frozen=True)
class Condition:
    """A test of one input: one of ``values``, or a whole number from ``low`` to ``high``."""

    name: str
    values: tuple[Value, ...] = ()
    low: int = 0
    high: int = 0


@dataclass(frozen=True)
class Rule:
    """One row: all conditions have to hold; the outputs it then gives."""

    conditions: tuple[Condition, ...]
    results: dict[str, str]


@dataclass(frozen=True)
class Rules:
    """One table, whose first fitting rule decides."""

    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Load:
    """The memo in both forms, and the values that each fact may have."""

    guidance: Guidance
    tables: tuple[Rules, ...]
    values: dict[str, tuple[Value, ...]]

    def records(self, number: int, seed: int = 7) -> list[Record]:
        """Return random complete records, the same for the same seed."""
        random = Random(seed)
        return [{n: random.choice(v) for n, v in self.values.items()} for _ in range(number)]


def name_of(text: str) -> str:
    """Return a name that every engine can take as an identifier."""
    return text.replace(" ", "_")


def open_load() -> Load:
    """Read and compile the benchmark memo."""
    source = (HERE / "benchmark-memo.md").read_bytes()
    library = Library({"bench/benchmark-memo.md": source})
    memo = library.in_force("bench/requests", DAY)
    values = {fact.name: _values(fact.answers) for fact in memo.facts}
    tables = tuple(_rules(memo, table) for table in memo.tables)
    return Load(compile_guidance(library, memo, DAY), tables, values)


def _values(answers: object) -> tuple[Value, ...]:
    if isinstance(answers, Choice):
        return (True, False) if answers.values == ("yes", "no") else answers.values
    if isinstance(answers, Line) and answers.whole.start and answers.whole.end:
        return tuple(range(int(answers.whole.start[0]), int(answers.whole.end[0])))
    message = f"the benchmark memo has a fact that engines cannot be given: {answers}"
    raise ValueError(message)


def _rules(memo: Memo, table: Table) -> Rules:
    facts = {fact.name: _values(fact.answers) for fact in memo.facts}
    inputs = tuple(column.written for column in table.inputs)
    outputs = tuple(output.name for output in table.outputs)
    rules = tuple(
        Rule(
            conditions=tuple(_conditions(inputs, row.tests, facts)),
            results={
                name: _plain(result) for name, result in zip(outputs, row.results, strict=True)
            },
        )
        for row in table.rows
    )
    return Rules(table.name, inputs, outputs, rules)


def _plain(result: object) -> str:
    return str(result) if isinstance(result, Ruling | str) else repr(result)


def _conditions(
    inputs: Sequence[str], tests: Sequence[Test], facts: dict[str, tuple[Value, ...]]
) -> list[Condition]:
    found = []
    for name, test in zip(inputs, tests, strict=True):
        if isinstance(test, ChoiceTest):
            truth = facts.get(name) == (True, False)
            words = sorted(test.values)
            found.append(Condition(name, tuple(w == "yes" if truth else w for w in words)))
        elif isinstance(test, LineTest):
            found.append(_range(name, test, facts[name]))
    return found


def _range(name: str, test: LineTest, values: tuple[Value, ...]) -> Condition:
    (span,) = test.spans
    low = int(span.start[0]) if span.start else int(values[0])
    high = int(span.end[0]) - 1 if span.end else int(values[-1])
    return Condition(name, low=low, high=high)
