"""The header of a decision table: hit policy, inputs, outputs, annotations, and their order."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import pytest

from charteroak.core.tables import (
    Items,
    Policy,
)
from core.reading.support import FRONT, only_table, read, table, wrong

PLAN = FRONT.replace("kind: memo", "kind: plan\nadopts: ct/memo")
ITEMS = "duty, say, do, do not, call, write down; acts and values stand in tables of their own"


@pytest.mark.parametrize("letter", ["U", "A", "F"])
def test_policies_that_give_one_row(letter: str) -> None:
    body = table(f"{letter} | judge signed | > hold | # cite", "1 | - | may | CGS 54-192h")
    assert only_table(read(body)).policy is Policy(letter)


@pytest.mark.parametrize("letter", ["C+", "C<", "C>", "C#"])
def test_policies_that_count(letter: str) -> None:
    body = table(f"{letter} | judge signed | > points | # cite", "1 | - | 2 | CGS 54-192h")
    assert only_table(read(body)).policy is Policy(letter)


@pytest.mark.parametrize("item", list(Items))
def test_what_a_table_can_collect(item: Items) -> None:
    body = table(f"C | judge signed | > {item.upper()} | # cite", "1 | - | this | CGS 54-192h")
    found = only_table(read(body))
    assert (found.policy, found.items, found.outputs[0].name) == (Policy.COLLECT, item, item)


@pytest.mark.parametrize("mark", ["", "> "])
def test_a_duty_takes_the_four_columns_after_it(mark: str) -> None:
    header = f"C | > duty | {mark}who | {mark}to whom | {mark}by when | {mark}how proven | # cite"
    body = table(
        header,
        "1 | tell | desk | person | 1 day | copy | CGS 54-192h",
        "2 | ask | desk | - | - | - | CGS 54-192h",
    )
    first, second = only_table(read(body)).rows
    assert first.columns == (
        ("who", "desk"),
        ("to whom", "person"),
        ("by when", "1 day"),
        ("how proven", "copy"),
    )
    assert second.columns == (("who", "desk"),)


def test_every_annotation() -> None:
    body = table(
        "F | judge signed | > hold | # cite | # see | # reason | # note",
        "1 | - | may | CGS 54-192h | #rules | because | a note",
        "2 | - | may | CGS 54-192h |  | - | ",
    )
    first, second = only_table(read(body, front=PLAN)).rows
    assert (first.cites, first.see, first.reason, first.note) == (
        ("CGS 54-192h",),
        "rules",
        "because",
        "a note",
    )
    assert (second.see, second.reason, second.note) == ("", "", "")


@pytest.mark.parametrize(
    ("letter", "found", "nearest"),
    [
        ("R", "“R” is not a hit policy: collected rows have no order here, write C, or U where only one row fits", "C"),
        ("O", "“O” is not a hit policy: collected rows have no order here, write C, or U where only one row fits", "C"),
        ("RULE ORDER", "“RULE ORDER” is not a hit policy: collected rows have no order here, write C, or U where only one row fits", "C"),
        ("UNIQUE", "“UNIQUE” is not a hit policy", "U"),
        ("ANY", "“ANY” is not a hit policy", "A"),
        ("FIRST", "“FIRST” is not a hit policy", "F"),
        ("PRIORITY", "“PRIORITY” is not a hit policy", "P"),
        ("COLLECT", "“COLLECT” is not a hit policy", "C"),
        ("SUM", "“SUM” is not a hit policy", "C+"),
        ("COUNT", "“COUNT” is not a hit policy", "C#"),
        ("f", "“f” is not a hit policy", "F"),
        ("X", "“X” is not a hit policy", "U"),
    ],
)  # fmt: skip
def test_hit_policies_that_are_none(letter: str, found: str, nearest: str) -> None:
    problem = wrong(
        table(f"▶{letter} | judge signed | > hold | # cite", "1 | - | may | CGS 54-192h")
    )
    assert (problem.found, problem.allowed) == (f"{found}.", "U, A, F, P, C, C+, C<, C>, C#")
    assert problem.nearest == (nearest if letter != "X" else "")


@pytest.mark.parametrize(
    ("header", "row", "found", "allowed", "nearest"),
    [
        ("F | > hold | ▶judge signed | # cite", "1 | may | - | CGS 54-192h", "an input stands after an output, in “judge signed”", "inputs, then outputs >, then annotations #", ""),
        ("F | > hold | # cite | ▶judge signed", "1 | may | CGS 54-192h | -", "an input stands after an annotation, in “judge signed”", "inputs, then outputs >, then annotations #", ""),
        ("F | # cite | ▶> hold", "1 | CGS 54-192h | may", "an act stands after an annotation, in “> hold”", "inputs, then outputs >, then annotations #", ""),
        ("F | > hold | # cite | ▶# Cite", "1 | may | CGS 54-192h | CGS 54-192h", "“cite” stands twice, in “# Cite”", "each column once", ""),
        ("F | > hold | ▶> Hold | # cite", "1 | may | may | CGS 54-192h", "“Hold” stands twice, in “> Hold”", "each column once", ""),
        ("F | ▶> | > hold | # cite", "1 | - | may | CGS 54-192h", "a column has no name, in “>”", "a fact, > an output, or # an annotation", ""),
        ("F | > hold | # cite | ▶# sea", "1 | may | CGS 54-192h | -", "“sea” is not an annotation, in “# sea”", "# cite, # see, # reason, # note", "see"),
        ("F | > hold | # cite | ▶# reason", "1 | may | CGS 54-192h | -", "only a plan departs from should with a reason, in “# reason”", "# note", ""),
        ("F | ▶> say | # cite", "1 | hello | CGS 54-192h", "“say” is collected, and F gives one row, in “> say”", "C as the hit policy", "C"),
        ("C+ | ▶> hold | # cite", "1 | may | CGS 54-192h", "C+ counts, and “hold” is an act, in “> hold”", "U, A, F, P", ""),
        ("C | ▶> hold | # cite", "1 | may | CGS 54-192h", "a table C cannot collect “hold”, in “> hold”", f"one of {ITEMS}", ""),
        ("C | ▶> status | # cite", "1 | good | CGS 54-192h", "a table C cannot collect “status”, in “> status”", f"one of {ITEMS}", ""),
        ("C | > say | ▶> hold | # cite", "1 | hello | may | CGS 54-192h", "a table that collects “say” cannot also give “hold”, in “> hold”", f"one of {ITEMS}", ""),
        ("C | > say | ▶> do | # cite", "1 | hello | wave | CGS 54-192h", "a table that collects “say” cannot also give “do”, in “> do”", f"one of {ITEMS}", ""),
        ("C | > say | ▶> who | # cite", "1 | hello | desk | CGS 54-192h", "“who” belongs to a duty, not to “say”, in “> who”", "a table of its own: > duty", ""),
        ("C | > duty | to whom | ▶who | # cite", "1 | tell | desk | me | CGS 54-192h", "“who” stands out of its order", "duty, who, to whom, by when, how proven", ""),
        ("F | ▶asked | > hold | # cite", "1 | - | may | CGS 54-192h", "“asked” restricts things to do, not what is decided", "a table with C", ""),
    ],
)  # fmt: skip
def test_what_can_be_wrong(header: str, row: str, found: str, allowed: str, nearest: str) -> None:
    problem = wrong(table(header, row))
    assert (problem.found, problem.allowed, problem.nearest) == (f"{found}.", allowed, nearest)


def test_an_empty_header_cell() -> None:
    body = "### a: b?\n\n| F | ▶| > hold | # cite |\n|---|---|---|---|\n| 1 | - | may | CGS 54-192h |\n"
    assert wrong(body).found == "a column has no name."


def test_every_table_cites() -> None:
    body = "### a: b?\n\n▶| F | > hold |\n|---|---|\n"
    problem = wrong(body + "| 1 | may |\n")
    assert problem.found == "the table has no column # cite."
    assert problem.allowed == "a column # cite: every row rests on something"


def test_every_table_gives_something() -> None:
    problem = wrong("### a: b?\n\n▶| F | # cite |\n|---|---|\n| 1 | CGS 54-192h |\n")
    assert problem.found == "the table has no output."
    assert problem.allowed == "a column > OUTPUT: an act, a value, or duty"
