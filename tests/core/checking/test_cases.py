"""A memo's own cases: what they expect is held against what a desk would be told."""

from __future__ import annotations

import pytest

from charteroak.core.checking import Code, Report, check_memo
from texts import find, library, sheet, table, text

HOLD = table(
    "hold",
    "U | warrant | > hold | # cite",
    "1 | yes | may, until 48 hours | Act 1",
    "2 | no | must not | Act 2",
)
TELL = table(
    "tell release date", "U | warrant | > tell release date | # cite", "1 | - | may | Act 1"
)
SCORE = table(
    "score",
    "C+ | warrant | conviction | > score | # cite",
    "1 | yes | - | 2 | Act 1",
    "2 | - | other | 0.5 | Act 1",
)
GROUND = table(
    "ground",
    "F | score | > ground | # cite",
    "1 | > 2 | strong | Act 1",
    "2 | - | weak | Act 1",
)
DUTIES = table(
    "to do",
    "C | asked | warrant | > duty | who | # cite",
    "1 | hold | - | Give the person a copy | the desk | Act 1",
    "2 | - | yes | Keep the warrant | the desk | Act 1",
)
PAPERS = sheet(
    "Papers",
    "paper | title | looks like | signed by | asks for | settles | cite",
    "I-247A | Detainer | a form | an officer | hold | warrant = no | Act 1",
)


def failures(header: str, *rows: str, beneath: tuple[str, ...] = (), front: str = "") -> list[str]:
    """Return what is said of the cases that fail, after their names."""
    cases = sheet("Cases", header + " | # cite", *(f"{row} | Act 9" for row in rows))
    parts = (HOLD, TELL, SCORE, GROUND, DUTIES, PAPERS, cases)
    found = library(text("memo", *parts, front=front), *beneath)
    report = check_memo(found, find(found, "memo"))
    assert {f.code for f in report.findings} <= {Code.CASE_FAILS, Code.IDLE_OUTPUT}
    assert report.counts.cases - report.counts.cases_passed == len(_failed(report))
    return [f.message for f in report.findings if f.code is Code.CASE_FAILS]


def _failed(report: Report) -> set[int]:
    return {f.place.line for f in report.findings if f.code is Code.CASE_FAILS}


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("case | warrant | > hold", "a | yes | may"),
        ("case | warrant | > hold", "a | yes | may, until 48 hours"),
        ("case | warrant | > hold", "a | not sure | refer"),
        ("case | warrant | > hold", "a | - | not settled"),
        ("case | warrant | > hold | > tell release date", "a | yes | - | may"),
        ("case | paper | > hold", "a | I-247A | must not"),
        ("case | paper | > tell release date", "a | I-247A | may"),
        ("case | asked | warrant | > duties", "a | hold | yes | 1, 2"),
        ("case | asked | warrant | > duties", "a | tell release date | yes | to do 2"),
        ("case | asked | warrant | > duties", "a | tell release date | no | none"),
        ("case | asked | warrant | > duties", "a | tell release date | not sure | none"),
        ("case | asked | warrant | > duties", "a | tell release date | not sure | 2"),
        ("case | warrant | conviction | > score | > ground", "a | yes | other | 2.5 | strong"),
        (
            "case | warrant | conviction | > score | > ground",
            "a | yes | - | not settled | not settled",
        ),
        ("case | warrant | conviction | > score | > ground", "a | no | - | - | weak"),
        ("case | on | warrant | > hold", "a | 2020-02-01 | yes | may"),
    ],
)
def test_a_case_that_is_as_expected_passes(header: str, row: str) -> None:
    assert failures(header, row) == []


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        (
            "case | warrant | > hold",
            "a | no | may",
            "Case a expects “hold: may”, and the answer is “must not (memo@2020-01-01 hold row 2)”",
        ),
        (
            "case | warrant | > hold",
            "a | yes | may, until 24 hours",
            "expects “hold: may, until 24",
        ),
        (
            "case | warrant | > hold",
            "a | - | may",
            "the answer is “not settled: must not or may, until 48 hours, depending on warrant”",
        ),
        (
            "case | warrant | > hold",
            "a | not sure | may",
            "the answer is “refer (When not sure, for warrant)”",
        ),
        ("case | warrant | > hold", "a | yes | not settled", "expects “hold: not settled”"),
        (
            "case | asked | warrant | > duties",
            "a | hold | yes | 1",
            "the rows that apply are: 1, 2",
        ),
        (
            "case | asked | warrant | > duties",
            "a | hold | no | 1, 2",
            "the rows that apply are: 1.",
        ),
        ("case | warrant | conviction | > score", "a | yes | other | 2", "the answer is “2.5”"),
        ("case | warrant | > ground", "a | yes | weak", "the answer is “not settled”"),
        ("case | on | warrant | > hold", "a | 2019-02-01 | yes | may", "is not in force"),
        ("case | paper | warrant | > hold", "a | I-247A | yes | may", "has two answers"),
    ],
)
def test_a_case_that_fails_says_what_came_instead(header: str, row: str, words: str) -> None:
    (message,) = failures(header, row)

    assert words in message


def test_a_duty_of_a_text_beneath_is_not_expected_of_the_memo() -> None:
    act = text("act", DUTIES, level="state statute")
    header = "case | asked | warrant | > duties"

    assert failures(header, "a | hold | no | 1", beneath=(act,), front="rests on: act") == []


def test_a_case_is_answered_on_its_day_and_without_one_on_all_days() -> None:
    force = "in force: {from: 2020-01-01, to: 2020-09-30}"
    allows = table("hold", "U | warrant | > hold | # cite", "1 | - | may | Act 1")
    forbids = allows.replace("may", "must not")
    cases = sheet(
        "Cases",
        "case | on | warrant | > hold | # cite",
        "then | 2020-09-30 | yes | may | Act 1",
        "now | 2020-10-01 | yes | must not | Act 1",
        "always | - | yes | may | Act 1",
    )
    silent = allows.replace("may", "no rule")
    found = library(
        text("act", allows, level="state statute", front=force),
        text("act", forbids, level="state statute", start="2020-10-01"),
        text("memo", silent, cases, front="rests on: act"),
    )
    (failure,) = check_memo(found, find(found, "memo")).findings

    assert failure.message.startswith("Case always expects")
    assert failure.period.start.isoformat() == "2020-10-01"
