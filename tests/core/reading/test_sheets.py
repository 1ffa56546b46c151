"""The tables of kept sections: columns by name, even rows, limits."""

from __future__ import annotations

import pytest

from charteroak.core.reading.pipe_tables import Sheet, read_line
from charteroak.core.reading.report import Fault, Report
from charteroak.core.reading.sheets import CellReader, Columns, read_records
from core.reading.support import sheet, wrong

COLUMNS = Columns("Things", ("thing", "question"), ("note",))


def records(*lines: str) -> tuple[list[tuple[str, str, str]], Report]:
    """Return what the rows of a table say, and the report on it."""
    header, *rows = [read_line(i, line) for i, line in enumerate(lines, 1)]
    report = Report("f")
    found = read_records(Sheet(header, tuple(rows)), COLUMNS, report)
    return [tuple(r.text(name) for name in ("thing", "question", "note")) for r in found], report  # type: ignore[misc]


def test_cells_are_found_by_the_name_of_their_column() -> None:
    found, report = records("| Question | NOTE | thing |", "| a | b | c |", "| d | - | e |")
    assert found == [("c", "a", "b"), ("e", "d", "")]
    assert report.empty


def test_a_column_that_may_be_left_out() -> None:
    found, report = records("| thing | question |", "| a | b |")
    assert found == [("a", "b", "")]
    assert report.empty


@pytest.mark.parametrize(
    "lines",
    [
        ("| thing |", "| a |"),
        ("| thing | question | thing |", "| a | b | c |"),
        ("| thing | question | other |", "| a | b | c |"),
        ("| thing | question |", "| a |"),
        ("| thing | question |", "| a | b | c |"),
        ("| thing | question |", "| a | |"),
        ("| thing |" + " note |" * 64, "| a |"),
        ("| thing | question |", *["| a | b |"] * 2_001),
    ],
)
def test_a_table_of_another_shape_is_reported(lines: tuple[str, ...]) -> None:
    _, report = records(*lines)
    assert not report.empty


@pytest.mark.parametrize("section", ["Facts", "Acts", "Citations", "Cases"])
def test_limits_hold_in_every_kept_section(section: str) -> None:
    problem = wrong(sheet(section, "a" + " | a" * 64, "b" + " | b" * 64).replace("| a", "▶| a", 1))
    assert (problem.found, problem.allowed) == ("the table has 65 columns.", "64 columns")


def test_a_cell_that_was_read_before_is_not_read_again() -> None:
    read: list[str] = []

    def keep(text: str) -> str:
        read.append(text)
        if text == "wrong":
            raise Fault("wrong")
        return text.upper()

    report = Report("f")
    reader = CellReader(0, keep, report)
    lines = [
        read_line(i, f"| {text} |") for i, text in enumerate(["a", "a", "wrong", "wrong", "a"])
    ]
    assert [reader(line) for line in lines] == ["A", "A", None, None, "A"]
    assert read == ["a", "wrong", "wrong"]
    assert not report.empty
