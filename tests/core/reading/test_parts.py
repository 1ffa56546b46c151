"""Pieces of cells: lists, quotes, dates, names of texts and versions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charteroak.core.memo import Version
from charteroak.core.reading.parts import (
    Piece,
    read_date,
    read_list,
    read_text_id,
    read_version,
    read_version_name,
    split,
)
from charteroak.core.reading.report import Fault


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a, b", [Piece("a", 0), Piece("b", 3)]),
        (" a ,b ", [Piece("a", 1), Piece("b", 4)]),
        ("", [Piece("", 0)]),
        ('"a, b", c', [Piece("a, b", 0, quoted=True), Piece("c", 8)]),
        ('a, " b "', [Piece("a", 0), Piece("b", 3, quoted=True)]),
        ('5" nail, b', [Piece('5" nail, b', 0)]),
    ],
)
def test_pieces(text: str, pieces: list[Piece]) -> None:
    assert split(text) == pieces


@pytest.mark.parametrize("text", ['"a', 'b, "a', '"a" b', '"a"b"'])
def test_quotes_stand_around_a_whole_piece(text: str) -> None:
    with pytest.raises(Fault) as raised:
        split(text)
    assert raised.value.offset == text.index('"')


@given(st.lists(st.text("ab c", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_lists_are_read_back(words: list[str]) -> None:
    assert read_list(", ".join(words)) == tuple(words)
    assert read_list(",".join(f'"{word},"' for word in words)) == tuple(
        f"{word}," for word in words
    )


def test_a_hyphen_is_the_empty_list() -> None:
    assert read_list("-") == read_list("") == ()


def test_dates_versions_and_texts() -> None:
    assert read_date("2024-02-29") == date(2024, 2, 29)
    assert read_version_name("2020-01-01.2") == "2020-01-01.2"
    assert read_version("ct/54-192h@2019-10-01") == Version("ct/54-192h", "2019-10-01")


@pytest.mark.parametrize("text", ["2023-02-29", "2020-1-1", "", "0000-01-01", "\uff12020-01-01"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(Fault):
        read_date(text)


@pytest.mark.parametrize("text", ["", "/a", "a/", "A", "a//b", "../a", "a b", "a@b"])
def test_what_is_no_id_of_a_text(text: str) -> None:
    with pytest.raises(Fault):
        read_text_id(text)


@pytest.mark.parametrize("text", ["ct/54-192h", "ct/54-192h@1", "@2020-01-01", "a@2020-13-01"])
def test_what_is_no_version(text: str) -> None:
    with pytest.raises(Fault):
        read_version(text)
