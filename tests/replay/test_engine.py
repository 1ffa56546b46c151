"""Looking up many records at once gives what looking up each gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from charteroak.core.replay import plan_act
from charteroak.replay import engine
from charteroak.replay.engine import DigitError, Engine, digit_type
from core.plain_replay import PlainReplay
from replay.support import guidance
from strategies import ACTS, World, worlds
from texts import DAY, find, library, sheet, table, text


@pytest.mark.parametrize("most_entries", [1, 100, 1 << 16])
def test_every_record_has_the_outcome_of_the_plan(
    monkeypatch: pytest.MonkeyPatch, most_entries: int
) -> None:
    monkeypatch.setattr(engine, "PART", 1000)
    plan = plan_act(guidance(), "hold", most_entries=most_entries)
    random = np.random.default_rng(1)
    digits = [random.integers(0, fact.size, 2500, dtype=np.uint8) for fact in plan.facts]

    found = Engine(plan).outcomes(digits)

    assert found.dtype == np.uint8
    for number, chosen in enumerate(found.tolist()):
        expected = plan.outcome([int(column[number]) for column in digits])
        assert plan.outcomes[chosen] is expected


@settings(max_examples=30)
@given(worlds())
def test_random_guidance_is_looked_up_alike(world: World) -> None:
    plain = PlainReplay(world)
    records = list(plain.records(most=200))
    for act in ACTS:
        plan = plan_act(plain.guidance, act, most_entries=30)
        rows = [[record[fact.level] for fact in plan.facts] for record in records]
        digits = [np.array(column, np.uint8) for column in zip(*rows, strict=True)]
        found = Engine(plan).outcomes(digits)
        if digits:
            expected = [plan.outcome(row) for row in rows]
            assert [plan.outcomes[chosen] for chosen in found.tolist()] == expected


def test_a_fact_of_five_hundred_answers_has_digits_of_two_bytes() -> None:
    answers = [f"a{i}" for i in range(500)]
    facts = sheet("Facts", "fact | question | answers", f"n | Which? | {', '.join(answers)}")
    rows = [f"{i + 1} | {answers[i]} | - | may, in room {i} | Act 1" for i in range(400)]
    hold = table("hold", "F | n | warrant | > hold | # cite", *rows, "x | - | yes | must | Act 1")
    found = library(text("memo", facts, "## 1. Rules", hold))
    memo = find(found, "memo")
    from charteroak.core.guidance import compile_guidance  # noqa: PLC0415

    plan = plan_act(compile_guidance(found, memo, DAY), "hold")
    digits = [
        np.arange(501, dtype=digit_type(fact.size)) if fact.size > 3 else np.zeros(501, np.uint8)
        for fact in plan.facts
    ]

    chosen = Engine(plan).outcomes(digits)

    assert chosen.dtype == np.uint16
    found_rulings = [plan.outcomes[each].ruling_in_words for each in chosen.tolist()]
    assert found_rulings[:400] == [f"may, in room {i}" for i in range(400)]
    assert found_rulings[400:] == ["must"] * 100 + [""]


def test_a_wrong_digit_is_refused() -> None:
    plan = plan_act(guidance(), "hold")
    digits = [np.zeros(10, np.uint8) for _ in plan.facts]
    digits[2][7] = plan.facts[2].size

    with pytest.raises(DigitError, match="fact 2 has a digit of 3"):
        Engine(plan).outcomes(digits)
    with pytest.raises(DigitError, match="7 columns of one length"):
        Engine(plan).outcomes(digits[:3])
    with pytest.raises(DigitError, match="7 columns of one length"):
        Engine(plan).outcomes([*digits[:6], np.zeros(9, np.uint8)])


def test_no_records_have_no_outcomes() -> None:
    plan = plan_act(guidance(), "hold")

    assert len(Engine(plan).outcomes([np.zeros(0, np.uint8) for _ in plan.facts])) == 0
