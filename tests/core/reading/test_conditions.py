"""Conditions joined by *and*, values joined by *or*, and answers that hold these words."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import pytest

from charteroak.core.facts import (
    Choice,
    ChoiceTest,
)
from charteroak.core.reading.conditions import Clause, read_clause_test, split_clauses, split_values
from charteroak.core.reading.parts import Piece
from charteroak.core.reading.report import Fault

CONVICTION = Choice(("none", "other", "class A or B felony"), ordered=True)


def clauses(text: str) -> list[tuple[str, str, str]]:
    return [(c.name.text, c.sign, c.value.text) for c in split(text)]


def split(text: str, offset: int = 0) -> list[Clause]:
    """Return the conditions of ``text``; the one name that holds *and* is known."""
    return split_clauses(text, offset, lambda name: name == "x and y")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a = b", [("a", "=", "b")]),
        ("a=b", [("a", "=", "b")]),
        ("a is not b", [("a", "is not", "b")]),
        ("a  IS  NOT b", [("a", "is not", "b")]),
        ("a <= 3 and b > 4", [("a", "<=", "3"), ("b", ">", "4")]),
        ("a = b AND c = d", [("a", "=", "b"), ("c", "=", "d")]),
        ("a and b = c", [("a and b", "=", "c")]),
        ("a = b and c and d = e", [("a", "=", "b and c"), ("d", "=", "e")]),
        ("a = b and x and y = c", [("a", "=", "b"), ("x and y", "=", "c")]),
        ("a = b and c and x and y = d", [("a", "=", "b and c"), ("x and y", "=", "d")]),
        ("x and y = c and a = b", [("x and y", "=", "c"), ("a", "=", "b")]),
        ("person is not armed = yes", [("person is not armed", "=", "yes")]),
        ("a = b is not c", [("a", "=", "b is not c")]),
    ],
)
def test_conditions(text: str, found: list[tuple[str, str, str]]) -> None:
    assert clauses(text) == found


def test_offsets_count_from_the_start_of_the_cell() -> None:
    text = "a = b  and  cd  is not  e"
    second = split(text, 10)[1]
    assert second.name.offset == 10 + text.index("cd")
    assert second.value.offset == 10 + text.index("e", 15)
    assert second.compared.offset == 10 + text.index("is not")
    assert second.written == "cd  is not  e"


@pytest.mark.parametrize("text", ["", "a b", "a is nothing", "and", " and and "])
def test_what_is_no_condition(text: str) -> None:
    with pytest.raises(Fault) as raised:
        split(text)
    assert "is not a condition" in raised.value.found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("none", ["none"]),
        ("none or other", ["none", "other"]),
        ("class A or B felony", ["class A or B felony"]),
        ("none or Class A OR B felony or other", ["none", "Class A OR B felony", "other"]),
        ("class A or C felony", ["class A", "C felony"]),
        ('"a or b"', ['"a', 'b"']),
        ('none or "other"', ["none", "other"]),
    ],
)
def test_values_joined_by_or(text: str, values: list[str]) -> None:
    pieces = split_values(Piece(text, 0), CONVICTION)
    assert [piece.text for piece in pieces] == values
    assert all(text[piece.offset :].startswith(piece.text) for piece in pieces)


def test_the_test_of_a_condition() -> None:
    (clause,) = split("x is not none or class A or B felony")
    assert read_clause_test(clause, CONVICTION, split_values) == ChoiceTest(frozenset({"other"}))
    (clause,) = split("x >= other")
    values = frozenset({"other", "class A or B felony"})
    assert read_clause_test(clause, CONVICTION, split_values) == ChoiceTest(values)


@pytest.mark.parametrize(
    ("text", "found", "offset"),
    [
        ("x =", "“x =” has no value", 3),
        ("x = nine", "“nine” is not an answer to “x”", 4),
        ("x < none", "no answer fits “< none”", 2),
        ("x is not none or other or class A or B felony", "no answer fits “x is not none or other or class A or B felony”", 9),
    ],
)  # fmt: skip
def test_what_can_be_wrong_with_the_value(text: str, found: str, offset: int) -> None:
    (clause,) = split(text)
    with pytest.raises(Fault) as raised:
        read_clause_test(clause, CONVICTION, split_values)
    assert (raised.value.found, raised.value.offset) == (found, offset)


def test_there_are_limits() -> None:
    with pytest.raises(Fault):
        split(" and ".join(["a = b"] * 202))
    with pytest.raises(Fault):
        split_values(Piece(" or ".join(["a"] * 202), 0), CONVICTION)
