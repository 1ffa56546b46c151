"""A process that records: ``writer.py COUNT`` pairs, ``writer.py killed ROUNDS`` until killed.

Killed, it is a child forked for each round that records pair after pair and says so through a pipe
once the transaction has ended; SIGKILL ends it at any moment.  What was said is printed as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from functools import partial

import django
from django.db import connection, transaction

LONGEST_WAIT = 0.02
MOST_HEARD = 3
READY = b"ready\n"


def record_pair(subject: str) -> list[int]:
    """Record two events in one transaction and return their positions."""
    from charteroak.ledger.actions import record  # noqa: PLC0415 - after the apps are there

    pair = partial(record, actor="system:writer", agency="ct/police/elmford", subject=subject)
    with transaction.atomic():
        first = pair(act="pair.begun", private={"name": "Demo Person"})
        second = pair(act="pair.ended")
    return [first.position, second.position]


def record_pairs(count: int) -> None:
    """Record so many pairs, one after the other."""
    for number in range(count):
        record_pair(f"pair:{os.getpid()}-{number}")


def record_until_killed(rounds: int) -> None:
    """Print, for every round, the pairs of which the child could still say that they are there."""
    chance = random.Random(0)
    told = []
    for number in range(rounds):
        reading, writing = os.pipe()
        child = fork(partial(tell_pairs, f"pair:{number}", writing))
        os.close(writing)
        with os.fdopen(reading) as pipe:
            heard = [pipe.readline() for _ in range(chance.randint(1, MOST_HEARD))]
            time.sleep(chance.random() * LONGEST_WAIT)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            heard += pipe.readlines()
        told += [json.loads(line) for line in heard[1:] if line.endswith("\n")]
    print(json.dumps(told))  # noqa: T201 - it is what this program says


def fork(work: Callable[[], None]) -> int:
    """Return the process that does ``work``."""
    if child := os.fork():
        return child
    try:
        work()
    finally:
        os._exit(1)


def tell_pairs(name: str, pipe: int) -> None:
    """Record pairs for ever, and tell of each when it is there."""
    connection.ensure_connection()
    os.write(pipe, READY)
    number = 0
    while True:
        subject = f"{name}-{number}"
        positions = record_pair(subject)
        os.write(pipe, f"{json.dumps([subject, positions])}\n".encode())
        number += 1


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "killed":
        record_until_killed(int(sys.argv[2]))
    else:
        record_pairs(int(sys.argv[1]))
