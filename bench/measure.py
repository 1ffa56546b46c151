"""Timing: the best of several rounds, as ``timeit`` does, for noise only ever slows."""

from __future__ import annotations

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


def core_seconds(function: Callable[[], object], rounds: int = 5) -> float:
    """Return the least time of one core that ``function`` takes, all its threads counted.

    Others who use the machine change it little.
    """
    times = []
    for _ in range(rounds):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return min(times)


def peak_megabytes() -> float:
    """Return the most memory that this process has held since its program began.

    ``ru_maxrss`` would count what the process that started this one held.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
