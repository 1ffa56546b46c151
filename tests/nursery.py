"""Processes that can be killed: one that has Django loaded, and forks as many as a test asks for.

A test starts a job by name, ``outbox.fault_run:work``, and kills it with SIGKILL by its number.
What a module needs first, its ``warm_up`` does once for all jobs of it.
Jobs use the database of the test itself, so that the test sees what was committed and nothing else.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO
from urllib.parse import quote

from django.conf import settings
from django.db import connection

TESTS = Path(__file__).parent
ENDS_IN_SECONDS = 10


class Nursery:
    """Starts jobs and kills them."""

    def __init__(self, ask: IO[str], answer: IO[str]) -> None:
        self._ask, self._answer = ask, answer
        self.alive: list[int] = []

    def start(self, job: str, *words: object) -> int:
        """Start ``module:function`` with these words; return the number of its process."""
        self._ask.write(f"{json.dumps([job, *words])}\n")
        self._ask.flush()
        number = int(self._answer.readline())
        self.alive.append(number)
        return number

    def kill(self, number: int) -> None:
        """Kill one job at once, wherever it is."""
        self.alive.remove(number)
        with contextlib.suppress(ProcessLookupError):  # it had ended by itself
            os.kill(number, signal.SIGKILL)
        until = time.monotonic() + ENDS_IN_SECONDS
        while _runs(number) and time.monotonic() < until:
            time.sleep(0.001)

    def kill_all(self) -> None:
        """Kill what still runs."""
        for number in list(self.alive):
            self.kill(number)


class Workers:
    """Processes that all do one job, and of which one is killed and replaced now and then."""

    def __init__(self, nursery: Nursery, job: str, words: tuple[object, ...] = ()) -> None:
        self._nursery, self._job, self._words = nursery, job, words
        self._alive: list[int] = []
        self.killed = 0

    def start(self) -> None:
        """Start one more."""
        self._alive.append(self._nursery.start(self._job, *self._words))

    def replace_one(self, chance: random.Random) -> None:
        """Kill one of them, whichever, and start another in its place."""
        number = chance.choice(self._alive)
        self._alive.remove(number)
        self._nursery.kill(number)
        self.killed += 1
        self.start()

    def kill_all(self) -> None:
        """Kill them, at the end; these are not counted."""
        for number in self._alive:
            self._nursery.kill(number)
        self._alive.clear()


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def nursery() -> Iterator[Nursery]:
    """Yield a nursery; whatever it started is killed at the end."""
    environment = {
        **os.environ,
        "CHARTEROAK_DATABASE": database_address(),
        "CHARTEROAK_DEMONSTRATION": "yes",
        "CHARTEROAK_DATA": str(settings.DATA),
        "DJANGO_SETTINGS_MODULE": "charteroak.config.settings",
        "PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")]),
    }
    with subprocess.Popen(
        [sys.executable, str(TESTS / "nursery.py")],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        opened = Nursery(process.stdin, process.stdout)
        try:
            yield opened
        finally:
            opened.kill_all()
            process.stdin.close()


def database_address() -> str:
    """Return the database of the running test as CHARTEROAK_DATABASE names one."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:{given['NAME']}"
    host = quote(str(given["HOST"]), safe="")
    return f"postgresql://{given['USER']}@/{given['NAME']}?host={host}"


def main() -> None:
    """Fork a job for each line that is asked for, until nothing more is."""
    import django  # noqa: PLC0415 - only in this process

    django.setup()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    for line in sys.stdin:
        job, *words = json.loads(line)
        _warm_up(job.partition(":")[0])
        if (number := os.fork()) == 0:
            _do(job, words)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


@cache
def _warm_up(name: str) -> None:
    """Load what a job needs before it is forked, so that a short life is not spent on that."""
    from django.db import connections  # noqa: PLC0415 - only in this process

    module = importlib.import_module(name)
    getattr(module, "warm_up", lambda: None)()
    connections.close_all()


def _do(job: str, words: list[object]) -> None:
    """Do a job in a process of its own, and end that."""
    try:
        module, _, function = job.partition(":")
        getattr(importlib.import_module(module), function)(*words)
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
        sys.excepthook(*sys.exc_info())
    os._exit(0)


if __name__ == "__main__":
    main()
