"""A plan against the memo it adopts and the law beneath."""

from __future__ import annotations

from collections import Counter

import pytest
import z3
from hypothesis import given, settings

from charteroak.core.conform import Conformance, conform
from charteroak.core.directions import Direction, Ruling
from charteroak.core.errors import NoVersionError
from charteroak.core.layers import Outcome
from charteroak.core.library import level_order
from oracles.bits import Bits
from oracles.brute import DOING, NARROWER, OPPOSED, SHOULDS, Brute, Word, kept
from oracles.solver import Solver
from strategies import START, World, worlds
from texts import DAY, find, library, sheet, table, text

PLANS = worlds(lowest="local plan", fewest=2)


def held(world: World) -> tuple[Conformance, Brute, int]:
    """Hold a random plan against what is above it, and read all plainly."""
    texts = world.library.texts_in_play(world.memo, START)
    brute = Brute(texts, list(level_order(world.memo)))
    return conform(world.library, world.memo, START), brute, texts.index(world.memo)


def outcome(above: Ruling, word: Word | None) -> Outcome:
    """Return how a plan stands, from the reference and not from the code."""
    if word is None or word.ruling.direction is Direction.NO_RULE:
        return Outcome.SILENT
    binds, says = above.direction, word.ruling.direction
    opposed = says in OPPOSED.get(binds, set())
    if opposed and binds in SHOULDS:
        return Outcome.DEPARTS_WITH_REASON if word.reason else Outcome.DEPARTS_WITHOUT_REASON
    compared = binds is says or {binds, says} <= DOING
    if opposed or binds is Direction.REFER is not says:
        return Outcome.CONFLICTS
    if compared and not kept(above, word.ruling):
        return Outcome.CONFLICTS
    bounded = binds is says and above.bounds != word.ruling.bounds
    narrowed = binds is not says and says in NARROWER.get(binds, set())
    return Outcome.STRICTER if bounded or narrowed else Outcome.CONFORMS


@pytest.mark.slow
@given(PLANS)
@settings(max_examples=40)
def test_every_situation_has_the_outcome_of_a_plain_reading(world: World) -> None:
    conformance, brute, own = held(world)
    others = [i for i in range(len(brute.texts)) if i != own]
    expected: Counter[tuple[str, Outcome]] = Counter()
    for situation in brute.situations():
        for act in (each.act for each in conformance.acts):
            above = brute.binding(act, situation, others)[0]
            expected[act, outcome(above, brute.word(own, act, situation))] += 1

    came = {(a.act, each): n for a in conformance.acts for each, n in a.counts.items()}
    assert came == expected
    gravest = min((each for _, each in expected), key=list(Outcome).index)
    assert conformance.outcome is gravest


@pytest.mark.slow
@given(PLANS)
@settings(max_examples=40)
def test_every_conflict_is_shown_once_with_an_example_and_its_count(world: World) -> None:
    conformance, *_ = held(world)
    for act in conformance.acts:
        for shown in (Outcome.CONFLICTS, Outcome.DEPARTS_WITHOUT_REASON):
            counted = sum(c.where.count for c in act.clashes if c.outcome is shown)
            assert counted == act.counts.get(shown, 0)
        for clash in act.clashes:
            assert clash.example.case.count("\n") == 2
            assert clash.where.conditions


@pytest.mark.slow
@given(PLANS)
@settings(max_examples=25)
def test_oxidd_counts_the_same_outcomes(world: World) -> None:
    conformance, brute, own = held(world)
    bits = Bits(brute)
    for act in conformance.acts:
        table_of_act = brute.act_table(own, act.act)
        if table_of_act is None:
            continue
        bits.brute = without(brute, own)
        rulings = bits.binding(act.act)
        bits.brute = brute
        expected: Counter[Outcome] = Counter()
        for word, there in bits.words(own, table_of_act).items():
            for ruling, where in rulings.items():
                expected[outcome(ruling, word)] += bits.count(where & there)
        assert act.counts == +expected


def without(brute: Brute, own: int) -> Brute:
    """Return the texts above a plan, with the answers of all."""
    above = [text for i, text in enumerate(brute.texts) if i != own]
    return Brute(above, brute.levels, beside=[brute.texts[own]])


@pytest.mark.slow
@given(PLANS)
@settings(max_examples=20)
def test_z3_finds_the_same_outcomes_without_cutting_lines(world: World) -> None:
    conformance, brute, own = held(world)
    solver = Solver(brute)
    for act in conformance.acts:
        table_of_act = brute.act_table(own, act.act)
        if table_of_act is None:
            continue
        solver.brute = without(brute, own)
        rulings = solver.binding(act.act)
        solver.brute = brute
        expected = {
            outcome(ruling, word)
            for word, there in solver.words(own, table_of_act)
            for ruling, where in rulings.items()
            if solver.can_be(z3.And(where, there))
        }
        assert set(act.counts) == expected


# ---- small plans --------------------------------------------------------------------------------


def hold(ruling: str, reason: str = "") -> str:
    head, cell = ("| # reason ", f"| {reason} ") if reason else ("", "")
    return table("hold", f"U | warrant | > hold {head}| # cite", f"1 | - | {ruling} {cell}| Act 1")


def planned(memo: str, plan: str, *parts: str, reason: str = "") -> Conformance:
    """Hold a plan with one row against a memo with one row."""
    found = library(
        text("memo", hold(memo), *parts),
        text("plan", hold(plan, reason), level="local plan", front="adopts: memo"),
    )
    return conform(found, find(found, "plan"), DAY)


