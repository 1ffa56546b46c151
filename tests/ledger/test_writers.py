"""Many writers leave no gap, and what a killed writer said it had recorded is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from charteroak.ledger.audit import verify_database_in_use
from charteroak.ledger.models import Event, PrivateContent
from charteroak.ledger.verify import Verification

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WRITERS, PAIRS, ROUNDS = 4, 40, 100


def test_four_writers_at_once_leave_no_gap_and_none_is_turned_away() -> None:
    writers = [start(str(PAIRS)) for _ in range(WRITERS)]
    ended = [writer.communicate(timeout=120) for writer in writers]

    assert [error for _, error in ended] == [""] * WRITERS
    assert list(positions()) == list(range(1, 2 * WRITERS * PAIRS + 1))
    assert verified() == []


def test_what_a_killed_writer_said_it_recorded_is_there_and_nothing_is_there_by_half() -> None:
    printed, error = start("killed", str(ROUNDS)).communicate(timeout=240)
    told = dict(json.loads(printed))

    assert error == ""
    assert len(told) > ROUNDS // 2
    stored: dict[str, list[int]] = {}
    for subject, position in Event.objects.values_list("subject", "position"):
        stored.setdefault(subject, []).append(position)
    assert told.items() <= stored.items()
    assert Counter(map(len, stored.values())).keys() == {2}
    assert len(stored) - len(told) <= ROUNDS  # at most one that it had no time to tell of
    assert PrivateContent.objects.count() == len(stored)
    assert verified() == []


def start(*words: str) -> subprocess.Popen[str]:
    """Start a process that records in the database of this test."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "charteroak.config.settings",
        "CHARTEROAK_DATABASE": address(),
    }
    program = [sys.executable, str(Path(__file__).with_name("writer.py")), *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(program, env=environment, text=True, stdout=pipe, stderr=pipe)


def address() -> str:
    """Return the address of the test's database, as a setting."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:{given['NAME']}"
    return f"postgresql://{given['USER']}@/{given['NAME']}?host={quote(given['HOST'], safe='')}"


def positions() -> list[int]:
    """Return the positions of all events in order."""
    return list(Event.objects.order_by("position").values_list("position", flat=True))


def verified() -> list[str]:
    """Return what the verifier finds."""
    verification = Verification()
    verify_database_in_use(verification)
    return verification.findings
