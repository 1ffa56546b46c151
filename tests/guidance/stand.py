"""A memo in one segment, from which mutants of its texts are watched.

A mutant is compiled in the space and the diagram of the memo as it is, and what it leaves as it
was is compiled once.  So two functions are equal where their nodes are, and only the cases that a
mutant can reach are answered again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from charteroak.core.checking import Finding
from charteroak.core.checking.cases import ITEMS, _case, _request
from charteroak.core.checking.citations import citation_findings
from charteroak.core.checking.examination import Examination
from charteroak.core.checking.guarantees import guarantee_findings
from charteroak.core.checking.layering import fallback_findings, layer_findings
from charteroak.core.checking.tables import idle_findings, table_findings
from charteroak.core.diagram import Diagram, Node
from charteroak.core.directions import Ruling
from charteroak.core.facts import key
from charteroak.core.guidance import CompiledTable, CompiledText, Guidance
from charteroak.core.library import Library
from charteroak.core.memo import Case, Memo, Period
from charteroak.core.reason import outcomes_under
from charteroak.core.situation import Situation, resolve
from charteroak.core.space import Space
from charteroak.core.tables import LawAct, OutputKey, Table
from guidance.mutants import Mutant

# The diagram is shared by all mutants of a text, so its limits are too.
MANY = 10**12
# A table of a text: the index of the text among those in play, and the table's name.
Named = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the situation; of two over one diagram, those that are equal are the same.

    ``asked`` are the acts for which a row of things to do is meant, None for any; ``unsure`` is
    what applies to an act when a person is not sure.
    """

    node: Node | None = None
    asked: frozenset[str] | None = None
    unsure: Ruling | None = None

    def at(self, situation: Situation) -> Node | None:
        """Return the function where some acts are asked for; None where it says nothing."""
        meant = self.asked is None or not self.asked.isdisjoint(situation.acts)
        return self.node if meant else None


GONE = Function()
# Functions by the output, the index of the text, and the row of things to do.
Functions = dict[tuple[str, int, str], Function]


