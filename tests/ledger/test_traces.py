"""After a purge nothing of a private content is left in the files of the database."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from django.db import connection, transaction

from charteroak.ledger.actions import purge_private, wipe_freed_space
from charteroak.ledger.audit import verify_database_in_use
from charteroak.ledger.models import PrivateContent
from charteroak.ledger.verify import Verification
from ledger.conftest import Recording

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = [f"Canary{number:03}Wren" for number in range(200)]


@pytest.fixture
def sealed(recorded: Recording) -> list[bytes]:
    """Record two hundred names and return the bytes that were stored for them."""
    with transaction.atomic():
        for name in NAMES:
            recorded(private={"name": name, "note": "x" * 40})
    return [bytes(content) for content in PrivateContent.objects.values_list("content", flat=True)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's files are its own")
def test_no_name_and_no_sealed_byte_is_left_in_the_files_of_sqlite(sealed: list[bytes]) -> None:
    keys_and_texts = [part for each in sealed for part in (each[21:69], each[-40:])]
    assert all(part in files() for part in keys_and_texts)
    purge()

    left = files()
    assert not [part for part in keys_and_texts if part in left]
    assert not [name for name in NAMES if name.encode() in left]


def test_the_ledger_verifies_before_and_after_a_purge(sealed: list[bytes]) -> None:
    before = verified()
    purge()
    after = verified()

    assert before.findings == after.findings == []
    assert (before.counts["private"], before.purged) == (len(sealed), 0)
    assert (after.counts["private"], after.purged) == (0, len(sealed))


def purge() -> None:
    """Purge every private content, and wipe what it leaves."""
    with transaction.atomic():
        purge_private(positions=range(1, 300), actor="system:worker", reason="2 years")
    wipe_freed_space()


def files() -> bytes:
    """Return what stands in the database's file, its log and its index."""
    path = str(connection.settings_dict["NAME"])
    found = [Path(path + ending) for ending in ("", "-wal", "-shm")]
    # In a process of its own: to close a file of SQLite in this one would drop the locks of every
    # connection that it holds open (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    there = [str(file) for file in found if file.exists()]
    return subprocess.run(["cat", *there], check=True, capture_output=True).stdout


def verified() -> Verification:
    """Return a verification of the database."""
    verification = Verification()
    verify_database_in_use(verification)
    return verification
