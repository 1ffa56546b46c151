"""The generated SQL on a real local Spark, held against our own replay.

Optional, for Spark is a large download that needs Java: ``make .venv-bench/spark`` installs it, and
``python -m bench --spark`` measures it with the rest.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.load import ACT, Load
from bench.records import BATCH, write_records
from bench.subjects import Line
from charteroak.core.sql import write_sql
from charteroak.replay import replay_file

RULING, NEEDS = f"`{ACT}: ruling`", f"`{ACT}: needs`"
ROUNDS = 3
MISSING = 0.02

Counts = Counter[tuple[str | None, str | None]]


def spark(load: Load) -> Iterator[Line]:
    """Ten million records with some values missing, counted by outcome on two threads."""
    what = "10^7 records, the SQL on Spark"
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - a large download
    except ImportError:
        yield Line(what, "not installed")
        return
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory) / "records.parquet"
        write_records(load, source, missing=MISSING)
        session = _session(SparkSession)
        try:
            found, times = _counted(session, load, source)
            name = f"{what} {session.version}"
        finally:
            session.stop()
        same = found == _ours(load, source)
    if not same:
        yield Line(name, "other outcomes than our replay", "the same outcomes", kept=False)
        return
    figure = f"{times[0]:.0f} s, then {min(times[1:]):.0f} s; {len(found)} outcomes"
    yield Line(name, figure, "the same outcomes", kept=True)


def _session(spark_session: Any) -> Any:
    session = (
        spark_session.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "3g")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    return session


def _ours(load: Load, source: Path) -> Counts:
    (act,) = replay_file(load.guidance, [ACT], source, None).acts
    settled = {(ruling, None): number for ruling, number in act.rulings.items()}
    return Counter(settled | {(None, fact): number for fact, number in act.needs.items()})


def _counted(session: Any, load: Load, source: Path) -> tuple[Counts, list[float]]:
    """Return how many records have which outcome, and how long each round took."""
    session.read.parquet(str(source)).createOrReplaceTempView("records")
    script = write_sql(load.guidance, [ACT], "spark", "records")
    for statement in script.setup:
        session.sql(statement)
    counted = f"SELECT {RULING}, {NEEDS}, count(*) FROM ({script.query}) GROUP BY 1, 2"  # noqa: S608
    times, found = [], Counts()
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = Counter({(row[0], row[1]): row[2] for row in session.sql(counted).collect()})
        times.append(time.perf_counter() - start)
    assert found.total() == BATCH
    return found, times
