"""The rows of decision tables."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

from fractions import Fraction

import pytest

from core.reading.support import only_table, read, rules, table, wrong


def test_rows_have_a_number_or_a_name_and_an_anchor() -> None:
    body = table(
        "F | judge signed | > hold | # cite",
        "1 | yes | may | CGS 54-192h",
        "A. B | no | must | CGS 54-192h",
        name="may we: hold?",
    )
    first, second = only_table(read(body)).rows
    assert (first.name, first.anchor) == ("1", "may-we-1")
    assert (second.name, second.anchor) == ("A. B", "may-we-a-b")
    assert (first.place.line, first.place.column) == (42, 1)


def test_a_row_cites_several() -> None:
    body = rules("yes").replace("| CGS 54-192h", "| CGS 54-192h(a);CGS  54-192h(b) ;")
    assert only_table(read(body)).rows[0].cites == ("CGS 54-192h(a)", "CGS 54-192h(b)")


@pytest.mark.parametrize(
    ("cell", "asked"),
    [
        ("-", None),
        ("HOLD", {"hold"}),
        ("hold, tell release date", {"hold", "Tell Release Date"}),
        ("not(hold)", {"Tell Release Date"}),
    ],
)
def test_asked_restricts_a_row_to_requests_for_acts(cell: str, asked: set[str] | None) -> None:
    body = table(
        "C | asked | judge signed | > say | # cite", f"1 | {cell} | yes | hello | CGS 54-192h"
    )
    found = only_table(read(body))
    assert found.rows[0].asked == asked
    assert len(found.inputs) == len(found.rows[0].tests) == 1


@pytest.mark.parametrize(
    ("letter", "cell", "number"),
    [
        ("C+", "2", 2),
        ("C<", "-0.5", Fraction(-1, 2)),
        ("C>", "1.5", 1.5),
        ("C#", "3", 3),
        ("C#", "any", 1),
    ],
)
def test_the_tables_that_count_give_numbers(letter: str, cell: str, number: float) -> None:
    body = table(f"{letter} | judge signed | > n | # cite", f"1 | - | {cell} | CGS 54-192h")
    assert only_table(read(body)).rows[0].results == (Fraction(number),)


@pytest.mark.parametrize(
    ("header", "row", "found", "allowed", "nearest"),
    [
        ("F | > hold | # cite", "▶- | may | CGS 54-192h", "“-” is a kept word and cannot be the name of a row", "any other name", ""),
        ("F | > hold | # cite", "▶None | may | CGS 54-192h", "a row cannot be called “none”, in “None”", "a number or a name", ""),
        ("F | > hold | # cite", "1▶, 2 | may | CGS 54-192h", "“,” cannot stand in the name of a row, in “1, 2”", "letters, digits, spaces and - / ' & . + ( ), beginning with a letter or digit", ""),
        ("F | > hold | # cite", "1 | may | ▶-", "there is no citation, in “-”", "what the row rests on; several are separated by ;", ""),
        ("F | > hold | # cite", "1 | may | CGS 54-192h; ▶CGS 54-19", "“CGS 54-19” has no entry in Citations, in “CGS 54-192h; CGS 54-19”", "CGS 54-192h, HB 8004", "CGS 54-192h"),
        ("F | > hold | # cite", "1 | may | ▶CGS 54-192hx", "“CGS 54-192hx” has no entry in Citations", "CGS 54-192h, HB 8004", "CGS 54-192h"),
        ("F | > status | # cite", "1 | ▶- | CGS 54-192h", "the row gives no value, in “-”", "a value; a row that gives none is left out", ""),
        ("F | > status | # cite", "1 | ▶(a) | CGS 54-192h", "“(” cannot begin the name of a value, in “(a)”", "letters, digits, spaces and - / ' & . + ( ), beginning with a letter or digit", ""),
        ("F | > status | # cite", "1 | a▶, b | CGS 54-192h", "“,” cannot stand in the name of a value, in “a, b”", "letters, digits, spaces and - / ' & . + ( ), beginning with a letter or digit", ""),
        ("C+ | > n | # cite", "1 | ▶two | CGS 54-192h", "“two” is not a number", "a number, such as 48 or 0.5", ""),
        ("C | > say | # cite", "1 | ▶- | CGS 54-192h", "there is nothing to do in this row, in “-”", "what is to be done or said", ""),
        ("C | > say | # cite", "1 | call {▶x} | CGS 54-192h", "“x” is not a blank of this text, in “call {x}”", "(none)", ""),
        ("C | > duty | who | # cite", "1 | call | the {▶x} | CGS 54-192h", "“x” is not a blank of this text, in “the {x}”", "(none)", ""),
        ("C | asked | > say | # cite", "1 | hold, ▶hodl | hello | CGS 54-192h", "“hodl” is not an act, in “hold, hodl”", "hold, Tell Release Date", "hold"),
        ("F | > hold | # cite | # see", "1 | may | CGS 54-192h | ▶#ruls", "no paragraph has the anchor “ruls”, in “#ruls”", "the anchor of a section, a paragraph or a row, such as #detainers-2", "rules"),
    ],
)  # fmt: skip
def test_what_can_be_wrong(header: str, row: str, found: str, allowed: str, nearest: str) -> None:
    problem = wrong(table(header, row))
    assert (problem.found, problem.allowed, problem.nearest) == (f"{found}.", allowed, nearest)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| ▶| may | CGS 54-192h |", "the name of a row is missing."),
        ("| 2 | ▶| CGS 54-192h |", "the direction is missing."),
        ("| 2 | may | ▶|", "there is no citation."),
    ],
)
def test_empty_cells(row: str, found: str) -> None:
    body = (
        f"### a: b?\n\n| F | > hold | # cite |\n|---|---|---|\n| 1 | may | CGS 54-192h |\n{row}\n"
    )
    assert wrong(body).found == found


def test_an_empty_cell_of_acts() -> None:
    body = "### a: b?\n\n| C | asked | > say | # cite |\n|---|---|---|---|\n| 1 | ▶| hi | CGS 54-192h |\n"
    assert wrong(body).allowed == "acts, separated by commas; - for any"


@pytest.mark.parametrize(
    ("row", "found", "allowed"),
    [
        ("▶| 1 | may |", "the row has 2 cells and the header has 3.", "3 cells; \\| for a bar inside a cell"),
        ("| 1 | may | CGS 54-192h | ▶more |", "the row has 4 cells and the header has 3, in “more”.", "3 cells; \\| for a bar inside a cell"),
        ("▶not a row", "the row has 1 cell and the header has 3.", "3 cells; \\| for a bar inside a cell"),
    ],
)  # fmt: skip
def test_ragged_rows(row: str, found: str, allowed: str) -> None:
    body = f"### a: b?\n\n| F | > hold | # cite |\n|---|---|---|\n{row}\n"
    problem = wrong(body)
    assert (problem.found, problem.allowed) == (found, allowed)


def test_a_bar_inside_a_cell() -> None:
    body = table("C | judge signed | > say | # cite", "1 | - | either \\| or | CGS 54-192h")
    assert only_table(read(body)).rows[0].results == ("either | or",)


def test_two_rows_with_one_name() -> None:
    body = table("F | > hold | # cite", "a | may | CGS 54-192h", "▶A | may | CGS 54-192h")
    assert wrong(body).found == "“A” is already the name of a row on line 42."
