"""The checks of random memos against the plainest reading: every situation written out."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import prod

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from charteroak.core.checking import Code, Finding, Report, check_memo
from charteroak.core.checking.guarantees import breaks
from charteroak.core.directions import Direction, Ruling
from charteroak.core.errors import Place
from charteroak.core.facts import (
    FactKey,
)
from charteroak.core.guidance import compile_guidance
from charteroak.core.library import level_order
from charteroak.core.memo import (
    Guarantee,
    Kind,
    Memo,
)
from charteroak.core.tables import (
    OutputKey,
    Policy,
    Table,
)
from oracles.bits import Bits
from oracles.brute import DOING, OPPOSED, SHOULDS, Brute, Situation, Word, kept
from oracles.solver import Solver
from strategies import ACTS, START, World, worlds

pytestmark = pytest.mark.slow

ONE_DECIDES = {Policy.UNIQUE, Policy.ANY, Policy.FIRST, Policy.PRIORITY}
Found = Counter[tuple[Code, object]]


def examined(world: World) -> tuple[Report, Brute, int]:
    """Check the lowest text of ``world``, and read all that are in play plainly."""
    texts = world.library.texts_in_play(world.memo, START)
    brute = Brute(texts, list(level_order(world.memo)))
    return check_memo(world.library, world.memo), brute, texts.index(world.memo)


def found(report: Report, *codes: Code) -> list[Finding]:
    """Return the findings of some codes."""
    return [finding for finding in report.findings if finding.code in codes]


def lines(findings: list[Finding]) -> set[int]:
    """Return the lines that findings stand at; each node of a random text has its own."""
    return {finding.place.line for finding in findings}


@given(worlds())
@settings(max_examples=40)
def test_what_binds_is_what_a_plain_reading_finds(world: World) -> None:
    texts = world.library.texts_in_play(world.memo, START)
    guidance = compile_guidance(world.library, world.memo, START)
    brute = Brute(texts, list(level_order(world.memo)))
    facts = [FactKey.of(domain.fact) for domain in guidance.space.domains]

    assert guidance.space.arity == tuple(len(brute.answers[fact]) for fact in facts)
    for situation in brute.situations():
        answers = [brute.answers[fact].index(situation[fact]) for fact in facts]
        for act in guidance.acts:
            came = guidance.diagram.evaluate(guidance.ruling(act), answers)
            assert came == brute.binding(act, situation)[0]


@given(worlds())
@settings(max_examples=40)
def test_gaps_are_found_and_counted(world: World) -> None:
    report, brute, own = examined(world)
    gaps: Counter[int] = Counter()
    for situation in brute.situations():
        for table in world.memo.tables:
            if table.policy in ONE_DECIDES | {Policy.SMALLEST, Policy.LARGEST}:
                empty = not brute.fitting(own, table, situation)
                gaps[table.place.line] += empty and fed(brute, own, table, situation)

    incomplete = {f.place.line: f.situations for f in found(report, Code.INCOMPLETE)}
    assert incomplete == {line: count for line, count in gaps.items() if count}
    assert report.counts.situations == prod(map(len, brute.answers.values()))


def fed(brute: Brute, own: int, table: Table, situation: Situation) -> bool:
    """Tell whether every table that feeds ``table`` gives a value."""
    names = [c.source.name for c in table.inputs if isinstance(c.source, OutputKey)]
    values = [name for name in names if brute.act_table(own, name) is None]
    return all(brute.value(own, name, situation) is not None for name in values)


@given(worlds())
@settings(max_examples=40)
def test_clashing_rows_are_found_and_counted(world: World) -> None:
    report, brute, own = examined(world)
    clashes: Counter[tuple[int, int]] = Counter()
    for situation in brute.situations():
        for table in world.memo.tables:
            if table.policy in {Policy.UNIQUE, Policy.ANY}:
                for second in (fitting := brute.fitting(own, table, situation)):
                    for first in (row for row in fitting if row < second):
                        rows = table.rows
                        if (
                            table.policy is Policy.UNIQUE
                            or rows[first].results != rows[second].results
                        ):
                            clashes[rows[second].place.line, first] += 1

    came = sorted((f.place.line, f.situations) for f in found(report, Code.OVERLAP, Code.DISAGREE))
    assert came == sorted((line, count) for (line, _), count in clashes.items())


@given(worlds())
@settings(max_examples=40)
def test_dead_rows_and_idle_facts_are_found(world: World) -> None:
    report, brute, own = examined(world)
    fitting, deciding = set[int](), set[int]()
    for situation in brute.situations():
        for table in world.memo.tables:
            fitting |= {table.rows[i].place.line for i in brute.fitting(own, table, situation)}
            row = brute.deciding(own, table, situation)
            deciding |= {table.rows[row].place.line} if row is not None else set()
    rows = {row.place.line: table for table in world.memo.tables for row in table.rows}

    assert lines(found(report, Code.IMPOSSIBLE_ROW)) == set(rows) - fitting
    shadowed = {
        line for line in fitting - deciding if rows[line].policy in {Policy.FIRST, Policy.PRIORITY}
    }
    assert lines(found(report, Code.SHADOWED_ROW)) == shadowed
    redundant = {line for line in fitting - deciding if rows[line].policy is Policy.ANY}
    assert lines(found(report, Code.REDUNDANT_ROW)) == redundant
    idle = {
        fact.place.line
        for fact in world.memo.facts
        if not matters(brute, own, world.memo, FactKey.of(fact))
    }
    assert lines(found(report, Code.IDLE_FACT)) == idle


def matters(brute: Brute, own: int, memo: Memo, fact: FactKey) -> bool:
    """Tell whether another answer to ``fact`` ever changes what the memo itself gives."""
    if fact not in brute.answers:
        return False
    for situation in brute.situations():
        changed = {**situation, fact: brute.answers[fact][0]}
        if given_by(brute, own, memo, situation) != given_by(brute, own, memo, changed):
            return True
    return False


def given_by(brute: Brute, own: int, memo: Memo, situation: Situation) -> list[object]:
    """Return what a memo gives: the rows that decide acts, the things to do, unread values."""
    read = {c.source for table in memo.tables for c in table.inputs}
    given: list[object] = []
    for table in memo.tables:
        output = table.outputs[0]
        if output.items:
            given.append(brute.fitting(own, table, situation))
        elif output.act or OutputKey(output.name) not in read:
            decides = table.policy in ONE_DECIDES
            row = brute.deciding(own, table, situation) if decides else None
            given.append(row if decides else brute.value(own, output.name, situation))
    return given


@given(worlds())
@settings(max_examples=40)
def test_broken_and_empty_guarantees_are_found_and_counted(world: World) -> None:
    report, brute, _ = examined(world)
    broken: Counter[Place] = Counter()
    holding: Counter[Place] = Counter()
    for situation in brute.situations():
        for text, memo in enumerate(brute.texts):
            speaks = memo is world.memo or memo.kind is not Kind.LAW
            for guarantee in memo.guarantees if speaks else ():
                if brute.under(text, guarantee, situation):
                    holding[guarantee.place] += 1
                    broken[guarantee.place] += breaks(
                        guarantee, brute.binding(guarantee.act, situation)[0]
                    )

    came = {f.place: f.situations for f in found(report, Code.GUARANTEE_BROKEN)}
    assert came == {place: count for place, count in broken.items() if count}
    empty = {f.place for f in found(report, Code.GUARANTEE_EMPTY)}
    assert empty == {g.place for g in world.memo.guarantees if not holding[g.place]}


@given(worlds())
@settings(max_examples=40)
def test_oxidd_counts_the_same_gaps_clashes_and_rulings(world: World) -> None:
    report, brute, own = examined(world)
    bits = Bits(brute)
    guidance = compile_guidance(world.library, world.memo, START)
    gaps, clashes = {}, Counter[int]()
    for table in world.memo.tables:
        if table.policy in ONE_DECIDES and not any(
            isinstance(c.source, OutputKey) for c in table.inputs
        ):
            gaps[table.place.line] = bits.count(bits.deciding(own, table)[None])
        if table.policy is Policy.UNIQUE:
            guards = bits.guards(own, table)
            for second, first in ((b, a) for b in range(len(guards)) for a in range(b)):
                clashes[table.rows[second].place.line] += bits.count(guards[first] & guards[second])

    came = {
        f.place.line: f.situations for f in found(report, Code.INCOMPLETE) if f.place.line in gaps
    }
    assert came == {line: count for line, count in gaps.items() if count}
    overlaps = Counter[int]()
    for finding in found(report, Code.OVERLAP):
        overlaps[finding.place.line] += finding.situations or 0
    assert overlaps == +clashes
    for act in guidance.acts:
        counted = guidance.diagram.count(guidance.ruling(act))
        binding = {ruling: bits.count(where) for ruling, where in bits.binding(act).items()}
        assert counted == {ruling: count for ruling, count in binding.items() if count}


@given(worlds())
@settings(max_examples=25)
def test_z3_finds_the_same_rulings_gaps_and_clashes_without_cutting_lines(world: World) -> None:
    report, brute, own = examined(world)
    solver = Solver(brute)
    guidance = compile_guidance(world.library, world.memo, START)
    for act in guidance.acts:
        came = set(guidance.diagram.outcomes(guidance.ruling(act)))
        assert came == solver.outcomes(solver.binding(act))
    clashes = set()
    for table in world.memo.tables:
        if table.policy is Policy.UNIQUE:
            guards = solver.guards(own, table)
            for second, first in ((b, a) for b in range(len(guards)) for a in range(b)):
                if solver.can_be(z3.And(guards[first], guards[second])):
                    clashes.add(table.rows[second].place.line)
    assert lines(found(report, Code.OVERLAP)) == clashes
    dead = {
        row.place.line
        for table in world.memo.tables
        for row, guard in zip(table.rows, solver.guards(own, table), strict=True)
        if not solver.can_be(guard)
    }
    assert lines(found(report, Code.IMPOSSIBLE_ROW)) == dead


@given(worlds())
@settings(max_examples=40)
def test_guarantees_that_when_not_sure_breaks_are_found(world: World) -> None:
    report, brute, own = examined(world)
    expected = {
        guarantee.act
        for guarantee in world.memo.guarantees
        if (fallback := world.memo.fallback(guarantee.act))
        and breaks(guarantee, fallback.ruling)
        and may_be_unsure_under(brute, own, guarantee)
    }

    places = lines(found(report, Code.GUARANTEE_BROKEN_WHEN_NOT_SURE))
    fallbacks = {world.memo.fallback(act) for act in expected}
    beneath = [g for text in brute.texts for g in text.guarantees if text is not world.memo]
    if not beneath:
        assert places == {fallback.place.line for fallback in fallbacks if fallback}


def may_be_unsure_under(brute: Brute, own: int, guarantee: Guarantee) -> bool:
    """Tell whether not being sure of some facts, whichever, leaves the act open under conditions.

    Each set of facts is tried in each situation: all that it leaves possible must be under the
    conditions, and not all with one ruling.
    """
    facts = list(brute.answers)
    known = {
        tuple(situation.values()): (
            brute.under(own, guarantee, situation),
            brute.binding(guarantee.act, situation)[0],
        )
        for situation in brute.situations()
    }
    for size in range(1, len(facts) + 1):
        for unsure in combinations(range(len(facts)), size):
            groups: dict[tuple[object, ...], list[tuple[bool, Ruling]]] = {}
            for answers, outcome in known.items():
                sure = tuple(a for i, a in enumerate(answers) if i not in unsure)
                groups.setdefault(sure, []).append(outcome)
            for group in groups.values():
                if all(under for under, _ in group) and len({ruling for _, ruling in group}) > 1:
                    return True
    return False


GUIDANCE = [
    worlds(lowest="state memo", fewest=2),
    worlds(lowest="local plan", fewest=2),
]


@given(st.one_of(GUIDANCE))
@settings(max_examples=40)
def test_what_a_memo_says_against_the_texts_above_it_is_found_and_counted(world: World) -> None:
    report, brute, own = examined(world)
    expected: Found = Counter()
    for situation in brute.situations():
        for act in ACTS:
            word = brute.word(own, act, situation)
            if word is None or word.row is None:
                continue
            others = [i for i in range(len(brute.texts)) if i != own]
            above = brute.binding(act, situation, others)[0]
            code = against(above, word)
            table = brute.act_table(own, act)
            if code and table:
                expected[code, table.rows[word.row].place.line] += 1

    codes = {code for code, _ in expected} | set(AGAINST)
    came = Counter({(f.code, f.place.line): f.situations or 0 for f in found(report, *codes)})
    assert came == expected


AGAINST = (
    Code.CONTRADICTS,
    Code.DEPARTS,
    Code.LOOSENS_BOUND,
    Code.OUTRANKED,
    Code.REFERS_ELSEWHERE,
)


def against(above: Ruling, word: Word) -> Code | None:
    """Return what kind of fault ``word`` is under what binds above it, from the reference."""
    binds, says = above.direction, word.ruling.direction
    if Direction.NO_RULE in {binds, says}:
        return None
    if says in OPPOSED.get(binds, set()):
        departs = None if word.reason else Code.DEPARTS
        return departs if binds in SHOULDS else Code.CONTRADICTS
    if binds is Direction.REFER is not says:
        return Code.OUTRANKED
    if (binds is not says and not {binds, says} <= DOING) or kept(above, word.ruling):
        return None
    return Code.REFERS_ELSEWHERE if binds is Direction.REFER else Code.LOOSENS_BOUND


@given(worlds(kinds=("federal statute", "state statute"), lowest="state memo", fewest=4))
@settings(max_examples=25)
def test_texts_that_contradict_each_other_are_found_and_counted(world: World) -> None:
    report, brute, own = examined(world)
    expected: Found = Counter()
    for situation in brute.situations():
        for act in ACTS:
            _, words, binds = brute.binding(act, situation)
            for word in words if binds else ():
                code = between(brute, own, word, binds)
                table = brute.act_table(word.text, act)
                if code and table and word.row is not None:
                    expected[code, table.rows[word.row].place] += 1

    came: Found = Counter()
    for finding in found(report, Code.CONTRADICTORY_TEXTS, Code.TEXTS_CONFLICT):
        came[finding.code, finding.place] += finding.situations or 0
    assert came == expected


def between(brute: Brute, own: int, word: Word, binds: Word | None) -> Code | None:
    """Return what kind of fault there is between two texts, from the reference."""
    if binds is None or word is binds or word.reason:
        return None
    says, bound = word.ruling.direction, binds.ruling.direction
    definite = {Direction.MUST, Direction.MUST_NOT}
    ranks = brute.rank(word.text), brute.rank(binds.text)
    if ranks[0] == ranks[1] and {says, bound} == definite:
        return Code.CONTRADICTORY_TEXTS
    if own in {word.text, binds.text} or says not in OPPOSED.get(bound, set()):
        return None
    return Code.TEXTS_CONFLICT if ranks[0] > ranks[1] or says in definite else None
