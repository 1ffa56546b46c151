"""The compiled form of a memo and the texts it rests on, on one day.

Each table becomes decision diagrams over one space of situations; the directions of all texts
for an act are combined into one diagram whose terminals are verdicts.  Tables are compiled when
first needed.  Everything that answers, proves or publishes reads this and nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from charteroak.core.diagram import Diagram, Node
from charteroak.core.directions import NO_RULE, Ruling, Saying, Verdict, combine
from charteroak.core.errors import CharterOakError, TooLargeError
from charteroak.core.facts import (
    ChoiceTest,
    Fact,
    FactKey,
    LineTest,
    Test,
    key,
)
from charteroak.core.library import Library, level_order
from charteroak.core.measures import Measure, parse_point
from charteroak.core.memo import (
    Act,
    Kind,
    Memo,
)
from charteroak.core.space import Space
from charteroak.core.tables import (
    InputKey,
    LawAct,
    OutputKey,
    Policy,
    Row,
    Table,
)

NUMERIC = frozenset({Policy.SUM, Policy.SMALLEST, Policy.LARGEST, Policy.COUNT})


class Guidance:
    """A memo and the texts in play beneath it, compiled over one space."""

    def __init__(
        self,
        memo: Memo,
        texts: Sequence[Memo],
        day: date,
        *,
        space: Space | None = None,
        diagram: Diagram | None = None,
    ) -> None:
        """Prepare the compilation of ``memo`` over ``texts``, highest level first.

        Args:
            memo: the text that was asked for; one of ``texts``.
            texts: all texts in play.
            day: the day for which they were chosen.
            space: a space shared with other guidance that it will be compared with.
            diagram: the diagram shared with it, over the same space.
        """
        self.memo, self.texts, self.day = memo, tuple(texts), day
        self.space = space or Space(self.texts)
        self.diagram = diagram or Diagram(self.space.arity)
        self.compiled = tuple(CompiledText(self, i) for i in range(len(self.texts)))
        self._verdicts: dict[tuple[str, bool], Node] = {}
        self._rulings: dict[str, Node] = {}

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The rank of each text's level, 0 the highest."""
        order = level_order(self.memo)
        missing = [text for text in self.texts if text.level not in order]
        if missing and len(self.texts) > 1:
            text = missing[0]
            message = (
                f"{text.id} is of the level “{text.level}”, which no vocabulary of {self.memo.id} "
                f"puts in order. Levels in order: {', '.join(order) or '(none)'}"
            )
            raise CharterOakError(message)
        return tuple(order.get(text.level, 0) for text in self.texts)

    @cached_property
    def law(self) -> tuple[bool, ...]:
        """Whether each text is law, which binds, or guidance, which narrows."""
        return tuple(text.kind is Kind.LAW for text in self.texts)

    @cached_property
    def acts(self) -> tuple[str, ...]:
        """The acts that some text in play rules on, in the order the vocabulary lists them."""
        ruled = {act for text in self.compiled for act in text.act_tables}
        declared = [act.name for act in self.memo.known_acts() if act.name in ruled]
        return tuple(dict.fromkeys([*declared, *sorted(ruled)]))

    @cached_property
    def known_facts(self) -> dict[FactKey, Fact]:
        """Every fact that a text in play knows, by its key."""
        return {FactKey.of(fact): fact for text in self.texts for fact in text.known_facts()}

    @cached_property
    def act_names(self) -> dict[str, str]:
        """The acts that some text in play knows, those ruled on first, by their key."""
        known = [act.name for text in self.texts for act in text.known_acts()]
        names: dict[str, str] = {}
        for name in (*self.acts, *known):
            names.setdefault(key(name), name)
        return names

    def act(self, name: str) -> Act | None:
        """Return the declaration of an act, from any text in play."""
        for text in (self.memo, *self.texts):
            for act in text.known_acts():
                if act.name == name:
                    return act
        return None

    def verdict(self, act: str, *, law_only: bool = False) -> Node:
        """Return the diagram of what binds for ``act``; its terminals are Verdicts."""
        known = self._verdicts.get((act, law_only))
        if known is None:
            said = [
                text.said(act)
                for i, text in enumerate(self.compiled)
                if act in text.act_tables and (self.law[i] or not law_only)
            ]
            known = self.diagram.combine(self._verdict_of, *said) if said else None
            if known is None:
                known = self.diagram.terminal(Verdict(NO_RULE, None, ()))
            self._verdicts[act, law_only] = known
        return known

    def ruling(self, act: str) -> Node:
        """Return the diagram of the ruling that binds for ``act``; its terminals are Rulings."""
        known = self._rulings.get(act)
        if known is None:
            known = self.diagram.combine(lambda verdict: verdict.ruling, self.verdict(act))
            self._rulings[act] = known
        return known

    def item_tables(self) -> Iterator[tuple[int, CompiledTable]]:
        """Yield the collect tables of things to do, with the index of their text."""
        for i, text in enumerate(self.compiled):
            for table in text.memo.tables:
                if table.items is not None:
                    yield i, text.table(table)

    def _verdict_of(self, *sayings: Saying) -> Verdict:
        return combine(sayings, self.levels, self.law)


