"""Where an answer comes from: grades and standings of citations on a day, rows and blanks."""

from __future__ import annotations

from datetime import date

import pytest

from charteroak.core.directions import Direction, Ruling
from charteroak.core.errors import Place
from charteroak.core.memo import Citation, Grade, Status
from charteroak.core.provenance import Fill, reference, sourced, standing_on, status_on
from texts import find, library, table, text

DAY = date(2020, 6, 1)
BEFORE, AFTER = Status("in force", date(2019, 1, 1)), Status("in force", date(2021, 1, 1))


def entry(*statuses: Status) -> Citation:
    place = Place(file="memo.md", line=1)
    return Citation(cite="Act", grade=Grade.VERIFIED, statuses=statuses, place=place)


@pytest.mark.parametrize(
    ("statuses", "standing"),
    [
        ([], "in force"),
        ([BEFORE], "in force"),
        ([AFTER], "not yet in force"),
        ([Status("not yet in force")], "not yet in force"),
        ([Status("not yet in force"), BEFORE], "in force"),
        ([Status("stayed", date(2020, 1, 1)), BEFORE], "stayed"),
        ([BEFORE, Status("repealed", date(2020, 6, 1))], "repealed"),
        ([BEFORE, Status("repealed", date(2020, 6, 2))], "in force"),
        ([Status("challenged")], "in force"),
    ],
)
def test_the_standing_that_began_last_counts(statuses: list[Status], standing: str) -> None:
    assert standing_on(entry(*statuses), DAY) == standing


def test_what_stands_beside_the_standing_is_named_after_it() -> None:
    challenged = Status("challenged", date(2020, 5, 1))

    assert status_on(entry(BEFORE, challenged), DAY) == "in force; challenged"
    assert status_on(entry(BEFORE, challenged), date(2020, 4, 30)) == "in force"


def test_a_citation_takes_its_grade_from_the_longest_entry_that_covers_it() -> None:
    citations = """
## Citations

| cite     | grade    | status     | source | note        |
|----------|----------|------------|--------|-------------|
| Act      | verified | in force   | a book |             |
| Act 2(b) | reported | challenged | a site | not yet read |
"""
    hold = table("hold", "U | warrant | > hold | # cite", "1 | - | refer | Act 1; Act 2(b)(1)")
    found = library(text("memo", hold, citations=citations))
    first, second = sourced(find(found, "memo"), ["Act 1", "Act 2(b)(1)", "Act 1"], DAY)

    assert (first.cite, first.grade, first.source) == ("Act 1", Grade.VERIFIED, "a book")
    assert (second.grade, second.status) == (Grade.REPORTED, "in force; challenged")
    assert second.note == "not yet read"


def test_a_row_is_found_again_by_its_line_and_its_paragraph() -> None:
    rows = ["U | warrant | > hold | # see | # cite", "a | yes | may | #rules | Act 1"]
    memo = find(library(text("memo", table("hold", *rows, "b | no | may | - | Act 1"))), "memo")
    (hold,) = memo.tables
    found = [reference(memo, hold, row) for row in hold.rows]

    assert [each.row for each in found] == ["a", "b"]
    assert memo.source.splitlines()[found[0].line - 1].startswith("| a |")
    assert found[0].anchor != found[1].anchor


def test_a_blank_is_filled_in_wherever_it_stands() -> None:
    fill = Fill((("hours", "24 hours"), ("chief", "the captain")))

    assert fill.text("until {hours}, says {chief}") == "until 24 hours, says the captain"
    assert fill.text("{other}") == "{other}"
    assert fill.ruling(Ruling(Direction.MAY, ("until {hours}",))).limit == 24 * 60
