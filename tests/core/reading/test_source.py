"""What a file may be: its size, its characters, its line ends; and columns that stay right."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import pytest

from charteroak.core.reading import read_memo
from charteroak.core.reading.report import shown
from charteroak.core.reading.source import LARGEST, MOST_LINES, read_source
from core.reading.support import FILE, FRONT, HERE, KNOWN, nothing, problems, wrong, wrong_source

BROKEN = "| F | judge signed | > hold | # cite |\n|---|---|---|---|\n| 1 | ▶maybe | may | CGS 54-192h |\n"


def test_lines_end_with_lf_or_crlf() -> None:
    assert read_source("a\r\nb\nc", FILE).lines == ["a", "b", "c"]


def test_a_byte_order_mark_is_left_out() -> None:
    assert read_source(b"\xef\xbb\xbfabc", FILE).text == "abc"
    assert read_source("\ufeffabc", FILE).text == "abc"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_do_not_depend_on_the_mark_or_the_line_ends(mark: str, end: str) -> None:
    before, after = (FRONT + KNOWN + "### a: b?\n\n" + BROKEN).split(HERE)
    (found,) = problems(mark + (before + after).replace("\n", end))
    assert found.place.line == before.count("\n") + 1
    assert found.place.column == len(before) - before.rfind("\n")


def test_bytes_and_text_are_read_alike() -> None:
    source = FRONT + KNOWN
    assert read_memo(source, FILE, nothing) == read_memo(source.encode(), FILE, nothing)


def test_a_tab_is_one_column_and_a_letter_of_two_bytes_is_one() -> None:
    body = "### a: b?\n\n| F | judge signed | > hold | # cite | # note |\n|---|---|---|---|---|\n"
    assert wrong(body + "|\t1\t| \t▶maybe | may | CGS 54-192h | é |\n").nearest == ""
    assert wrong(body + "| é | ▶maybe | may | CGS 54-192h | é |\n").found.startswith("“maybe”")


def test_a_file_that_is_too_large_is_not_read() -> None:
    (found,) = problems(b"x" * (LARGEST + 1))
    assert str(found) == "memo.md:1:1: the text has 262145 bytes. Allowed: 262144 bytes (256 kB)."
    (found,) = problems("é" * (LARGEST // 2 + 1))
    assert found.found == "the text has 262146 bytes."


def test_a_file_of_the_largest_size_is_read() -> None:
    source = (FRONT + "x" * LARGEST)[:LARGEST]
    assert len(read_source(source.encode(), FILE).text) == LARGEST


def test_too_many_lines() -> None:
    (found,) = problems("\n" * MOST_LINES)
    assert (found.place.line, found.found) == (20001, "the text has 20001 lines.")
    assert found.allowed == "20000 lines"


def test_bytes_that_are_not_utf_8() -> None:
    (found,) = problems("---\nä".encode() + b"\xff")
    assert str(found) == (
        "memo.md:2:2: the byte 0xFF is not UTF-8. Allowed: UTF-8: save the file as UTF-8."
    )


def test_utf_16_is_named() -> None:
    (found,) = problems("---".encode("utf-16"))
    assert found.found == "the file is saved as UTF-16."


@pytest.mark.parametrize(
    ("character", "found"),
    [
        ("\0", "the invisible character U+0000 (a control character)."),
        ("\x1b", "the invisible character U+001B (a control character)."),
        ("\x85", "the invisible character U+0085 (a control character)."),
        ("\u2028", "the invisible character U+2028 (line separator)."),
        ("\u202e", "the invisible character U+202E (right-to-left override)."),
        ("\ud800", "the invisible character U+D800 (a control character)."),
        ("\r", "a carriage return without a line feed."),
    ],
)
def test_characters_that_cannot_be_seen(character: str, found: str) -> None:
    assert wrong_source(f"---\nab▶{character}c").found == found


def test_a_long_cell_is_shown_shortly() -> None:
    assert shown("a  b\tc") == "a b c"
    assert shown("x" * 500) == "x" * 69 + "…"
