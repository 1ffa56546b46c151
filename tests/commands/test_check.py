"""``charteroak check``: what is proven, what is wrong, and the exit code for a machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.shell import run, write_texts
from texts import sheet, table, text

GOOD = text(
    "good",
    table(
        "hold", "U | warrant | > hold | # cite", "1 | yes | may | Act 1", "2 | no | must not | Act"
    ),
    sheet("Cases", "case | warrant | > hold | # cite", "1 | yes | may | Act 1"),
)
HOLE = text("hole", table("hold", "U | warrant | > hold | # cite", "1 | yes | may | Act 1"))
BROKEN = GOOD.replace("text: good", "text: broken").replace("| yes | may |", "| yess | may |")


@pytest.fixture
def texts(tmp_path: Path) -> str:
    """Return a directory with a text that passes, one with a hole, and one that cannot be read."""
    directory = tmp_path / "texts"
    directory.mkdir()
    return str(write_texts(directory, GOOD, HOLE, BROKEN))


def test_a_text_that_passes_says_what_was_proven(texts: str) -> None:
    ran = run("check", "good", "--guidance", texts)

    assert ran.code == 0
    assert ran.lines == [
        "good@2020-01-01: passed",
        "  1 table, 2 rows, 2 situations; guarantees proven: 0 of 0; cases right: 1 of 1;",
        "  1 stretch of time",
        "1 version checked: 0 errors, 0 warnings.",
    ]


def test_a_hole_is_a_finding_with_its_place_and_a_situation(texts: str) -> None:
    ran = run("check", "hole", "--guidance", texts)

    assert ran.code == 1
    assert ran.lines[0] == "hole@2020-01-01: failed"
    assert "2.md:13:5: error: No row of “hold” fits 1 of 2 situations" in ran.flat
    assert "      For example: When warrant is no, “hold: no rule”." in ran.lines
    assert ran.lines[-1] == "1 version checked: 1 error, 0 warnings."


def test_a_text_that_cannot_be_read_is_a_finding_and_the_others_are_checked(texts: str) -> None:
    ran = run("check", "--guidance", texts)

    assert ran.code == 1
    assert "/3.md:17:7: error: “yess” is not an answer to “warrant”." in ran.flat
    assert "good@2020-01-01: passed" in ran.lines
    assert ran.lines[-1] == "3 versions checked: 3 errors, 0 warnings."
    assert ran.err == ""


def test_every_front_matter_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    directory = write_texts(tmp_path, GOOD)
    (directory / "a.md").write_text("# A\n", encoding="utf-8")
    (directory / "b.md").write_text("# B\n", encoding="utf-8")
    ran = run("check", "--guidance", str(directory), "--json")

    assert ran.code == 1
    assert [each.split(":")[0][-4:] for each in ran.data["unreadable"]] == ["a.md", "b.md"]


def test_the_report_as_data_holds_each_finding_with_a_case(texts: str) -> None:
    found = run("check", "hole", "good@2020-01-01", "--guidance", texts, "--json").data
    hole, good = found["reports"]
    (finding,) = hole["findings"]

    assert not found["passed"]
    assert (hole["memo"], hole["passed"], good["passed"]) == ("hole@2020-01-01", False, True)
    assert (finding["severity"], finding["code"], finding["line"]) == ("error", "incomplete", 13)
    assert finding["example"]["facts"] == {"warrant": "no"}
    assert "| warrant |" in finding["example"]["case"]
    assert good["counts"]["cases_passed"] == 1


def test_notes_are_shown_when_asked_for(tmp_path: Path) -> None:
    twice = GOOD.replace("| 2 | no |", "| 2 | no | must not | Act |\n| 3 | no |").replace(
        "| U |", "| A |"
    )
    directory = str(write_texts(tmp_path, twice))

    assert "note:" not in run("check", "--guidance", directory).out
    assert "note:" in run("check", "--guidance", directory, "--notes").out
    assert run("check", "--guidance", directory, "--notes").code == 0


def test_a_file_is_checked_in_place_of_its_version(texts: str, tmp_path: Path) -> None:
    mended = tmp_path / "mended.md"
    mended.write_text(HOLE.replace("| 1 | yes |", "| 1 | - |"), encoding="utf-8")

    assert run("check", str(mended), "--guidance", texts).code == 0
    assert run("check", str(tmp_path / "no.md"), "--guidance", texts).code == 2


@pytest.mark.parametrize("names", [["nonsense"], ["good", "nonsense"], ["good@1999"]])
def test_a_wrong_name_is_said_before_anything_is_checked(texts: str, names: list[str]) -> None:
    ran = run("check", *names, "--guidance", texts)

    assert (ran.code, ran.out) == (2, "")


def test_a_vocabulary_is_checked_only_when_its_version_is_named(texts: str) -> None:
    assert run("check", "words", "--guidance", texts).lines == [
        "0 versions checked: 0 errors, 0 warnings."
    ]
    assert run("check", "words@2020-01-01", "--guidance", texts).lines[0].startswith("words@")
