"""Pipe tables: their cells, bars inside cells, and the column of each cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charteroak.core.reading.pipe_tables import is_table_header, read_line, read_sheet


@pytest.mark.parametrize(
    ("line", "cells", "columns"),
    [
        ("| a | bc |", ("a", "bc"), [3, 7]),
        ("  |a|bc|  ", ("a", "bc"), [4, 6]),
        ("a | bc", ("a", "bc"), [1, 5]),
        ("|  |x|", ("", "x"), [4, 5]),
        ("||", ("",), [2]),
        ("| a \\| b | c |", ("a | b", "c"), [3, 12]),
        ("| \\| | c \\|", ("|", "c |"), [3, 8]),
        ("|\ta\t|\tb\t|", ("a", "b"), [3, 7]),
        ("", ("",), [1]),
    ],
)
def test_the_cells_of_a_line(line: str, cells: tuple[str, ...], columns: list[int]) -> None:
    read = read_line(7, line)
    assert read.cells == cells
    assert [read.cell(i).column for i in range(len(cells))] == columns
    assert [cell.column for cell in read.all_cells()] == columns
    assert {cell.line for cell in read.all_cells()} == {7}


def test_the_column_inside_a_cell_with_bars() -> None:
    cell = read_line(1, "| a \\| b \\| c |").cell(0)
    assert cell.text == "a | b | c"
    assert [cell.column_of(cell.text.index(letter)) for letter in "abc"] == [3, 8, 13]


def test_a_cell_beyond_the_last_stands_at_the_end_of_the_line() -> None:
    assert read_line(3, "| a | ").cell(5).column == 6


@given(st.lists(st.text("ab|\\ -é\t", max_size=8), min_size=1, max_size=6))
def test_cells_written_between_bars_are_read_back_where_they_stand(texts: list[str]) -> None:
    cells = [text.replace("\\", "").strip() for text in texts]
    line = "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    read = read_line(1, line)
    assert read.cells == tuple(cells)
    for cell in read.all_cells():
        assert line[cell.column - 1 :].startswith(cell.text.replace("|", "\\|"))
    for index, cell in enumerate(read.all_cells()):
        assert read.cell(index)[:3] == cell[:3]


def test_a_sheet_leaves_out_the_line_of_dashes() -> None:
    sheet = read_sheet(["", "| a |", "|---|", "| 1 |", "| 2 |"], 1, 5)
    assert (sheet.header.number, sheet.header.cells) == (2, ("a",))
    assert [(row.number, row.cells) for row in sheet.rows] == [(4, ("1",)), (5, ("2",))]


@pytest.mark.parametrize(
    ("header", "dashes", "whether"),
    [
        ("| a | b |", "|---|:-:|", True),
        ("a | b", "--|--", True),
        ("| a |", "|---|---|", False),
        ("| a |", "| - - |", False),
        ("| a |", "|:|", False),
        ("| a |", "| x |", False),
        ("a", "-", False),
        ("| a\\|b |", "|---|", True),
        ("", "", False),
    ],
)
def test_a_header_has_a_line_of_dashes_under_it(header: str, dashes: str, *, whether: bool) -> None:
    assert is_table_header(header, dashes) is whether
