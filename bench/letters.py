"""Letters: compiled, rendered and queued, and sent with their PDFs while a desk goes on answering.

``python -m bench.letters`` works in a folder of its own, on SQLite unless ``--database`` names
another.  It sends over SMTP to a sink in a process of its own, which reads every letter to its end.
``--addressees`` takes fewer than 5,000, to try it out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charteroak.issuing.letters.models import Issuance
    from charteroak.issuing.models import IssuedVersion

ADDRESSEES = 5_000
DESK = "/desk/police/?text=ct/law-enforcement@2026-11-23&act=hold"
ASKED_EACH_SECOND = 10
DAY = date(2026, 11, 23)
MOST_SECONDS = 1_200
SINK = "bench.letters_sink"


def main() -> None:
    """Measure, and print one line for each promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--addressees", type=int, default=ADDRESSEES)
    parser.add_argument("--database", help="as CHARTEROAK_DATABASE takes it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sink(Path(folder)) as port:
        _prepare(Path(folder), port, options.database)
        connecticut()
        everybody(options.addressees, Path(folder))


def _prepare(folder: Path, port: int, database: str | None) -> None:
    os.environ |= {
        "CHARTEROAK_DEMONSTRATION": "yes",
        "CHARTEROAK_DATA": str(folder),
        "CHARTEROAK_MAIL": f"smtp://127.0.0.1:{port}?tls=none",
    }
    if database:
        os.environ["CHARTEROAK_DATABASE"] = database
    from charteroak.config.start import set_up  # noqa: PLC0415 - after the environment

    set_up()
    from django.core.management import call_command  # noqa: PLC0415 - after set_up

    from charteroak.directory import demonstration  # noqa: PLC0415 - after set_up
    from charteroak.directory.agencies.actions import (  # noqa: PLC0415 - after set_up
        seed_demonstration,
    )

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    seed_demonstration(state="ct")
    demonstration.seed()


def connecticut() -> None:
    """Queue the letters of two memos to everybody in Connecticut whom they are meant for."""
    from charteroak.issuing.demonstration import MEMO, POLICE, issue_in_play  # noqa: PLC0415
    from charteroak.issuing.letters.audience import default_kinds  # noqa: PLC0415

    versions = [issue_in_play(each) for each in (MEMO, POLICE)]
    start, cores = time.perf_counter(), time.process_time()
    letters = 0
    for version in versions:
        assert version is not None
        letters += _queued(_start(version, default_kinds("ct", version.text)))
    took, used = time.perf_counter() - start, time.process_time() - cores
    say(
        f"{letters:,} letters of two memos compiled, rendered and queued: {took:.1f} s, "
        f"{used:.1f} s of one core, {letters / used:.0f} letters a second (promised < 60 s)"
    )


def _start(version: IssuedVersion, kinds: list[str], towns: tuple[str, ...] = ()) -> Issuance:
    from charteroak.directory.roles import Role  # noqa: PLC0415 - after set_up
    from charteroak.issuing.demonstration import acting_as  # noqa: PLC0415 - after set_up
    from charteroak.issuing.letters.actions import start_issuance  # noqa: PLC0415 - after set_up

    publisher = acting_as("publisher")
    assert publisher is not None
    return start_issuance(
        acting=publisher,
        version=version,
        kinds=kinds,
        towns=towns,
        role=Role.HEAD,
        cover="We send you a memo.\n\nPlease read it and acknowledge it.",
    )


def _queued(issuance: Issuance) -> int:
    """Compose until nothing is left; return how many letters are in the outbox."""
    from charteroak.issuing.letters.worker import compose_due  # noqa: PLC0415 - after set_up

    while compose_due():
        pass
    return issuance.letters.filter(message__isnull=False).count()


def everybody(addressees: int, folder: Path) -> None:
    """Send letters to many addressees by a worker of its own while a desk is asked."""
    from charteroak.issuing.models import IssuedVersion  # noqa: PLC0415 - after set_up
    from charteroak.outbox.models import Message  # noqa: PLC0415 - after set_up
    from charteroak.outbox.states import State  # noqa: PLC0415 - after set_up

    Message.objects.update(next_at=None, state=State.CANCELLED)  # those of Connecticut stay here
    _make_addressees(addressees)
    version = IssuedVersion.objects.get(text="ct/law-enforcement")
    with desk() as waited:
        quiet = len(waited)
        time.sleep(10)
        alone = waited[quiet:]
        start = time.perf_counter()
        with worker(folder) as process:
            issuance = _start(version, ["other"], ("Benchmark",))
            busy = len(waited)
            accepted = _wait(issuance, addressees)
            used = cpu_seconds(process.pid)
        took = time.perf_counter() - start
    say(
        f"{accepted:,} of {addressees:,} letters composed, sent and accepted: {took:.0f} s, "
        f"{used:.0f} s of one core (promised < 300 s for 5,000)"
    )
    say(f"the desk alone: {spread(alone)}")
    say(f"the desk meanwhile: {spread(waited[busy:])} (promised p99 < 100 ms)")


def _make_addressees(number: int) -> None:
    """Make agencies in a town of their own, ten to a mail domain."""
    from charteroak.directory.kinds import Kind  # noqa: PLC0415 - after set_up
    from charteroak.directory.models import Agency  # noqa: PLC0415 - after set_up

    Agency.objects.bulk_create(
        [
            Agency(
                slug=f"ct/other/benchmark-{n}",
                state="ct",
                name=f"Benchmark Agency {n}",
                kind=Kind.OTHER,
                town="Benchmark",
                address=f"{n} Demo Avenue",
                zip_code="06000",
                email=f"office-{n}@d{n // 10}.example.org",
            )
            for n in range(number)
        ]
    )


def _wait(issuance: Issuance, addressees: int) -> int:
    from charteroak.outbox.states import State  # noqa: PLC0415 - after set_up

    ends = time.perf_counter() + MOST_SECONDS
    accepted = 0
    while accepted < addressees and time.perf_counter() < ends:
        time.sleep(1)
        accepted = issuance.letters.filter(message__state=State.ACCEPTED).count()
    return accepted


@contextmanager
def sink(folder: Path) -> Iterator[int]:
    """Yield the port of an SMTP server in a process of its own that takes everything."""
    del folder
    command = [sys.executable, "-m", SINK]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


@contextmanager
def worker(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the worker of the product."""
    del folder
    command = [sys.executable, "-m", "charteroak.cli", "work"]
    with subprocess.Popen(command) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def desk() -> Iterator[list[float]]:
    """Serve the product and ask a desk for an answer ten times a second; yield each wait."""
    port = 18_000 + os.getpid() % 10_000
    command = [sys.executable, "-m", "gunicorn", "charteroak.config.wsgi", "--preload"]
    command += ["--workers", "2", "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    waited: list[float] = []
    stop = threading.Event()
    with subprocess.Popen(command) as process:
        asking = threading.Thread(
            target=_ask, args=(f"http://127.0.0.1:{port}{DESK}", waited, stop)
        )
        try:
            _until_up(f"http://127.0.0.1:{port}{DESK}")
            asking.start()
            yield waited
        finally:
            stop.set()
            asking.join()
            process.terminate()


def _until_up(address: str) -> None:
    for _ in range(120):
        try:
            for _ in range(20):  # each web process compiles the memo once
                urllib.request.urlopen(address).read()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.5)
        else:
            return
    message = f"{address} does not answer"
    raise RuntimeError(message)


def _ask(address: str, waited: list[float], stop: threading.Event) -> None:
    """Ask at set times, however long the last answer took: a wait is counted from its time."""
    due = time.perf_counter()
    while not stop.is_set():
        urllib.request.urlopen(address).read()  # noqa: S310 - our own server
        waited.append(time.perf_counter() - due)
        due = max(due + 1 / ASKED_EACH_SECOND, time.perf_counter() - 1)
        time.sleep(max(0.0, due - time.perf_counter()))


def spread(waits: list[float]) -> str:
    """Return how long answers took."""
    ordered = sorted(each * 1000 for each in waits)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * part))] for part in (0.5, 0.95, 0.99)]
    return f"{len(ordered):,} answers, p50 {at[0]:.0f}, p95 {at[1]:.0f}, p99 {at[2]:.0f} ms"


def cpu_seconds(number: int) -> float:
    """Return the time of one core that a process has used."""
    fields = Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def say(words: str) -> None:
    """Print a line with how busy the machine is."""
    print(f"{words} [load average {os.getloadavg()[0]:.1f}]", flush=True)


if __name__ == "__main__":
    main()
