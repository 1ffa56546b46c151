"""Timing: the best of several rounds, as ``timeit`` does, for noise only ever slows."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROUNDS = 12
ROUND_SECONDS = 0.25


def rate(function: Callable[[Any], object], given: Sequence[Any]) -> float:
    """Return how often a second ``function`` is done, called over ``given`` again and again."""
    rates = []
    for _ in range(ROUNDS):
        done, start = 0, time.perf_counter()
        while (passed := time.perf_counter() - start) < ROUND_SECONDS:
            for each in given:
                function(each)
            done += len(given)
        rates.append(done / passed)
    return max(rates)


def seconds(function: Callable[[], object], rounds: int = 5) -> float:
    """Return the least time that ``function`` takes."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def peak_megabytes() -> float:
    """Return the most memory that this process has held.

    On Linux ``ru_maxrss`` also counts what the process that started this one held, so the
    kernel's own high-water mark is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        marks = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        if marks:
            return int(marks[0].split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
