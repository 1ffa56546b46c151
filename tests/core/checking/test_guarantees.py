"""Guarantees: of what binds, of what applies when not sure, and of guidance beneath."""

from __future__ import annotations

from charteroak.core.checking import Code, Report, Severity, check_memo
from texts import find, library, sheet, table, text

HOLD = table(
    "hold",
    "F | warrant | conviction | > hold | # cite",
    "1 | yes | - | may | Act 1",
    "2 | - | other | must | Act 2",
    "3 | - | - | must not | Act 3",
)


def checked(*texts: str, name: str = "memo") -> Report:
    found = library(*texts)
    return check_memo(found, find(found, name))


def guarantees(*lines: str) -> str:
    return sheet("Guarantees", "guarantee | cite", *(f"{line} | Act 9" for line in lines))


def test_a_broken_guarantee_has_a_counter_example_that_says_what_binds_now() -> None:
    report = checked(text("memo", HOLD, guarantees("never hold must when warrant = no")))
    (finding,) = report.findings

    assert finding.code is Code.GUARANTEE_BROKEN
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "The guarantee “never hold must when warrant = no” does not hold in "
        "1 of 6 situations (16.7%): when warrant is no and conviction is other."
    )
    assert finding.example is not None
    assert finding.example.sentence == "When warrant is no and conviction is other, “hold: must”."
    assert report.counts.guarantees_proven == 0


def test_an_always_is_broken_by_silence() -> None:
    silent = HOLD.replace("| must not |", "| no rule |")
    report = checked(
        text("memo", silent, guarantees("always hold must or may or must not or refer"))
    )

    assert [finding.code for finding in report.findings] == [Code.GUARANTEE_BROKEN]


def test_conditions_that_never_hold_together_prove_nothing() -> None:
    step = table(
        "ground",
        "U | warrant | > ground | # cite",
        "1 | yes | strong | Act 1",
        "2 | no | weak | Act 1",
    )
    hold = HOLD.replace("warrant", "ground", 1).replace("| 1 | yes |", "| 1 | strong |")
    report = checked(
        text("memo", step, hold, guarantees("never hold may when ground = strong and warrant = no"))
    )
    (finding,) = report.findings

    assert finding.code is Code.GUARANTEE_EMPTY
    assert finding.severity is Severity.WARNING


def test_when_not_sure_must_keep_a_guarantee_whose_conditions_are_known_to_hold() -> None:
    unsure = (
        "\n## When not sure\n\n| act | direction | cite |\n|--|--|--|\n| hold | may | Act 9 |\n"
    )
    promise = guarantees("never hold may when conviction = other")
    hold = HOLD.replace("| 1 | yes | - | may |", "| 1 | yes | - | must not |")
    report = checked(text("memo", hold, promise, not_sure=unsure))
    (finding,) = report.findings

    assert finding.code is Code.GUARANTEE_BROKEN_WHEN_NOT_SURE
    assert finding.message == (
        "The guarantee “never hold may when conviction = other” does not hold when a person is "
        "not sure of “warrant”: then “hold: may” applies."
    )
    assert finding.example is not None
    assert finding.example.sentence == (
        "When conviction is other, not being sure of warrant, “hold: may”."
    )
    cases = f"## Cases\n\n{finding.example.case}"
    assert checked(text("memo", hold, cases, not_sure=unsure)).counts.cases_passed == 1


def test_when_not_sure_may_break_a_guarantee_where_it_can_never_apply() -> None:
    unsure = (
        "\n## When not sure\n\n| act | direction | cite |\n|--|--|--|\n| hold | may | Act 9 |\n"
    )
    settled = guarantees("never hold may when conviction = other and warrant = no")

    assert checked(text("memo", HOLD, settled, not_sure=unsure)).findings == ()


def test_a_plan_keeps_the_guarantees_of_the_memo_it_adopts() -> None:
    memo = text("memo", HOLD, guarantees("never hold refer when warrant = yes"))
    strict = table("hold", "F | warrant | > hold | # cite", "1 | - | refer | Act 1")
    plan = text("plan", strict, level="local plan", front="adopts: memo")
    report = checked(memo, plan, name="plan")

    broken = [finding for finding in report.findings if finding.code is Code.GUARANTEE_BROKEN]
    assert [finding.place.file for finding in broken] == ["0.md"]
    assert "of memo@2020-01-01" in broken[0].message


def test_a_guarantee_of_law_speaks_of_that_law_alone() -> None:
    act = text("act", HOLD, guarantees("always hold may when warrant = yes"), level="state statute")
    strict = table(
        "hold",
        "F | warrant | > hold | # cite",
        "1 | yes | must not | Act 1",
        "2 | - | no rule | Act 1",
    )
    report = checked(act, text("memo", strict, front="rests on: act"))

    assert Code.GUARANTEE_BROKEN not in {finding.code for finding in report.findings}
