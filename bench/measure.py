"""Timing: the median of several rounds, since machines are noisy."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

ROUNDS = 5
ROUND_SECONDS = 0.6


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
    return statistics.median(rates)


def seconds(function: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median time that ``function`` takes."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
