"""The tables of some texts as binary decision diagrams of OxiDD, an answer being a few bits.

The pieces of lines and the order of layers are those of ``brute``; guards, hit policies, chains of
tables, proofs and counts are OxiDD's.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeVar

from oxidd.bcdd import BCDDManager

from charteroak.core.directions import Ruling
from charteroak.core.facts import (
    FactKey,
    Test,
)
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

Bdd = Any
Value = TypeVar("Value", bound=Hashable)
Parts = dict[Value, Bdd]


class Bits:
    """Some texts in play, over bits."""

    def __init__(self, brute: Brute) -> None:
        """Take the texts and the answers to their facts from ``brute``."""
        self.brute = brute
        self.manager = BCDDManager(1 << 16, 1 << 14, 1)
        names = [
            f"{number}.{bit}"
            for number, answers in enumerate(brute.answers.values())
            for bit in range(_width(len(answers)))
        ]
        self.number_of_bits = len(names)
        self.manager.add_named_vars(names or ["none"])
        self.true, self.false = self.manager.true(), self.manager.false()
        self.literals: dict[tuple[FactKey, int], Bdd] = {}
        self.possible = self.true
        for number, (fact, answers) in enumerate(brute.answers.items()):
            each = [self._literal(number, len(answers), index) for index in range(len(answers))]
            self.literals |= {(fact, index): literal for index, literal in enumerate(each)}
            self.possible &= self.any_of(each)

    def any_of(self, conditions: Iterable[Bdd]) -> Bdd:
        """Return the disjunction of ``conditions``."""
        found = self.false
        for condition in conditions:
            found = found | condition
        return found

    def count(self, condition: Bdd) -> int:
        """Return in how many situations ``condition`` holds."""
        spare = 0 if self.number_of_bits else 1
        return int((condition & self.possible).sat_count(self.number_of_bits + spare)) >> spare

    def guards(self, text: int, table: Table) -> list[Bdd]:
        """Return where each row of ``table`` fits."""
        found = []
        for row in table.rows:
            guard = self.possible
            for column, test in zip(table.inputs, row.tests, strict=True):
                guard = guard & self._passes(text, column.source, test)
            found.append(guard)
        return found

    def deciding(self, text: int, table: Table) -> Parts[int | None]:
        """Return where each row decides, and under None where no row fits."""
        order = list(range(len(table.rows)))
        if table.policy is Policy.PRIORITY:
            values = table.outputs[0].values
            order.sort(key=lambda row: values.index(listed(table.rows[row])))
        guards, left = self.guards(text, table), self.possible
        parts: Parts[int | None] = {}
        for row in order:
            parts[row] = guards[row] & left
            left = left & ~guards[row]
        return {**parts, None: left}

    def binding(self, act: str, *, law_only: bool = False) -> Parts[Ruling]:
        """Return where each ruling binds."""
        together: list[tuple[tuple[Word, ...], Bdd]] = [((), self.possible)]
        for index, text in enumerate(self.brute.texts):
            table = self.brute.act_table(index, act)
            if table is not None and (text.kind is Kind.LAW or not law_only):
                together = [
                    ((*words, word), where & part)
                    for words, where in together
                    for word, part in self.words(index, table).items()
                    if (where & part).satisfiable()
                ]
        return self._joined((self.brute.layered(words)[0], where) for words, where in together)

    def words(self, index: int, table: Table) -> Parts[Word]:
        """Return where each word of a text's table is said."""
        found = []
        for row, where in self.deciding(index, table).items():
            if row is None:
                found.append((Word(index, SILENT, None, reason=False), where))
            else:
                ruling, reason = table.rows[row].results[0], bool(table.rows[row].reason)
                assert isinstance(ruling, Ruling)
                found.append((Word(index, ruling, row, reason=reason), where))
        return self._joined(found)

    def _joined(self, parts: Iterable[tuple[Value, Bdd]]) -> Parts[Value]:
        joined: Parts[Value] = {}
        for value, where in parts:
            joined[value] = joined.get(value, self.false) | where
        return joined

    def _passes(self, text: int, source: InputKey, test: Test) -> Bdd:
        if test is None:
            return self.true
        if isinstance(source, FactKey):
            answers = enumerate(self.brute.answers[source])
            return self.any_of(self.literals[source, i] for i, a in answers if fits(a, test))
        parts: Mapping[Any, Bdd]
        if isinstance(source, LawAct):
            parts = self.binding(source.act, law_only=True)
        elif (table := self.brute.act_table(text, source.name)) is not None:
            parts = self._joined((w.ruling, p) for w, p in self.words(text, table).items())
        else:
            parts = self._values(text, self.brute.table(text, source.name))
        return self.any_of(where for value, where in parts.items() if fits(_plain(value), test))

    def _values(self, text: int, table: Table) -> Parts[str | Fraction | None]:
        if table.policy in NUMERIC:
            return self._collected(text, table)
        rows = self.deciding(text, table).items()
        return self._joined(
            (None if row is None else str(table.rows[row].results[0]), where) for row, where in rows
        )

    def _collected(self, text: int, table: Table) -> Parts[str | Fraction | None]:
        total = table.policy in {Policy.SUM, Policy.COUNT}
        parts: Parts[Any] = {Fraction(0) if total else None: self.possible}
        for row, guard in zip(table.rows, self.guards(text, table), strict=True):
            more = [
                (one_more(table, value, row.results[0]), w & guard) for value, w in parts.items()
            ]
            same = [(value, where & ~guard) for value, where in parts.items()]
            parts = self._joined([*more, *same])
        return parts

    def _literal(self, number: int, answers: int, index: int) -> Bdd:
        literal = self.true
        for bit in range(_width(answers)):
            variable = self.manager.var(f"{number}.{bit}")
            literal = literal & (variable if index >> bit & 1 else ~variable)
        return literal


def _width(answers: int) -> int:
    return (answers - 1).bit_length()


def _plain(value: Any) -> Any:
    return value.direction.value if isinstance(value, Ruling) else value
