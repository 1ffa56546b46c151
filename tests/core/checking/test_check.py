"""``check_memo`` on small memos: what is found, where, and the words for it."""

from __future__ import annotations

from datetime import date

import pytest

from charteroak.core.checking import Code, Finding, Report, Severity, check_memo
from charteroak.core.errors import MemoError
from charteroak.core.memo import Period
from texts import WORDS, find, library, sheet, table, text

HOLD = table(
    "hold",
    "F | warrant | conviction          | watch list | > hold   | # cite",
    "1 | yes     | -                   | -          | may      | Act 1",
    "2 | -       | class A or B felony | -          | may      | Act 2",
    "3 | -       | -                   | yes        | may      | Act 3",
    "4 | -       | -                   | -          | must not | Act 4",
)


def checked(*texts: str, name: str = "memo") -> Report:
    """Check the text called ``name`` among ``texts``."""
    found = library(*texts)
    return check_memo(found, find(found, name))


def only(report: Report, code: Code) -> Finding:
    """Return the one finding of a code."""
    (found,) = [finding for finding in report.findings if finding.code is code]
    return found


def test_a_sound_memo_passes_and_is_counted() -> None:
    guarantees = sheet(
        "Guarantees",
        "guarantee | cite",
        "never hold may when warrant = no and conviction = none and watch list = no | Act 4",
    )
    cases = sheet(
        "Cases",
        "case | warrant | conviction | watch list | > hold | # cite",
        "a judge signed | yes | - | - | may | Act 1",
        "nothing known | no | none | no | must not | Act 4",
        "nobody knows | no | none | not sure | refer | Act 9",
        "half known | no | none | - | not settled | Act 9",
    )
    report = checked(text("memo", HOLD, guarantees, cases))

    assert report.passed
    assert report.findings == ()
    assert report.counts.situations == 2 * 3 * 2
    assert (report.counts.tables, report.counts.rows) == (1, 4)
    assert (report.counts.guarantees, report.counts.guarantees_proven) == (1, 1)
    assert (report.counts.cases, report.counts.cases_passed) == (4, 4)
    assert [segment.period for segment in report.segments] == [Period(date(2020, 1, 1))]


def test_a_gap_is_shown_as_a_sentence_and_as_a_case_that_can_be_pasted() -> None:
    hold = table(
        "hold",
        "U | warrant | conviction | > hold | # cite",
        "1 | yes | - | may | Act 1",
        "2 | no | other, class A or B felony | must not | Act 2",
    )
    finding = only(checked(text("memo", hold)), Code.INCOMPLETE)

    assert finding.severity is Severity.ERROR
    assert finding.situations == 1
    assert finding.message == (
        "No row of “hold” fits 1 of 6 situations (16.7%): "
        "when warrant is no and conviction is none."
    )
    assert finding.example is not None
    assert finding.example.facts == {"warrant": "no", "conviction": "none"}
    assert finding.example.sentence == (
        "When warrant is no and conviction is none, “hold: no rule”."
    )
    again = checked(text("memo", hold, f"## Cases\n\n{finding.example.case}"))
    assert again.counts.cases_passed == again.counts.cases == 1


def test_a_gap_between_lengths_of_time_is_found() -> None:
    hold = table(
        "hold",
        "U | held | > hold | # cite",
        "1 | < 48 hours | may, until 48 hours | Act 1",
        "2 | > 48 hours | must not | Act 2",
    )
    finding = only(checked(text("memo", hold)), Code.INCOMPLETE)

    assert "when held is 48 hours" in finding.message
    assert finding.example is not None
    assert finding.example.facts == {"held": "48 hours"}


def test_overlapping_rows_are_named_with_a_situation_that_both_fit() -> None:
    hold = table(
        "hold",
        "U | warrant | watch list | > hold | # cite",
        "1 | yes | - | may | Act 1",
        "2 | - | yes | may | Act 2",
        "3 | no | no | must not | Act 3",
    )
    finding = only(checked(text("memo", hold)), Code.OVERLAP)

    assert finding.message.startswith("Rows 1 and 2 of “hold” both fit 1 of 4 situations (25%)")
    assert finding.example is not None
    assert finding.example.facts == {"warrant": "yes", "watch list": "yes"}


def test_rows_that_agree_may_overlap_where_any_decides_and_others_may_not() -> None:
    hold = table(
        "hold",
        "A | warrant | watch list | > hold | # cite",
        "1 | yes | - | may | Act 1",
        "2 | - | yes | may | Act 2",
        "3 | no | - | must not | Act 3",
    )
    finding = only(checked(text("memo", hold)), Code.DISAGREE)

    assert "Rows 2 and 3" in finding.message


