"""Directions in cells, their bounds and blanks, and what may decide."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import pytest

from charteroak.core.directions import Direction, Ruling
from core.reading.support import only_table, read, sheet, table, wrong

BLANKS = sheet("Blanks", "blank | meaning", "desk phone | the number") + "## More\n\n"


def ruled(cell: str, cite: str = "CGS 54-192h") -> str:
    return table("F | judge signed | > hold | # cite", f"1 | - | {cell} | {cite}")


@pytest.mark.parametrize(
    ("cell", "ruling"),
    [
        ("must", Ruling(Direction.MUST)),
        ("Must  NOT", Ruling(Direction.MUST_NOT)),
        ("should", Ruling(Direction.SHOULD)),
        ("should not", Ruling(Direction.SHOULD_NOT)),
        ("may, until 48 hours", Ruling(Direction.MAY, ("until 48 hours",))),
        ("refer, to the head of the agency", Ruling(Direction.REFER, ("to the head of the agency",))),
        ("may, by telephone only, within 2 days", Ruling(Direction.MAY, ("by telephone only", "within 2 days"))),
        ("no rule", Ruling(Direction.NO_RULE)),
        ("may, call {Desk Phone}", Ruling(Direction.MAY, ("call {Desk Phone}",))),
    ],
)  # fmt: skip
def test_every_direction(cell: str, ruling: Ruling) -> None:
    assert only_table(read(BLANKS + ruled(cell))).rows[0].results == (ruling,)


@pytest.mark.parametrize(
    ("cell", "found", "allowed", "nearest"),
    [
        ("▶shall", "“shall” is not a direction", "must, must not, should, should not, may, refer, no rule", ""),
        ("▶shoud not", "“shoud not” is not a direction", "must, must not, should, should not, may, refer, no rule", "should not"),
        ("▶must not hold", "“must not hold” is not a direction: bounds follow after a comma", "must not, hold", ""),
        ("▶may until 48 hours", "“may until 48 hours” is not a direction: bounds follow after a comma", "may, until 48 hours", ""),
        ("▶no rule, until 48 hours", "“no rule” has no bounds, in “no rule, until 48 hours”", "no rule", ""),
        ("may, ▶until 48 hrs", "“until 48 hrs” is not a length of time, in “may, until 48 hrs”", "a whole number of minutes, hours, days or weeks: until 48 hours", ""),
        ("may, ▶for 1000000000 days", "“for 1000000000 days” is not a length of time, in “may, for 1000000000 days”", "a whole number of minutes, hours, days or weeks: until 48 hours", ""),
        ("may, call {▶desk fone}", "“desk fone” is not a blank of this text, in “may, call {desk fone}”", "desk phone", "desk phone"),
    ],
)  # fmt: skip
def test_what_can_be_wrong(cell: str, found: str, allowed: str, nearest: str) -> None:
    problem = wrong(BLANKS + ruled(cell))
    assert (problem.found, problem.allowed, problem.nearest) == (f"{found}.", allowed, nearest)


def test_an_empty_cell() -> None:
    body = "### a: b?\n\n| F | > hold | # cite |\n|---|---|---|\n| 1 | ▶| CGS 54-192h |\n"
    assert wrong(body).found == "the direction is missing."


@pytest.mark.parametrize("cell", ["refer", "refer, to counsel", "no rule"])
def test_what_was_not_read_officially_may_refer(cell: str) -> None:
    assert only_table(read(ruled(cell, "HB 8004"))).rows[0].cites == ("HB 8004",)


@pytest.mark.parametrize("word", ["must", "must not", "should", "should not", "may"])
@pytest.mark.parametrize("cite", ["HB 8004", "HB 8004(2)", "CGS 54-192h; HB 8004"])
def test_what_was_not_read_officially_never_decides(word: str, cite: str) -> None:
    problem = wrong(ruled(f"▶{word}", cite))
    shown = cite.rsplit("; ", maxsplit=1)[-1]
    assert problem.found == f"“{word}” decides, but “{shown}” is reported."
    assert problem.allowed == "refer or no rule, until the official text was read"
