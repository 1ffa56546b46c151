"""What a memo makes of the law above it, day by day."""

from __future__ import annotations

from datetime import date

from charteroak.core.checking import Code, Report, Severity, check_memo
from charteroak.core.memo import Period
from texts import find, library, table, text


def checked(*texts: str, name: str = "memo") -> Report:
    found = library(*texts)
    return check_memo(found, find(found, name))


def hold(yes: str, no: str, reason: str = "") -> str:
    """Return a table that rules on holding with and without a warrant."""
    head, cell = ("| # reason ", f"| {reason} ") if reason else ("", "")
    return table(
        "hold",
        f"U | warrant | > hold {head}| # cite",
        f"1 | yes | {yes} {cell}| Act 1",
        f"2 | no | {no} {cell}| Act 2",
    )


def act(yes: str, no: str, name: str = "act", start: str = "2020-01-01", end: str = "") -> str:
    force = f"in force: {{from: {start}, to: {end}}}" if end else f"in force: {{from: {start}}}"
    return text(name, hold(yes, no), level="state statute", start=start, front=force)


def test_a_row_that_contradicts_the_law_is_named_with_the_row_of_law_and_a_situation() -> None:
    report = checked(
        act("may", "must not"), text("memo", hold("may", "may"), front="rests on: act")
    )
    (finding,) = report.findings

    assert finding.code is Code.CONTRADICTS
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "Row 2 says “hold: may” where act@2020-01-01 (row 2, Act 2) says “must not”: it "
        "contradicts the text above it in 1 of 2 situations (50%): when warrant is no."
    )
    assert finding.example is not None
    assert finding.example.sentence == "When warrant is no, “hold: must not”."


def test_a_memo_may_narrow_what_the_law_leaves_open() -> None:
    report = checked(
        act("may", "may"), text("memo", hold("should not", "must not"), front="rests on: act")
    )

    assert report.findings == ()


def test_dropping_a_bound_is_a_warning() -> None:
    report = checked(
        act("may, until 48 hours", "must not"),
        text("memo", hold("may", "must not"), front="rests on: act"),
    )
    (finding,) = report.findings

    assert finding.code is Code.LOOSENS_BOUND
    assert finding.severity is Severity.WARNING


def test_a_memo_cannot_lift_refer_and_may_refer_to_somebody_else() -> None:
    report = checked(
        act("refer", "refer, to the head of the agency"),
        text("memo", hold("may", "refer, to counsel"), front="rests on: act"),
    )

    found = [(finding.code, finding.severity) for finding in report.findings]
    assert found == [
        (Code.OUTRANKED, Severity.WARNING),
        (Code.REFERS_ELSEWHERE, Severity.NOTE),
    ]


def test_departing_from_should_needs_a_reason() -> None:
    memo = text("memo", hold("should", "should not"))
    without = text("plan", hold("may", "should not"), level="local plan", front="adopts: memo")
    reasoned = text(
        "plan",
        hold("may", "should not", reason="no cells"),
        level="local plan",
        front="adopts: memo",
    )

    codes = [finding.code for finding in checked(memo, without, name="plan").findings]
    assert codes == [Code.DEPARTS]
    assert checked(memo, reasoned, name="plan").findings == ()


def test_a_memo_is_checked_on_all_days_and_told_when_the_law_changed_under_it() -> None:
    memo = text("memo", hold("may", "may"), front="rests on: act", start="2020-03-01")
    found = library(
        act("may", "may", end="2020-09-30"), act("may", "must not", start="2020-10-01"), memo
    )
    report = check_memo(found, find(found, "memo", "2020-03-01"))
    (finding,) = report.findings

    assert [segment.period for segment in report.segments] == [
        Period(date(2020, 3, 1), date(2020, 9, 30)),
        Period(date(2020, 10, 1)),
    ]
    assert finding.code is Code.CONTRADICTS
    assert finding.period == Period(date(2020, 10, 1))


def test_a_fault_on_all_days_is_told_once() -> None:
    found = library(
        act("may", "must not", end="2020-09-30"),
        act("may", "must not", start="2020-10-01"),
        text(
            "memo",
            table("hold", "U | warrant | > hold | # cite", "1 | yes | may | Act 1"),
            front="rests on: act",
        ),
    )
    report = check_memo(found, find(found, "memo"))
    (finding,) = report.findings

    assert len(report.segments) == 2
    assert finding.code is Code.INCOMPLETE
    assert finding.period == Period(date(2020, 1, 1))


def test_must_and_must_not_on_one_level_of_law_are_an_error() -> None:
    memo = text("memo", hold("no rule", "no rule"), front="rests on: [act, other]")
    report = checked(act("must", "may"), act("must not", "may", name="other"), memo)
    (finding,) = report.findings

    assert finding.code is Code.CONTRADICTORY_TEXTS
    assert finding.severity is Severity.ERROR
    assert "act@2020-01-01 (row 1, Act 1) says “must”" in finding.message
    assert "other@2020-01-01 (row 1, Act 1) says “must not”" in finding.message


def test_must_and_must_not_of_two_memos_of_one_level_are_an_error_too() -> None:
    other = text("other", hold("must not", "may"))
    report = checked(other, text("memo", hold("must", "may"), front="rests on: other"))

    assert Code.CONTRADICTORY_TEXTS in {finding.code for finding in report.findings}


def test_a_state_law_against_a_federal_one_is_noted() -> None:
    federal = act("must", "may", name="code").replace("level: state", "level: federal")
    memo = text("memo", hold("no rule", "no rule"), front="rests on: [act, code]")
    (finding,) = checked(act("must not", "may"), federal, memo).findings

    assert finding.code is Code.TEXTS_CONFLICT
    assert finding.severity is Severity.NOTE


def test_a_text_that_is_no_longer_in_force_is_a_warning_on_those_days_only() -> None:
    memo = text("memo", hold("may", "may"), front="rests on: act")
    (finding,) = checked(act("may", "may", end="2020-09-30"), memo).findings

    assert finding.code is Code.NOTHING_IN_FORCE
    assert finding.severity is Severity.WARNING
    assert finding.period == Period(date(2020, 10, 1))


def test_a_text_that_comes_into_force_later_is_a_note() -> None:
    memo = text("memo", hold("may", "may"), front="rests on: act")
    (finding,) = checked(act("may", "may", start="2020-10-01"), memo).findings

    assert finding.code is Code.COMES_LATER
    assert finding.severity is Severity.NOTE
    assert finding.period == Period(date(2020, 1, 1), date(2020, 9, 30))


def test_a_row_that_is_alive_on_some_days_only_is_no_more_than_a_note() -> None:
    memo = text(
        "memo",
        table(
            "hold",
            "F | law: hold | > hold | # cite",
            "1 | must not | must not | Act 1",
            "2 | - | may | Act 2",
        ),
        front="rests on: act",
    )
    (finding,) = checked(
        act("may", "may", end="2020-09-30"), act("may", "must not", start="2020-10-01"), memo
    ).findings

    assert finding.code is Code.IMPOSSIBLE_ROW
    assert finding.severity is Severity.NOTE
    assert finding.period == Period(date(2020, 1, 1), date(2020, 9, 30))
