"""The column *answers*: every kind of answer, and what is wrong with one."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

from fractions import Fraction

import pytest

from charteroak.core.facts import (
    Answers,
    Choice,
    FreeText,
    Line,
)
from charteroak.core.measures import Measure, Span, cut_after, cut_before
from charteroak.core.reading.answers import SHAPES, read_answers, read_value_list
from charteroak.core.reading.cells import DURATIONS
from charteroak.core.reading.names import NAME_CHARACTERS
from charteroak.core.reading.report import Fault
from core.reading.support import sheet, wrong

HEADER = "fact | question | answers"


def span(low: int | None, high: int | None, measure: Measure) -> Span:
    """Return the span between two points, both included."""
    return Span(
        None if low is None else cut_before(Fraction(low)),
        None if high is None else cut_after(Fraction(high), measure),
    )


@pytest.mark.parametrize(
    ("cell", "answers"),
    [
        ("yes, no", Choice(("yes", "no"))),
        ("none, administrative,judicial", Choice(("none", "administrative", "judicial"))),
        ("none < other < class A or B felony", Choice(("none", "other", "class A or B felony"), ordered=True)),
        ('"yes, on bail", no', Choice(("yes, on bail", "no"))),
        ("number, letter", Choice(("number", "letter"))),
        ("date of birth, name", Choice(("date of birth", "name"))),
        ("number", Line(Measure.NUMBER)),
        ("Number", Line(Measure.NUMBER)),
        ("number [0..96]", Line(Measure.NUMBER, span(0, 96, Measure.NUMBER))),
        ("number[0..]", Line(Measure.NUMBER, span(0, None, Measure.NUMBER))),
        ("number (0..96)", Line(Measure.NUMBER, Span(cut_after(Fraction(0), Measure.NUMBER), cut_before(Fraction(96))))),
        ("number [0..] miles", Line(Measure.NUMBER, span(0, None, Measure.NUMBER), "miles")),
        ("number miles", Line(Measure.NUMBER, Span(), "miles")),
        ("whole number", Line(Measure.WHOLE_NUMBER)),
        ("whole number [..10] people", Line(Measure.WHOLE_NUMBER, span(None, 10, Measure.WHOLE_NUMBER), "people")),
        ("duration", Line(Measure.DURATION, DURATIONS)),
        ("duration [0 hours..96 hours]", Line(Measure.DURATION, span(0, 5760, Measure.DURATION))),
        ("duration [..2 days]", Line(Measure.DURATION, span(0, 2880, Measure.DURATION))),
        ("date", Line(Measure.DATE)),
        ("date [2000-01-01..]", Line(Measure.DATE, span(730120, None, Measure.DATE))),
    ],
)  # fmt: skip
def test_every_kind_of_answers(cell: str, answers: Answers) -> None:
    assert read_answers(cell) == answers


def test_a_field_may_hold_any_text() -> None:
    assert read_answers("text", of_a_field=True) == FreeText()


@pytest.mark.parametrize(
    ("cell", "found", "allowed"),
    [
        ("▶text", "only a field of a record is answered by any text, in “text”", SHAPES),
        ("▶-", "the answers are missing, in “-”", SHAPES),
        ("▶yes", "“yes” is only one answer", SHAPES),
        ("yes, ▶(no)", "“(” cannot begin the name of an answer, in “yes, (no)”", NAME_CHARACTERS),
        ("yes,▶", "the name of an answer is missing, in “yes,”", NAME_CHARACTERS),
        ("yes, ▶Yes", "the answer “Yes” is written twice, in “yes, Yes”", "answers that differ"),
        ("l, ▶1", "the answer “1” looks like “l”, in “l, 1”", "answers that differ"),
        ("yes, ▶not sure", "“not sure” is a kept word and cannot be the name of an answer, in “yes, not sure”", "any other name"),
        ("number ▶[0..96", "the bounds “[0..96” are not closed, in “number [0..96”", "[0..96]"),
        ("number [▶a..b]", "“a” is not an answer to “the bounds”, in “number [a..b]”", "a number, without bounds, such as 48"),
        ("number ▶[9..1]", "no point lies in “[9..1]”, in “number [9..1]”", "the lower end first"),
        ("duration ▶hours", "“hours” stands after a duration, which has no unit, in “duration hours”", "duration with bounds in brackets"),
        ("number [0..] ▶5$", "“5$” is not a unit, in “number [0..] 5$”", "a word, such as miles"),
    ],
)  # fmt: skip
def test_what_can_be_wrong(cell: str, found: str, allowed: str) -> None:
    problem = wrong(sheet("Facts", HEADER, f"new | Is it? | {cell}"))
    assert (problem.found, problem.allowed) == (f"{found}.", allowed)


def test_at_most_500_answers() -> None:
    assert isinstance(read_answers(", ".join(f"v{i}" for i in range(500))), Choice)
    problem = wrong(
        sheet("Facts", HEADER, "new | Is it? | ▶" + ", ".join(f"v{i}" for i in range(501)))
    )
    assert problem.found.startswith("the list has 501 answers")
    assert problem.allowed == "500 answers"


def test_a_list_of_values_holds_names_and_numbers() -> None:
    assert read_value_list('a, -5, 0.5, "b, c"') == ("a", "-5", "0.5", "b, c")
    with pytest.raises(Fault):
        read_value_list("a, a")
    with pytest.raises(Fault):
        read_value_list("1, 1")
