"""The files that a replay writes: CSV and Parquet, and what keeps a CSV file harmless."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from charteroak.replay.files import DELIMITERS, PARQUET, explained
from charteroak.replay.lines import is_text
from charteroak.replay.summary import ReplayError

# The same as core/spreadsheet.py, as a pattern over a whole column.
FORMULA = "^[=+\\-@\t\r\0]"


class Target(Protocol):
    """A file being written."""

    def write(self, batch: Any) -> None:
        """Write an Arrow batch of records."""
        ...


@contextmanager
def open_target(path: Path | None, schema: Any) -> Iterator[Target]:
    """Open a file to write; it takes its name only when everything has been written.

    Args:
        path: a ``.csv``, ``.tsv`` or ``.parquet`` file, or None to write nothing.
        schema: the Arrow schema of all batches.

    Raises:
        ReplayError: it is of another kind, or cannot be written.
    """
    if path is None:
        yield _Nothing()
        return
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with explained(path), _writer(path, unfinished, schema) as writer:
            yield writer
        with explained(path):
            unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def check_target(path: Path) -> None:
    """Check that a file of this kind can be written.

    Raises:
        ReplayError: it cannot.
    """
    if path.suffix.lower() not in {*DELIMITERS, *PARQUET}:
        kinds = ", ".join([*DELIMITERS, *sorted(PARQUET)])
        message = f"{path} is of a kind that cannot be written; the kinds are {kinds}"
        raise ReplayError(message)


def is_delimited(path: Path | None) -> bool:
    """Tell whether a spreadsheet would open the file as text."""
    return path is not None and path.suffix.lower() in DELIMITERS


def harmless_column(column: Any) -> Any:
    """Return a column as text for a CSV file, with each cell harmless."""
    if not is_text(column.type) and not pa.types.is_dictionary(column.type):
        return column.cast(pa.string())
    text = as_text(column)
    risky = pc.match_substring_regex(text, FORMULA)
    return pc.if_else(risky, pc.binary_join_element_wise("'", text, ""), text)


def as_text(column: Any) -> Any:
    """Return bytes as text; what is not UTF-8 is shown as it can be."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    try:
        return column.cast(pa.string())
    except pa.ArrowInvalid:
        raw = column.cast(pa.large_binary()).to_pylist()
        shown = [None if each is None else each.decode("utf-8", "replace") for each in raw]
        return pa.array(shown, pa.string())


@contextmanager
def _writer(path: Path, unfinished: Path, schema: Any) -> Iterator[Target]:
    delimiter = DELIMITERS.get(path.suffix.lower())
    with unfinished.open("xb") as file:
        if delimiter is None:
            with pq.ParquetWriter(file, schema, compression="zstd") as parquet:
                yield _Writing(parquet)
        else:
            options = pacsv.WriteOptions(delimiter=delimiter)
            with pacsv.CSVWriter(file, schema, write_options=options) as delimited:
                yield _Writing(delimited)


class _Writing:
    """A file that takes batches."""

    def __init__(self, writer: Any) -> None:
        self.writer = writer

    def write(self, batch: Any) -> None:
        """Write an Arrow batch of records."""
        self.writer.write_batch(batch)


class _Nothing:
    """No file: what was found is only counted."""

    def write(self, batch: Any) -> None:
        """Write nothing."""