class CompiledText:
    """One text of the guidance: its tables as diagrams."""

    def __init__(self, guidance: Guidance, index: int) -> None:
        """Compile the text at ``index`` of ``guidance``, table by table, when asked."""
        self.guidance, self.index = guidance, index
        self.memo = guidance.texts[index]
        self._tables: dict[str, CompiledTable] = {}
        self.act_tables: dict[str, tuple[Table, int]] = {}
        self._value_tables: dict[str, tuple[Table, int]] = {}
        for table in self.memo.tables:
            for column, output in enumerate(table.outputs):
                if output.act is not None:
                    self.act_tables[output.act] = (table, column)
                elif output.items is None:
                    self._value_tables[key(output.name)] = (table, column)

    def table(self, table: Table) -> CompiledTable:
        """Return ``table`` compiled.

        Raises:
            TooLargeError: the table cannot be worked out within the limits.
        """
        known = self._tables.get(table.name)
        if known is None:
            known = self._tables[table.name] = CompiledTable(self, table)
        return known

    def said(self, act: str) -> Node:
        """Return what this text says of ``act``; terminals are Sayings, *no rule* in a gap."""
        table, column = self.act_tables[act]
        return self.table(table).said(column)

    def value(self, name: str) -> Node:
        """Return an output that is not an act; terminals are text, numbers, or None in a gap."""
        table, column = self._value_tables[key(name)]
        return self.table(table).value(column)

    def fits(self, source: InputKey, test: Test) -> Node:
        """Return the true-or-false function of whether an input passes a test."""
        diagram, space = self.guidance.diagram, self.guidance.space
        if test is None:
            return diagram.true
        if isinstance(source, FactKey):
            level = space.level[source]
            return diagram.test(level, space.domains[level].fitting(test))
        return diagram.where(self._input(source), lambda value: _passes(value, test))

    def _input(self, source: OutputKey | LawAct) -> Node:
        if isinstance(source, LawAct):
            return self.guidance.verdict(source.act, law_only=True)
        by_key = {key(act): act for act in self.act_tables}
        if key(source.name) in by_key:
            return self.said(by_key[key(source.name)])
        return self.value(source.name)


