"""The verifier says in plain words what is wrong, and at which position."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import connection, transaction

from charteroak.ledger import verify
from charteroak.ledger.actions import make_checkpoint, purge_private
from charteroak.ledger.queries import last_checkpoint_note
from charteroak.ledger.verify import Verification, Witness, read_witness
from ledger.conftest import Recording
from ledger.copies import copy_of_ledger, findings, tampered

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="it reads SQLite databases"),
]


@pytest.fixture
def copy(recorded: Recording) -> sqlite3.Connection:
    """Return a ledger of nine events: four with private content, one of them purged."""
    for number in range(8):
        recorded(
            subject=f"request:{number}", private={"name": f"Demo {number}"} if number > 3 else None
        )
    with transaction.atomic():
        purge_private(positions=[5], actor="system:worker", reason="2 years")
    make_checkpoint()
    return copy_of_ledger()


def test_a_ledger_as_it_was_written_is_whole(copy: sqlite3.Connection) -> None:
    verification = Verification()

    assert findings(copy, verification) == []
    assert verification.counts == {"checkpoints": 1, "events": 9, "private": 3}
    assert (verification.covered, verification.purged) == (9, 1)


def test_an_empty_ledger_is_whole() -> None:
    assert findings(copy_of_ledger()) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE ledger_event SET entry = replace(entry, 'son:17', 'son:18') WHERE position = 3",
         ["event 3: it was changed", "event 3: its columns and its text differ"]),
        ("UPDATE ledger_event SET agency = 'x' WHERE position = 3",
         ["event 3: its columns and its text differ"]),
        ("UPDATE ledger_event SET digest = 'x' WHERE position = 3", ["event 3: it was changed"]),
        ("UPDATE ledger_event SET entry = '{}' WHERE position = 3",
         ["event 3: it was changed", "event 3: it cannot be read as an event"]),
        ("UPDATE ledger_event SET entry = x'00' WHERE position = 3",
         ["event 3: it cannot be read"]),
        ("UPDATE ledger_event SET entry = CAST(x'ff' AS TEXT) WHERE position = 9",
         ["a row cannot be read", "private content 5: it is gone"]),
        ("DELETE FROM ledger_event WHERE position = 3", ["event 3: it is missing"]),
        ("DELETE FROM ledger_event WHERE position IN (2, 3)", ["event 2: it is missing, to 3"]),
        ("DELETE FROM ledger_event WHERE position > 8",
         ["event 9: it is missing, and checkpoint 1 vouches", "private content 5: it is gone"]),
        ("UPDATE ledger_event SET position = 40 WHERE position = 9",
         ["event 9: it is missing, to 39", "event 40: its columns and its",
          "event 9: it is missing, and checkpoint 1 vouches"]),
        ("DELETE FROM ledger_private WHERE position = 7",
         ["private content 7: it is gone, and no event says so"]),
        ("UPDATE ledger_private SET content = x'00' WHERE position = 7",
         ["private content 7: it was changed"]),
        ("INSERT INTO ledger_private VALUES (5, x'00')",
         ["private content 5: it is here, and was purged or never was"]),
        ("DELETE FROM ledger_checkpoint", []),
        ("UPDATE ledger_checkpoint SET time = '' WHERE number = 1",
         ["checkpoint 1: its columns and its text differ"]),
        ("UPDATE ledger_checkpoint SET signature = replace(signature, '0', '1')",
         ["checkpoint 1: the signature is not that of the key"]),
        ("UPDATE ledger_checkpoint SET number = 2",
         ["checkpoint 2: its columns and its text differ"]),
    ],
)  # fmt: skip
def test_what_an_owner_of_the_database_does_is_found(
    copy: sqlite3.Connection, statement: str, found: list[str]
) -> None:
    told = tampered(copy, statement)

    assert len(told) == len(found), told
    for line, start in zip(told, found, strict=True):
        assert line.startswith(start), told


def test_an_event_that_was_changed_with_its_digest_is_found_at_the_next(
    copy: sqlite3.Connection,
) -> None:
    entry = copy.execute("SELECT entry FROM ledger_event WHERE position = 3").fetchone()[0]
    forged = entry.replace("person:17", "person:18")
    digest = hashlib.sha256(forged.encode()).hexdigest()
    told = tampered(
        copy,
        f"UPDATE ledger_event SET actor = 'person:18', entry = '{forged}', digest = '{digest}' "
        "WHERE position = 3",
    )

    assert told == ["event 4: it does not follow on the event before it"]


def test_two_private_contents_that_were_swapped_are_found(copy: sqlite3.Connection) -> None:
    told = tampered(
        copy,
        "UPDATE ledger_private SET position = 60 WHERE position = 6",
        "UPDATE ledger_private SET position = 6 WHERE position = 7",
        "UPDATE ledger_private SET position = 7 WHERE position = 60",
    )

    assert told == [f"private content {at}: it was changed, or is another event's" for at in (6, 7)]


def test_a_trigger_that_was_removed_is_found(copy: sqlite3.Connection) -> None:
    copy.execute("DROP TRIGGER ledger_event_refuses_update")

    assert findings(copy) == ["the trigger against UPDATE on ledger_event was removed"]


def test_a_clock_that_went_back_is_a_note_and_no_finding(recorded: Recording) -> None:
    for hour in (4, 3):
        with time_machine.travel(datetime(2026, 11, 26, hour, tzinfo=UTC), tick=False):
            recorded()
    verification = Verification()

    assert findings(copy_of_ledger(), verification) == []
    assert verification.notes == ["event 2: the clock had gone back by 1:00:00"]


def test_a_ledger_that_was_cut_short_is_found_by_a_witness(
    copy: sqlite3.Connection, tmp_path: Path
) -> None:
    paper = tmp_path / "letter.txt"
    paper.write_text("Dear chief,\n\n> " + last_checkpoint_note().replace("\n", "\n> "))
    witnesses = tuple(read_witness(str(paper)))
    tampered(
        copy,
        "DELETE FROM ledger_event WHERE position > 4",
        "DELETE FROM ledger_private",
        "DELETE FROM ledger_checkpoint",
    )
    told = findings(copy, Verification(witnesses=witnesses))

    assert told == [
        f"checkpoint 1: it is missing, and {paper} holds it",
        f"event 9: it is missing, and {paper} vouches for it: cut short",
    ]


def test_a_digest_on_paper_is_a_witness_too(copy: sqlite3.Connection) -> None:
    digest = copy.execute("SELECT digest FROM ledger_event WHERE position = 8").fetchone()[0]

    assert findings(copy, Verification(witnesses=(*read_witness(f"8:{digest[:16]}"),))) == []
    (told,) = findings(copy, Verification(witnesses=(*read_witness(f"8:{'0' * 16}"),)))
    assert told.startswith("event 8: the witness of 8:0000000000000000 vouches for the digest 000")


def test_two_histories_under_one_key_are_a_fork(
    copy: sqlite3.Connection, recorded: Recording
) -> None:
    recorded("request.decided")
    make_checkpoint()
    here = findings(copy_of_ledger())
    other = Witness("the other", 9, "0" * 64, *_last_checkpoint(copy))
    recorded("request.closed")

    assert here == []
    assert any("a fork" in line for line in findings(copy, Verification(witnesses=(other,))))


def test_a_ledger_signed_by_another_key_is_found(copy: sqlite3.Connection) -> None:
    (told,) = findings(copy, Verification(frozenset({"0" * 64})))

    assert told.startswith("checkpoint 1: it was signed by ")
    assert told.endswith(", which is not a key you gave")


def test_it_runs_alone_and_ends_with_its_exit_code(
    copy: sqlite3.Connection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ledger.sqlite3"
    with sqlite3.connect(path) as file:
        copy.backup(file)
    assert verify.main([str(path)]) == 0
    assert f"{path}: the ledger is whole\n  events: 9, " in capsys.readouterr().out
    file.execute("DROP TRIGGER ledger_event_refuses_update")
    file.close()

    assert verify.main([str(path)]) == 1
    assert "NOT whole, 1 found\n  the trigger against UPDATE" in capsys.readouterr().out


@pytest.mark.parametrize("below", ["", "{}\n", "{}\n00\n", '{"key":1}\n' + "0" * 128])
def test_a_paper_that_holds_no_checkpoint_is_said(tmp_path: Path, below: str) -> None:
    paper = tmp_path / "letter.txt"
    paper.write_text(f"{verify.TITLE}\n{below}")

    with pytest.raises(verify.UnreadableError, match="cannot be read as a checkpoint"):
        read_witness(str(paper))


@pytest.mark.parametrize(
    "words",
    [["missing.sqlite3"], [__file__], [__file__, "--key", "x"], [__file__, "--checkpoint", "x"]],
)
def test_what_cannot_be_read_is_said_and_ends_with_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify.main(words) == 2
    assert capsys.readouterr().err.startswith("verify: ")


def _last_checkpoint(copy: sqlite3.Connection) -> tuple[str, str]:
    rows = copy.execute("SELECT statement, signature FROM ledger_checkpoint ORDER BY number DESC")
    statement, signature = rows.fetchone()
    return statement, signature
