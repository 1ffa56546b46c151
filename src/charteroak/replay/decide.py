"""One part of a file: coded, looked up, and put into the columns of the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from charteroak.core.coding import Coding
from charteroak.core.outcome import ActOutcome
from charteroak.core.replay import Plan
from charteroak.core.spreadsheet import harmless
from charteroak.replay.coder import Coded, Coder, Marks
from charteroak.replay.columns import ActColumns, WordColumn
from charteroak.replay.engine import Digits, Engine, digit_type
from charteroak.replay.files import MOST_SHOWN, Part
from charteroak.replay.results import as_text, harmless_column

NUMBER = "row"
REJECTED = "rejected"
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that no answer fits, as it stands in the file."""

    row: int
    coder: Coder
    value: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was found in one part.

    ``counts`` holds, for each act, the number of records with each outcome and last of those
    rejected; ``faults`` the first values not understood, ``faulty`` how many there are.
    """

    records: int
    counts: tuple[Counts, ...]
    faults: tuple[Fault, ...]
    faulty: int
    batch: Any
    done: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A column of the source that is copied: its position, header and Arrow type."""

    position: int
    header: str
    type: Any


class Decider:
    """Decides parts of one file; used by several threads at once."""

    def __init__(
        self,
        plans: Sequence[Plan[ActOutcome]],
        coders: Mapping[int, tuple[int, Coder]],
        kept: Sequence[Kept],
        *,
        delimited: bool,
    ) -> None:
        """Prepare the look-ups.

        Args:
            plans: the plan of each act.
            coders: the position of its column and its coder, by the level of a fact; a fact
                left out is unknown in every record.
            kept: the columns to copy.
            delimited: whether the result is a CSV file, else Parquet.
        """
        self.plans, self.coders, self.kept, self.delimited = plans, coders, kept, delimited
        self.engines = [Engine(plan) for plan in plans]
        acts = [(plan.outcomes[0].act, plan.outcomes) for plan in plans]
        self.columns = [ActColumns(act, found, delimited=delimited) for act, found in acts]
        self.order = {level: number for number, level in enumerate(coders)}
        headers = [coder.header for _, coder in coders.values()]
        self.at_fault = WordColumn([*headers, ""], delimited=delimited)

    @property
    def schema(self) -> Any:
        """The Arrow schema of the result."""
        kept = [(self._safe(each.header), self._kept_type(each)) for each in self.kept]
        acts = [
            (self._safe(name), column.type)
            for act in self.columns
            for name, column in zip(act.names, act.columns, strict=True)
        ]
        return pa.schema([(NUMBER, pa.int64()), *kept, (REJECTED, self.at_fault.type), *acts])

    def decide(self, part: Part) -> Decided:
        """Return what is found for the records of ``part``."""
        coded = {
            level: coder.coded(part.columns[position])
            for level, (position, coder) in self.coders.items()
        }
        found = [
            self._outcomes(plan, engine, coded, len(part.numbers))
            for plan, engine in zip(self.plans, self.engines, strict=True)
        ]
        sizes = [len(plan.outcomes) + 1 for plan in self.plans]
        return Decided(
            records=len(part.numbers),
            counts=tuple(
                np.bincount(each, minlength=size) for each, size in zip(found, sizes, strict=True)
            ),
            faults=tuple(self._faults(part, coded)),
            faulty=sum(each.rejected_count for each in coded.values()),
            batch=self._batch(part, coded, found),
            done=part.done,
        )

    def _outcomes(
        self,
        plan: Plan[ActOutcome],
        engine: Engine,
        coded: Mapping[int, Coded],
        length: int,
    ) -> Digits:
        digits = [_digits(fact, coded, length) for fact in plan.facts]
        found = engine.outcomes_of_part(digits) if digits else np.zeros(length, np.uint8)
        marks = _any_rejected(coded[fact.level] for fact in plan.facts if fact.level in coded)
        if marks is None:
            return found
        rejected = np.uint16(len(plan.outcomes))
        return np.where(marks, rejected, found.astype(np.uint16))

    def _faults(self, part: Part, coded: Mapping[int, Coded]) -> list[Fault]:
        """Return the first values not understood, in the order of the rows."""
        places = sorted(
            (int(row), level)
            for level, each in coded.items()
            if each.rejected is not None
            for row in np.flatnonzero(each.rejected)[:MOST_SHOWN]
        )
        faults = []
        for row, level in islice(places, MOST_SHOWN):
            position, coder = self.coders[level]
            value = _shown(part.columns[position][row].as_py())
            faults.append(Fault(int(part.numbers[row]), coder, value))
        return faults

    def _batch(self, part: Part, coded: Mapping[int, Coded], found: Sequence[Digits]) -> Any:
        at_fault = np.full(len(part.numbers), len(self.order), np.int64)
        for level, each in reversed(list(coded.items())):
            if each.rejected is not None:
                at_fault[each.rejected] = self.order[level]
        columns = [pa.array(part.numbers), *(self._copied(part, each) for each in self.kept)]
        columns.append(self.at_fault.array(at_fault))
        for act, chosen in zip(self.columns, found, strict=True):
            columns += act.arrays(chosen)
        return pa.RecordBatch.from_arrays(columns, schema=self.schema)

    def _copied(self, part: Part, kept: Kept) -> Any:
        column = part.columns[kept.position]
        if self.delimited:
            return harmless_column(column)
        return as_text(column) if pa.types.is_binary(kept.type) else column.cast(kept.type)

    def _kept_type(self, kept: Kept) -> Any:
        return pa.string() if self.delimited or pa.types.is_binary(kept.type) else kept.type

    def _safe(self, header: str) -> str:
        return harmless(header) if self.delimited else header


def _digits(fact: Coding, coded: Mapping[int, Coded], length: int) -> Digits:
    if fact.level in coded:
        return coded[fact.level].digits
    unknown: Digits = np.full(length, fact.unknown, digit_type(fact.size))
    return unknown


def _any_rejected(columns: Any) -> Marks | None:
    """Return which records have a value that no answer fits; None where none has."""
    marks: Marks | None = None
    for each in columns:
        if each.rejected is not None:
            marks = each.rejected if marks is None else marks | each.rejected
    return marks


def _shown(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"
