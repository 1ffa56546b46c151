"""Columns of every Arrow type become digits; what no answer fits is marked, never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from charteroak.core.coding import Coding, codings
from charteroak.core.errors import UnknownNameError
from charteroak.replay.coder import Coder
from charteroak.replay.summary import ReplayError
from replay.support import guidance

FACTS = {fact.name: fact for fact in codings(guidance().space)}
BAD = "bad"
Digit = int | str | None


def coded(fact: str, values: Sequence[object], kind: Any) -> list[Digit]:
    """Return the digit of each value, None for *unknown* and BAD for what no answer fits."""
    found = Coder(FACTS[fact], "column").coded(pa.array(values, kind))
    digits: list[Digit] = []
    for number, digit in enumerate(found.digits.tolist()):
        rejected = found.rejected is not None and found.rejected[number]
        assert not rejected or digit == FACTS[fact].unknown
        digits.append(BAD if rejected else None if digit == FACTS[fact].unknown else digit)
    assert found.rejected_count == digits.count(BAD)
    return digits


DAYS = [date(1899, 12, 31), date(1900, 1, 1), date(1999, 12, 31), date(2000, 1, 1), None]


@pytest.mark.parametrize(
    ("fact", "kind", "values", "digits"),
    [
        ("warrant", pa.string(), ["yes", " No", "TRUE", "", None, "y"], [0, 1, 0, None, None, BAD]),
        ("warrant", pa.binary(), [b"yes", b"\xff", b"not sure", b"a\0"], [0, BAD, None, BAD]),
        ("warrant", pa.large_string(), ["no"], [1]),
        ("warrant", pa.bool_(), [True, False, None], [0, 1, None]),
        ("warrant", pa.int8(), [1, 0], [BAD, BAD]),
        ("warrant", pa.null(), [None, None], [None, None]),
        ("warrant", pa.dictionary(pa.int8(), pa.string()), ["yes", None, "x"], [0, None, BAD]),
        ("number", pa.int64(), [1, 3, 4, None], [0, 2, BAD, None]),
        ("number", pa.float64(), [1.0], [BAD]),
        ("number", pa.string(), ["2", "02"], [1, BAD]),
        ("miles", pa.float64(), [0.1, 0.1000001, -0.1, float("nan"), None], [0, 1, BAD, BAD, None]),
        ("miles", pa.float32(), [0.1, 0.2], [0, 1]),
        ("miles", pa.float64(), [float("inf"), 1e18, 1e17], [BAD, BAD, 1]),
        ("miles", pa.int8(), [0, 1, -1], [0, 1, BAD]),
        ("miles", pa.uint64(), [2**64 - 1, 1], [BAD, 1]),
        ("miles", pa.decimal128(9, 4), [Decimal("0.1"), Decimal("0.1001"), None], [0, 1, None]),
        ("miles", pa.decimal128(38, 30), [Decimal("0.1"), Decimal("0.5")], [BAD, BAD]),
        (
            "miles",
            pa.string(),
            ["0.1", " 0.2 ", "+3", "12 miles", "1e3", "9" * 40, "", None, "0.100000001", "-1", "٣"],
            [0, 1, 1, 1, BAD, BAD, None, None, 1, BAD, BAD],
        ),
        ("miles", pa.bool_(), [True], [BAD]),
        ("miles", pa.dictionary(pa.int8(), pa.float64()), [0.5], [1]),
        ("children", pa.float64(), [2.0, 2.5, 3.0, 21.0], [0, BAD, 1, BAD]),
        ("children", pa.string(), ["2", "3.0", "2.5"], [0, 1, BAD]),
        ("born", pa.date32(), DAYS, [BAD, 0, 0, 1, None]),
        ("born", pa.date64(), DAYS, [BAD, 0, 0, 1, None]),
        ("born", pa.timestamp("us"), [datetime(1999, 12, 31, 23, 59, 59)], [0]),  # noqa: DTZ001
        ("born", pa.string(), ["1999-12-31", "31.12.1999", "2000-01-01"], [0, BAD, 1]),
        ("born", pa.int32(), [730_000], [BAD]),
        ("held", pa.duration("s"), [timedelta(hours=48), timedelta(hours=49), None], [0, 1, None]),
        ("held", pa.duration("ns"), [timedelta(seconds=90), timedelta(hours=97)], [BAD, BAD]),
        ("held", pa.string(), ["48 hours", "P3D", "48", "1 week"], [0, 1, BAD, BAD]),
        ("held", pa.int64(), [48], [BAD]),
        ("conviction", pa.string(), ["class a or b  FELONY", "a" * 9999], [2, BAD]),
        ("conviction", pa.date32(), [date(2000, 1, 1)], [BAD]),
    ],
)
def test_a_column_of_a_type(
    fact: str, kind: Any, values: Sequence[object], digits: list[Digit]
) -> None:
    assert coded(fact, values, kind) == digits


@pytest.mark.parametrize("fact", list(FACTS))
@pytest.mark.parametrize(
    "word",
    ["yes", "none", "0", "-0", "+1", "2", "20.0", "1999-12-31", "48 hours", "PT2881M", " 3 ", "x",
     "0.1", "0.10", "00.2", "123456789.123456", "99999999999999999.5", "not sure", "1,5", "1_000"],
)  # fmt: skip
def test_text_means_the_same_one_by_one_and_as_a_column(fact: str, word: str) -> None:
    coding: Coding = FACTS[fact]
    try:
        digit = coding.digit(word)
    except UnknownNameError:
        expected: Digit = BAD
    else:
        expected = None if digit == coding.unknown else digit

    assert coded(fact, [word], pa.string()) == [expected]
    assert coded(fact, ["1", word, None, "2"], pa.string())[1] == expected


@pytest.mark.parametrize(
    ("kind", "advice"),
    [
        (pa.list_(pa.string()), "cast it to text"),
        (pa.struct([("a", pa.int8())]), "cast it to text"),
        (pa.timestamp("s", tz="UTC"), "cast it to a date"),
    ],
)
def test_a_type_that_cannot_hold_answers_is_refused(kind: Any, advice: str) -> None:
    value = [datetime(2000, 1, 1, tzinfo=UTC)] if pa.types.is_timestamp(kind) else [None]

    with pytest.raises(ReplayError, match=advice):
        coded("born", value, kind)
