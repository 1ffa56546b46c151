"""The columns of a result: what was found for each record, as Arrow arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from charteroak.core.outcome import ActOutcome
from charteroak.core.spreadsheet import harmless
from charteroak.replay.engine import Digits

PARTS: dict[str, Callable[[ActOutcome], str]] = {
    "ruling": lambda outcome: outcome.ruling_in_words,
    "needs": lambda outcome: outcome.needs,
    "rows": lambda outcome: outcome.rows_in_words,
    "citations": lambda outcome: outcome.citations_in_words,
}


class WordColumn:
    """A column of few different words, made from numbers by looking up."""

    def __init__(self, words: Sequence[str], *, delimited: bool) -> None:
        """Prepare the words; empty ones are null.

        Args:
            words: the words for each number.
            delimited: whether the column is for a CSV file, else for Parquet.
        """
        safe = [harmless(word) if delimited else word for word in words]
        different = [word for word in dict.fromkeys(safe) if word]
        numbers = {word: number for number, word in enumerate(different)}
        self.delimited = delimited
        self.words = pa.array(different, pa.string())
        self.numbers = np.array([numbers.get(word, -1) for word in safe], np.int32)
        self.has_null = bool((self.numbers < 0).any())

    @property
    def type(self) -> Any:
        """The Arrow type of the column."""
        return pa.string() if self.delimited else pa.dictionary(pa.int32(), pa.string())

    def array(self, chosen: Digits | npt.NDArray[np.int64]) -> Any:
        """Return the column whose words have the numbers ``chosen``."""
        numbers = self.numbers.take(chosen)
        indices = pa.array(numbers, mask=numbers < 0) if self.has_null else pa.array(numbers)
        if self.delimited:
            return self.words.take(indices)
        return pa.DictionaryArray.from_arrays(indices, self.words)


class ActColumns:
    """The columns of one act; one number more than it has outcomes is for rejected records."""

    def __init__(self, act: str, outcomes: Sequence[ActOutcome], *, delimited: bool) -> None:
        """Prepare the words of each column."""
        self.names = tuple(f"{act}: {part}" for part in PARTS)
        self.columns = tuple(
            WordColumn([*map(words, outcomes), ""], delimited=delimited) for words in PARTS.values()
        )

    def arrays(self, chosen: Digits) -> list[Any]:
        """Return the columns for the outcomes ``chosen``."""
        return [column.array(chosen) for column in self.columns]
