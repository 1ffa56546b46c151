"""The report: findings of neighbouring days become one, and each kind is documented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from charteroak.core.checking import Code, Finding, Severity
from charteroak.core.checking.report import SEVERITIES, merge
from charteroak.core.checking.segments import Segment
from charteroak.core.errors import Place
from charteroak.core.memo import Period

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "findings.md"
FIRST = Period(date(2020, 1, 1), date(2020, 6, 30))
SECOND = Period(date(2020, 7, 1), date(2020, 12, 31))
THIRD = Period(date(2021, 1, 1))
FINDING = Finding(
    severity=Severity.ERROR,
    code=Code.INCOMPLETE,
    place=Place(file="memo.md", line=3),
    period=FIRST,
    message="a hole",
)


def on(*periods: Period, code: Code = Code.INCOMPLETE) -> list[Finding]:
    """Return the findings of three segments, of which some have the same one."""
    found = [
        (
            Segment(period=period, texts=(), situations=1),
            [replace(FINDING, code=code, period=period)] if period in periods else [],
        )
        for period in (FIRST, SECOND, THIRD)
    ]
    return list(merge(found))


@pytest.mark.parametrize(
    ("periods", "joined"),
    [
        ([FIRST], [FIRST]),
        ([FIRST, SECOND], [Period(FIRST.start, SECOND.end)]),
        ([FIRST, SECOND, THIRD], [Period(FIRST.start)]),
        ([FIRST, THIRD], [FIRST, THIRD]),
        ([], []),
    ],
)
def test_a_finding_on_neighbouring_days_is_told_once(
    periods: Sequence[Period], joined: Sequence[Period]
) -> None:
    assert [finding.period for finding in on(*periods)] == joined


def test_what_is_dead_on_all_days_is_an_error_and_on_some_a_note() -> None:
    always = on(FIRST, SECOND, THIRD, code=Code.SHADOWED_ROW)
    sometimes = on(FIRST, code=Code.SHADOWED_ROW)

    assert [finding.severity for finding in always] == [Severity.ERROR]
    assert [finding.severity for finding in sometimes] == [Severity.NOTE]


def test_the_gravest_come_first() -> None:
    note = replace(FINDING, severity=Severity.NOTE, place=Place(file="a.md", line=1))
    segment = Segment(period=FIRST, texts=(), situations=1)

    assert [f.severity for f in merge([(segment, [note, FINDING])])] == [
        Severity.ERROR,
        Severity.NOTE,
    ]


@pytest.mark.parametrize("code", list(Code))
def test_every_kind_of_finding_is_described_with_its_severity(code: Code) -> None:
    rows = [line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines()]
    described = {row[1].strip(): row[2].strip() for row in rows if len(row) > 3}

    severity = SEVERITIES.get(code, Severity.ERROR).value
    assert severity in described[code.value]
