"""Columns of numbers, durations and dates: whole arrays compared with the cuts of a fact."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from charteroak.core.coding import LARGEST, Coding
from charteroak.core.errors import CharterOakError
from charteroak.core.measures import Cut, Measure

# Numbers of so few digits are told apart by a double; longer ones are read exactly.
PLAIN_NUMBER = r"^\s*-?[0-9]{1,9}(?:\.[0-9]{1,6})?\s*$"
MOST_DIGITS = 15
EPOCH = 719_163
IN_A_MINUTE = {"s": 60, "ms": 60_000, "us": 60_000_000, "ns": 60_000_000_000}
IN_A_DAY = {unit: 1440 * size for unit, size in IN_A_MINUTE.items()}

Numbers = npt.NDArray[Any]
Marks = npt.NDArray[np.bool_]


class LineCoder:
    """Codes the points of one fact's line."""

    def __init__(self, fact: Coding) -> None:
        """Prepare the cuts of ``fact``.

        Raises:
            CharterOakError: the fact is not a number, a duration or a date.
        """
        if fact.line is None:
            message = f"“{fact.name}” is a choice"
            raise CharterOakError(message)
        self.fact, self.measure = fact, fact.line.measure
        pieces = fact.domain.pieces
        self.start: Cut = pieces[0].start or (-LARGEST, 1)
        self.end: Cut = pieces[-1].end or (LARGEST, 0)
        self.cuts = [piece.start for piece in pieces[1:] if piece.start is not None]
        self.exact = all(map(_is_short, [*self.cuts, self.start, self.end]))

    def reads_numbers_as_text(self, kind: Any) -> bool:
        """Tell whether a column of text may be read as an array of numbers."""
        number = self.measure in {Measure.NUMBER, Measure.WHOLE_NUMBER}
        return number and self.exact and is_text(kind)

    def plain_numbers(self, column: Any) -> Any:
        """Return, as an Arrow array of booleans, which texts are numbers plainly written."""
        return pc.fill_null(pc.match_substring_regex(column, PLAIN_NUMBER), fill_value=False)

    def digits_of_text(self, column: Any) -> npt.NDArray[np.uint16]:
        """Return the digits of numbers plainly written."""
        trimmed = pc.utf8_trim_whitespace(column.cast(pa.string()))
        return self._digits(trimmed.cast(pa.float64()).to_numpy(zero_copy_only=False))

    def digits(self, column: Any) -> npt.NDArray[np.uint16] | None:
        """Return the digits of an Arrow array; None where its type is not that of the line.

        ``fact.size`` stands for a value that no answer fits.
        """
        points = self._points(column)
        if points is None:
            return None
        digits = self._digits(points)
        if column.null_count:
            digits[pc.is_null(column).to_numpy(zero_copy_only=False)] = self.fact.unknown
        return digits

    def _digits(self, points: Numbers) -> npt.NDArray[np.uint16]:
        digits = np.zeros(len(points), np.uint16)
        for cut in self.cuts:
            digits += _passed(points, cut)
        outside = ~(_passed(points, self.start) & ~_passed(points, self.end))
        if self.measure.stepped and points.dtype.kind == "f":
            outside |= np.floor(points) != points
        digits[outside] = self.fact.size
        return digits

    def _points(self, column: Any) -> Numbers | None:
        """Return a column as points on the line, anything where it is null; None if it is not."""
        kind = column.type
        if self.measure is Measure.DATE:
            return _days(column)
        if self.measure is Measure.DURATION:
            return _minutes(column) if pa.types.is_duration(kind) else None
        if pa.types.is_decimal(kind) and kind.precision <= MOST_DIGITS and self.exact:
            return _plain(column.cast(pa.float64()))
        return _plain(column) if pa.types.is_integer(kind) or pa.types.is_floating(kind) else None


def is_text(kind: Any) -> bool:
    """Tell whether an Arrow type holds text, or bytes that should be text."""
    return kind in {pa.string(), pa.large_string(), pa.binary(), pa.large_binary()}


def _passed(points: Numbers, cut: Cut) -> Marks:
    """Return which points lie after a cut; what is not a number lies after none."""
    point, side = cut
    if points.dtype.kind == "f":
        return points > float(point) if side else points >= float(point)
    # On whole numbers a cut lies before the first whole number after it.
    passed: Marks = points >= (floor(point) + 1 if side else ceil(point))
    return passed


def _is_short(cut: Cut) -> bool:
    """Tell whether no other number of so few digits has the same double as the cut's point."""
    near = repr(float(cut[0]))
    digits = sum(letter.isdigit() for letter in near.partition("e")[0])
    return digits <= MOST_DIGITS + 1 and Fraction(near) == cut[0]


def _plain(column: Any) -> Numbers:
    """Return the numbers of a column, 0 where it is null."""
    filled = pc.fill_null(column, 0) if column.null_count else column
    numbers: Numbers = filled.to_numpy(zero_copy_only=False)
    return numbers


def _days(column: Any) -> Numbers | None:
    """Return days as ordinals; None for another type."""
    kind = column.type
    if pa.types.is_date32(kind):
        return _plain(column.cast(pa.int32())).astype(np.int64) + EPOCH
    if pa.types.is_date64(kind):
        return _plain(column.cast(pa.int64())) // IN_A_DAY["ms"] + EPOCH
    if pa.types.is_timestamp(kind):
        return _plain(column.cast(pa.int64())) // IN_A_DAY[kind.unit] + EPOCH
    return None


def _minutes(column: Any) -> Numbers:
    """Return durations in minutes, as doubles that are not whole where the minutes are not."""
    ticks, size = _plain(column.cast(pa.int64())), IN_A_MINUTE[column.type.unit]
    minutes, rest = np.divmod(ticks, size)
    return minutes if not rest.any() else minutes + (rest != 0) * np.float64(0.5)
