"""The section *Cases*."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

from datetime import date

import pytest

from charteroak.core.directions import Direction, Ruling
from charteroak.core.facts import (
    FactKey,
)
from charteroak.core.memo import (
    Case,
    Expected,
)
from core.reading.support import read, rules, sheet, table, wrong
from core.reading.test_annexes import PAPERS
from core.reading.test_tables import POINTS, SORT

DUTIES = table(
    "C | judge signed | > duty | # cite",
    "1 | yes | tell | CGS 54-192h",
    "copy | yes | copy | CGS 54-192h",
    name="first duties",
)
MORE = table(
    "C | judge signed | > duty | # cite",
    "1 | yes | tell | CGS 54-192h",
    "Log | yes | log | CGS 54-192h",
    name="more duties",
)
SAY = table("C | judge signed | > say | # cite", "1 | yes | hello | CGS 54-192h", name="say it")
PAPER = sheet("Papers", PAPERS, "I-247A | - | - | - | hold | - | - | CGS 54-192h") + "## More\n\n"
TABLES = PAPER + SORT + POINTS + rules("yes") + DUTIES + MORE + SAY


def case(header: str, row: str) -> Case:
    """Return the one case of a table."""
    (found,) = read(TABLES + sheet("Cases", f"case | {header}", f"a case | {row}")).cases
    return found


def test_every_column() -> None:
    found = case(
        "on | paper | asked | judge signed | held | > hold | # cite | # note",
        "2020-03-01 | i-247a | HOLD, tell release date | YES | 2 days | may, until 48 hours | CGS 54-192h; CGS 54-192h(b) | why",
    )
    assert (found.name, found.on, found.paper) == ("a case", date(2020, 3, 1), "I-247A")
    assert found.asked == ("hold", "Tell Release Date")
    assert found.given == (
        (FactKey("ct/test", "judge signed"), "yes"),
        (FactKey("ct/test", "held"), "48 hours"),
    )
    assert found.expected == (Expected("hold", Ruling(Direction.MAY, ("until 48 hours",))),)
    assert (found.cites, found.note) == (("CGS 54-192h", "CGS 54-192h(b)"), "why")


def test_a_hyphen_says_nothing() -> None:
    found = case(
        "on | paper | asked | judge signed | > hold | # cite | # note", "- | - | - | - | - | - | -"
    )
    assert (found.on, found.paper, found.asked, found.given, found.expected) == (
        None,
        None,
        (),
        (),
        (),
    )
    assert (found.cites, found.note) == ((), "")


def test_not_sure_is_an_answer_to_every_question() -> None:
    found = case("judge signed | held", "Not Sure | not sure")
    assert [answer for _, answer in found.given] == [None, None]


@pytest.mark.parametrize(
    ("column", "cell", "answer"),
    [
        ("warrant", "Judicial", "judicial"),
        ("distance", "5", "5 miles"),
        ("distance", "5 miles", "5 miles"),
        ("people", "3", "3"),
        ("held", "90 minutes", "90 minutes"),
        ("asked on", "2025-10-01", "2025-10-01"),
        ("ct/test: warrant", "none", "none"),
    ],
)
def test_answers_are_read_as_declared(column: str, cell: str, answer: str) -> None:
    assert case(column, cell).given[0][1] == answer


def test_a_fact_of_a_text_in_play_is_written_with_its_text() -> None:
    found = case("ct/54-192h: Conviction | us/1373: a | us/1373: b", "Class A | not sure | -")
    assert found.given == (
        (FactKey("ct/54-192h", "conviction"), "Class A"),
        (FactKey("us/1373", "a"), None),
    )


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("hold", "must not", Expected("hold", Ruling(Direction.MUST_NOT))),
        ("HOLD", "no rule", Expected("hold", Ruling(Direction.NO_RULE))),
        ("hold", "Not Settled", Expected("hold", words="not settled")),
        ("tell release date", "refer", Expected("Tell Release Date", Ruling(Direction.REFER))),
        ("kind of paper", "From a Court", Expected("kind of paper", words="from a court")),
        ("Kind of paper", "not settled", Expected("kind of paper", words="not settled")),
        ("kind of paper", "no rule", Expected("kind of paper", words="no rule")),
        ("points", "2.50", Expected("points", words="2.5")),
        ("duties", "none", Expected("duties", rows=frozenset())),
        ("duties", "copy, LOG", Expected("duties", rows=frozenset({"copy", "Log"}))),
        ("duties", "first duties 1, More Duties 1", Expected("duties", rows=frozenset({"first duties 1", "more duties 1"}))),
        ("duties", "first duties copy", Expected("duties", rows=frozenset({"copy"}))),
        ("Say", "1", Expected("say", rows=frozenset({"1"}))),
        ("do", "none", Expected("do", rows=frozenset())),
        ("do not", "None", Expected("do not", rows=frozenset())),
        ("call", "none", Expected("call", rows=frozenset())),
        ("write down", "none", Expected("write down", rows=frozenset())),
    ],
)  # fmt: skip
def test_everything_that_can_be_expected(column: str, cell: str, expected: Expected) -> None:
    assert case(f"> {column}", cell).expected == (expected,)


def test_the_rows_that_a_case_may_name() -> None:
    memo = read(TABLES)
    assert set(memo.item_rows(memo.tables[3].outputs[0].items or next(iter([])))) == {
        "first duties 1",
        "copy",
        "more duties 1",
        "Log",
    }


@pytest.mark.parametrize(
    ("header", "row", "found", "allowed", "nearest"),
    [
        ("▶judge singed", "yes", "“judge singed” is not a fact", "judge signed, warrant, conviction, distance, people, held, asked on", "judge signed"),
        ("▶hold", "may", "“hold” is what a case expects, not what it gives", "> hold", "> hold"),
        ("▶> hodl", "may", "“hodl” is not an act, an output of a table, or a kind of rows, in “> hodl”", "hold, Tell Release Date, kind of paper, points, duties, say, do, do not, call, write down", "hold"),
        ("▶# nte", "x", "“nte” is not an annotation of cases, in “# nte”", "# cite and # note", "note"),
        ("judge signed | ▶Judge Signed", "yes | yes", "the column “Judge Signed” is written twice", "each column once", ""),
        ("on", "▶soon", "“soon” is not a date", "a date YYYY-MM-DD", ""),
        ("paper", "▶I-247", "“I-247” is not a paper", "I-247A", "I-247A"),
        ("asked", "hold, ▶hodl", "“hodl” is not an act, in “hold, hodl”", "hold, Tell Release Date", "hold"),
        ("judge signed", "▶yse", "“yse” is not an answer to “judge signed”", "yes, no; not(…) or - in a test; not sure; - for not given", "yes"),
        ("distance", "▶97", "no answer fits “97”", "a number of miles, from 0 miles to 96 miles, such as 48 miles; not sure; - for not given", ""),
        ("held", "▶> 5 hours", "“> 5 hours” is not an answer to “held”", "a duration, from 0 hours to 96 hours, such as 48 hours; not sure; - for not given", ""),
        ("> hold", "▶not setled", "“not setled” is not a direction", "must, must not, should, should not, may, refer, no rule; not settled; - for not checked", "not settled"),
        ("> kind of paper", "▶from a curt", "“from a curt” is not an answer to “kind of paper”", "from a court, From an agency; not(…) or - in a test", "from a court"),
        ("> points", "▶many", "“many” is not an answer to “points”", "a number, without bounds, such as 48", ""),
        ("> duties", "copy, ▶1", "“1” is not a row that gives “duties” in this text, in “copy, 1”", "first duties 1, copy, more duties 1, Log; none", ""),
        ("> duties", "▶lgo", "“lgo” is not a row that gives “duties” in this text", "first duties 1, copy, more duties 1, Log; none", "Log"),
        ("# cite", "▶XYZ", "“XYZ” has no entry in Citations", "CGS 54-192h, HB 8004", ""),
    ],
)  # fmt: skip
def test_what_can_be_wrong(header: str, row: str, found: str, allowed: str, nearest: str) -> None:
    problem = wrong(TABLES + sheet("Cases", f"case | {header}", f"a case | {row}"))
    assert (problem.found, problem.allowed) == (f"{found}.", allowed)
    assert problem.nearest == nearest


def test_cases_have_names() -> None:
    assert (
        wrong(sheet("Cases", "case | judge signed", "▶- | yes")).found
        == "the case has no name, in “-”."
    )
    problem = wrong(sheet("Cases", "case | judge signed", "One | yes", "▶one | no"))
    assert problem.found == "“one” is already the name of the case on line 42."


def test_the_first_column_is_the_case() -> None:
    problem = wrong(sheet("Cases", "▶name | judge signed", "a | yes"))
    assert problem.found == "“name” cannot head the first column of cases."
    assert problem.allowed == "case"


def test_a_column_without_a_name() -> None:
    body = "## Cases\n\n| case | ▶|\n|---|---|\n| a | b |\n"
    assert wrong(body).found == "a column has no name."


def test_an_empty_cell() -> None:
    body = "## Cases\n\n| case | judge signed |\n|---|---|\n| a | ▶|\n"
    problem = wrong(body)
    assert (problem.found, problem.allowed) == ("the cell is empty.", "a value; - for none")