class Stand:
    """A memo in one segment, compiled, from which mutants are watched."""

    def __init__(self, library: Library, memo: Memo, mutated: Memo, period: Period) -> None:
        """Prepare ``memo`` on the days of ``period``; nothing is compiled before it is needed."""
        self.library, self.memo, self.mutated, self.period = library, memo, mutated, period
        self.texts = library.texts_in_play(memo, period.start)
        places = [i for i, text in enumerate(self.texts) if text.id == mutated.id]
        self.place_of_mutant = places[0] if places else None

    @cached_property
    def base(self) -> Guidance:
        """The memo as it is, with room for what its mutants need."""
        space = Space(self.texts)
        diagram = Diagram(space.arity, most_nodes=MANY, most_steps=MANY)
        return Guidance(self.memo, self.texts, self.period.start, space=space, diagram=diagram)

    @cached_property
    def exam(self) -> Examination:
        """The examination of the memo as it is."""
        return Examination(self.base, self.period)

    @cached_property
    def cases(self) -> tuple[tuple[Case, Situation], ...]:
        """The cases that pass as things are, with the situation of each."""
        return tuple(
            (case, resolve(self.base, _request(case, case.asked)))
            for case in self.memo.cases
            if (case.on is None or self.period.holds(case.on)) and not list(_case(self.exam, case))
        )

    def proofs(self, guidance: Guidance) -> Iterator[Finding]:
        """Yield all that a check finds, but for the cases."""
        exam = Examination(guidance, self.period)
        yield from table_findings(exam)
        yield from idle_findings(exam)
        yield from fallback_findings(exam)
        yield from citation_findings(exam, self.library)
        yield from layer_findings(exam)
        yield from guarantee_findings(exam)

    def fails_a_case(self, guidance: Guidance, mutant: Mutant) -> bool:
        """Tell whether a case that passed fails, of those that the mutant can reach."""
        exam = Examination(guidance, self.period)
        changes = self._changes(guidance, mutant)
        return any(
            next(_case(exam, case), None) is not None
            for case, situation in self.cases
            if any(change.reaches(case, situation) for change in changes)
        )

    def differs(self, mutant: Mutant) -> bool:
        """Tell whether the mutated text gives something else in some situation."""
        touched = self._touched(mutant)
        return _given(self.guidance(mutant), touched) != self._given_before(touched)

    def hears_nothing(self, mutant: Mutant) -> bool:
        """Tell whether the same binds, with the same conflicts, and the same is done."""
        before, after = self._effects(self.guidance(mutant), mutant)
        return before == after

    def _changes(self, guidance: Guidance, mutant: Mutant) -> list[Change]:
        """Return what the mutant changes of what a case can expect."""
        before, after = self._effects(guidance, mutant)
        return [
            Change(guidance.diagram, name[0], before.get(name, GONE), after.get(name, GONE))
            for name in before.keys() | after.keys()
            if before.get(name) != after.get(name)
        ]

    def _effects(self, guidance: Guidance, mutant: Mutant) -> tuple[Functions, Functions]:
        """Return what comes of the touched tables, before the mutation and after it."""
        touched = self._touched(mutant)
        acts = sorted(_acts(self.base, touched)) if touched else self.base.acts
        return self._effects_before(touched), _effects(guidance, touched, acts)

    @cache  # noqa: B019 - a stand lives as long as the hunt
    def _given_before(self, touched: frozenset[Named]) -> Functions:
        return _given(self.base, touched)

    @cache  # noqa: B019 - a stand lives as long as the hunt
    def _effects_before(self, touched: frozenset[Named]) -> Functions:
        acts = sorted(_acts(self.base, touched)) if touched else self.base.acts
        return _effects(self.base, touched, acts)

    # ---- the guidance with a mutant -------------------------------------------------------------

    @lru_cache(maxsize=16)  # noqa: B019 - a stand lives as long as the hunt
    def guidance(self, mutant: Mutant) -> Guidance:
        """Return the guidance with the mutant in place, and what it leaves as it was compiled."""
        base = self.base
        texts = [mutant.memo if text.id == self.mutated.id else text for text in self.texts]
        memo = mutant.memo if self.memo.id == self.mutated.id else self.memo
        day, space, diagram = self.period.start, base.space, base.diagram
        made = Guidance(memo, texts, day, space=space, diagram=diagram)
        touched = self._touched(mutant)
        for index, text in enumerate(base.compiled):
            for table in text.memo.tables:
                if (index, table.name) not in touched:
                    made.compiled[index]._tables[table.name] = text.table(table)
        changed = _acts(base, touched)
        for act in set(base.acts) - changed:
            for law_only in (False, True):
                made._verdicts[act, law_only] = base.verdict(act, law_only=law_only)
            made._rulings[act] = base.ruling(act)
        return made

    def _touched(self, mutant: Mutant) -> frozenset[Named]:
        """Return the mutated table and all tables that it feeds, in whatever text."""
        if mutant.table is None or self.place_of_mutant is None:
            return frozenset()
        return self._fed_by(self.place_of_mutant, mutant.table)

    @cache  # noqa: B019 - a stand lives as long as the hunt
    def _fed_by(self, place: int, name: str) -> frozenset[Named]:
        touched: frozenset[Named] = frozenset()
        more = frozenset({(place, name)})
        while more - touched:
            touched |= more
            more = frozenset(
                (index, table.name)
                for index, text in enumerate(self.texts)
                for table in text.tables
                if any(_reads(self.base, index, table, fed) for fed in touched)
            )
        return touched


def _reads(guidance: Guidance, index: int, table: Table, fed: Named) -> bool:
    """Tell whether an input of ``table`` is given by the table ``fed``."""
    given = _outputs(guidance, fed)
    own = {key(c.source.name) for c in table.inputs if isinstance(c.source, OutputKey)}
    law = {key(c.source.act) for c in table.inputs if isinstance(c.source, LawAct)}
    return bool(index == fed[0] and own & given) or bool(guidance.law[fed[0]] and law & given)


def _outputs(guidance: Guidance, named: Named) -> set[str]:
    return {key(output.name) for output in _table(guidance.compiled[named[0]], named[1]).outputs}


def _table(text: CompiledText, name: str) -> Table:
    return next(table for table in text.memo.tables if table.name == name)


