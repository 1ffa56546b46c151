"""Replay one file of records of the benchmark memo; print the time and the most memory held."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from bench.load import ACT, open_load
from bench.measure import peak_megabytes
from charteroak.replay import replay_file

if __name__ == "__main__":
    load = open_load()
    with tempfile.TemporaryDirectory() as directory:
        start = time.perf_counter()
        summary = replay_file(
            load.guidance, [ACT], Path(sys.argv[1]), Path(directory) / "answers.parquet"
        )
        passed = time.perf_counter() - start
    found = {"records": summary.records, "seconds": passed, "megabytes": peak_megabytes()}
    print(json.dumps(found))
