"""From values to digits: every way to write an answer, and what is never guessed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from charteroak.core.coding import Coding, codings
from charteroak.core.errors import UnknownNameError
from charteroak.core.guidance import Guidance
from texts import DAY, find, library, sheet, table, text

FACTS = sheet(
    "Facts",
    "fact | question | answers",
    "miles | How far? | number [0..] miles",
    "children | How many? | whole number [0..20]",
    "born | When? | date [1900-01-01..]",
    "colour | Which? | true, Red, 1, O'Neil & Co.",
)
ALL = table(
    "hold",
    "F | warrant | conviction | held | miles | children | born | colour | > hold | # cite",
    "1 | yes | other | > 48 hours | > 0.1 | > 2 | < 2000-01-01 | Red | may | Act 1",
    "2 | - | - | - | - | - | - | - | refer | Act 2",
)


@pytest.fixture(scope="module")
def facts() -> dict[str, Coding]:
    found = library(text("memo", FACTS, "## 1. Rules", ALL))
    memo = find(found, "memo")
    guidance = Guidance(memo, found.texts_in_play(memo, DAY), DAY)
    return {fact.name: fact for fact in codings(guidance.space)}


@pytest.mark.parametrize(
    ("fact", "value", "digit"),
    [
        ("warrant", "yes", 0),
        ("warrant", " YES ", 0),
        ("warrant", True, 0),
        ("warrant", False, 1),
        ("warrant", "False", 1),
        ("warrant", None, 2),
        ("warrant", "", 2),
        ("warrant", "  ", 2),
        ("warrant", "Not  sure", 2),
        ("conviction", "class a OR b  felony", 2),
        ("colour", True, 0),
        ("colour", 1, 2),
        ("colour", "o'neil & co.", 3),
        ("held", "48 hours", 0),
        ("held", "P2D", 0),
        ("held", "from 0 hours to 48 hours", 0),
        ("held", 2881, 1),
        ("held", timedelta(hours=48, minutes=1), 1),
        ("miles", "0.1 miles", 0),
        ("miles", 0.1, 0),
        ("miles", Decimal("0.1"), 0),
        ("miles", Fraction(1, 9), 1),
        ("miles", 10**17, 1),
        ("children", 2, 0),
        ("children", 3.0, 1),
        ("children", "3.0", 1),
        ("born", date(1999, 12, 31), 0),
        ("born", "2000-01-01", 1),
    ],
)
def test_a_value_has_its_digit(
    facts: dict[str, Coding], fact: str, value: object, digit: int
) -> None:
    assert facts[fact].digit(value) == digit


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("warrant", "y"),
        ("warrant", "maybe"),
        ("warrant", 1),
        ("warrant", "yes\0"),
        ("conviction", "a\nb"),
        ("conviction", ["none"]),
        ("colour", "false"),
        ("held", "48"),
        ("held", 97 * 60),
        ("held", timedelta(seconds=30)),
        ("held", True),
        ("miles", -1),
        ("miles", "-0.1"),
        ("miles", float("nan")),
        ("miles", float("inf")),
        ("miles", Decimal("NaN")),
        ("miles", 10**18),
        ("miles", "9" * 4000),
        ("miles", "1e3"),
        ("children", 2.5),
        ("children", 21),
        ("children", True),
        ("born", datetime(1999, 1, 1)),  # noqa: DTZ001 - a moment of no place is no day
        ("born", "1899-12-31"),
        ("born", "2000-02-30"),
        ("born", 730_000),
    ],
)
def test_what_no_answer_fits_is_an_error(
    facts: dict[str, Coding], fact: str, value: object
) -> None:
    with pytest.raises(UnknownNameError):
        facts[fact].digit(value)


def test_the_nearest_answer_is_named(facts: dict[str, Coding]) -> None:
    assert facts["conviction"].nearest("class A felony") == "class A or B felony"
    assert "whole number" in facts["children"].nearest("many")
    assert facts["warrant"].nearest("qqq") == "one of: yes, no, not sure"
    assert not facts["warrant"].nearest("yes")
