"""Blocks: headings keep their order, and no table is too wide for a page."""

from __future__ import annotations

from dataclasses import replace

from charteroak.documents.blocks import (
    Block,
    Code,
    Column,
    Heading,
    Table,
    as_data,
    cell,
    narrowed,
)
from charteroak.documents.letter import make_letter
from charteroak.documents.prose import prose_blocks
from documents.samples import LETTER, read

WIDE = Table(
    tuple(Column(f"heading {n}") for n in range(12)),
    (tuple(cell(f"cell {n}") for n in range(12)), tuple(cell("") for _ in range(12))),
)


def test_headings_skip_no_level() -> None:
    levels = [each["level"] for each in as_data([Heading("a", 3), Heading("b", 6), Heading("c")])]  # type: ignore[index, call-overload]

    assert levels == [1, 2, 1]


def test_a_wide_table_becomes_two_columns_and_loses_nothing() -> None:
    table = narrowed(WIDE)
    words = ["".join(run.text for run in line) for line in table.rows[0][1]]

    assert [column.heading for column in table.columns] == ["heading 0", "Details"]
    assert words == [f"heading {n}: cell {n}" for n in range(1, 12)]
    assert table.rows[1][1] == ()


def test_a_narrow_table_stays_as_it_is() -> None:
    narrow = Table(WIDE.columns[:6], (WIDE.rows[0][:6],))

    assert narrowed(narrow) is narrow


def test_a_table_of_a_letter_is_printed_whole() -> None:
    words = read(make_letter(replace(LETTER, body=(WIDE,)))).text

    assert all(f"heading {n}: cell {n}" in words for n in range(1, 12))


def test_code_keeps_its_lines_and_a_quote_its_words() -> None:
    body: tuple[Block, ...] = prose_blocks("> quoted *words*\n\n```\nif x:\n    y\n```")
    letter = read(make_letter(replace(LETTER, body=body)))

    assert isinstance(body[1], Code)
    assert "quoted words" in letter.text
    assert "if x: y" in letter.text
