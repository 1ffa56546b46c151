"""The ledger: how fast it is verified and appended to, beside the least that could be done."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.measure import seconds
from bench.subjects import Line

EVENTS = 100_000
ROUND_SECONDS = 3.0
BARE_START = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
BARE_TABLE = """CREATE TABLE event (position INTEGER PRIMARY KEY, time TEXT, act TEXT, actor TEXT,
    agency TEXT, subject TEXT, entry TEXT, digest TEXT)"""


def ledger() -> Iterator[Line]:
    """A ledger of 100,000 events in a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        _prepare(folder)
        yield from _appending(folder)
        yield from _verifying(Path(folder) / "charteroak.sqlite3")


def _prepare(folder: str) -> None:
    """Set up the product over an empty database in ``folder``."""
    os.environ |= {"CHARTEROAK_DEMONSTRATION": "yes", "CHARTEROAK_DATA": folder}
    os.environ["DJANGO_SETTINGS_MODULE"] = "charteroak.config.settings"
    import django  # noqa: PLC0415 - only this benchmark needs it, and its settings first
    from django.core.management import call_command  # noqa: PLC0415 - as above

    django.setup()
    call_command("migrate", verbosity=0)


def _appending(folder: str) -> Iterator[Line]:
    """One event a transaction, on disk before the next, beside a bare insert of the same text."""
    bare_database = sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)
    bare_database.executescript(f"{BARE_START}{BARE_TABLE}")
    number, row = 0, _record(0)

    def bare() -> None:
        nonlocal number
        number += 1
        bare_database.execute("BEGIN IMMEDIATE")
        bare_database.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *row))
        bare_database.execute("COMMIT")

    ours, least = _rate(lambda: _record(1)), _rate(bare)
    yield Line("events recorded, each on disk before the next", f"{ours:,.0f}/s")
    yield Line("bare inserts into SQLite, likewise", f"{least:,.0f}/s; {least / ours:.1f} times")


def _record(number: int) -> tuple[str, ...]:
    """Record one event as the desk does, and return what was stored but its position."""
    from django.db import transaction  # noqa: PLC0415 - after the settings

    from charteroak.ledger.actions import record  # noqa: PLC0415 - after the settings

    with transaction.atomic():
        event = record(
            act="request.recorded",
            actor=f"person:{number % 40}",
            agency=f"ct/police/town-{number % 169}",
            subject=f"request:{number}",
            detail={"memo": "ct/law-enforcement@2026-11-23", "directions": {"hold": "must not"}},
        )
    return (event.time, event.act, event.actor, event.agency, event.subject, event.entry,
            event.digest)  # fmt: skip


def _rate(once: Callable[[], object]) -> float:
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < ROUND_SECONDS:
        once()
        done += 1
    return done / (time.perf_counter() - start)


def _verifying(path: Path) -> Iterator[Line]:
    """Verify the whole file, beside hashing its entries and nothing else."""
    from charteroak.ledger.actions import make_checkpoint  # noqa: PLC0415 - after the settings
    from charteroak.ledger.verify import Verification, verify_file  # noqa: PLC0415 - as above

    _fill()
    make_checkpoint()

    def verify() -> None:
        done = Verification()
        verify_file(path, done)
        assert done.counts["events"] == EVENTS
        assert not done.findings

    with sqlite3.connect(path) as database:
        entries = [row[0] for row in database.execute("SELECT entry FROM ledger_event")]
    least = seconds(lambda: [hashlib.sha256(entry.encode()).hexdigest() for entry in entries])
    ours = seconds(verify)
    yield Line(f"{EVENTS:,} events verified", f"{ours:.2f} s", "< 1 s", ours < 1)
    yield Line("their texts hashed and nothing else", f"{least:.2f} s; {ours / least:.1f} times")


def _fill() -> None:
    """Append until there are 100,000: the same entries as above, but many in one statement."""
    from charteroak.ledger.entry import decode, digest_of, encode  # noqa: PLC0415 - after settings
    from charteroak.ledger.models import Event  # noqa: PLC0415 - after the settings

    last = Event.objects.latest("position")
    fields, previous, events = decode(last.entry), last.digest, []
    names = ("time", "act", "actor", "agency", "subject")
    for position in range(last.position + 1, EVENTS + 1):
        fields |= {"position": position, "previous": previous, "subject": f"request:{position}"}
        entry = encode(fields)
        previous = digest_of(entry)
        copies = {name: fields[name] for name in names}
        events.append(Event(position=position, entry=entry, digest=previous, **copies))
    Event.objects.bulk_create(events, batch_size=100)
