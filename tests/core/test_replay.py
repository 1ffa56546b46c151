"""The plan of a replay, against trying every completion of every record."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charteroak.core.answer import answer
from charteroak.core.errors import UnknownNameError
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.replay import ColumnError, match_columns, plan_act
from charteroak.core.situation import Request
from core.plain_replay import PlainReplay
from strategies import ACTS, World, worlds
from texts import DAY, find, library, sheet, table, text

HOLD = table(
    "hold",
    "F | warrant | conviction | held | > hold | # cite",
    "1 | yes | - | - | may, until 48 hours | Act 1",
    "2 | - | class A or B felony | <= 48 hours | may | Act 2",
    "3 | - | class A or B felony | - | refer | Act 3",
    "4 | - | - | - | must not | Act 4",
)


@pytest.fixture
def guidance() -> Guidance:
    found = library(text("memo", HOLD))
    return compile_guidance(found, find(found, "memo"), DAY)


@pytest.mark.slow
@settings(max_examples=60)
@given(worlds(), st.sampled_from([1, 12, 1 << 16]))
def test_a_record_is_settled_if_and_only_if_all_its_completions_agree(
    world: World, most_entries: int
) -> None:
    plain = PlainReplay(world)
    for act in ACTS:
        plan = plan_act(plain.guidance, act, most_entries=most_entries)
        levels = [fact.level for fact in plan.facts]
        for record in plain.records(most=250):
            found = plan.outcome([record[level] for level in levels])
            expected = plain.decided(act, record)
            assert found.ruling == expected.ruling
            if found.settled:
                rows = {(str(row.text), row.row) for row in found.rows}
                assert rows == expected.rows
            else:
                assert found.needs == expected.needed[0]


@settings(max_examples=40)
@given(worlds())
def test_an_outcome_says_what_the_answer_says(world: World) -> None:
    plain = PlainReplay(world)
    for act in ACTS:
        plan = plan_act(plain.guidance, act)
        for record in list(plain.records(most=12)):
            domains = zip(plain.domains, record, strict=True)
            facts = {
                plain.name(level): domain.example(digit)
                for level, (domain, digit) in enumerate(domains)
                if digit < len(domain)
            }
            request = Request(acts=(act,), facts=facts)
            said = answer(plain.guidance, request, interview=False, reasons=False).directions[0]
            found = plan.outcome_of(facts)
            assert found.ruling == said.ruling
            if found.settled:
                assert (found.rows, found.citations) == (said.rows, said.citations)
                assert found.conflict == said.conflict
            else:
                assert found.needs in said.depends_on


def test_a_stage_has_no_more_entries_than_asked(guidance: Guidance) -> None:
    one = plan_act(guidance, "hold")
    walk = plan_act(guidance, "hold", most_entries=1)

    assert [len(stage.table) for stage in one.stages] == [3 * 4 * 3]
    assert [len(stage.facts) for stage in walk.stages] == [1, 1, 1]
    assert all(len(stage.table) == stage.states * stage.span for stage in walk.stages)


def test_values_are_understood_as_a_person_writes_them(guidance: Guidance) -> None:
    plan = plan_act(guidance, "HOLD")

    found = plan.outcome_of(
        {"Warrant": False, "CONVICTION": "class a or b felony", "held": 90 * 60}
    )

    assert found.ruling_in_words == "refer"
    assert found.rows_in_words == "memo@2020-01-01 hold 3"
    assert found.citations_in_words == "Act 3"
    assert plan.outcome_of({}).needs == "warrant"
    assert plan.outcome_of({"warrant": "no", "conviction": None}).needs == "conviction"


def test_a_value_that_no_answer_fits_is_an_error_with_the_nearest(guidance: Guidance) -> None:
    plan = plan_act(guidance, "hold")

    with pytest.raises(UnknownNameError, match="Did you mean “other”"):
        plan.outcome_of({"conviction": "othr"})
    with pytest.raises(UnknownNameError, match="Did you mean “hold”"):
        plan_act(guidance, "hld")


def test_an_act_that_nobody_rules_on_has_no_rule_whatever_the_facts(guidance: Guidance) -> None:
    plan = plan_act(guidance, "tell release date")

    assert (plan.facts, plan.stages) == ((), ())
    assert plan.outcome([]).ruling_in_words == "no rule"


def test_columns_are_found_by_name_and_by_choice(guidance: Guidance) -> None:
    facts = plan_act(guidance, "hold").facts
    warrant, conviction, held = (fact.level for fact in facts)

    assert match_columns(facts, ["x", " Held ", "WARRANT"]) == {held: 1, warrant: 2}
    found = match_columns(facts, ["worst_crime", "warrant"], {"Conviction": "worst crime"})
    assert found == {conviction: 0, warrant: 1}


def test_columns_that_do_not_match_are_errors(guidance: Guidance) -> None:
    facts = plan_act(guidance, "hold").facts

    with pytest.raises(ColumnError, match="columns 1 and 3 both hold “warrant”"):
        match_columns(facts, ["warrant", "x", "Warrant"])
    with pytest.raises(UnknownNameError, match="Did you mean “held”"):
        match_columns(facts, ["x"], {"hold": "x"})
    with pytest.raises(UnknownNameError, match="not a column of the file"):
        match_columns(facts, ["x"], {"held": "y"})


def test_two_facts_of_one_name_need_the_text_before_the_name() -> None:
    facts = sheet("Facts", "fact | question | answers", "warrant | Is there a paper? | yes, no")
    own = f"{facts}\n## 1. Rules"
    found = library(
        text("law", HOLD, level="state statute"),
        text("memo", own, HOLD, front="rests on: [law]"),
    )
    guidance = compile_guidance(found, find(found, "memo"), DAY)
    plan = plan_act(guidance, "hold")

    names = [fact.name for fact in plan.facts]
    assert {"memo: warrant", "words: warrant"} <= set(names)
    assert len(match_columns(plan.facts, ["warrant", "memo: warrant"])) == 1
