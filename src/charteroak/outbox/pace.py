"""How patiently letters are sent: how long to wait, how often to try, when to stop and ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """All the numbers of sending.

    ``reply`` and ``final`` are seconds to wait for one answer, and for the one after the text,
    which is the answer that must not be missed.  ``lease`` is how long a claim holds: longer than
    any attempt can take, which is ``limit`` seconds at most.  ``waits`` and ``urgent_waits`` are
    between attempts, the last one repeated until ``life`` is over.
    """

    reply: float = 30.0
    final: float = 120.0
    limit: float = 240.0
    lease: timedelta = timedelta(minutes=5)
    batch: timedelta = timedelta(seconds=10)
    waits: Sequence[timedelta] = (MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR)
    urgent_waits: Sequence[timedelta] = (
        MINUTE / 4,
        MINUTE / 2,
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        15 * MINUTE,
    )
    way_waits: Sequence[timedelta] = (MINUTE / 12, MINUTE / 4, MINUTE / 2, MINUTE, 5 * MINUTE)
    life: timedelta = timedelta(days=3)
    each_minute: int = 300
    most_failures: int = 20
    rest: timedelta = timedelta(minutes=10)
    most_refusals: int = 20

    def next_try(self, attempts: int, now: datetime, *, urgent: bool) -> datetime:
        """Return when to try again after ``attempts`` (1 or more) of them."""
        return now + nth(self.urgent_waits if urgent else self.waits, attempts)

    def way_opens(self, failures: int, now: datetime) -> datetime:
        """Return when to try the way out again after ``failures`` in a row."""
        return now + nth(self.way_waits, failures)


def nth(waits: Sequence[timedelta], count: int) -> timedelta:
    """Return the wait after the ``count``-th time, counted from 1; the last one is repeated."""
    return waits[min(max(count, 1), len(waits)) - 1]
