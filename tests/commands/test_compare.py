"""``charteroak compare``: what differs, counted, and the exit code for a machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.shell import run, write_texts
from texts import table, text

HEAD = "U | warrant | conviction | > hold | # cite"
OLD = text(
    "memo", table("hold", HEAD, "1 | yes | - | may | Act 1", "2 | no | - | must not | Act 2")
)
NEW = text(
    "memo",
    table(
        "hold",
        HEAD,
        "1 | yes | - | may | Act 3",
        "2 | no | none | must not | Act 2",
        "3 | no | > none | should not | Act 2",
    ),
    table("desk", "C | warrant | > say | # cite", "1 | yes | Come in. | Act 1"),
    start="2021-01-01",
)


@pytest.fixture
def texts(tmp_path: Path) -> str:
    """Return a directory with two versions of a memo."""
    directory = tmp_path / "texts"
    directory.mkdir()
    return str(write_texts(directory, OLD, NEW))


def test_what_binds_what_it_rests_on_and_what_is_to_be_done_are_compared(texts: str) -> None:
    ran = run("compare", "memo@2020-01-01", "memo@2021-01-01", "--guidance", texts)

    assert ran.code == 1
    assert ran.lines == [
        "memo@2020-01-01 on 2020-01-01 → memo@2021-01-01 on 2021-01-01",
        "6 situations over the facts of both.",
        "",
        "hold: must not → should not",
        "  2 situations, 33.33%: when warrant is no and conviction is other or class A or",
        "    B felony",
        "",
        "hold: still may, on memo: Act 1 → memo: Act 3",
        "  3 situations, 50.00%: when warrant is yes",
        "",
        "say, added: Come in.",
        "  3 situations, 50.00%: when warrant is yes",
    ]


def test_two_days_of_one_text_and_one_day_of_two_texts_can_be_compared(texts: str) -> None:
    days = ["--on", "2020-06-01", "--on", "2021-06-01"]
    one = run("compare", "memo", *days, "--guidance", texts, "--json")
    same = run("compare", "memo", "memo@2020-01-01", "--on", "2020-06-01", "--guidance", texts)

    assert one.data["on"] == ["2020-06-01", "2021-06-01"]
    assert [each["old"] for each in one.data["directions"]] == ["must not"]
    assert one.data["directions"][0]["count"] == 2
    assert one.data["directions"][0]["conditions"][0]["answers"]["warrant"] == ["no"]
    assert (same.code, same.lines[-1]) == (
        0,
        "Every situation is answered alike, on the same grounds.",
    )


def test_only_some_acts_can_be_compared(texts: str) -> None:
    options = ["compare", "memo@2020-01-01", "memo@2021-01-01", "--guidance", texts]

    other = run(*options, "--act", "Tell release date")
    assert (other.code, other.lines[-1]) == (
        0,
        "Every situation is answered alike, on the same grounds.",
    )
    assert run(*options, "--act", "hold", "--json").data["items"] == []
    assert "Did you mean “hold”?" in run(*options, "--act", "hol").err


def test_a_changed_file_is_compared_with_the_version_it_changes(texts: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.md"
    mine.write_text(OLD.replace("| may |", "| must |"), encoding="utf-8")
    ran = run("compare", "memo@2020-01-01", str(mine), "--guidance", texts)

    assert "hold: may → must" in ran.lines


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["memo"], "there is nothing to compare: name two versions, or one text and two days"),
        (["memo@2020-01-01", "--on", "2020-01-01"], "there is nothing to compare"),
        (["memo", "memo@2020-01-01"], "“memo” names no version; write memo@VERSION"),
        (["meno", "memo@2020-01-01"], "Did you mean “memo”?"),
        (["memo", *(["--on", "2020-01-01"] * 3)], "it stands 3 times"),
        (["memo", "--on", "2001-01-01", "--on", "2020-01-01"], "no version of memo is in force on"),
    ],
)
def test_what_cannot_be_compared_is_an_error(
    texts: str, options: list[str], complaint: str
) -> None:
    ran = run("compare", *options, "--guidance", texts)

    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err
