"""The plainest reading of a memo: every situation is written out, every row tried in turn.

It reads the typed trees and shares no code with the compiled guidance: the pieces of lines, the
hit policies and the layers are worked out here again, from the reference of the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product

from charteroak.core.directions import Direction, Ruling
from charteroak.core.facts import (
    Answers,
    Choice,
    ChoiceTest,
    FactKey,
    Line,
    LineTest,
    Test,
    key,
)
from charteroak.core.measures import Measure, Span
from charteroak.core.memo import (
    Guarantee,
    Kind,
    Memo,
)
from charteroak.core.tables import (
    InputKey,
    LawAct,
    Policy,
    Row,
    Table,
)

Answer = str | Fraction
Situation = Mapping[FactKey, Answer]
NUMERIC = {Policy.SUM, Policy.COUNT, Policy.SMALLEST, Policy.LARGEST}
SILENT = Ruling(Direction.NO_RULE)
DOING = {Direction.MUST, Direction.SHOULD, Direction.MAY}
SHOULDS = {Direction.SHOULD, Direction.SHOULD_NOT}
# What a lower text contradicts the direction above it with, and what it may turn it into.
OPPOSED = {
    Direction.MUST: {Direction.MUST_NOT, Direction.SHOULD_NOT, Direction.MAY},
    Direction.MUST_NOT: DOING,
    Direction.SHOULD: {Direction.MUST_NOT, Direction.SHOULD_NOT, Direction.MAY},
    Direction.SHOULD_NOT: DOING,
}
NARROWER = {
    Direction.MAY: set(Direction),
    Direction.SHOULD: {Direction.MUST},
    Direction.SHOULD_NOT: {Direction.MUST_NOT},
}
CONTRADICTION = Ruling(Direction.REFER, ("texts of the same level contradict each other",))


@dataclass(frozen=True)
class Word:
    """What one text says of an act: its place among the texts, the ruling, the row."""

    text: int
    ruling: Ruling
    row: int | None
    reason: bool


class Brute:
    """Some texts in play, read in the plainest way."""

    def __init__(
        self, texts: Sequence[Memo], levels: Sequence[str], beside: Sequence[Memo] = ()
    ) -> None:
        """Read ``texts``, highest level first; ``beside`` are texts whose facts count too."""
        self.texts, self.levels = list(texts), list(levels)
        self._all = [*texts, *beside]
        self._looked_at: Situation | None = None
        self._fitting: dict[tuple[int, str], list[int]] = {}

    # ---- situations -----------------------------------------------------------------------------

    @cached_property
    def answers(self) -> dict[FactKey, list[Answer]]:
        """The answers to each fact that some table or guarantee tests, one for each piece."""
        tests = self._tests()
        return {
            fact: _answers(answers, tests[fact]) for fact, answers in self.known_answers().items()
        }

    def known_answers(self) -> dict[FactKey, Answers]:
        """Return what may be answered to each fact that is tested, as declared."""
        known = {FactKey.of(fact): fact for text in self._all for fact in text.known_facts()}
        return {fact: known[fact].answers for fact in self._tests()}

    def situations(self) -> Iterator[dict[FactKey, Answer]]:
        """Yield every situation."""
        for chosen in product(*self.answers.values()):
            yield dict(zip(self.answers, chosen, strict=True))

    def _tests(self) -> dict[FactKey, list[Test]]:
        tests: dict[FactKey, list[Test]] = {}
        for text in self._all:
            for table in text.tables:
                for row in table.rows:
                    for column, test in zip(table.inputs, row.tests, strict=True):
                        if isinstance(column.source, FactKey):
                            tests.setdefault(column.source, []).append(test)
            for guarantee in text.guarantees:
                for condition in guarantee.conditions:
                    if isinstance(condition.source, FactKey):
                        tests.setdefault(condition.source, []).append(condition.test)
        return tests

    # ---- tables ---------------------------------------------------------------------------------

    def fitting(self, text: int, table: Table, situation: Situation) -> list[int]:
        """Return the rows of ``table`` that fit; kept while the same situation is looked at."""
        if situation is not self._looked_at:
            self._looked_at, self._fitting = situation, {}
        known = self._fitting.get((text, table.name))
        if known is None:
            known = [i for i in range(len(table.rows)) if self._fits(text, table, i, situation)]
            self._fitting[text, table.name] = known
        return list(known)

    def _fits(self, text: int, table: Table, row: int, situation: Situation) -> bool:
        return all(
            self.passes(text, column.source, test, situation)
            for column, test in zip(table.inputs, table.rows[row].tests, strict=True)
        )

    def deciding(self, text: int, table: Table, situation: Situation) -> int | None:
        """Return the row that decides, where one row does."""
        fitting = self.fitting(text, table, situation)
        if table.policy is Policy.PRIORITY:
            order = table.outputs[0].values
            fitting.sort(key=lambda i: order.index(listed(table.rows[i])))
        return fitting[0] if fitting else None

    def value(self, text: int, name: str, situation: Situation) -> str | Fraction | None:
        """Return the value of an output that is not an act."""
        table = self.table(text, name)
        if table.policy in NUMERIC:
            total = Fraction(0) if table.policy in {Policy.SUM, Policy.COUNT} else None
            for fitting in self.fitting(text, table, situation):
                total = one_more(table, total, table.rows[fitting].results[0])
            return total
        row = self.deciding(text, table, situation)
        return None if row is None else str(table.rows[row].results[0])

    def passes(self, text: int, source: InputKey, test: Test, situation: Situation) -> bool:
        """Tell whether an input passes a test."""
        if test is None:
            return True
        value: Answer | None
        if isinstance(source, FactKey):
            value = situation[source]
        elif isinstance(source, LawAct):
            law = [i for i, each in enumerate(self.texts) if each.kind is Kind.LAW]
            value = self.binding(source.act, situation, law)[0].direction.value
        elif (word := self.word(text, source.name, situation)) is not None:
            value = word.ruling.direction.value
        else:
            value = self.value(text, source.name, situation)
        return fits(value, test)

    def table(self, text: int, name: str) -> Table:
        """Return the table of a text that gives the output ``name``."""
        return next(
            table
            for table in self.texts[text].tables
            if any(key(output.name) == key(name) for output in table.outputs)
        )

    def act_table(self, text: int, act: str) -> Table | None:
        """Return the table of a text that rules on ``act``."""
        return self._act_tables.get((text, key(act)))

    @cached_property
    def _act_tables(self) -> dict[tuple[int, str], Table]:
        return {
            (index, key(output.act)): table
            for index, text in enumerate(self.texts)
            for table in text.tables
            for output in table.outputs
            if output.act
        }

    # ---- layers ---------------------------------------------------------------------------------

    def word(self, text: int, act: str, situation: Situation) -> Word | None:
        """Return what one text says of ``act``; None where it has no table for it."""
        table = self.act_table(text, act)
        if table is None:
            return None
        row = self.deciding(text, table, situation)
        if row is None:
            return Word(text, SILENT, None, reason=False)
        result = table.rows[row].results[0]
        assert isinstance(result, Ruling)
        return Word(text, result, row, reason=bool(table.rows[row].reason))

    def binding(
        self, act: str, situation: Situation, texts: Sequence[int] | None = None
    ) -> tuple[Ruling, list[Word], Word | None]:
        """Return what binds, every word that is said, and the word that binds."""
        chosen = range(len(self.texts)) if texts is None else texts
        words = [word for i in chosen if (word := self.word(i, act, situation)) is not None]
        return self.layered(words)

    def layered(self, words: Sequence[Word]) -> tuple[Ruling, list[Word], Word | None]:
        """Return what binds when these words are said, as ``binding`` does."""
        words = [word for word in words if word.ruling.direction is not Direction.NO_RULE]
        binds = self._law_binds([w for w in words if self.texts[w.text].kind is Kind.LAW])
        for word in words:
            if self.texts[word.text].kind is not Kind.LAW and _takes_over(binds, word):
                binds = word
        if binds is None:
            return SILENT, words, None
        opposite = {Direction.MUST: Direction.MUST_NOT, Direction.MUST_NOT: Direction.MUST}
        for word in words:
            same_level = self.rank(word.text) == self.rank(binds.text)
            opposed = word.ruling.direction is opposite.get(binds.ruling.direction)
            if same_level and opposed and not word.reason:
                return CONTRADICTION, words, binds
        return binds.ruling, words, binds

    def rank(self, text: int) -> int:
        """Return the rank of a text's level, 0 the highest."""
        return self.levels.index(self.texts[text].level)

    def _law_binds(self, words: list[Word]) -> Word | None:
        groups: list[set[Direction]] = [
            {Direction.MUST, Direction.MUST_NOT},
            {Direction.REFER},
            {Direction.SHOULD, Direction.SHOULD_NOT},
            {Direction.MAY},
        ]
        for group in groups:
            found = [word for word in words if word.ruling.direction in group]
            if found:
                return min(found, key=lambda word: self.rank(word.text))
        return None

    # ---- guarantees -----------------------------------------------------------------------------

    def under(self, text: int, guarantee: Guarantee, situation: Situation) -> bool:
        """Tell whether all conditions of a guarantee hold."""
        return all(
            self.passes(text, condition.source, condition.test, situation)
            for condition in guarantee.conditions
        )


