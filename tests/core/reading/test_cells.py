"""The cells of inputs: every form of a test, and what is wrong with a cell."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charteroak.core.facts import (
    Answers,
    Choice,
    ChoiceTest,
    FreeText,
    Line,
    LineTest,
    Test,
)
from charteroak.core.measures import Measure, Span, cut_after, cut_before, show_point
from charteroak.core.reading.answers import read_answers
from charteroak.core.reading.cells import describe, read_answer, read_test
from charteroak.core.reading.report import Fault
from core.reading.support import only_table, read, rules, table, wrong

YES_NO = Choice(("yes", "no"))
WARRANT = Choice(("none", "administrative", "judicial"))
CONVICTION = Choice(("none", "other", "class A or B felony"), ordered=True)
COMMA = Choice(("a, b", "c"))
NUMBER = Line(Measure.NUMBER)
WHOLE = Line(Measure.WHOLE_NUMBER)
DURATION = Line(Measure.DURATION)
DATE = Line(Measure.DATE)
MILES = Line(
    Measure.NUMBER, Span(cut_before(Fraction(0)), cut_after(Fraction(96), Measure.NUMBER)), "miles"
)


def choice(*values: str) -> ChoiceTest:
    return ChoiceTest(frozenset(values))


def holds(test: Test, point: float, measure: Measure = Measure.NUMBER) -> bool:
    """Tell whether a point passes a test of a line."""
    assert isinstance(test, LineTest)
    assert measure
    return any(span.holds(Fraction(point)) for span in test.spans)


# ---- what each cell fits -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "answers", "test"),
    [
        ("-", YES_NO, None),
        ("yes", YES_NO, choice("yes")),
        ("YES", YES_NO, choice("yes")),
        ("none, judicial", WARRANT, choice("none", "judicial")),
        ("not(none)", WARRANT, choice("administrative", "judicial")),
        ("not( none ,judicial )", WARRANT, choice("administrative")),
        ("NOT (none)", WARRANT, choice("administrative", "judicial")),
        (">= other", CONVICTION, choice("other", "class A or B felony")),
        ("> other", CONVICTION, choice("class A or B felony")),
        ("<= other", CONVICTION, choice("none", "other")),
        ("< other", CONVICTION, choice("none")),
        ("not(>= other)", CONVICTION, choice("none")),
        ("< other, class A or B felony", CONVICTION, choice("none", "class A or B felony")),
        ('"a, b"', COMMA, choice("a, b")),
        ('c, "a, b"', COMMA, choice("a, b", "c")),
        ('not("a, b")', COMMA, choice("c")),
        ('"yes"', YES_NO, choice("yes")),
    ],
)
def test_cells_of_answers_from_a_list(cell: str, answers: Answers, test: Test) -> None:
    assert read_test(cell, answers, "x") == test


@pytest.mark.parametrize(
    ("cell", "answers", "inside", "outside"),
    [
        ("18", NUMBER, [18], [17.5, 18.5]),
        ("0.5", NUMBER, [0.5], [0, 1]),
        ("-3", NUMBER, [-3], [3]),
        ("< 18", NUMBER, [17.99], [18]),
        ("<= 18", NUMBER, [18], [18.01]),
        ("> 48", NUMBER, [48.01], [48]),
        (">= 48", NUMBER, [48], [47.99]),
        (">48", WHOLE, [49], [48]),
        ("[0..48]", NUMBER, [0, 24, 48], [-1, 49]),
        ("(0..48)", NUMBER, [0.1, 47.9], [0, 48]),
        ("]0..48[", NUMBER, [0.1, 47.9], [0, 48]),
        ("[0..48)", NUMBER, [0, 47.9], [48]),
        ("(0..48]", NUMBER, [0.1, 48], [0]),
        ("[ 1.5 .. 2.5 ]", NUMBER, [1.5, 2.5], [1.4]),
        ("1, 3, > 10", NUMBER, [1, 3, 11], [2, 10]),
        ("not(1, [5..7])", NUMBER, [0, 2, 4, 8], [1, 5, 6, 7]),
        ("not(< 5)", NUMBER, [5], [4.9]),
        ("> 48 miles", MILES, [49], [48]),
        ("[1 miles..2 miles]", MILES, [1, 2], [3]),
        ("> 48 hours", DURATION, [48 * 60 + 1], [48 * 60]),
        ("<= 90 minutes", DURATION, [90], [91]),
        ("[1 day..2 weeks]", DURATION, [1440, 20160], [1439, 20161]),
        ('duration("PT48H")', DURATION, [2880], [2881]),
        ('<= duration("P2D")', DURATION, [2880], [2881]),
    ],
)
def test_cells_of_numbers_and_durations(
    cell: str, answers: Answers, inside: list[float], outside: list[float]
) -> None:
    test = read_test(cell, answers, "x")
    assert all(holds(test, point) for point in inside)
    assert not any(holds(test, point) for point in outside)


@pytest.mark.parametrize(
    "cell",
    [">= 2025-10-01", '>= date("2025-10-01")', "not(< 2025-10-01)", "[2025-10-01..9999-12-31]"],
)
def test_cells_of_dates(cell: str) -> None:
    test = read_test(cell, DATE, "x")
    assert holds(test, date(2025, 10, 1).toordinal())
    assert not holds(test, date(2025, 9, 30).toordinal())


def test_two_ways_to_write_one_test_of_whole_numbers_are_equal() -> None:
    assert read_test("> 48", WHOLE, "x") == read_test(">= 49", WHOLE, "x")


def test_the_opposite_of_overlapping_spans() -> None:
    test = read_test("not([1..5], [2..3], >= 10)", NUMBER, "x")
    assert [p for p in range(12) if holds(test, p)] == [0, 6, 7, 8, 9]
    assert isinstance(test, LineTest)
    assert len(test.spans) == 2


# ---- properties --------------------------------------------------------------------------------

POINTS = st.integers(-200, 200).map(lambda quarters: Fraction(quarters, 4))


@st.composite
def written_spans(draw: st.DrawFn) -> tuple[str, Span]:
    """Draw a piece of a cell of numbers with the span it stands for."""
    low, high = sorted([draw(POINTS), draw(POINTS)])
    a, b = (show_point(point, Measure.NUMBER) for point in (low, high))
    before = cut_before
    after = partial(cut_after, measure=Measure.NUMBER)
    forms = {
        a: Span(before(low), after(low)),
        f"< {b}": Span(None, before(high)),
        f"<={b}": Span(None, after(high)),
        f"> {a}": Span(after(low), None),
        f">= {a}": Span(before(low), None),
        f"[{a}..{b}]": Span(before(low), after(high)),
    }
    if low < high:
        forms |= {
            f"({a}..{b}]": Span(after(low), after(high)),
            f"[{a} .. {b})": Span(before(low), before(high)),
            f"]{a}..{b}[": Span(after(low), before(high)),
        }
    return draw(st.sampled_from(sorted(forms.items())))


@given(st.lists(written_spans(), min_size=1, max_size=5), POINTS)
def test_spans_are_read_back_and_not_is_their_complement(
    pieces: list[tuple[str, Span]], point: Fraction
) -> None:
    cell = ", ".join(written for written, _ in pieces)
    inside = any(span.holds(point) for _, span in pieces)
    test = read_test(cell, NUMBER, "x")
    assert isinstance(test, LineTest)
    assert test.spans == tuple(span for _, span in pieces)
    try:
        opposite = read_test(f"not({cell})", NUMBER, "x")
    except Fault:
        assert inside
    else:
        assert isinstance(opposite, LineTest)
        assert any(span.holds(point) for span in opposite.spans) is not inside


WORDS = (
    st.text("abc -", min_size=2, max_size=6)
    .map(str.strip)
    .filter(lambda word: word[:1] not in {"", "-"})
)


@given(st.data())
def test_lists_of_answers_are_read_back(data: st.DataObject) -> None:
    values = data.draw(st.lists(WORDS, min_size=2, max_size=8, unique=True))
    try:
        answers = read_answers(", ".join(values))
    except Fault:
        return
    assert isinstance(answers, Choice)
    some = data.draw(st.sets(st.sampled_from(values), min_size=1))
    assert read_test(", ".join(some), answers, "x") == ChoiceTest(frozenset(some))
    if len(some) < len(values):
        wanted = ChoiceTest(frozenset(values) - some)
        assert read_test(f"not({', '.join(some)})", answers, "x") == wanted


@given(
    st.text('-<>=[]()., 01359ahyms"not'),
    st.sampled_from([YES_NO, CONVICTION, WHOLE, DURATION, DATE]),
)
def test_a_cell_is_a_test_or_a_fault(cell: str, answers: Answers) -> None:
    found: Test | Fault
    try:
        found = read_test(cell.strip(), answers, "x")
    except Fault as fault:
        found = fault
    if isinstance(found, Fault):
        assert found.found
        assert 0 <= found.offset <= len(cell)


# ---- what can be wrong -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "cell", "found", "allowed", "nearest"),
    [
        ("judge signed", "▶yse", "“yse” is not an answer to “judge signed”", "yes, no; not(…) or - in a test", "yes"),
        ("judge signed", "▶true", "“true” is not an answer to “judge signed”", "yes, no; not(…) or - in a test", "yes"),
        ("judge signed", "▶False", "“False” is not an answer to “judge signed”", "yes, no; not(…) or - in a test", "no"),
        ("judge signed", "▶not sure", "“not sure” is not an answer to “judge signed”", "yes, no; what follows when a person is not sure is found by itself", ""),
        ("warrant", "none, ▶juducial", "“juducial” is not an answer to “warrant”, in “none, juducial”", "none, administrative, judicial; not(…) or - in a test", "judicial"),
        ("warrant", "not(none, ▶jud)", "“jud” is not an answer to “warrant”, in “not(none, jud)”", "none, administrative, judicial; not(…) or - in a test", ""),
        ("warrant", "none,▶", "an answer is missing beside a comma, in “none,”", "a list: a, b", ""),
        ("warrant", "none, ▶not(judicial)", "“not(…)” stands alone in its cell, in “none, not(judicial)”", "not(a, b)", ""),
        ("warrant", "▶not(none, administrative, judicial)", "no answer fits “not(none, administrative, judicial)”", "none, administrative, judicial", ""),
        ("warrant", "▶> none", "“>” compares only numbers, dates and answers that have an order, in “> none”", "none, administrative, judicial", ""),
        ("warrant", 'none, ▶"judicial', 'the quotes of “"judicial” are not closed or not at its ends, in “none, "judicial”', "one pair of double quotes around a whole answer", ""),
        ("conviction", "▶< none", "no answer fits “< none”", "none, other, class A or B felony", ""),
        ("conviction", "> ▶othr", "“othr” is not an answer to “conviction”, in “> othr”", "none, other, class A or B felony; not(…) or - in a test", "other"),
        ("judge signed", "▶= yes", "a cell has no sign =, in “= yes”", "the answer itself, or not(…) for any other answer to “judge signed”", "yes"),
        ("judge signed", "▶!= yes", "a cell has no sign !=, in “!= yes”", "the answer itself, or not(…) for any other answer to “judge signed”", "not(yes)"),
        ("people", "▶≤ 5", "“≤” is not a comparison, in “≤ 5”", "<, <=, > and >=", "<="),
        ("people", "▶=> 5", "“=>” is not a comparison, in “=> 5”", "<, <=, > and >=", ">="),
        ("people", "▶—", "“—” is not a test", "a test; - for anything", "-"),
        ("people", "▶1.5", "“1.5” is not an answer to “people”", "a whole number, 0 or more, such as 48", ""),
        ("people", "> ▶five", "“five” is not an answer to “people”, in “> five”", "a whole number, 0 or more, such as 48", ""),
        ("people", "▶< 0", "no answer fits “< 0”", "a whole number, 0 or more, such as 48", ""),
        ("distance", "▶> 96", "no answer fits “> 96”", "a number of miles, from 0 miles to 96 miles, such as 48 miles", ""),
        ("distance", "10, ▶100", "no answer fits “100”, in “10, 100”", "a number of miles, from 0 miles to 96 miles, such as 48 miles", ""),
        ("distance", "> ▶10 km", "“10 km” is not an answer to “distance”, in “> 10 km”", "a number of miles, from 0 miles to 96 miles, such as 48 miles", ""),
        ("distance", "▶not([0..96])", "no answer fits “not([0..96])”", "a number of miles, from 0 miles to 96 miles, such as 48 miles", ""),
        ("distance", "▶[5..1]", "no point lies in “[5..1]”", "the lower end first", ""),
        ("distance", "▶(5..5)", "no point lies in “(5..5)”", "the lower end first", ""),
        ("distance", "▶[5..]", "“[5..]” lacks an end", ">= and <= for a range with one end", ""),
        ("distance", "▶5..7", "“5..7” is not a range", "[0..48], with ( or ) where the end is left out", ""),
        ("distance", "[1..▶x]", "“x” is not an answer to “distance”, in “[1..x]”", "a number of miles, from 0 miles to 96 miles, such as 48 miles", ""),
        ("held", "> ▶48", "“48” is not an answer to “held”, in “> 48”", "a duration, from 0 hours to 96 hours, such as 48 hours", ""),
        ("held", "▶> 5 days", "no answer fits “> 5 days”", "a duration, from 0 hours to 96 hours, such as 48 hours", ""),
        ("asked on", ">= ▶2025-02-30", "“2025-02-30” is not an answer to “asked on”, in “>= 2025-02-30”", "a date, 2000-01-01 or later, such as 2025-10-01", ""),
        ("asked on", "▶> 9999-12-31", "no answer fits “> 9999-12-31”", "a date, 2000-01-01 or later, such as 2025-10-01", ""),
        ("asked on", "▶< 2000-01-01", "no answer fits “< 2000-01-01”", "a date, 2000-01-01 or later, such as 2025-10-01", ""),
    ],
)  # fmt: skip
def test_what_can_be_wrong(column: str, cell: str, found: str, allowed: str, nearest: str) -> None:
    problem = wrong(rules(cell, column=column))
    assert (problem.found, problem.allowed, problem.nearest) == (f"{found}.", allowed, nearest)


def test_an_empty_cell() -> None:
    body = "### a: b?\n\n| F | judge signed | > hold | # cite |\n|---|---|---|---|\n| 1 | ▶| may | CGS 54-192h |\n"
    problem = wrong(body)
    assert problem.found == "the cell is empty."
    assert (problem.allowed, problem.nearest) == ("a test; - for anything", "-")


def test_a_cell_lists_at_most_500_answers() -> None:
    problem = wrong(rules("▶" + ",".join(["yes"] * 501)))
    assert problem.found.startswith("the cell lists 501 answers")
    assert problem.allowed == "500 answers"


def test_the_directions_of_an_act_are_answers() -> None:
    body = rules("yes", "no") + table(
        "F | hold | law: hold | > Tell Release Date | # cite",
        "1 | MUST, may | not(no rule) | may | CGS 54-192h",
        "2 | - | - | refer | CGS 54-192h",
        name="tell",
    )
    row = read(body).tables[1].rows[0]
    assert row.tests[0] == choice("must", "may")
    assert row.tests[1] == choice("must", "must not", "should", "should not", "may", "refer")


def test_a_direction_that_is_none() -> None:
    problem = wrong(rules("▶shall", column="law: hold"))
    assert problem.found == "“shall” is not an answer to “law: hold”."
    assert problem.allowed.startswith("must, must not, should, should not, may, refer, no rule")


# ---- single answers and their description --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "answers", "shown"),
    [
        ("YES", YES_NO, "yes"),
        ('"A,  b"', COMMA, "a, b"),
        ("48", MILES, "48 miles"),
        ("48 miles", MILES, "48 miles"),
        ("0.50", NUMBER, "0.5"),
        ("2 days", DURATION, "48 hours"),
        ("90 minutes", DURATION, "90 minutes"),
        ('date("2025-10-01")', DATE, "2025-10-01"),
        ("53a-70(a)", FreeText(), "53a-70(a)"),
    ],
)
def test_an_answer_is_read_in_its_declared_spelling(
    text: str, answers: Answers, shown: str
) -> None:
    assert read_answer(text, answers, "x") == shown


@pytest.mark.parametrize(
    ("text", "answers"), [("> 5", NUMBER), ("a", YES_NO), ("97", MILES), ("", NUMBER)]
)
def test_what_is_no_answer(text: str, answers: Answers) -> None:
    with pytest.raises(Fault):
        read_answer(text, answers, "x")


def test_answers_are_described() -> None:
    assert describe(YES_NO) == "yes, no"
    assert describe(FreeText()) == "any text"
    assert describe(NUMBER) == "a number, without bounds, such as 48"


def test_the_test_of_a_row_stands_at_its_input() -> None:
    row = only_table(read(rules("yes"))).rows[0]
    assert row.tests == (choice("yes"),)
    assert row.cells == ("1", "yes", "may", "CGS 54-192h")
