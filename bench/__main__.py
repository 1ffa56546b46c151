"""``make bench``: everything that is promised of speed, measured in one run.

Prints a table and writes it to docs/benchmarks.md.  ``python -m bench decisions proofs`` measures
only these and writes nothing.  ``--spark`` measures Spark as well; without it, what the page says
of Spark stays.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bench import subjects
from bench.desk import desk
from bench.documents import documents
from bench.ledger import ledger
from bench.load import Load, open_load
from bench.requests import requests
from bench.spark import spark
from bench.subjects import Line

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
HEAD = ["| what | measured | promised | |", "|------|----------|----------|-|"]
INTRODUCTION = """# Benchmarks

Written by `make bench`, which measures everything in one run on one machine.
Machines differ and are noisy, this one was shared: read the ratios before the figures.
A time is the best of several rounds, for noise only ever slows.

The load is [the benchmark memo](../bench/benchmark-memo.md): twelve facts, three tables, 32 rows.
Every engine gets the same rules, generated from the compiled memo.
It is checked against our answers on 300 random records before it is timed.
*One decision* is from facts to the outcome with its citation; no explanation is counted.
What an engine takes is prepared before the clock starts.
"""


SPARK = """## Spark

The SQL that `charteroak replay --sql spark` writes, on a Spark of one machine with two threads.
It is measured only when asked for (`python -m bench --spark`), for Spark is a large download.
Two in a hundred values are missing, and each outcome is counted and held against our own replay.
"""


def main(arguments: list[str]) -> int:
    """Measure, print, and write the page; return 1 where a promise is not kept."""
    wanted = [name for name in arguments if name != "--spark"]
    load = open_load()
    lines = _measured(load, wanted)
    section = _spark_section(load) if "--spark" in arguments else _old_spark_section()
    if not wanted:
        PAGE.write_text(f"{_page(lines)}{section}", encoding="utf-8")
    return 1 if any(line.kept is False for line in lines) else 0


def _measured(load: Load, wanted: list[str]) -> list[Line]:
    measured: dict[str, Callable[[], Iterator[Line]]] = {
        "decisions": lambda: subjects.decisions(load),
        "batches": lambda: subjects.batches(load),
        "questions": lambda: subjects.questions(load),
        "proofs": subjects.proofs,
        "memory": lambda: subjects.memory(load),
        "documents": documents,
        "cold_start": subjects.cold_start,
        "ledger": ledger,
        "requests": requests,
        "desk": desk,
    }
    lines = []
    for name in wanted or measured:
        for line in measured[name]():
            print(_row(line), flush=True)
            lines.append(line)
    return lines


def _page(lines: list[Line]) -> str:
    made = f"Measured on {date.today()}: {'; '.join(subjects.versions())}."  # noqa: DTZ011
    return "\n".join([INTRODUCTION, made, "", *HEAD, *map(_row, lines), ""])


def _spark_section(load: Load) -> str:
    """Measure Spark and return its section of the page."""
    rows = []
    for line in spark(load):
        rows.append(_row(line))
        print(rows[-1], flush=True)
    made = f"Measured on {date.today()}."  # noqa: DTZ011
    return "\n".join(["", SPARK, made, "", *HEAD, *rows, ""])


def _old_spark_section() -> str:
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    _, heading, section = page.partition("\n## Spark\n")
    return f"{heading}{section}"


def _row(line: Line) -> str:
    kept = {True: "kept", False: "**not kept**", None: ""}[line.kept]
    return f"| {line.what} | {line.figure} | {line.promise} | {kept} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
