"""Errors for the person who reads them: the nearest name, a list that ends, a place."""

from __future__ import annotations

import pytest

from charteroak.core.errors import MemoError, Place, Problem, UnknownNameError, listing, nearest

NAMES = ["ct/law-enforcement", "ct/schools", "us/1373", "Yes"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ct/law-enforcment", "ct/law-enforcement"),
        ("CT/SCHOOL", "ct/schools"),
        ("yes", "Yes"),
        ("ct/law", "ct/law-enforcement"),
        ("ct/", ""),
        ("us", ""),
        ("something else", ""),
        ("", ""),
        ("x" * 100_000, ""),
    ],
)
def test_the_nearest_name_is_close_or_the_only_one_that_begins_so(word: str, expected: str) -> None:
    assert nearest(word, NAMES) == expected


def test_a_long_list_ends_with_how_many_more_there_are() -> None:
    assert listing([]) == "(none)"
    assert listing(["a", "b"]) == "a, b"
    assert listing(list("abcd"), most=2) == "a, b and 2 more"


def test_an_unknown_name_says_what_it_is_not_the_nearest_and_what_is_allowed() -> None:
    error = UnknownNameError("a fact of this guidance", "warant", ["warrant", "held"])

    assert str(error) == (
        "“warant” is not a fact of this guidance. Did you mean “warrant”? Allowed: warrant, held."
    )


def test_problems_stand_in_the_order_of_the_text() -> None:
    def at(line: int) -> Problem:
        return Problem(place=Place(file="a.md", line=line), found="a fault", allowed="none")

    assert str(MemoError([at(9), at(2)])) == (
        "a.md:2:1: a fault Allowed: none.\na.md:9:1: a fault Allowed: none."
    )
