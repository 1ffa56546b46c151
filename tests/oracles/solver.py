"""The tables of some texts as formulas for Z3; numbers, durations and dates are not cut at all.

What can be, is asked of the solver: whether some situation has this outcome.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeVar

import z3

from charteroak.core.directions import Ruling
from charteroak.core.facts import (
    Choice,
    ChoiceTest,
    FactKey,
    Line,
    Test,
)
from charteroak.core.measures import Measure, Span
from charteroak.core.memo import (
    Kind,
)
from charteroak.core.tables import (
    InputKey,
    LawAct,
    Policy,
    Table,
)
from oracles.brute import NUMERIC, SILENT, Brute, Word, fits, listed, one_more

Formula = Any
Value = TypeVar("Value", bound=Hashable)
Parts = dict[Value, Formula]


class Solver:
    """Some texts in play, as formulas over their facts."""

    def __init__(self, brute: Brute) -> None:
        """Take the texts and the order of layers from ``brute``."""
        self.brute = brute
        self.solver = z3.Solver()
        self.variables: dict[FactKey, Formula] = {}
        self.values: dict[FactKey, tuple[str, ...]] = {}
        for fact, answers in brute.known_answers().items():
            name = f"{fact.text}: {fact.name}"
            if isinstance(answers, Choice):
                self.variables[fact] = z3.Int(name)
                self.values[fact] = answers.values
                self.solver.add(self.variables[fact] >= 0)
                self.solver.add(self.variables[fact] < len(answers.values))
            elif isinstance(answers, Line):
                sort = z3.Real if answers.measure is Measure.NUMBER else z3.Int
                self.variables[fact] = sort(name)
                self.solver.add(_inside(self.variables[fact], answers.whole))

    def can_be(self, condition: Formula) -> bool:
        """Tell whether ``condition`` holds in some situation."""
        return bool(self.solver.check(condition) == z3.sat)

    def outcomes(self, parts: Mapping[Value, Formula]) -> set[Value]:
        """Return the values that some situation has."""
        return {value for value, condition in parts.items() if self.can_be(condition)}

    def guards(self, text: int, table: Table) -> list[Formula]:
        """Return when each row of ``table`` fits."""
        return [
            z3.And(
                *(
                    self._passes(text, column.source, test)
                    for column, test in zip(table.inputs, row.tests, strict=True)
                )
            )
            for row in table.rows
        ]

    def deciding(self, text: int, table: Table) -> Parts[int | None]:
        """Return when each row decides, and under None when no row fits."""
        order = list(range(len(table.rows)))
        if table.policy is Policy.PRIORITY:
            values = table.outputs[0].values
            order.sort(key=lambda row: values.index(listed(table.rows[row])))
        guards = self.guards(text, table)
        parts: Parts[int | None] = {}
        for at, row in enumerate(order):
            earlier = [z3.Not(guards[other]) for other in order[:at]]
            parts[row] = z3.And(guards[row], *earlier)
        return {**parts, None: z3.Not(z3.Or(*guards))}

    def binding(self, act: str, *, law_only: bool = False) -> Parts[Ruling]:
        """Return when each ruling binds."""
        together: list[tuple[tuple[Word, ...], Formula]] = [((), z3.BoolVal(val=True))]
        for index, text in enumerate(self.brute.texts):
            table = self.brute.act_table(index, act)
            if table is not None and (text.kind is Kind.LAW or not law_only):
                together = [
                    ((*words, word), z3.And(where, part))
                    for words, where in together
                    for word, part in self.words(index, table)
                    if self.can_be(z3.And(where, part))
                ]
        return _joined((self.brute.layered(words)[0], where) for words, where in together)

    def words(self, index: int, table: Table) -> list[tuple[Word, Formula]]:
        """Return each word of a text's table with when it is said."""
        found = []
        for row, when in self.deciding(index, table).items():
            if row is None:
                found.append((Word(index, SILENT, None, reason=False), when))
            else:
                ruling, reason = table.rows[row].results[0], bool(table.rows[row].reason)
                assert isinstance(ruling, Ruling)
                found.append((Word(index, ruling, row, reason=reason), when))
        return found

    def _passes(self, text: int, source: InputKey, test: Test) -> Formula:
        if test is None:
            return z3.BoolVal(val=True)
        if isinstance(source, FactKey):
            return self._fact_passes(source, test)
        if isinstance(source, LawAct):
            parts: Iterable[tuple[Any, Formula]] = (
                (ruling.direction.value, when)
                for ruling, when in self.binding(source.act, law_only=True).items()
            )
        elif (table := self.brute.act_table(text, source.name)) is not None:
            words = self.words(text, table)
            parts = ((word.ruling.direction.value, when) for word, when in words)
        else:
            parts = self._values(text, self.brute.table(text, source.name)).items()
        return z3.Or(*(when for value, when in parts if fits(value, test)))

    def _fact_passes(self, source: FactKey, test: Test) -> Formula:
        variable = self.variables[source]
        if isinstance(test, ChoiceTest):
            values = self.values[source]
            return z3.Or(*(variable == values.index(value) for value in test.values))
        assert test is not None
        return z3.Or(*(_inside(variable, span) for span in test.spans))

    def _values(self, text: int, table: Table) -> Parts[str | Fraction | None]:
        if table.policy not in NUMERIC:
            rows = self.deciding(text, table).items()
            return _joined(
                (None if row is None else str(table.rows[row].results[0]), when)
                for row, when in rows
            )
        total = table.policy in {Policy.SUM, Policy.COUNT}
        parts: Parts[Any] = {Fraction(0) if total else None: z3.BoolVal(val=True)}
        for row, guard in zip(table.rows, self.guards(text, table), strict=True):
            more = [
                (one_more(table, value, row.results[0]), z3.And(when, guard))
                for value, when in parts.items()
            ]
            same = [(value, z3.And(when, z3.Not(guard))) for value, when in parts.items()]
            parts = _joined([*more, *same])
        return parts


def _joined(parts: Iterable[tuple[Value, Formula]]) -> Parts[Value]:
    lists: dict[Value, list[Formula]] = {}
    for value, when in parts:
        lists.setdefault(value, []).append(when)
    return {value: z3.Or(*when) for value, when in lists.items()}


def _inside(variable: Formula, span: Span) -> Formula:
    """Return the formula of whether a variable lies between two cuts."""
    conditions = []
    if span.start is not None:
        point, side = span.start
        conditions.append(variable >= _number(point) if side == 0 else variable > _number(point))
    if span.end is not None:
        point, side = span.end
        conditions.append(variable < _number(point) if side == 0 else variable <= _number(point))
    return z3.And(*conditions)


def _number(point: Fraction) -> Formula:
    return z3.RealVal(str(point)) if point.denominator != 1 else int(point)