def _acts(guidance: Guidance, touched: frozenset[Named]) -> set[str]:
    """Return the acts that the touched tables rule on."""
    return {
        output.act
        for index, name in touched
        for output in _table(guidance.compiled[index], name).outputs
        if output.act
    }


# ---- what is compared ---------------------------------------------------------------------------


class Change:
    """A function that a mutant changes, of those that a case can expect."""

    def __init__(self, diagram: Diagram, output: str, before: Function, after: Function) -> None:
        """Compare two functions.

        Args:
            diagram: the diagram of both.
            output: what a case calls it: an act, a value, a kind of things to do.
            before: what the text gives.
            after: what the mutant gives.
        """
        self.diagram, self.output, self.before, self.after = diagram, output, before, after

    def reaches(self, case: Case, situation: Situation) -> bool:
        """Tell whether ``case`` expects the function and may find it changed."""
        if self.output not in {_expectation(each.output) for each in case.expected}:
            return False
        if situation.unsure and self.before.unsure != self.after.unsure:
            return True
        changed = self._where(self.before.at(situation), self.after.at(situation))
        return self.diagram.true in outcomes_under(self.diagram, changed, situation.answers)

    @cache  # noqa: B019 - a change lives as long as its mutant
    def _where(self, one: Node | None, other: Node | None) -> Node:
        if one is None or other is None:
            return self.diagram.false if one == other else self.diagram.true
        return self.diagram.combine(lambda before, after: before != after, one, other)


def _expectation(output: str) -> str:
    """Return what is expected by one name only: *duties* are *duty*."""
    return ITEMS.get(key(output), key(output))


def _given(guidance: Guidance, touched: frozenset[Named]) -> Functions:
    """Return what the touched tables say, and what the memo says of not being sure."""
    sayings: Functions = {
        (key(output.act), index, ""): Function(_plain(guidance, table.said(column)))
        for index, table in _living(guidance, touched)
        for column, output in enumerate(table.source.outputs)
        if output.act is not None
    }
    unsure = {} if touched else _fallbacks(guidance)
    return unsure | sayings | _values_and_items(guidance, touched)


def _effects(guidance: Guidance, touched: frozenset[Named], acts: Sequence[str]) -> Functions:
    """Return what comes of the touched tables: what binds for ``acts``, values, things to do."""
    bound: Functions = {
        (key(act), -1, ""): Function(_heard(guidance, act), unsure=_unsure(guidance, act))
        for act in acts
    }
    return bound | _values_and_items(guidance, touched)


def _fallbacks(guidance: Guidance) -> Functions:
    return {(key(act), -1, ""): Function(unsure=_unsure(guidance, act)) for act in guidance.acts}


def _unsure(guidance: Guidance, act: str) -> Ruling | None:
    """Return what applies when a person is not sure, where that can make a difference."""
    fallback = guidance.memo.fallback(act)
    matters = guidance.diagram.support(guidance.ruling(act))
    return fallback.ruling if fallback and matters else None


def _heard(guidance: Guidance, act: str) -> Node:
    """Return what binds, and whether a text contradicts it."""
    return guidance.diagram.combine(
        lambda verdict: (verdict.ruling, verdict.conflict), guidance.verdict(act)
    )


def _plain(guidance: Guidance, said: Node) -> Node:
    """Return what a text says, whatever row says it."""
    return guidance.diagram.combine(lambda saying: (saying.ruling, saying.departs), said)


def _values_and_items(guidance: Guidance, touched: frozenset[Named]) -> Functions:
    found: Functions = {}
    for index, table in _living(guidance, touched):
        for column, output in enumerate(table.source.outputs):
            if output.act is None and output.items is None:
                found[key(output.name), index, ""] = Function(table.value(column))
        if table.source.items is not None:
            for row, guard in zip(table.source.rows, table.guards, strict=True):
                name = f"{table.source.name} {row.name}"
                found[table.source.items, index, name] = Function(guard, asked=row.asked)
    return found


def _living(guidance: Guidance, touched: frozenset[Named]) -> Iterator[tuple[int, CompiledTable]]:
    """Yield the touched tables that are left."""
    for index, name in sorted(touched):
        text = guidance.compiled[index]
        yield from ((index, text.table(each)) for each in text.memo.tables if each.name == name)
