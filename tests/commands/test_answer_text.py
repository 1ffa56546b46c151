"""The answer in plain words: what to do first, then why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from charteroak.cli import main
from commands.shell import DAY, run, write_texts
from texts import sheet, table, text

Ask = Callable[..., list[str]]


@pytest.fixture
def ask(guidance: str) -> Ask:
    """Return a function that asks the memo and returns the lines of the answer."""

    def asked(*options: str, name: str = "ct/memo", on: str = DAY) -> list[str]:
        ran = run("ask", name, "--guidance", guidance, "--on", on, *options)
        assert ran.code == 0, ran.err
        return ran.lines

    return asked


def test_a_settled_answer_reads_from_what_to_do_to_why(ask: Ask) -> None:
    assert ask("--act", "hold", "--fact", "warrant=yes") == [
        "ct/memo",
        "ct/memo@2020-01-01, for a request of 2020-06-01",
        "",
        "hold: MAY, until 48 hours",
        "  May we keep this person?",
        "",
        "Do",
        "  - Ask “who” it is.",
        "    [Act 5]",
        "",
        "Then",
        "  - Give a copy",
        "    who: the desk; by when: at once [Act 6]",
        "",
        "Why",
        "  because warrant is yes",
        "  ct/memo@2020-01-01, hold row judge: Act 1 (verified, in force)",
        "  would be must not or may if warrant is no",
        "",
        "Not legal advice.",
    ]


def test_an_open_answer_ends_with_the_next_question_and_what_depends_on_it(ask: Ask) -> None:
    assert ask("--act", "hold")[3:] == [
        "hold: not settled: must not or may",
        "  May we keep this person?",
        "",
        "Do",
        "  - Ask “who” it is.",
        "    [Act 5]",
        "",
        "Depending on warrant",
        "  - then: Give a copy",
        "",
        "Next question",
        "  Is there a warrant signed by a judge?",
        '  --fact "warrant=…" with one of: yes, no, not sure',
        "",
        "Not legal advice.",
    ]


def test_several_acts_stand_in_two_columns_with_the_settled_first(ask: Ask) -> None:
    lines = ask("--fact", "held=50 hours")

    assert lines[3:5] == [
        "tell release date:  MUST",
        "hold:               not settled: must not or may",
    ]
    assert "  tell release date: must" in lines
    assert "    because held is more than 48 hours and 96 hours or less" in lines


def test_what_depends_on_a_fact_nobody_is_sure_of_keeps_its_details(ask: Ask) -> None:
    lines = ask("--act", "hold", "--fact", "warrant=not sure", "--fact", "grave=no")
    start = lines.index("Depending on warrant")

    assert lines[3] == "hold: REFER"
    assert lines[start : start + 3] == [
        "Depending on warrant",
        "  - then: Give a copy",
        "    who: the desk; by when: at once [Act 6]",
    ]
    assert "  because you are not sure of warrant: it could be must not or may, until 48" in lines


def test_a_draft_and_a_version_not_in_force_that_day_carry_a_warning(ask: Ask) -> None:
    draft = ask("--act", "hold", name="ct/memo@2021-01-01", on="2022-01-01")
    early = ask("--act", "hold", name="ct/memo@2020-01-01", on="2019-06-01")

    assert draft[2] == "This is a draft that nobody has issued."
    assert early[2] == "This version is not in force that day; it is from 2020-01-01 on."


def test_texts_that_contradict_each_other_are_shown_at_once(tmp_path: Path) -> None:
    rows = ["U | warrant | > hold | # cite", "1 | - | {} | Act 1"]
    law = text("act", table("hold", rows[0], rows[1].format("must not")), level="state statute")
    memo = text("memo", table("hold", rows[0], rows[1].format("may")), front="rests on: act")
    lines = run(
        "ask", "memo", "--guidance", str(write_texts(tmp_path, law, memo)), "--on", DAY
    ).lines

    assert lines[3] == "hold: MUST NOT (texts contradict each other)"
    assert "  These texts contradict each other; ask counsel." in lines
    assert "  also memo@2020-01-01: may (Act 1)" in lines
    assert "In force that day: act@2020-01-01" in lines


def test_what_is_not_settled_for_want_of_a_fallback_says_so(tmp_path: Path) -> None:
    rows = ["U | warrant | > hold | # cite", "1 | yes | may | Act 1", "2 | no | must not | Act 2"]
    law = text("act", table("hold", *rows), level="state statute")
    directory = str(write_texts(tmp_path, law))
    options = ["--guidance", directory, "--on", DAY, "--fact", "warrant=not sure"]
    lines = run("ask", "act", *options).lines

    assert lines[3:] == [
        "hold: not settled: must not or may",
        "  May we keep this person?",
        "",
        "Why",
        "  because you are not sure of warrant, and this text does not say what then",
        "",
        "Not legal advice.",
    ]


def test_a_citation_that_is_not_verified_gives_its_grade_and_its_note_once(
    tmp_path: Path,
) -> None:
    citations = sheet(
        "Citations",
        "cite | grade | status | note",
        "Act | reported | challenged | Known from a newspaper.",
    )
    both = table(
        "both",
        "U | warrant | > hold | > tell release date | # cite",
        "1 | - | refer | refer | Act 1; Act 2",
    )
    memo = text("memo", both, citations=citations)
    lines = run("ask", "memo", "--guidance", str(write_texts(tmp_path, memo)), "--on", DAY).lines

    assert "    memo@2020-01-01, both row 1: Act 1; Act 2 (reported, in force; challenged)" in lines
    assert lines.count("      Known from a newspaper.") == 1


def test_no_line_of_an_answer_is_wider_than_the_screen(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in ("40", "60", "80"):
        monkeypatch.setenv("COLUMNS", columns)
        lines = ask("--fact", "warrant=yes", "--fact", "held=2 hours")

        assert max(map(len, lines)) <= int(columns), columns


def test_control_characters_of_a_text_do_not_reach_the_terminal(tmp_path: Path) -> None:
    memo = text(
        "memo", table("hold", "U | warrant | > hold | # cite", "1 | - | may, \x9b31mred | Act 1")
    )
    ran = run("ask", "memo", "--guidance", str(write_texts(tmp_path, memo)), "--on", DAY)

    assert "\x9b" not in ran.out + ran.err


def test_blanks_that_no_plan_fills_in_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    school = ["ct/schools@2026-11-23", "--on", "2026-11-23", "--act", "give access to student"]

    assert main(["ask", *school, "--fact", "handled by=front office"]) == 0
    assert "What stands in braces, your agency's plan has to fill in." in capsys.readouterr().out
