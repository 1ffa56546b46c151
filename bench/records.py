"""Ten million random records of the benchmark memo as a Parquet file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from bench.load import Load, Value

BATCH = 10_000_000
PART = 1_000_000


def write_records(load: Load, path: Path, missing: float = 0.0) -> None:
    """Write the records, each value missing with the probability ``missing``."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - only where a file is wanted

    random = np.random.default_rng(7)
    first = _table(load, random, missing)
    with pq.ParquetWriter(path, first.schema) as writer:
        writer.write_table(first)
        for _ in range(BATCH // PART - 1):
            writer.write_table(_table(load, random, missing))


def _table(load: Load, random: np.random.Generator, missing: float) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - as above

    columns = {name: _column(random, values, missing) for name, values in load.values.items()}
    return pa.table(columns)


def _column(random: np.random.Generator, values: tuple[Value, ...], missing: float) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - as above

    chosen = random.integers(0, len(values), PART, dtype=np.int32)
    gaps = random.random(PART) < missing if missing else None
    if isinstance(values[0], bool):
        return pa.array(chosen == 0, mask=gaps)
    if isinstance(values[0], int):
        return pa.array(chosen, mask=gaps)
    return pa.DictionaryArray.from_arrays(pa.array(chosen, mask=gaps), pa.array(list(values)))
