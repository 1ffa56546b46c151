"""What changed between two versions: exact, counted, in few disjoint conditions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import product
from math import prod

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from charteroak.core.compare import Comparison, compare, shared_guidance
from charteroak.core.conditions import Where
from charteroak.core.directions import Ruling
from charteroak.core.facts import (
    FactKey,
)
from charteroak.core.item_changes import ItemChangeKind
from charteroak.core.library import level_order
from charteroak.core.memo import (
    Memo,
    Version,
)
from charteroak.core.tables import (
    Items,
)
from oracles.bits import Bits
from oracles.brute import Brute, Word
from oracles.solver import Solver
from strategies import CITE, START, Trees, World, changed, worlds
from texts import DAY, find, library, table, text

Pairs = Counter[tuple[str, Ruling, Ruling]]


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[World, Memo]:
    """Draw some texts and a later version of the one examined."""
    world = draw(worlds())
    later = draw(changed(world.memo))
    return world, replace(later, id=Version(world.memo.id.text, "2020-02-02"))


def compared(case: tuple[World, Memo]) -> tuple[Comparison, Brute, Brute]:
    """Compare two versions, and read both plainly over the facts of both."""
    world, later = case
    found = Trees([world.vocabulary, *world.texts, later])
    old = found.texts_in_play(world.memo, START)
    new = found.texts_in_play(later, START)
    levels = list(level_order(later))
    comparison = compare(found, world.memo, later, START, START)
    return comparison, Brute(old, levels, beside=new), Brute(new, levels, beside=old)


def acts_of(*brutes: Brute) -> set[str]:
    return {
        output.act
        for brute in brutes
        for memo in brute.texts
        for each in memo.tables
        for output in each.outputs
        if output.act
    }


@pytest.mark.slow
@given(two_versions())
@settings(max_examples=40)
def test_every_changed_situation_is_counted_and_none_else(case: tuple[World, Memo]) -> None:
    comparison, old, new = compared(case)
    rulings: Pairs = Counter()
    grounds: Counter[tuple[str, Ruling, str, str]] = Counter()
    for situation in old.situations():
        for act in acts_of(old, new):
            before, _, by = old.binding(act, situation)
            after, _, now = new.binding(act, situation)
            names = named(old, by), named(new, now)
            if before != after:
                rulings[act, before, after] += 1
            elif names[0] != names[1]:
                grounds[act, after, *names] += 1

    assert {(c.act, c.old, c.new): c.where.count for c in comparison.rulings} == rulings
    found = {(c.act, c.ruling, c.old, c.new): c.where.count for c in comparison.grounds}
    assert found == grounds
    assert comparison.situations == prod(map(len, old.answers.values()))


def named(brute: Brute, word: Word | None) -> str:
    """Return the text that binds and the one citation that random rows have."""
    return f"{brute.texts[word.text].id.text}: {CITE}" if word else "no text"


@pytest.mark.slow
@given(two_versions())
@settings(max_examples=25)
def test_the_conditions_are_disjoint_and_hold_exactly_where_the_answer_changed(
    case: tuple[World, Memo],
) -> None:
    comparison, old, new = compared(case)
    world, later = case
    found = Trees([world.vocabulary, *world.texts, later])
    before, after = shared_guidance(found, [(world.memo, START), (later, START)])
    space = after.space
    facts = [FactKey.of(domain.fact) for domain in space.domains]
    for answers in product(*map(range, space.arity)):
        labels = {space.name(i): space.domains[i].label(a) for i, a in enumerate(answers)}
        situation = {fact: old.answers[fact][a] for fact, a in zip(facts, answers, strict=True)}
        for act in acts_of(old, new):
            pair = old.binding(act, situation)[0], new.binding(act, situation)[0]
            holding = [c for c in comparison.rulings if c.act == act and holds(c.where, labels)]
            assert [(c.old, c.new) for c in holding] == ([pair] if pair[0] != pair[1] else [])
    assert before.diagram is after.diagram


def holds(where: Where, labels: dict[str, str]) -> bool:
    """Tell whether one of the conditions holds; never do two."""
    fitting = [
        condition
        for condition in where.conditions
        if all(labels[name] in allowed for name, allowed in condition.allowed.items())
    ]
    assert len(fitting) < 2
    return bool(fitting)


@pytest.mark.slow
@given(two_versions())
@settings(max_examples=40)
def test_counts_and_shares_add_up_and_examples_are_examples(case: tuple[World, Memo]) -> None:
    comparison, *_ = compared(case)
    changes = (comparison.rulings, comparison.grounds, comparison.items)
    for where in (change.where for kind in changes for change in kind):
        assert (
            sum(condition.count for condition in where.conditions) + where.unlisted == where.count
        )
        assert abs(where.share - where.count / comparison.situations) < 1e-12
        for condition in where.conditions:
            assert set(condition.example) == set(condition.allowed)


@pytest.mark.slow
@given(two_versions())
@settings(max_examples=30)
def test_oxidd_counts_the_same_changes(case: tuple[World, Memo]) -> None:
    comparison, old, new = compared(case)
    bits = Bits(old)
    expected: Pairs = Counter()
    for act in acts_of(old, new):
        before = bits.binding(act)
        bits.brute = new
        after = bits.binding(act)
        bits.brute = old
        for (first, where), (second, there) in product(before.items(), after.items()):
            if first != second:
                expected[act, first, second] += bits.count(where & there)

    assert {(c.act, c.old, c.new): c.where.count for c in comparison.rulings} == +expected


@pytest.mark.slow
@given(two_versions())
@settings(max_examples=20)
def test_z3_finds_the_same_changes_without_cutting_lines(case: tuple[World, Memo]) -> None:
    comparison, old, new = compared(case)
    solver = Solver(old)
    expected = set()
    for act in acts_of(old, new):
        before = solver.binding(act)
        solver.brute = new
        after = solver.binding(act)
        solver.brute = old
        for (first, where), (second, there) in product(before.items(), after.items()):
            if first != second and solver.can_be(z3.And(where, there)):
                expected.add((act, first, second))

    assert {(c.act, c.old, c.new) for c in comparison.rulings} == expected


@pytest.mark.slow
@given(worlds())
@settings(max_examples=20)
def test_a_memo_is_the_same_as_itself(world: World) -> None:
    assert compare(world.library, world.memo, world.memo, START, START).same


# ---- small memos --------------------------------------------------------------------------------


def versions(old: Iterable[str], new: Iterable[str], front: str = "", *beneath: str) -> Comparison:
    first = text("memo", *old, front=front)
    second = text("memo", *new, front=front, start="2020-05-01")
    found = library(first, second, *beneath)
    return compare(found, find(found, "memo"), find(found, "memo", "2020-05-01"), DAY, DAY)


def hold(*rows: str, head: str = "F | warrant | conviction | > hold | # cite") -> str:
    return table("hold", head, *rows)


def test_a_change_is_said_in_few_words_with_its_share_and_an_example() -> None:
    old = hold("1 | yes | - | may | Act 1", "2 | - | - | must not | Act 2")
    new = hold(
        "1 | yes | - | may | Act 1",
        "2 | - | class A or B felony | may | Act 3",
        "3 | - | - | must not | Act 2",
    )
    (change,) = versions([old], [new]).rulings

    assert (str(change.old), str(change.new)) == ("must not", "may")
    assert (change.where.count, change.where.share) == (1, 1 / 6)
    (condition,) = change.where.conditions
    assert condition.words == "when warrant is no and conviction is class A or B felony"
    assert condition.example == {"warrant": "no", "conviction": "class A or B felony"}


def test_a_bound_is_part_of_the_answer() -> None:
    old = hold("1 | - | - | may, until 48 hours | Act 1")
    new = hold("1 | - | - | may, until 24 hours | Act 1")
    (change,) = versions([old], [new]).rulings

    assert str(change.new) == "may, until 24 hours"
    assert change.where.conditions[0].words == "in every situation"


def test_the_same_answer_on_other_citations_is_a_change_of_grounds_only() -> None:
    old = hold("1 | yes | - | may | Act 1", "2 | - | - | may | Act 2")
    new = hold("1 | yes | - | may | Act 3", "2 | - | - | may | Act 2")
    comparison = versions([old], [new])
    (change,) = comparison.grounds

    assert comparison.rulings == ()
    assert (change.old, change.new) == ("memo: Act 1", "memo: Act 3")
    assert not comparison.same


def test_renumbered_rows_are_no_change() -> None:
    old = hold("1 | yes | - | may | Act 1", "2 | - | - | may | Act 2")
    new = hold("10 | yes | - | may | Act 1", "20 | - | - | may | Act 2")

    assert versions([old], [new]).same


def test_added_and_removed_acts_and_facts_are_named() -> None:
    old = [
        hold(
            "1 | yes | - | may | Act 1", "2 | no | other | may | Act 2", "3 | - | - | refer | Act 3"
        )
    ]
    new = [
        table(
            "tell release date",
            "U | warrant | watch list | > tell release date | # cite",
            "1 | - | - | may | Act 1",
        )
    ]
    comparison = versions(old, new)

    assert comparison.acts_added == ("tell release date",)
    assert comparison.acts_removed == ("hold",)
    assert comparison.facts_added == ("watch list",)
    assert comparison.facts_removed == ("conviction",)


def test_a_fact_with_other_answers_is_named() -> None:
    facts = "## Facts\n\n| fact | question | answers |\n|--|--|--|\n| size | How big? | {} |\n"
    rows = table(
        "hold", "F | size | > hold | # cite", "1 | big | may | Act 1", "2 | - | refer | Act 1"
    )
    comparison = versions([rows, facts.format("big, small")], [rows, facts.format("big, huge")])

    assert comparison.facts_changed == ("size",)


def test_a_law_that_changes_beneath_a_memo_changes_its_answers() -> None:
    rows = hold("1 | - | - | no rule | Act 1")
    first = text(
        "act",
        hold("1 | - | - | may | Act 1"),
        level="state statute",
        front="in force: {from: 2020-01-01, to: 2020-09-30}",
    )
    second = text(
        "act", hold("1 | - | - | must not | Act 1"), level="state statute", start="2020-10-01"
    )
    found = library(text("memo", rows, front="rests on: act"), first, second)
    memo = find(found, "memo")
    (change,) = compare(found, memo, memo, date(2020, 9, 30), date(2020, 10, 1)).rulings

    assert (str(change.old), str(change.new)) == ("may", "must not")


def duties(*rows: str) -> str:
    return table("to do", "C | warrant | > duty | who | # cite", *rows)


def test_duties_are_added_removed_reworded_and_moved() -> None:
    rows = hold("1 | - | - | refer | Act 1")
    old = duties(
        "1 | yes | Keep the warrant | desk | Act 1",
        "2 | yes | Call the chief | desk | Act 1",
        "3 | - | Write it down | desk | Act 1",
        "4 | no | Smile | desk | Act 1",
    )
    new = duties(
        "1 | yes | Keep a copy of the warrant | desk | Act 1",
        "2 | - | Call the chief | desk | Act 1",
        "3 | yes | Write it down | desk | Act 1",
        "5 | no | Ask for a name | desk | Act 1",
    )
    changes = [
        (c.kind, c.old, c.new, c.where.share) for c in versions([rows, old], [rows, new]).items
    ]

    assert changes == [
        (
            ItemChangeKind.REWORDED,
            "Keep the warrant · who: desk",
            "Keep a copy of the warrant · who: desk",
            0.5,
        ),
        (
            ItemChangeKind.NOW_APPLIES,
            "Call the chief · who: desk",
            "Call the chief · who: desk",
            0.5,
        ),
        (
            ItemChangeKind.NO_LONGER_APPLIES,
            "Write it down · who: desk",
            "Write it down · who: desk",
            0.5,
        ),
        (ItemChangeKind.ADDED, None, "Ask for a name · who: desk", 0.5),
        (ItemChangeKind.REMOVED, "Smile · who: desk", None, 0.5),
    ]


def test_a_duty_of_the_same_words_in_another_row_is_no_change() -> None:
    rows = hold("1 | - | - | refer | Act 1")
    old = duties("1 | yes | Keep the warrant | desk | Act 1")
    new = duties("a | no | Smile | desk | Act 1", "b | yes | Keep the warrant | desk | Act 1")
    changes = versions([rows, old], [rows, new]).items

    assert [(c.kind, c.items) for c in changes] == [(ItemChangeKind.ADDED, Items.DUTY)]