class CompiledTable:
    """One table: a guard for each row, and from them the row that decides."""

    def __init__(self, text: CompiledText, table: Table) -> None:
        """Compile the guards of ``table`` at once, the rest when asked."""
        self.text, self.source = text, table
        self.diagram = text.guidance.diagram
        try:
            self.guards = tuple(self._guard(row) for row in table.rows)
        except TooLargeError as error:
            raise self._too_large(error) from error

    @cached_property
    def hit(self) -> Node:
        """The index of the row that decides; None where no row fits."""
        node = self.diagram.terminal(None)
        try:
            for index in reversed(self._precedence()):
                node = self.diagram.choose(self.guards[index], self.diagram.terminal(index), node)
        except TooLargeError as error:
            raise self._too_large(error) from error
        return node

    def said(self, column: int) -> Node:
        """Return what the table says of the act of ``column``; terminals are Sayings."""
        rows, index = self.source.rows, self.text.index
        silent = Saying(index, NO_RULE, -1)

        def saying(row: int | None) -> Saying:
            if row is None:
                return silent
            result = rows[row].results[column]
            ruling = result if isinstance(result, Ruling) else NO_RULE
            return Saying(index, ruling, row, departs=bool(rows[row].reason))

        return self.diagram.combine(saying, self.hit)

    def value(self, column: int) -> Node:
        """Return the value of an output that is not an act; None in a gap."""
        if self.source.policy in NUMERIC:
            return self._collected(column)
        rows = self.source.rows
        return self.diagram.combine(
            lambda row: None if row is None else _plain(rows[row].results[column]), self.hit
        )

    def _guard(self, row: Row) -> Node:
        """Return where ``row`` fits: tests of facts first, in one pass, then of other inputs."""
        space = self.text.guidance.space
        tests: dict[int, frozenset[int]] = {}
        others = []
        for column, test in zip(self.source.inputs, row.tests, strict=True):
            if test is None:
                continue
            if isinstance(column.source, FactKey):
                level = space.level[column.source]
                fitting = space.domains[level].fitting(test)
                tests[level] = tests.get(level, fitting) & fitting
            else:
                others.append(self.text.fits(column.source, test))
        guard = self.diagram.all_of(tests)
        for other in others:
            guard = self.diagram.both(guard, other)
        return guard

    def _too_large(self, error: TooLargeError) -> TooLargeError:
        table = self.source
        return TooLargeError(f"{table.place}: the table “{table.name}” is too large: {error}")

    def _precedence(self) -> list[int]:
        """Return the rows in the order in which they decide."""
        rows = range(len(self.source.rows))
        if self.source.policy is not Policy.PRIORITY:
            return list(rows)
        order = {value: rank for rank, value in enumerate(self.source.outputs[0].values)}
        results = [_plain(row.results[0]) for row in self.source.rows]
        return sorted(rows, key=lambda row: order.get(str(results[row]), len(order)))

    def _collected(self, column: int) -> Node:
        """Return the sum, smallest, largest or number of the rows that fit."""
        policy = self.source.policy
        start = Fraction(0) if policy in {Policy.SUM, Policy.COUNT} else None
        node = self.diagram.terminal(start)
        for row, guard in zip(self.source.rows, self.guards, strict=True):
            added = self.diagram.combine(_adding(policy, row.results[column]), node)
            node = self.diagram.choose(guard, added, node)
        return node


def compile_guidance(library: Library, memo: Memo, day: date) -> Guidance:
    """Compile ``memo`` with the texts it rests on in force on ``day``."""
    return Guidance(memo, library.texts_in_play(memo, day), day)


def _adding(policy: Policy, result: Hashable) -> Any:
    """Return the function that takes one more matching row into account."""
    number = result if isinstance(result, Fraction) else Fraction(0)
    if policy is Policy.SUM:
        return lambda total: total + number
    if policy is Policy.COUNT:
        return lambda total: total + 1
    pick = min if policy is Policy.SMALLEST else max
    return lambda found: number if found is None else pick(found, number)


def _plain(result: Ruling | Fraction | str) -> Fraction | str:
    """Return a result as the row of allowed values writes it: a ruling without its bounds."""
    return result.direction.value if isinstance(result, Ruling) else result


def _passes(value: object, test: ChoiceTest | LineTest) -> bool:
    """Tell whether the value of an output or the direction of an act passes ``test``."""
    if isinstance(value, Saying | Verdict):
        value = value.ruling.direction.value
    if isinstance(test, ChoiceTest):
        return value in test.values
    point = value if isinstance(value, Fraction) else parse_point(str(value), Measure.NUMBER)
    return point is not None and any(span.holds(point) for span in test.spans)
