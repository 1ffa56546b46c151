"""``charteroak conform``: how a plan stands, and the exit code for a machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.shell import DAY, Ran, run, write_texts
from texts import sheet, table, text

MEMO = text(
    "memo",
    table(
        "hold",
        "U | warrant | > hold | # cite",
        "1 | yes | may, on the word of {chief} | Act 1",
        "2 | no | must not | Act 2",
    ),
    sheet("Blanks", "blank | meaning", "chief | who decides"),
)


def plan(*rows: str, reason: str = "") -> str:
    """Return a plan that adopts the memo."""
    head = f"U | warrant | > hold {reason}| # cite"
    return text("plan", table("hold", head, *rows), level="local plan", front="adopts: memo")


def conform(directory: Path, written: str, *options: str) -> Ran:
    texts = str(write_texts(directory, MEMO, written))
    return run("conform", "plan", "--guidance", texts, "--on", DAY, *options)


def test_a_plan_that_narrows_conforms(tmp_path: Path) -> None:
    ran = conform(tmp_path, plan("1 | yes | refer | Act 1", "2 | no | must not | Act 1"))

    assert ran.code == 0
    assert ran.lines == [
        "plan@2020-01-01 against memo@2020-01-01 on 2020-06-01: stricter",
        "  hold: stricter (stricter in 50%, conforms in 50%)",
        "",
        "Not filled in: “chief”",
    ]


def test_a_plan_that_lifts_conflicts_and_shows_a_situation(tmp_path: Path) -> None:
    written = plan("1 | yes | refer | Act 1", "2 | no | may | Act 1")
    ran = conform(tmp_path, written)
    found = conform(tmp_path, written, "--json").data
    (clash,) = found["clashes"]

    assert ran.code == 1
    assert ran.lines[0].endswith(": conflicts")
    assert "For example: When warrant is no" in ran.out
    assert (found["conforms"], found["acts"]["hold"]["outcome"]) == (False, "conflicts")
    assert (clash["says"], clash["binds"]) == ("may", "must not")
    assert clash["example"]["facts"] == {"warrant": "no"}


def test_a_file_can_be_held_against_the_memo(tmp_path: Path) -> None:
    directory = tmp_path / "texts"
    directory.mkdir()
    write_texts(directory, MEMO)
    draft = tmp_path / "draft.md"
    draft.write_text(plan("1 | - | must not | Act 1"), encoding="utf-8")

    assert run("conform", str(draft), "--guidance", str(directory), "--on", DAY).code == 0


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["memo"], "memo@2020-01-01 is a memo, not a plan; a plan says “kind: plan” and “adopts:”"),
        (["plam"], "Did you mean “plan”?"),
        (["plan", "--on", "2001-01-01"], "no version of plan is in force on 2001-01-01"),
    ],
)
def test_what_is_no_plan_is_an_error(tmp_path: Path, options: list[str], complaint: str) -> None:
    texts = str(write_texts(tmp_path, MEMO, plan("1 | - | must not | Act 1")))
    ran = run("conform", "--guidance", texts, "--on", DAY, *options)

    assert ran.code == 2
    assert complaint in ran.err