def _takes_over(binds: Word | None, word: Word) -> bool:
    """Tell whether guidance ``word`` narrows what ``binds`` so that it binds instead."""
    if binds is None:
        return True
    above, below = binds.ruling, word.ruling
    if above.direction in SHOULDS and word.reason:
        return True
    if above.direction is below.direction:
        return above.bounds != below.bounds and kept(above, below)
    if below.direction in DOING and not kept(above, below):
        return False
    return below.direction in NARROWER.get(above.direction, set())


HOURS = {"until 48 hours": 48, "until 24 hours": 24}


def kept(above: Ruling, below: Ruling) -> bool:
    """Tell whether ``below`` keeps the bounds of ``above``, for the bounds of the strategies."""
    for bound in above.bounds:
        if bound in HOURS:
            limits = [HOURS[each] for each in below.bounds if each in HOURS]
            if not limits or min(limits) > HOURS[bound]:
                return False
        elif bound not in below.bounds:
            return False
    return True


def listed(row: Row) -> str:
    """Return the first result of a row as the row of allowed values lists it."""
    result = row.results[0]
    return result.direction.value if isinstance(result, Ruling) else str(result)


def one_more(table: Table, value: Fraction | None, result: object) -> Fraction:
    """Return what a collecting table gives once one more row fits."""
    if table.policy is Policy.COUNT:
        return (value or Fraction(0)) + 1
    assert isinstance(result, Fraction)
    if table.policy is Policy.SUM:
        return (value or Fraction(0)) + result
    if value is None:
        return result
    return min(value, result) if table.policy is Policy.SMALLEST else max(value, result)


