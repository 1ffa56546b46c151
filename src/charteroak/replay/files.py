"""The files that a replay reads: CSV and Parquet, in parts."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from charteroak.replay.lines import is_text
from charteroak.replay.summary import Rejected, ReplayError

DELIMITERS = {".csv": ",", ".tsv": "\t"}
PARQUET = {".parquet", ".pq"}
# A part of a CSV file, in bytes; no row may be longer.
BLOCK = 1 << 22
# A part of a Parquet file, in records.
PART = 1 << 17
MOST_SHOWN = 80
# What is read of a Parquet column at once, in bytes.
BUFFER = 1 << 20
# A column of text stored in so many bytes a value has few different words.
FEW = 4


@dataclass(frozen=True, slots=True)
class Part:
    """Some records of a file: their numbers, counted from 1, and their columns by position."""

    numbers: npt.NDArray[np.int64]
    columns: dict[int, Any]
    done: int


class Source(Protocol):
    """A file of records.

    ``total`` is how much there is to do, in ``unit``; ``ragged`` fills up while parts are read.
    """

    headers: tuple[str, ...]
    total: int
    unit: str
    ragged: list[Rejected]
    ragged_count: int

    def kind(self, position: int) -> Any:
        """Return the Arrow type of a column."""
        ...

    def parts(self, positions: Sequence[int]) -> Iterator[Part]:
        """Yield the file in parts, with the columns at ``positions`` only."""
        ...


def open_source(path: Path) -> Source:
    """Return the file at ``path``, its headers read.

    Raises:
        ReplayError: it is not a CSV or Parquet file, or cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in {*DELIMITERS, *PARQUET}:
        kinds = ", ".join([*DELIMITERS, *sorted(PARQUET)])
        message = f"{path} is of a kind that cannot be replayed; the kinds are {kinds}"
        raise ReplayError(message)
    with explained(path):
        return ParquetSource(path) if suffix in PARQUET else CsvSource(path, DELIMITERS[suffix])


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn whatever goes wrong with a file into an error that names the file."""
    try:
        yield
    except (pa.ArrowException, OSError, csv.Error, UnicodeError) as error:
        message = f"{path} cannot be read or written: {error}"
        if "straddl" in str(error):
            message = (
                f"{path}: a row is longer than {BLOCK:,} bytes. Is a quotation mark left open?"
            )
        raise ReplayError(message) from error


class CsvSource:
    """A file of comma- or tab-separated values, UTF-8, with a line of headers."""

    unit = "B"

    def __init__(self, path: Path, delimiter: str) -> None:
        """Read the headers of the file at ``path``."""
        self.path, self.delimiter = path, delimiter
        self.total = path.stat().st_size
        self.headers, self.empty = _headers(path, delimiter)
        self.ragged: list[Rejected] = []
        self.ragged_count = 0
        self._ragged_numbers: list[int] = []

    def kind(self, position: int) -> Any:  # noqa: ARG002 - all columns are read as bytes
        """Return the Arrow type of a column."""
        return pa.binary()

    def parts(self, positions: Sequence[int]) -> Iterator[Part]:
        """Yield the file in parts, with the columns at ``positions`` only."""
        if self.empty:
            return
        first = 1
        with explained(self.path), pa.OSFile(str(self.path)) as file:
            done = 0
            for batch in pacsv.open_csv(file, *self._options(positions)):
                numbers = self._numbers(first, batch.num_rows)
                first = int(numbers[-1]) + 1 if len(numbers) else first
                here = min(file.tell(), self.total)
                columns = dict(zip(positions, batch.columns, strict=False))
                yield Part(numbers, columns, here - done)
                done = here

    def _options(
        self, positions: Sequence[int]
    ) -> tuple[pacsv.ReadOptions, pacsv.ParseOptions, pacsv.ConvertOptions]:
        names = [str(position) for position in range(len(self.headers))]
        # Without one column at least, Arrow would read them all.
        wanted = [names[position] for position in positions] or names[:1]
        return (
            # Arrow tells the number of a ragged row only where it reads with one thread.
            pacsv.ReadOptions(
                use_threads=False, column_names=names, skip_rows_after_names=1, block_size=BLOCK
            ),
            pacsv.ParseOptions(
                delimiter=self.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=len(names) > 1,
                invalid_row_handler=self._note_ragged,
            ),
            pacsv.ConvertOptions(
                column_types={name: pa.binary() for name in wanted},
                include_columns=wanted,
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )

    def _note_ragged(self, row: Any) -> str:
        """Note a row with too few or too many cells, and skip it."""
        number = row.number - 1
        self.ragged_count += 1
        self._ragged_numbers.append(number)
        if len(self.ragged) < MOST_SHOWN:
            nearest = f"{row.expected_columns} cells, as the headers have, not {row.actual_columns}"
            text = row.text[:MOST_SHOWN]
            self.ragged.append(Rejected(row=number, column="", value=text, nearest=nearest))
        return "skip"

    def _numbers(self, first: int, length: int) -> npt.NDArray[np.int64]:
        """Return the numbers of the next records, leaving out those of ragged rows."""
        numbers = np.arange(first, first + length + len(self._ragged_numbers), dtype=np.int64)
        kept = numbers[~np.isin(numbers, self._ragged_numbers)][:length]
        last = int(kept[-1]) if length else first - 1
        self._ragged_numbers = [number for number in self._ragged_numbers if number > last]
        return kept


class ParquetSource:
    """A Parquet file."""

    unit = " records"

    def __init__(self, path: Path) -> None:
        """Read the schema of the file at ``path``."""
        self.path = path
        with pq.ParquetFile(path) as file:
            self.schema, self.metadata = file.schema_arrow, file.metadata
        self.headers: tuple[str, ...] = tuple(self.schema.names)
        self.total: int = self.metadata.num_rows
        self.ragged: list[Rejected] = []
        self.ragged_count = 0

    def kind(self, position: int) -> Any:
        """Return the Arrow type of a column."""
        return self.schema.field(position).type

    def parts(self, positions: Sequence[int]) -> Iterator[Part]:
        """Yield the file in parts, with the columns at ``positions`` only."""
        names = [self.headers[position] for position in positions]
        first = 1
        with explained(self.path), self._opened(names) as file:
            for batch in file.iter_batches(PART, columns=names):
                numbers = np.arange(first, first + batch.num_rows, dtype=np.int64)
                columns = {p: batch.column(self.headers[p]) for p in positions}
                yield Part(numbers, columns, batch.num_rows)
                first += batch.num_rows

    def _opened(self, names: Sequence[str]) -> Any:
        """Open the file; columns of few different words are read as numbers of these words."""
        few = [name for name in names if self._has_few_words(name)]
        return pq.ParquetFile(self.path, buffer_size=BUFFER, pre_buffer=False, read_dictionary=few)

    def _has_few_words(self, name: str) -> bool:
        """Tell whether a column of text is stored so that its dictionary must be small."""
        if not is_text(self.schema.field(self.headers.index(name)).type):
            return False
        groups = map(self.metadata.row_group, range(self.metadata.num_row_groups))
        chunks = [group.column(i) for group in groups for i in range(group.num_columns)]
        sizes = [
            (chunk.total_uncompressed_size, chunk.num_values)
            for chunk in chunks
            if chunk.path_in_schema == name
        ]
        return bool(sum(s for s, _ in sizes) <= FEW * sum(values for _, values in sizes))


def _headers(path: Path, delimiter: str) -> tuple[tuple[str, ...], bool]:
    """Return the headers of a CSV file, and whether no record follows them."""
    with path.open("rb") as file:
        raw = file.read(BLOCK)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = f"{path} is written in UTF-16; save it as UTF-8"
        raise ReplayError(message)
    text = io.StringIO(raw.decode("utf-8-sig", "replace"), newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=False)
    headers = next(reader, [])
    if not headers:
        message = f"{path} has no line of headers"
        raise ReplayError(message)
    rest = text.read().strip("\r\n")
    return tuple(headers), not rest and len(raw) < BLOCK