@pytest.mark.parametrize(
    ("memo", "plan", "expected"),
    [
        ("may", "may", Outcome.CONFORMS),
        ("may", "must not", Outcome.STRICTER),
        ("may", "must", Outcome.STRICTER),
        ("may", "may, until 48 hours", Outcome.STRICTER),
        ("may", "refer, to the chief", Outcome.STRICTER),
        ("may, until 48 hours", "may, until 1 day", Outcome.STRICTER),
        ("may, until 48 hours", "may, until 3 days", Outcome.CONFLICTS),
        ("may, until 48 hours", "may", Outcome.CONFLICTS),
        ("may, until 48 hours", "must", Outcome.CONFLICTS),
        ("may, until 48 hours", "must not", Outcome.STRICTER),
        ("must not", "may", Outcome.CONFLICTS),
        ("must not", "refer", Outcome.CONFORMS),
        ("must", "should", Outcome.CONFORMS),
        ("must", "should not", Outcome.CONFLICTS),
        ("refer", "may", Outcome.CONFLICTS),
        ("refer", "must not", Outcome.CONFLICTS),
        ("refer", "refer, to the chief", Outcome.STRICTER),
        ("refer, to counsel", "refer, to the chief", Outcome.CONFLICTS),
        ("should not", "may", Outcome.DEPARTS_WITHOUT_REASON),
        ("should not", "must not", Outcome.STRICTER),
        ("no rule", "must not", Outcome.CONFORMS),
        ("must not", "no rule", Outcome.SILENT),
    ],
)
def test_how_a_plan_stands_to_its_memo(memo: str, plan: str, expected: Outcome) -> None:
    conformance = planned(memo, plan)

    assert conformance.outcome is expected
    assert conformance.conforms is (
        expected not in {Outcome.CONFLICTS, Outcome.DEPARTS_WITHOUT_REASON}
    )


def test_a_plan_may_depart_from_should_with_its_reason_which_is_shown() -> None:
    conformance = planned("should not", "may", reason="we have no cells")
    (clash,) = conformance.clashes

    assert conformance.outcome is Outcome.DEPARTS_WITH_REASON
    assert clash.reason == "we have no cells"
    assert conformance.conforms


def test_a_conflict_is_told_with_both_rows_and_a_situation() -> None:
    (clash,) = planned("must not", "may").clashes

    assert clash.message == (
        "Row 1 says “hold: may” where memo@2020-01-01 (row 1, Act 1) says “must not”: it "
        "conflicts in all 2 situations: in every situation."
    )
    assert clash.example.sentence == "In every situation, “hold: must not”."
    assert (clash.row.text.text, clash.above and clash.above.text.text) == ("plan", "memo")
    assert not clash.by_bounds


def test_a_dropped_bound_says_so() -> None:
    (clash,) = planned("may, until 48 hours", "may").clashes

    assert clash.by_bounds
    assert "drops or loosens a bound" in clash.message


def test_the_case_of_a_conflict_can_be_pasted_into_the_plan_and_fails_there() -> None:
    (clash,) = planned("must not", "may").clashes

    assert [line.split(" | ")[-2].strip() for line in clash.example.case.splitlines()] == [
        "> hold",
        "-" * 8,
        "must not",
    ]


def test_blanks_that_a_plan_leaves_open_are_named() -> None:
    blanks = sheet("Blanks", "blank | meaning", "duty officer | who", "Telephone | its number")
    filled = sheet("Blanks", "blank | value", "telephone | 860")
    found = library(
        text("memo", hold("may, after calling {duty officer}"), blanks),
        text("plan", hold("must not"), filled, level="local plan", front="adopts: memo"),
    )
    conformance = conform(found, find(found, "plan"), DAY)

    assert conformance.unfilled == ("duty officer",)
    assert conformance.outcome is Outcome.STRICTER


def test_a_plan_conforms_with_a_blank_filled_in() -> None:
    blanks = sheet("Blanks", "blank | meaning", "duty officer | who")
    filled = sheet("Blanks", "blank | value", "duty officer | Sgt. Hart")
    found = library(
        text("memo", hold("refer, to {duty officer}"), blanks),
        text("plan", hold("refer, to Sgt. Hart"), filled, level="local plan", front="adopts: memo"),
    )

    assert conform(found, find(found, "plan"), DAY).outcome is Outcome.CONFORMS


def test_the_law_beneath_the_memo_binds_the_plan_too() -> None:
    found = library(
        text("act", hold("must not"), level="state statute"),
        text("memo", hold("no rule"), front="rests on: act"),
        text("plan", hold("may"), level="local plan", front="adopts: memo"),
    )
    (clash,) = conform(found, find(found, "plan"), DAY).clashes

    assert clash.above is not None
    assert clash.above.text.text == "act"


def test_an_act_that_the_plan_leaves_out_is_silent() -> None:
    tell = table(
        "tell release date", "U | warrant | > tell release date | # cite", "1 | - | may | Act 1"
    )
    conformance = planned("may", "may", tell)

    assert {act.act: act.outcome for act in conformance.acts} == {
        "hold": Outcome.CONFORMS,
        "tell release date": Outcome.SILENT,
    }
    assert conformance.outcome is Outcome.CONFORMS


def test_a_memo_that_is_not_in_force_cannot_be_adopted() -> None:
    found = library(
        text("memo", hold("may"), start="2020-09-01"),
        text("plan", hold("may"), level="local plan", front="adopts: memo"),
    )

    with pytest.raises(NoVersionError, match="no version of memo"):
        conform(found, find(found, "plan"), DAY)
