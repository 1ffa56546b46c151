"""Provisions that are not law, are challenged, or were read in another version."""

from __future__ import annotations

from datetime import date

import pytest

from charteroak.core.checking import Code, Report, Severity, check_memo
from charteroak.core.memo import Period
from texts import find, library, table, text

HOLD = table(
    "hold",
    "U | warrant | > hold | # cite",
    "1 | yes | may | Act 1",
    "2 | no | refer | Act 2",
)
HEAD = """
## Citations

| cite | grade | status | text |
|------|-------|--------|------|
| Act 9 | verified | in force | |
"""


def checked(citations: str, *beneath: str, rows: str = HOLD) -> Report:
    sheet = HEAD + citations
    found = library(text("memo", rows, citations=sheet), *beneath)
    return check_memo(found, find(found, "memo"))


@pytest.mark.parametrize(
    ("status", "days"),
    [
        ("in force", None),
        ("repealed", Period(date(2020, 1, 1))),
        ("repealed since 2021-01-01", Period(date(2021, 1, 1))),
        ("in force; stayed since 2021-01-01", Period(date(2021, 1, 1))),
        ("in force since 2021-01-01", Period(date(2020, 1, 1), date(2020, 12, 31))),
        (
            "not yet in force; in force since 2021-01-01",
            Period(date(2020, 1, 1), date(2020, 12, 31)),
        ),
        (
            "in force; stayed since 2021-01-01; in force since 2021-07-01",
            Period(date(2021, 1, 1), date(2021, 6, 30)),
        ),
    ],
)
def test_a_row_that_decides_on_what_is_not_law_is_an_error_on_those_days(
    status: str, days: Period | None
) -> None:
    report = checked(f"| Act 1 | verified | {status} | |\n| Act 2 | verified | in force | |\n")
    found = [(f.code, f.severity, f.period) for f in report.findings]

    assert found == ([(Code.NOT_LAW, Severity.ERROR, days)] if days else [])


def test_a_row_that_refers_may_rest_on_what_is_not_yet_law() -> None:
    report = checked("| Act 1 | verified | in force | |\n| Act 2 | verified | stayed | |\n")

    assert [(f.code, f.severity) for f in report.findings] == [(Code.NOT_LAW, Severity.NOTE)]


def test_what_is_challenged_is_a_note_that_names_the_rows() -> None:
    (finding,) = checked("| Act | verified | in force; challenged since 2021-05-01 | |\n").findings

    assert finding.code is Code.CHALLENGED
    assert finding.severity is Severity.NOTE
    assert finding.period == Period(date(2021, 5, 1))
    assert "on it rest rows 1, 2 of “hold”" in finding.message


def test_a_row_read_in_an_older_version_is_stale_from_the_day_of_the_new_one() -> None:
    first = text(
        "act", HOLD, level="state statute", front="in force: {from: 2020-01-01, to: 2020-09-30}"
    )
    second = text("act", HOLD, level="state statute", start="2020-10-01")
    citations = (
        "| Act 1 | verified | in force | act@2020-01-01 |\n| Act 2 | verified | in force | |\n"
    )
    report = checked(citations, first, second)
    (finding,) = report.findings

    assert finding.code is Code.STALE
    assert finding.severity is Severity.WARNING
    assert finding.period == Period(date(2020, 10, 1))
    told = "Row 1 of “hold” is stale: Act 1 was read in act@2020-01-01, and act@2020-10-01 is "
    assert finding.message == f"{told}in force."


def test_what_was_read_in_a_text_that_the_library_has_not_is_stale_too() -> None:
    (finding,) = checked("| Act | verified | in force | lost@2020-01-01 |\n").findings[:1]

    assert finding.code is Code.STALE
    assert finding.message.endswith("and this library has no such text.")


def test_a_row_that_never_decides_rests_on_nothing() -> None:
    rows = table(
        "hold",
        "F | law: hold | > hold | # cite",
        "1 | must | must | Act 1",
        "2 | - | may | Act 2",
    )
    citations = "| Act 1 | verified | repealed | |\n| Act 2 | verified | in force | |\n"

    assert [f.code for f in checked(citations, rows=rows).findings] == [Code.IMPOSSIBLE_ROW]


def test_a_draft_rests_on_itself_though_it_is_not_in_force() -> None:
    citations = HEAD + "| Act | verified | in force | memo@2020-01-01 |\n"
    found = library(text("memo", HOLD, citations=citations, front="status: draft"))

    assert check_memo(found, find(found, "memo")).findings == ()
