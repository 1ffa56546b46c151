"""The column *defined as*: every quantifier and condition, and what is wrong with one."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

from fractions import Fraction

import pytest

from charteroak.core.facts import (
    ChoiceTest,
    FieldCondition,
    LineTest,
    Quantifier,
    Within,
)
from charteroak.core.measures import Measure, Span, cut_after, cut_before
from core.reading.support import fact, read, sheet, wrong
from core.reading.test_facts import FACTS, RECORDS

MORE = RECORDS.replace(
    "\n| date |",
    "\n| rank | How grave is it? | low < middle < high |"
    "\n| number of days | How many days? | number [0..] |\n| date |",
)
SETS = sheet(
    "Sets",
    "set | members | cite",
    "serious | 53a-70, 53a-71 | CGS 54-192h",
    "grave | A, b | CGS 54-192h",
    "strange | A, C | CGS 54-192h",
)


def defined(text: str, answers: str = "yes, no") -> tuple[Quantifier, tuple[FieldCondition, ...]]:
    """Return the quantifier and the conditions of a definition."""
    body = MORE + SETS + sheet("Facts", FACTS, f"new | Is it? | {answers} | - | - | - | {text}")
    definition = fact(read(body), "new").definition
    assert definition is not None
    return definition.quantifier, definition.conditions


def choice(*values: str) -> ChoiceTest:
    return ChoiceTest(frozenset(values))


@pytest.mark.parametrize(
    ("text", "quantifier", "answers"),
    [
        ("any conviction", Quantifier.ANY, "yes, no"),
        ("every Conviction", Quantifier.EVERY, "yes, no"),
        ("No  conviction", Quantifier.NO, "yes, no"),
        ("number  of conviction", Quantifier.NUMBER_OF, "whole number [0..]"),
    ],
)
def test_every_quantifier(text: str, quantifier: Quantifier, answers: str) -> None:
    assert defined(text, answers) == (quantifier, ())


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("class = A, b", FieldCondition(field="class", test=choice("A", "B"))),
        ("class is not A", FieldCondition(field="class", test=choice("B", "misdemeanor"))),
        ("class is not A, B", FieldCondition(field="class", test=choice("misdemeanor"))),
        ("offence = 53a-70, 53a-71", FieldCondition(field="offence", test=choice("53a-70", "53a-71"))),
        ('offence = "a, b"', FieldCondition(field="offence", test=choice("a, b"))),
        ("offence in Serious", FieldCondition(field="offence", members=frozenset({"53a-70", "53a-71"}))),
        ("class in grave", FieldCondition(field="class", members=frozenset({"A", "B"}))),
        ("rank >= middle", FieldCondition(field="rank", test=choice("middle", "high"))),
        ("rank < middle", FieldCondition(field="rank", test=choice("low"))),
        ("number of days > 30", FieldCondition(field="number of days", test=LineTest((Span(cut_after(Fraction(30), Measure.NUMBER), None),)))),
        ("number of days <= 30", FieldCondition(field="number of days", test=LineTest((Span(None, cut_after(Fraction(30), Measure.NUMBER)),)))),
        ("number of days is not 30", FieldCondition(field="number of days", test=LineTest((Span(None, cut_before(Fraction(30))), Span(cut_after(Fraction(30), Measure.NUMBER), None))))),
        ("date within 15 years", FieldCondition(field="date", within=Within(180, 0))),
        ("date within 1 month", FieldCondition(field="date", within=Within(1, 0))),
        ("date within 2 weeks", FieldCondition(field="date", within=Within(0, 14))),
        ("Date within 10 days", FieldCondition(field="date", within=Within(0, 10))),
    ],
)  # fmt: skip
def test_every_condition(text: str, condition: FieldCondition) -> None:
    assert defined(f"any conviction where {text}")[1] == (condition,)


def test_conditions_are_joined_by_and() -> None:
    _, conditions = defined(
        "any conviction where class = A, B and date within 15 years and rank < high"
    )
    assert [condition.field for condition in conditions] == ["class", "date", "rank"]


def test_a_value_may_hold_the_word_and() -> None:
    _, conditions = defined("any conviction where offence = drink and drive, theft and class = A")
    assert conditions[0].test == choice("drink and drive", "theft")
    assert len(conditions) == 2


SHAPE = "any, every, no or number of LIST where FIELD = VALUE and …"


@pytest.mark.parametrize(
    ("text", "found", "allowed", "nearest"),
    [
        ("▶some conviction", "“some conviction” is not a definition", SHAPE, ""),
        ("▶any", "“any” is not a definition", SHAPE, ""),
        ("any ▶convictoin", "“convictoin” is not a list of records, in “any convictoin”", "conviction", "conviction"),
        ("any conviction where ▶clas = A", "“clas” is not a field of “conviction”, in “any conviction where clas = A”", "class, offence, rank, number of days, date", "class"),
        ("any conviction where class = A and ▶dat within 1 year", "“dat” is not a field of “conviction”, in “any conviction where class = A and dat within 1 year”", "class, offence, rank, number of days, date", "date"),
        ("any conviction where class = A, ▶D", "“D” is not an answer to “class”, in “any conviction where class = A, D”", "A, B, misdemeanor; not(…) or - in a test", ""),
        ("any conviction where ▶class A", "“class A” is not a condition, in “any conviction where class A”", "NAME =, is not, <, <=, >, >= VALUE", ""),
        ("any conviction where class =▶", "“class =” has no value, in “any conviction where class =”", "a value", ""),
        ("any conviction where offence is not ▶a", "“not” needs a list of answers to choose from, in “any conviction where offence is not a”", "=, or in a named set", ""),
        ("any conviction where offence ▶< a", "“<” cannot compare text, in “any conviction where offence < a”", "= or in", ""),
        ("any conviction where class within ▶1 year", "“class” is not a date and cannot lie within a time, in “any conviction where class within 1 year”", "a field that is a date", ""),
        ("any conviction where date within ▶a year", "“a year” is not a length of time, in “any conviction where date within a year”", "years, months, weeks or days, up to 200 years: 15 years", ""),
        ("any conviction where date within ▶201 years", "“201 years” is not a length of time, in “any conviction where date within 201 years”", "years, months, weeks or days, up to 200 years: 15 years", ""),
        ("any conviction where offence in ▶seriuos", "“seriuos” is not a set, in “any conviction where offence in seriuos”", "serious, grave, strange", "serious"),
        ("any conviction where class in ▶strange", "“C” is not an answer to “class”, in “any conviction where class in strange”", "A, B, misdemeanor; not(…) or - in a test", ""),
        ("any conviction where date in ▶serious", "“date” is a date and not in a set of words, in “any conviction where date in serious”", "=, <, <=, >, >=", ""),
    ],
)  # fmt: skip
def test_what_can_be_wrong(text: str, found: str, allowed: str, nearest: str) -> None:
    problem = wrong(
        MORE + SETS + sheet("Facts", FACTS, f"new | Is it? | yes, no | - | - | - | {text}")
    )
    # What is shown of a long cell is cut.
    assert problem.found.startswith(found[:80])
    assert (problem.allowed, problem.nearest) == (allowed, nearest)
