"""A table edited as a table: what was changed is written, and every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charteroak.issuing.errors import NotReadyError
from charteroak.issuing.sheets import EditedRow, Table, find_table, tables_of, with_rows
from charteroak.issuing.words import words_of
from charteroak.shipped import guidance_directory
from issuing.the_office import porch

TEXTS = sorted(path for path in guidance_directory().rglob("*.md") if path.name != "README.md")
PAIRS = [
    (path, table.number)
    for path in TEXTS
    for table in tables_of(words_of(path.read_bytes()))
    if table.even
]
CELLS = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" |"), max_size=30)


def rows_of(table: Table) -> list[EditedRow]:
    return [EditedRow(row.cells, row.number - 1) for row in table.rows]


def table_at(words: str, number: int) -> Table:
    found = find_table(words, number)
    assert found is not None
    return found


def name_of(pair: tuple[Path, int]) -> str:
    return f"{pair[0].parent.name}/{pair[0].stem} {pair[1]}"


def test_the_tables_of_a_text_are_all_found() -> None:
    assert [table.heading for table in tables_of(porch())] == [
        "Citations",
        "Facts",
        "Acts",
        "light it: may we light it?",
        "When not sure",
    ]
    assert [table.decides for table in tables_of(porch())] == [False, False, False, True, False]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_shipped_table_that_is_not_changed_keeps_every_byte(path: Path) -> None:
    words = words_of(path.read_bytes())
    tables = tables_of(words)

    assert all(with_rows(words, table, rows_of(table)) == words for table in tables if table.even)


@given(st.sampled_from(PAIRS), st.integers(0), st.integers(0), CELLS)
def test_a_changed_cell_changes_its_line_only(
    pair: tuple[Path, int], row: int, column: int, cell: str
) -> None:
    words = words_of(pair[0].read_bytes())
    table = table_at(words, pair[1])
    rows = rows_of(table)
    at, place = row % len(rows), column % len(table.header)
    cells = list(rows[at].cells)
    cells[place] = cell
    rows[at] = EditedRow(tuple(cells), rows[at].line)

    try:
        changed = with_rows(words, table, rows)
    except NotReadyError:
        assert "\\" in cell  # only what would hide a bar is refused
        return
    before, after = words.split("\n"), changed.split("\n")
    differ = [i for i in range(len(before)) if before[i] != after[i]]
    assert len(before) == len(after)
    assert differ in ([], [rows[at].line])
    assert table_at(changed, pair[1]).rows[at].cells[place] == " ".join(cell.split())


@given(st.sampled_from(PAIRS), st.data())
def test_moved_and_removed_rows_keep_their_bytes(
    pair: tuple[Path, int], data: st.DataObject
) -> None:
    words = words_of(pair[0].read_bytes())
    table = table_at(words, pair[1])
    moved = data.draw(st.permutations(rows_of(table)))
    kept = moved[: data.draw(st.integers(1, len(moved)))]

    changed = with_rows(words, table, kept).split("\n")
    lines = words.split("\n")
    assert changed[: table.start + 2] == lines[: table.start + 2]
    assert changed[table.start + 2 :] == [
        *(lines[row.line or 0] for row in kept),
        *lines[table.end :],
    ]


def test_a_new_row_is_written_as_wide_as_the_table() -> None:
    table = table_at(porch(), 3)
    rows = [*rows_of(table), EditedRow(("3", "yes", "may", "Porch 1"))]

    assert "| 3 | yes  | may        | Porch 1 |\n" in with_rows(porch(), table, rows)


def test_a_bar_in_a_cell_is_written_with_a_backslash() -> None:
    table = table_at(porch(), 1)
    rows = [EditedRow(("dark", "Dark | light?", "yes, no"), table.rows[0].number - 1)]

    changed = with_rows(porch(), table, rows)
    assert "Dark \\| light?" in changed
    assert table_at(changed, 1).rows[0].cells[1] == "Dark | light?"


def test_the_last_row_is_not_removed() -> None:
    with pytest.raises(NotReadyError, match="at least one row"):
        with_rows(porch(), table_at(porch(), 3), [])