def test_a_shadowed_row_names_the_rows_that_decide_in_its_place() -> None:
    hold = table(
        "hold",
        "F | warrant | watch list | > hold | # cite",
        "1 | yes | - | may | Act 1",
        "2 | no | - | must not | Act 2",
        "3 | - | yes | may | Act 3",
    )
    finding = only(checked(text("memo", hold)), Code.SHADOWED_ROW)

    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "Row 3 of “hold” never decides: wherever it fits, rows 1 and 2 decide."
    )


def test_a_row_that_a_chain_of_tables_makes_impossible_is_found() -> None:
    step = table(
        "ground",
        "U | warrant | > ground | # cite",
        "1 | yes | strong | Act 1",
        "2 | no | weak | Act 1",
    )
    hold = table(
        "hold",
        "F | ground | warrant | > hold | # cite",
        "1 | strong | no | must | Act 1",
        "2 | - | - | may | Act 1",
    )
    finding = only(checked(text("memo", step, hold)), Code.IMPOSSIBLE_ROW)

    assert finding.severity is Severity.ERROR
    assert finding.message == "Row 1 of “hold” fits no possible situation."


def test_a_fact_of_the_memo_that_never_matters_is_found() -> None:
    facts = sheet(
        "Facts", "fact | question | answers", "shoe size | What is it? | whole number [30..50]"
    )
    finding = only(checked(text("memo", HOLD, facts)), Code.IDLE_FACT)

    assert finding.message == (
        "The answer to “shoe size” never makes a difference: no table asks for it."
    )


def test_a_fact_that_adds_nothing_to_a_sum_that_nothing_reads_is_found() -> None:
    facts = sheet("Facts", "fact | question | answers", "tall | Is the person tall? | yes, no")
    total = table("total", "C+ | tall | > total | # cite", "1 | yes | 0 | Act 1")
    finding = only(checked(text("memo", HOLD, total, facts)), Code.IDLE_FACT)

    assert finding.message == "The answer to “tall” never makes a difference."


def test_an_output_that_nothing_reads_is_noted() -> None:
    step = table("ground", "U | warrant | > ground | # cite", "1 | - | strong | Act 1")

    assert only(checked(text("memo", HOLD, step)), Code.IDLE_OUTPUT).severity is Severity.NOTE


def test_a_memo_has_to_say_what_applies_when_a_person_is_not_sure() -> None:
    finding = only(checked(text("memo", HOLD, not_sure="")), Code.NO_FALLBACK)

    assert "“hold”" in finding.message


def test_a_law_need_not_say_what_applies_when_a_person_is_not_sure() -> None:
    report = checked(text("act", HOLD, level="state statute"), name="act")

    assert report.findings == ()


def test_a_level_that_no_vocabulary_puts_in_order_is_a_finding_and_no_traceback() -> None:
    others = WORDS.replace("text: words", "text: others").replace("state stat", "canton stat")
    act = text("act", HOLD, level="canton statute").replace("uses: words", "uses: others")
    report = checked(others, act, text("memo", HOLD, front="rests on: act"))

    assert "canton statute" in only(report, Code.UNWORKABLE).message
    assert not report.passed
    assert report.counts.guarantees_proven == 0


def test_a_text_that_does_not_exist_is_a_finding_and_no_traceback() -> None:
    report = checked(text("memo", HOLD, front="rests on: atc"))

    assert "atc" in only(report, Code.UNWORKABLE).message


def test_a_text_beneath_that_cannot_be_read_is_an_error_of_that_text() -> None:
    act = text("act", HOLD.replace("must not", "perhaps"), level="state statute")

    with pytest.raises(MemoError, match="perhaps"):
        checked(act, text("memo", HOLD, front="rests on: act"))


def test_a_finding_reads_as_editors_want_it() -> None:
    finding = only(checked(text("memo", HOLD, not_sure="")), Code.NO_FALLBACK)

    assert str(finding).startswith("0.md:")
    assert ": error: " in str(finding)


@pytest.mark.slow
def test_tables_too_entangled_end_in_a_finding_that_names_the_table() -> None:
    pairs = [f"{letter}{number}" for letter in "ab" for number in range(24)]
    facts = sheet("Facts", "fact | question | answers", *(f"{p} | Is it? | yes, no" for p in pairs))
    rows = [
        [f"{n}", *("yes" if pair[1:] == str(n) else "-" for pair in pairs), "may", "Act 1"]
        for n in range(24)
    ]
    header = " | ".join(["F", *pairs, "> hold", "# cite"])
    hold = table("hold", header, *map(" | ".join, rows))
    finding = only(checked(text("memo", hold, facts)), Code.UNWORKABLE)

    assert "the table “hold” is too large" in finding.message
