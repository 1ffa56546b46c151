"""Looking up the outcomes of many records at once, with NumPy.

The digits of a stage are gathered to an index in as few and as narrow steps as possible: the
digits of some facts together in one byte each, as in Horner's scheme, and these bytes to an index
of two bytes.  It is done a part of the records at a time, small enough to stay in the processor's
cache, by two threads, for NumPy lets go of the interpreter while it computes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from charteroak.core.errors import CharterOakError
from charteroak.core.replay import Plan, Stage

THREADS = 2
# So many records at a time; their digits and indices stay in the second-level cache.
PART = 1 << 16
BYTE = 1 << 8
TWO_BYTES = 1 << 16

T = TypeVar("T")
Digits = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]
Indices = npt.NDArray[Any]


def digit_type(size: int) -> np.dtype[Any]:
    """Return the type of the digits of a fact that has ``size`` of them."""
    return np.dtype(np.uint8 if size <= BYTE else np.uint16)


class DigitError(CharterOakError):
    """A digit that its fact does not have."""


@dataclass(frozen=True, slots=True)
class Group:
    """Facts whose digits are gathered in one number first: their positions, sizes and product."""

    facts: tuple[int, ...]
    sizes: tuple[int, ...]
    product: int


class Engine:
    """The look-ups of one plan."""

    def __init__(self, plan: Plan[T]) -> None:
        """Prepare the tables of ``plan`` as arrays."""
        self.sizes = tuple(fact.size for fact in plan.facts)
        self.stages = tuple(_Lookup(stage) for stage in plan.stages)
        self.type = digit_type(len(plan.outcomes))

    def outcomes(self, digits: Sequence[Digits]) -> Digits:
        """Return the number of the outcome of each record, checking every digit.

        Args:
            digits: for each fact of the plan an array of the same length of its digits; uint16
                for a fact of more than 256 digits, else uint8.

        Returns:
            An array of uint8, or of uint16 for more than 256 outcomes; it indexes the outcomes
            of the plan.

        Raises:
            DigitError: a digit is beyond its fact's, or the arrays do not fit.
        """
        length = self._length(digits)
        found = np.zeros(length, self.type)
        starts = range(0, length, PART)
        with ThreadPoolExecutor(THREADS) as threads:
            # list() raises what a thread has raised.
            list(threads.map(lambda start: self._part(digits, found, start), starts))
        return found

    def outcomes_of_part(self, digits: Sequence[Digits]) -> Digits:
        """Return the outcomes of a few records whose digits are known to be right, unthreaded."""
        length = len(digits[0]) if digits else 0
        state: Indices | None = None
        for stage in self.stages:
            state = stage.next(state, digits)
        return np.zeros(length, self.type) if state is None else state.astype(self.type, copy=False)

    def _part(self, digits: Sequence[Digits], found: Digits, start: int) -> None:
        part = [column[start : start + PART] for column in digits]
        for position, (column, size) in enumerate(zip(part, self.sizes, strict=True)):
            if int(column.max()) >= size:
                message = f"fact {position} has a digit of {int(column.max())}; it has {size}"
                raise DigitError(message)
        if self.stages:
            found[start : start + PART] = self.outcomes_of_part(part)

    def _length(self, digits: Sequence[Digits]) -> int:
        lengths = {len(column) for column in digits}
        if len(digits) != len(self.sizes) or len(lengths) > 1:
            message = f"{len(self.sizes)} columns of one length are needed"
            raise DigitError(message)
        return lengths.pop() if lengths else 0


class _Lookup:
    """One stage, with its table as an array."""

    def __init__(self, stage: Stage) -> None:
        table = np.frombuffer(stage.table, dtype=np.uintc)
        self.table = np.ascontiguousarray(table.astype(np.min_scalar_type(int(table.max()))))
        self.index = np.dtype(np.uint16 if len(table) <= TWO_BYTES else np.intp)
        self.groups = tuple(_groups(stage))

    def next(self, state: Indices | None, digits: Sequence[Digits]) -> Indices:
        """Return the state that follows; ``state`` is None at the start."""
        index = state
        for group in self.groups:
            code = _gathered(group, digits)
            if index is None:
                index = code
            else:
                index = np.multiply(index, group.product, dtype=self.index)
                index += code
        return self.table.take(index) if index is not None else np.zeros(0, self.table.dtype)


def _gathered(group: Group, digits: Sequence[Digits]) -> Indices:
    """Return the digits of a group as one number for each record."""
    first, *rest = group.facts
    code: Indices = digits[first]
    for position, (fact, size) in enumerate(zip(rest, group.sizes[1:], strict=True)):
        code = np.multiply(code, size, out=code if position else None, dtype=code.dtype)
        np.add(code, digits[fact], out=code)
    return code


def _groups(stage: Stage) -> Iterator[Group]:
    """Yield the facts of a stage in groups whose product fits in a byte."""
    facts: list[int] = []
    sizes: list[int] = []
    product = 1
    for fact, size in zip(stage.facts, stage.sizes, strict=True):
        if facts and product * size > BYTE:
            yield Group(tuple(facts), tuple(sizes), product)
            facts, sizes, product = [], [], 1
        facts.append(fact)
        sizes.append(size)
        product *= size
    yield Group(tuple(facts), tuple(sizes), product)
