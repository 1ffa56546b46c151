"""The fast evaluator: the same outcome as the plan, and code made of numbers only."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings

from charteroak.core.coding import codings
from charteroak.core.errors import UnknownNameError
from charteroak.core.evaluator import act_evaluator
from charteroak.core.evaluator_code import check_code, write_program
from charteroak.core.facts import Line
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.measures import Measure
from charteroak.core.replay import plan_act
from core.plain_replay import PlainReplay, answer
from strategies import ACTS, World, worlds
from texts import DAY, find, library, sheet, table, text

HOSTILE = "x'); import os #"
NAMES = sheet(
    "Facts",
    "fact | question | answers",
    "r or x | Why? | a, b, c, d & e, return",
    "born | When? | date [0001-01-01..9999-12-31]",
    "miles | How far? | number",
)
HOLD = table(
    "hold",
    "F | warrant | r or x | born | miles | held | > hold | # cite",
    "1 | yes | not(return) | < 2000-01-01 | - | - | may | Act 1",
    "2 | no | a, b | - | [0.5..1.25) | > 1 hours | must not | Act 2",
    "3 | - | return | > 2010-05-05 | > 3 | - | refer | Act 3",
    "4 | - | - | - | - | - | should | Act 4",
)


def guidance_of(*parts: str) -> Guidance:
    found = library(text("memo", *parts))
    return compile_guidance(found, find(found, "memo"), DAY)


@pytest.mark.slow
@settings(max_examples=60)
@given(worlds())
def test_every_complete_record_has_the_outcome_of_the_plan(world: World) -> None:
    plain = PlainReplay(world)
    for act in ACTS:
        decide, plan = act_evaluator(plain.guidance, act), plan_act(plain.guidance, act)
        for record in plain.records(most=150):
            words, values = {}, {}
            for level, (domain, digit) in enumerate(zip(plain.domains, record, strict=True)):
                if digit < len(domain):
                    name = plain.name(level)
                    words[name] = domain.example(digit)
                    values[name] = native(answer(domain, digit), domain.fact.answers)
            expected = plan.outcome([record[fact.level] for fact in plan.facts])
            assert decide(words) == decide(values) == expected


def native(value: object, answers: object) -> object:
    """Return a value as a program would hold it."""
    if isinstance(value, str):
        return {"yes": True, "no": False}.get(value, value)
    assert isinstance(value, Fraction)
    assert isinstance(answers, Line)
    if answers.measure is Measure.DATE:
        return date.fromordinal(int(value))
    return int(value) if value.denominator == 1 else float(value)


@pytest.mark.parametrize(
    ("record", "ruling"),
    [
        ({"warrant": True, "r or x": "a", "born": date.min, "miles": 0}, "may"),
        ({"warrant": "yes", "r or x": "a", "born": "0001-01-01", "miles": "7"}, "may"),
        ({"warrant": False, "r or x": "b", "miles": 0.5, "held": 61}, "must not"),
        ({"warrant": False, "r or x": "b", "miles": 1.25, "held": 61}, "should"),
        ({"warrant": False, "r or x": "B", "miles": "1.2", "held": "2 hours"}, "must not"),
        ({"r or x": "return", "born": date.max, "miles": 3.5}, "refer"),
        ({"r or x": "return", "miles": 3.5, "warrant": False}, ""),
        ({}, ""),
    ],
)
def test_values_at_the_edges(record: dict[str, object], ruling: str) -> None:
    decide = act_evaluator(guidance_of(NAMES, "## 1. Rules", HOLD), "hold")

    assert decide(record).ruling_in_words == ruling


@pytest.mark.parametrize("value", ["perhaps", 1, 0, [], {}, 2.0, "\0", "=1+1"])
def test_a_value_that_no_answer_fits_is_never_taken_for_another(value: object) -> None:
    decide = act_evaluator(guidance_of(NAMES, "## 1. Rules", HOLD), "hold")

    with pytest.raises(UnknownNameError):
        decide({"warrant": value, "r or x": "a", "born": date.min})


@pytest.mark.parametrize("value", [True, float("nan"), float("inf"), 10**18, "far"])
def test_a_number_that_is_none_is_never_taken_for_another(value: object) -> None:
    decide = act_evaluator(guidance_of(NAMES, "## 1. Rules", HOLD), "hold")

    with pytest.raises(UnknownNameError):
        decide({"warrant": False, "r or x": "a", "miles": value, "held": 61})


def test_a_fact_on_which_the_outcome_does_not_turn_is_not_looked_at() -> None:
    decide = act_evaluator(guidance_of(NAMES, "## 1. Rules", HOLD), "hold")
    record = {"warrant": True, "r or x": "a", "born": date.min, "miles": 0.1}

    assert decide({**record, "held": HOSTILE, "no such fact": 1}) is decide(record)


def test_no_word_of_a_memo_stands_in_the_code() -> None:
    guidance = guidance_of(NAMES, "## 1. Rules", HOLD)
    node = guidance.verdict("hold")
    leaves = {leaf: HOSTILE for leaf in guidance.diagram.reachable(node) if leaf < 0}

    for truth in (False, True):
        facts = codings(guidance.space)
        program = write_program(guidance.diagram, node, facts, leaves, truth=truth)
        check_code(program.code)
        assert not any(word in program.code for word in ("import", "warrant", "born", "miles"))
        assert HOSTILE in program.constants.values()


@pytest.mark.parametrize(
    "code",
    [
        "import os",
        "def decide(r):\n    return __import__\n",
        "x = 'a'",
        'x = "a"',
        "r.x",
        "x = f0; y",
        "decide(r) # r",
        "лambda",
        "x\\",
    ],
)
def test_code_that_holds_anything_else_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="more than numbers"):
        check_code(code)


@pytest.mark.slow
def test_a_diagram_deeper_than_python_indents_is_cut_into_functions() -> None:
    names = [f"f{i}" for i in range(120)]
    facts = sheet(
        "Facts", "fact | question | answers", *(f"{name} | Is it? | yes, no" for name in names)
    )
    header = " | ".join(["F", *names[:60], "> hold", "# cite"])
    first = " | ".join(["1", *["yes"] * 60, "may", "Act 1"])
    rows = [" | ".join([str(i + 2), *["no" if j == i else "-" for j in range(60)], "must", "Act 1"])
            for i in range(60)]  # fmt: skip
    guidance = guidance_of(facts, "## 1. Rules", table("hold", header, first, *rows))
    decide = act_evaluator(guidance, "hold")

    assert decide(dict.fromkeys(names, True)).ruling_in_words == "may"
    assert decide({**dict.fromkeys(names, "yes"), "f59": "no"}).ruling_in_words == "must"
    assert decide(dict.fromkeys(names[:-61], "yes")).needs == "f59"