def fits(value: Answer | None, test: ChoiceTest | LineTest) -> bool:
    """Tell whether a value passes a test; no value passes none."""
    if value is None:
        return False
    if isinstance(test, ChoiceTest):
        return value in test.values
    return isinstance(value, Fraction) and any(_inside(value, span) for span in test.spans)


def _inside(point: Fraction, span: Span) -> bool:
    """Tell whether a point lies between two cuts; a cut of side 0 is before its point."""
    if span.start is not None:
        at, side = span.start
        if point < at or (point == at and side == 1):
            return False
    if span.end is not None:
        at, side = span.end
        if point > at or (point == at and side == 0):
            return False
    return True


def _answers(answers: Answers, tests: Sequence[Test]) -> list[Answer]:
    if isinstance(answers, Choice):
        return list(answers.values)
    assert isinstance(answers, Line)
    return list(_points(answers, [test for test in tests if isinstance(test, LineTest)]))


def _points(line: Line, tests: Sequence[LineTest]) -> Iterator[Fraction]:
    """Yield one point of each piece: those of a fine grid that no cut parts are one piece."""
    edges = [edge for test in tests for span in test.spans for edge in (span.start, span.end)]
    cuts = sorted({edge for edge in edges if edge is not None})
    low, high = _ends(line, [cut[0] for cut in cuts])
    step = Fraction(1) if line.measure is not Measure.NUMBER else Fraction(1, 2)
    point, before = low, None
    while point <= high:
        if _inside(point, line.whole):
            passed = sum(cut <= (point, 0) for cut in cuts)
            if passed != before:
                yield point
                before = passed
        point += step


def _ends(line: Line, points: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    inner = list(points) or [Fraction(0)]
    low = line.whole.start[0] if line.whole.start else min(inner) - 2
    high = line.whole.end[0] if line.whole.end else max(inner) + 2
    return low, max(low + 2, high)
