"""From a column of a file to the digits of a fact.

Words are coded once for each different word of a part of the file, numbers by comparing whole
arrays with the cuts of the fact.  A value that no answer fits becomes *unknown* and is marked, so
that its record is rejected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from charteroak.core.coding import Coding
from charteroak.core.errors import UnknownNameError
from charteroak.replay.engine import Digits, digit_type
from charteroak.replay.lines import LineCoder, is_text
from charteroak.replay.summary import ReplayError

# Digits of values already met are remembered, up to so many different ones for each column.
MOST_REMEMBERED = 100_000

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coded:
    """A part of a column: its digits, and which of its values no answer fits; None where all do."""

    digits: Digits
    rejected: Marks | None = None

    @property
    def rejected_count(self) -> int:
        """The number of values that no answer fits."""
        return 0 if self.rejected is None else int(self.rejected.sum())


class Coder:
    """Codes the column of one fact."""

    def __init__(self, fact: Coding, header: str) -> None:
        """Prepare the look-ups for ``fact``, whose column is called ``header``."""
        self.fact, self.header = fact, header
        self.type = digit_type(fact.size)
        self.line = LineCoder(fact) if fact.line else None
        self._known: dict[object, int] = {}

    def coded(self, column: Any) -> Coded:
        """Return the digits of an Arrow array.

        Raises:
            ReplayError: the column is of a type that no answers can be.
        """
        self._check(column.type)
        try:
            digits = self._digits(column)
        except pa.ArrowNotImplementedError as error:
            raise ReplayError(self._complaint(column.type)) from error
        rejected = digits >= self.fact.size
        if not rejected.any():
            return Coded(digits.astype(self.type, copy=False))
        digits = np.where(rejected, np.uint16(self.fact.unknown), digits)
        return Coded(digits.astype(self.type), rejected)

    def _digits(self, column: Any) -> npt.NDArray[np.uint16]:
        """Return the digits of a column; ``fact.size`` stands for a value that no answer fits."""
        if pa.types.is_null(column.type):
            return np.full(len(column), self.fact.unknown, np.uint16)
        if self.line is None:
            return self._digits_of_words(column)
        if self.line.reads_numbers_as_text(column.type):
            return self._digits_of_mixed(self.line, column)
        digits = self.line.digits(column)
        return self._digits_of_words(column) if digits is None else digits

    def _digits_of_words(self, column: Any) -> npt.NDArray[np.uint16]:
        """Code each different value once."""
        words = column if pa.types.is_dictionary(column.type) else pc.dictionary_encode(column)
        values = _values(words.dictionary)
        table = np.array([*map(self._digit, values), self.fact.unknown], np.uint16)
        indices = words.indices
        if indices.null_count:
            indices = pc.fill_null(indices.cast(pa.int64()), len(values))
        digits: npt.NDArray[np.uint16] = table.take(indices.to_numpy(zero_copy_only=False))
        return digits

    def _digits_of_mixed(self, line: LineCoder, column: Any) -> npt.NDArray[np.uint16]:
        """Code text that should hold numbers: plain ones as an array, all else word by word."""
        plain = line.plain_numbers(column)
        marks = plain.to_numpy(zero_copy_only=False)
        if not marks.any():
            return self._digits_of_words(column)
        digits = np.empty(len(column), np.uint16)
        digits[marks] = line.digits_of_text(column.filter(plain))
        if not marks.all():
            digits[~marks] = self._digits_of_words(column.filter(pc.invert(plain)))
        return digits

    def _digit(self, value: object) -> int:
        """Return the digit of one value; ``fact.size`` where no answer fits."""
        found = self._known.get((type(value), value))
        if found is None:
            try:
                found = self.fact.digit_of_text("" if value is None else str(value))
            except UnknownNameError:
                found = self.fact.size
            if len(self._known) < MOST_REMEMBERED:
                self._known[type(value), value] = found
        return found

    def _check(self, kind: Any) -> None:
        moment = pa.types.is_timestamp(kind) and kind.tz is not None
        if pa.types.is_nested(kind) or moment:
            raise ReplayError(self._complaint(kind))

    def _complaint(self, kind: Any) -> str:
        advice = "cast it to text"
        if pa.types.is_timestamp(kind):
            advice = "a moment is another day in another place: cast it to a date"
        return f"column “{self.header}” of the type {kind} cannot hold answers: {advice}"


def _values(dictionary: Any) -> list[object]:
    """Return the values of an Arrow dictionary; text that is not UTF-8 is shown as it can be."""
    if is_text(dictionary.type):
        raw = dictionary.cast(pa.large_binary()).to_pylist()
        return [None if each is None else each.decode("utf-8", "replace") for each in raw]
    values: list[object] = dictionary.to_pylist()
    return values
