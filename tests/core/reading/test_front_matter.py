"""The front matter: every key, what its value may be, and what is wrong with one."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

from datetime import date

import pytest

from charteroak.core.errors import MemoError
from charteroak.core.memo import Kind, Period, Standing, Version
from charteroak.core.reading import read_front_matter, read_memo
from core.reading.support import FILE, FRONT, nothing, problems, wrong_source

PLAN = """---
text: ct/town/hartford
version: 2025-10-01.2
kind: plan
level: local plan
title: "The plan: of [Hartford]"
issued: 2025-09-01
in force: {from: 2025-10-01, to: 2026-09-30}
status: draft
summary: One sentence, with a comma: and a colon.
from: [Chief of Police]
to: ["Records, room 2", Booking desk]
uses: us/glossary
rests on: [ct/54-192h, us/1373]
adopts: ct/law-enforcement
---
"""
VOCABULARY = """---
text: us/words
version: 2014-01-01
kind: vocabulary
title: Words
in force: {from: 2014-01-01}
law levels: [federal statute, state statute]
guidance levels: [state memo, local plan]
---
"""


def test_every_key_of_a_plan() -> None:
    header = read_front_matter(PLAN, FILE)
    assert header.id == Version("ct/town/hartford", "2025-10-01.2")
    assert (header.kind, header.level) == (Kind.PLAN, "local plan")
    assert header.title == "The plan: of [Hartford]"
    assert header.issued == date(2025, 9, 1)
    assert header.in_force == Period(date(2025, 10, 1), date(2026, 9, 30))
    assert header.standing is Standing.DRAFT
    assert header.summary == "One sentence, with a comma: and a colon."
    assert header.senders == ("Chief of Police",)
    assert header.addressees == ("Records, room 2", "Booking desk")
    assert header.uses == ("us/glossary",)
    assert header.rests_on == ("ct/54-192h", "us/1373")
    assert header.adopts == "ct/law-enforcement"


def test_the_levels_of_a_vocabulary() -> None:
    header = read_front_matter(VOCABULARY.encode(), FILE)
    assert header.law_levels == ("federal statute", "state statute")
    assert header.guidance_levels == ("state memo", "local plan")


def test_a_text_is_issued_on_the_day_it_comes_into_force_unless_it_says_otherwise() -> None:
    header = read_front_matter(FRONT, FILE)
    assert (header.issued, header.standing) == (date(2020, 1, 1), Standing.ISSUED)
    assert header.in_force.end is None


def test_a_memo_carries_what_its_front_matter_says() -> None:
    memo = read_memo(FRONT.replace("level", "summary: S\nfrom: Office\nlevel"), FILE, nothing)
    assert (memo.id, memo.kind, memo.level) == (Version("ct/test", "2020-01-01"), Kind.MEMO, "memo")
    assert (memo.title, memo.summary, memo.senders) == ("A test", "S", ("Office",))


def test_only_the_front_matter_is_looked_at() -> None:
    assert read_front_matter(FRONT.encode() + b"\xff\0", FILE).title == "A test"
    assert read_front_matter("\ufeff" + FRONT.replace("\n", "\r\n"), FILE).title == "A test"


def test_empty_lines_are_nothing() -> None:
    assert read_front_matter(FRONT.replace("level", "\nlevel"), FILE).level == "memo"


@pytest.mark.parametrize(
    ("old", "new", "found", "allowed", "nearest"),
    [
        ("---\ntext", "▶text", "the file begins with “text: ct/test” and not with front matter", "a first line ---, lines “key: value”, and a line ---", ""),
        ("level: memo", "level: memo\n▶summary", "“summary” is not a line “key: value”", "a key, a colon, and its value", ""),
        ("title:", "title: T\n▶summry:", "“summry” is not a key of the front matter", "text, version, kind, level, title, issued, in force, status, summary, from, to, uses, rests on, adopts, law levels, guidance levels", "summary"),
        ("title:", "title: B\n▶title:", "“title” is written twice, first on line 6", "each key once", ""),
        ("ct/test", "▶CT/Test", "“CT/Test” is not the id of a text", "a path in small letters, such as ct/54-192h", ""),
        ("version: 2020-01-01", "version: ▶1.0", "“1.0” is not the name of a version", "a date YYYY-MM-DD, where needed with a suffix .2", ""),
        ("version: 2020-01-01", "version: ▶2020-13-01", "“2020-13-01” is not a day of the calendar", "a date YYYY-MM-DD", ""),
        ("kind: memo", "kind: ▶mem", "“mem” is not a kind of text", "law, memo, plan, vocabulary", "memo"),
        ("level: memo", "level: ▶", "there is no value", "a value after the colon", ""),
        ("{from: 2020-01-01}", "▶2020-01-01", "“2020-01-01” is not a period", "{from: YYYY-MM-DD} or {from: YYYY-MM-DD, to: YYYY-MM-DD}", ""),
        ("{from: 2020-01-01}", "{from: ▶soon}", "“soon” is not a date, in “{from: soon}”", "a date YYYY-MM-DD", ""),
        ("{from: 2020-01-01}", "{▶since: 2020-01-01}", "“since: 2020-01-01” is not part of a period, in “{since: 2020-01-01}”", "{from: YYYY-MM-DD} or {from: YYYY-MM-DD, to: YYYY-MM-DD}", ""),
        ("{from: 2020-01-01}", "▶{to: 2020-01-01}", "the period has no “from”, in “{to: 2020-01-01}”", "{from: YYYY-MM-DD} or {from: YYYY-MM-DD, to: YYYY-MM-DD}", ""),
        ("{from: 2020-01-01}", "▶{from: 2020-01-01, to: 2019-01-01}", "the period ends before it begins, in “{from: 2020-01-01, to: 2019-01-01}”", "{from: YYYY-MM-DD} or {from: YYYY-MM-DD, to: YYYY-MM-DD}", ""),
        ("level:", "status: ▶final\nlevel:", "“final” is not a status of a text", "issued, draft", ""),
        ("level:", "from: ▶a, b\nlevel:", "a list is written in brackets, in “a, b”", "[a, b]", ""),
        ("level:", "from: [a, b▶\nlevel:", "the list is not closed, in “[a, b”", "[a, b]", ""),
        ("level:", "rests on: ▶[ct/54-192h, A B]\nlevel:", "“A B” is not the id of a text, in “[ct/54-192h, A B]”", "a path in small letters, such as ct/54-192h", ""),
        ("level:", 'summary: ▶"a" b\nlevel:', 'the quotes of “"a" b” are not closed or not at its ends', "one pair of double quotes around a whole answer", ""),
        ("level:", "adopts: ▶ct/x\nlevel:", "a memo has no “adopts”, in “ct/x”", "text, version, kind, level, title, issued, in force, status, summary, from, to, uses, rests on", ""),
        ("level:", "law levels: ▶[a]\nlevel:", "a memo has no “law levels”, in “[a]”", "text, version, kind, level, title, issued, in force, status, summary, from, to, uses, rests on", ""),
        ("level:", "rests on: ▶ct/test\nlevel:", "“ct/test” is this text", "another text", ""),
    ],
)  # fmt: skip
def test_what_can_be_wrong(old: str, new: str, found: str, allowed: str, nearest: str) -> None:
    problem = wrong_source(FRONT.replace(old, new, 1))
    assert (problem.found, problem.allowed, problem.nearest) == (f"{found}.", allowed, nearest)


@pytest.mark.parametrize("name", ["text", "version", "kind", "level", "title", "in force"])
def test_a_key_that_is_needed(name: str) -> None:
    lines = [line for line in FRONT.split("\n") if not line.startswith(f"{name}:")]
    (found,) = problems("\n".join(lines))
    assert str(found) == (
        f"memo.md:1:1: the front matter has no “{name}”. Allowed: a line “{name}: …”."
    )


def test_a_plan_adopts() -> None:
    (found,) = problems(FRONT.replace("kind: memo", "kind: plan"))
    assert found.found == "the front matter has no “adopts”."


def test_front_matter_that_is_not_closed() -> None:
    (found,) = problems("---\ntext: a\n")
    assert str(found) == (
        "memo.md:1:1: the front matter is not closed. Allowed: a line --- after its last key."
    )


def test_all_problems_are_found_at_once() -> None:
    source = FRONT.replace("memo\n", "mem\n", 1).replace("ct/test", "CT").replace("title", "titel")
    assert [str(found.place) for found in problems(source)] == [
        "memo.md:1:1",
        "memo.md:2:7",
        "memo.md:4:7",
        "memo.md:6:1",
    ]


def test_under_guidance_the_path_is_the_text_and_the_file_is_the_version() -> None:
    assert read_memo(FRONT, "/a/guidance/ct/test/2020-01-01.md", nothing).level == "memo"
    with pytest.raises(MemoError) as raised:
        read_memo(FRONT, "guidance/ct/other/2021-01-01.md", nothing)
    assert [problem.found for problem in raised.value.problems] == [
        "the text “ct/test” lies at the path “ct/other”.",
        "the version “2020-01-01” lies in the file “2021-01-01.md”.",
    ]
