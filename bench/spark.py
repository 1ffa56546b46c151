"""``python -m bench.spark``: the generated SQL on a real local Spark, held against our replay.

Optional, for Spark is a large download that needs Java: ``make .venv-bench/spark`` installs it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.load import ACT, Load, open_load
from bench.records import BATCH, write_records
from charteroak.core.sql import write_sql
from charteroak.replay import replay_file

RULING, NEEDS = f"`{ACT}: ruling`", f"`{ACT}: needs`"


def main() -> int:
    """Replay the records of the benchmark memo on Spark; return 1 where the outcomes differ."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - a large download
    except ImportError:
        print("pyspark is not installed: make .venv-bench/spark")
        return 0
    load = open_load()
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory) / "records.parquet"
        write_records(load, source, missing=0.02)
        expected = _ours(load, source)
        session = _session(SparkSession)
        try:
            return _compare(session, load, source, expected)
        finally:
            session.stop()


def _session(builder: Any) -> Any:
    session = (
        builder.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "3g")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def _ours(load: Load, source: Path) -> Counter[tuple[str | None, str | None]]:
    (act,) = replay_file(load.guidance, [ACT], source, None).acts
    settled = {(ruling, None): number for ruling, number in act.rulings.items()}
    return Counter(settled | {(None, fact): number for fact, number in act.needs.items()})


def _compare(session: Any, load: Load, source: Path, expected: Counter[Any]) -> int:
    session.read.parquet(str(source)).createOrReplaceTempView("records")
    script = write_sql(load.guidance, [ACT], "spark", "records")
    for statement in script.setup:
        session.sql(statement)
    counted = f"SELECT {RULING}, {NEEDS}, count(*) FROM ({script.query}) GROUP BY 1, 2"  # noqa: S608
    times = []
    for _ in range(3):
        start = time.perf_counter()
        found = Counter({(row[0], row[1]): row[2] for row in session.sql(counted).collect()})
        times.append(time.perf_counter() - start)
    same = found == expected
    joins = " ".join(session.sql(script.query)._jdf.queryExecution().toString().split())  # noqa: SLF001
    print(f"Spark {session.version}, local[2], {BATCH:,} records from Parquet, counted by outcome:")
    print(f"{', '.join(f'{each:.1f} s' for each in times)}; {len(found)} outcomes")
    print(f"broadcast joins: {'BroadcastHashJoin' in joins}; the outcomes of our replay: {same}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
