"""A small memo with one fact of each kind, and files of records for it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from charteroak.core.guidance import Guidance, compile_guidance
from texts import DAY, find, library, sheet, table, text

FACTS = sheet(
    "Facts",
    "fact | question | answers",
    "miles | How far? | number [0..] miles",
    "children | How many? | whole number [0..20]",
    "born | When? | date [1900-01-01..]",
    "number | Which? | 1, 2, 3",
)
HOLD = table(
    "hold",
    "F | warrant | conviction | held | miles | children | born | number | > hold | # cite",
    "1 | yes | - | - | - | - | - | - | may, until 48 hours | Act 1",
    "2 | - | other | > 48 hours | - | - | - | - | must not | Act 2",
    "3 | - | - | - | > 0.1 | - | - | - | should | Act 3",
    "4 | - | - | - | - | > 2 | - | - | =refer | Act 4",
    "5 | - | - | - | - | - | < 2000-01-01 | - | refer, to the chief | Act 5",
    "6 | - | - | - | - | - | - | 2 | should not | Act 6",
    "7 | - | - | - | - | - | - | - | must | Act 7",
).replace("=refer", "refer")
TELL = table(
    "tell release date",
    "F | warrant | > tell release date | # cite",
    "1 | yes | may | Act 8",
    "2 | no | must not | Act 9",
)
NAMES = ("warrant", "conviction", "held", "miles", "children", "born", "number")


def guidance() -> Guidance:
    """Return the memo compiled; *hold* reads all facts, *tell release date* one."""
    found = library(text("memo", FACTS, "## 1. Rules", HOLD, TELL))
    return compile_guidance(found, find(found, "memo"), DAY)


def write_csv(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write records as a CSV file, with None as an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def read_csv(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """Read a result with Python's own reader."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def read_parquet(path: Path) -> list[dict[str, object]]:
    """Read a result as it was written."""
    rows: list[dict[str, object]] = pq.read_table(path).to_pylist()
    return rows
