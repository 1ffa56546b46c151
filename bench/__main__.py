"""``make bench``: everything that is promised of speed, measured in one run.

Prints a table and writes it to docs/benchmarks.md.  ``python -m bench decisions proofs`` measures
only these and writes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bench import subjects
from bench.load import open_load
from bench.subjects import Line

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
INTRODUCTION = """# Benchmarks

Written by `make bench`, which measures everything in one run on one machine.
Machines differ and are noisy, this one was shared: read the ratios before the figures.
A time is the median of several rounds.

The load is [the benchmark memo](../bench/benchmark-memo.md): twelve facts, three tables, 32 rows.
Every engine gets the same rules, generated from the compiled memo.
It is checked against our answers on 300 random records before it is timed.
*One decision* is from facts to the outcome with its citation; no explanation is counted.
What an engine takes is prepared before the clock starts.
"""


def main(wanted: list[str]) -> int:
    """Measure, print, and write the page; return 1 where a promise is not kept."""
    load = open_load()
    measured: dict[str, Callable[[], Iterator[Line]]] = {
        "decisions": lambda: subjects.decisions(load),
        "batches": lambda: subjects.batches(load),
        "questions": lambda: subjects.questions(load),
        "proofs": subjects.proofs,
        "memory": lambda: subjects.memory(load),
        "cold_start": subjects.cold_start,
    }
    lines = []
    for name in wanted or measured:
        for line in measured[name]():
            print(_row(line), flush=True)
            lines.append(line)
    if not wanted:
        PAGE.write_text(_page(lines), encoding="utf-8")
    return 1 if any(line.kept is False for line in lines) else 0


def _page(lines: list[Line]) -> str:
    table = [
        "| what | measured | promised | |",
        "|------|----------|----------|-|",
        *map(_row, lines),
    ]
    made = f"Measured on {date.today()}: {'; '.join(subjects.versions())}."  # noqa: DTZ011
    return "\n".join([INTRODUCTION, made, "", *table, ""])


def _row(line: Line) -> str:
    kept = {True: "kept", False: "**not kept**", None: ""}[line.kept]
    return f"| {line.what} | {line.figure} | {line.promise} | {kept} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
