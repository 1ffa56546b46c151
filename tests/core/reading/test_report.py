"""Problems are gathered, sorted, cut after fifty, and suggest the nearest word."""

from __future__ import annotations

import time

import pytest

from charteroak.core.errors import MemoError, Problem
from charteroak.core.reading.report import SHOWN, Cell, Fault, Report


def problems(report: Report) -> tuple[Problem, ...]:
    with pytest.raises(MemoError) as raised:
        report.finish()
    return raised.value.problems


def test_a_report_without_problems_ends_well() -> None:
    report = Report("f")
    report.finish()
    assert report.empty


def test_problems_are_sorted_by_place() -> None:
    report = Report("f")
    for line, column in [(9, 1), (2, 5), (2, 1)]:
        report.add(line, column, Fault("x"))
    assert [str(problem.place) for problem in problems(report)] == ["f:2:1", "f:2:5", "f:9:1"]


def test_after_fifty_problems_the_rest_is_counted() -> None:
    report = Report("f")
    for line in range(5000, 0, -1):
        report.add(line, 1, Fault("x"))
    found = problems(report)
    assert len(found) == SHOWN + 1
    assert str(found[-1]).endswith("and 4950 more problems.")
    assert found[-1].place == found[-2].place


def test_the_cell_is_shown_unless_the_fault_shows_it() -> None:
    report = Report("f")
    report.at(Cell("a, b", 1, 3), Fault("“b” is wrong", "a", offset=3))
    report.at(Cell("ccc", 2, 3), Fault("“ccc” is wrong"))
    report.at(Cell("", 3, 3), Fault("nothing is here"))
    assert [str(problem) for problem in problems(report)] == [
        "f:1:6: “b” is wrong, in “a, b”. Allowed: a.",
        "f:2:3: “ccc” is wrong.",
        "f:3:3: nothing is here.",
    ]


def test_the_nearest_word_is_suggested() -> None:
    report = Report("f")
    report.add(1, 1, Fault("x", "yes, no", word="yse", candidates=["yes", "no"]))
    report.add(2, 1, Fault("x", "yes, no", word="qqq", candidates=["yes", "no"]))
    assert [problem.nearest for problem in problems(report)] == ["yes", ""]
    assert str(problems(report)[0]).endswith("Did you mean “yes”?")


def test_looking_for_the_nearest_word_has_a_budget() -> None:
    report = Report("f")
    for line in range(SHOWN):
        report.add(line, 1, Fault("x", word="a" * 60, candidates=["a" * 59 + "b"] * 500))
    start = time.process_time()
    assert problems(report)[0].nearest
    assert time.process_time() - start < 2


def test_a_fault_is_reported_where_it_was_raised() -> None:
    def read(text: str) -> str:
        raise Fault(f"“{text}” is wrong", offset=1)

    report = Report("f")
    assert report.attempt(Cell("ab", 4, 7), str.upper) == "AB"
    assert report.attempt(Cell("ab", 4, 7), read) is None
    assert str(problems(report)[0].place) == "f:4:8"


def test_a_part_of_a_cell_stands_at_its_own_column() -> None:
    assert Cell("a:  b ", 1, 3).part(2, 6) == Cell("b", 1, 7)
