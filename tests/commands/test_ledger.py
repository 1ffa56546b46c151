"""``charteroak ledger`` and ``charteroak sealing``: proof, export, checkpoint, keys."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from django.db import connection, transaction

from charteroak.ledger.actions import record
from charteroak.ledger.models import Event, PrivateContent
from charteroak.sealing.keys import read_key_file
from commands.shell import run

IN_USE = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event() -> Event:
    """Return the one event of the ledger in use."""
    with transaction.atomic():
        return record(
            act="request.recorded",
            actor="person:17",
            agency="ct/police/elmford",
            subject="request:1",
            private={"name": "Demo Person"},
        )


@IN_USE
def test_the_ledger_in_use_is_verified(event: Event) -> None:
    ran = run("ledger", "verify", "--unseal")

    assert ran.code == 0, ran.err
    assert ran.lines[0] == f"{connection.settings_dict['NAME']}: the ledger is whole"
    assert f"events: 1, the last with the digest {event.digest}" in ran.out
    assert "none was opened" not in ran.out


@IN_USE
def test_a_private_content_that_is_gone_is_found(event: Event) -> None:
    PrivateContent.objects.filter(pk=event.position).delete()
    ran = run("ledger", "verify")

    assert ran.code == 1
    assert "private content 1: it is gone, and no event says so" in ran.out


@IN_USE
@pytest.mark.usefixtures("event")
def test_a_checkpoint_is_printed_and_held_against_an_export(tmp_path: Path) -> None:
    letter, export = tmp_path / "letter.txt", tmp_path / "ledger.jsonl"
    letter.write_text(run("ledger", "checkpoint").out)
    exported = run("ledger", "export", str(export), "--private", "plain")
    key = re.findall(r'"key":"(\w+)"', letter.read_text())[0]
    ran = run("ledger", "verify", str(export), "--key", key, "--checkpoint", str(letter))

    assert exported.out == f"{export}: {export.stat().st_size:,} bytes\n"
    assert ran.code == 0, ran.out
    assert "note: no " not in ran.out


@IN_USE
@pytest.mark.usefixtures("event")
def test_an_export_overwrites_no_file(tmp_path: Path) -> None:
    there = tmp_path / "ledger.jsonl"
    there.write_text("mine")
    ran = run("ledger", "export", str(there))

    assert ran.code == 2
    assert "File exists" in ran.err
    assert there.read_text() == "mine"


@IN_USE
def test_before_the_first_event_there_is_no_checkpoint() -> None:
    assert run("ledger", "checkpoint").out == "there is no event yet\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["missing.sqlite3"], "missing.sqlite3: [Errno 2] No such file"),
        (["missing.sqlite3", "--key", "5f0c"], "“5f0c” is no public key"),
        (["missing.sqlite3", "--chekpoint", "x"], "Did you mean “--checkpoint”?"),
    ],
)
def test_what_cannot_be_verified_is_said(words: list[str], said: str) -> None:
    ran = run("ledger", "verify", *words)

    assert ran.code == 2
    assert said in " ".join(ran.err.split())


def test_a_signing_key_is_made_once(tmp_path: Path) -> None:
    file = tmp_path / "new" / "ledger.key"
    ran, again = (run("ledger", "key", str(file)) for _ in range(2))

    assert re.fullmatch(r"[0-9a-f]{64}", ran.lines[-1])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert again.code == 2
    assert "left as it is" in again.err


def test_sealing_keys_are_made_and_added(tmp_path: Path) -> None:
    file = tmp_path / "sealing.key"
    made = run("sealing", "key", str(file))
    added = run("sealing", "key", str(file), "--add")
    new, old = (key.id.hex() for key in read_key_file(file).keys)

    assert made.out == f"{file}: the key {old} seals from now on\n"
    assert added.out == f"{file}: the key {new} seals from now on\n"
