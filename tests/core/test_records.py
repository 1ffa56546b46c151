"""Facts defined over lists of records, with missing fields and look-back windows."""

from __future__ import annotations

from datetime import date

import pytest

from charteroak.core.errors import Place, UnknownNameError
from charteroak.core.facts import (
    Answers,
    Choice,
    ChoiceTest,
    Definition,
    Fact,
    FieldCondition,
    FreeText,
    Line,
    Quantifier,
    RecordList,
    Within,
)
from charteroak.core.measures import Measure
from charteroak.core.records import Record, derive, look_back

HERE = Place(file="memo.md", line=1)
DAY = date(2026, 3, 31)


def field(name: str, answers: Answers) -> Fact:
    """Return a field of a record."""
    return Fact(text="x", name=name, question="?", answers=answers, place=HERE)


CONVICTIONS = RecordList(
    text="x",
    name="conviction",
    question="each conviction",
    fields=(
        field("class", Choice(("A", "B", "C"))),
        field("offence", FreeText()),
        field("date", Line(Measure.DATE)),
    ),
    place=HERE,
)
SERIOUS = FieldCondition(field="class", test=ChoiceTest(frozenset({"A", "B"})))
RECENT = FieldCondition(field="date", within=Within(months=15 * 12, days=0))
LISTED = FieldCondition(field="offence", members=frozenset({"53a-70", "53a-70a"}))


def fact(quantifier: Quantifier, *conditions: FieldCondition, given: list[Record]) -> str | None:
    """Derive a fact from ``given`` convictions."""
    definition = Definition(
        quantifier=quantifier, records="conviction", conditions=conditions, written=""
    )
    return derive(definition, given, CONVICTIONS, DAY)


@pytest.mark.parametrize(
    ("quantifier", "classes", "expected"),
    [
        (Quantifier.ANY, ["C", "A"], "yes"),
        (Quantifier.ANY, ["C", "C"], "no"),
        (Quantifier.ANY, [], "no"),
        (Quantifier.NO, ["C"], "yes"),
        (Quantifier.NO, ["B"], "no"),
        (Quantifier.EVERY, ["A", "B"], "yes"),
        (Quantifier.EVERY, ["A", "C"], "no"),
        (Quantifier.EVERY, [], "yes"),
        (Quantifier.NUMBER_OF, ["A", "C", "B"], "2"),
    ],
)
def test_the_quantifiers(quantifier: Quantifier, classes: list[str], expected: str) -> None:
    assert fact(quantifier, SERIOUS, given=[{"class": each} for each in classes]) == expected


@pytest.mark.parametrize(
    ("quantifier", "records", "expected"),
    [
        (Quantifier.ANY, [{}], None),
        (Quantifier.ANY, [{"class": "not sure"}], None),
        (Quantifier.ANY, [{}, {"class": "A"}], "yes"),
        (Quantifier.EVERY, [{}, {"class": "C"}], "no"),
        (Quantifier.EVERY, [{}, {"class": "A"}], None),
        (Quantifier.NO, [{}, {"class": "A"}], "no"),
        (Quantifier.NUMBER_OF, [{}, {"class": "A"}], None),
    ],
)
def test_a_missing_field_leaves_the_fact_open_unless_other_records_settle_it(
    quantifier: Quantifier, records: list[Record], expected: str | None
) -> None:
    assert fact(quantifier, SERIOUS, given=records) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2011-03-31", "yes"), ("2011-03-30", "no"), ("2026-03-31", "yes")]
)
def test_a_look_back_window_ends_on_the_day_of_the_request(day: str, expected: str) -> None:
    assert fact(Quantifier.ANY, RECENT, given=[{"date": day}]) == expected


def test_conditions_are_joined_by_and() -> None:
    old_and_serious = {"class": "A", "date": "1999-01-01"}

    assert fact(Quantifier.ANY, SERIOUS, RECENT, given=[old_and_serious]) == "no"


def test_membership_in_a_named_set() -> None:
    assert fact(Quantifier.ANY, LISTED, given=[{"offence": "53A-70"}]) == "yes"
    assert fact(Quantifier.ANY, LISTED, given=[{"offence": "53a-71"}]) == "no"


def test_an_unknown_field_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean “class”"):
        fact(Quantifier.ANY, SERIOUS, given=[{"clas": "A"}])


def test_an_unknown_answer_names_what_is_allowed() -> None:
    with pytest.raises(UnknownNameError, match="Allowed: A, B, C, not sure"):
        fact(Quantifier.ANY, SERIOUS, given=[{"class": "felony"}])


def test_an_impossible_date_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="a date"):
        fact(Quantifier.ANY, RECENT, given=[{"date": "2011-02-30"}])


def test_a_window_of_months_ends_on_the_last_day_of_a_short_month() -> None:
    assert look_back(date(2026, 3, 31), Within(months=1, days=0)) == date(2026, 2, 28)
    assert look_back(date(2024, 2, 29), Within(months=12, days=1)) == date(2023, 2, 27)
