"""Ten thousand edits of the ledger's tables by an owner of the database, each of them found.

The owner drops the triggers, edits, puts the triggers back, and may compute every hash anew; the
key that signs checkpoints is not in the database.  A witness holds the last checkpoint.
"""

from __future__ import annotations

import random
import sqlite3

import pytest
from django.db import connection, transaction

from charteroak.ledger.actions import make_checkpoint, purge_private, rewrap_private
from charteroak.ledger.models import Checkpoint
from charteroak.ledger.verify import Verification, Witness
from ledger.conftest import Recording
from ledger.copies import contents, copy_of_ledger, findings, lift_guards, set_guards
from ledger.forgeries import KINDS, change_a_column

EDITS = 10_000
PARTS = 4
ACTS = ("request.recorded", "request.decided", "names.shown", "person.named")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="it edits SQLite databases"),
]


@pytest.fixture
def ledger(recorded: Recording) -> tuple[sqlite3.Connection, Verification]:
    """Return a ledger with every kind of row, and a fresh verification with key and witness."""
    for number in range(30):
        recorded(
            ACTS[number % 4],
            subject=f"request:{number // 3}",
            detail={"hours": number, "answers": ["hold", None, True]},
            private={"name": f"Demo {number}"} if number % 3 == 0 else None,
        )
        if number % 9 == 8:
            make_checkpoint()
    with transaction.atomic():
        purge_private(positions=[1, 4, 7], actor="system:worker", reason="2 years")
        rewrap_private(actor="system:worker")
    last = make_checkpoint()
    assert last is not None
    return copy_of_ledger(), verification_with(last)


def verification_with(last: Checkpoint) -> Verification:
    """Return a verification that knows the key, and holds the last checkpoint as a witness does."""
    held = Witness("a letter", last.position, last.digest, last.statement, last.signature)
    return Verification(frozenset({last.key}), (held,))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_edit_is_found(ledger: tuple[sqlite3.Connection, Verification], part: int) -> None:
    copy, given = ledger
    before, chance = contents(copy), random.Random(part)
    lift_guards(copy)
    assert len(findings_without_guards(copy, given)) == 0
    done, missed = 0, []
    while done < EDITS // PARTS:
        edit = chance.choice(KINDS)
        copy.execute("BEGIN")
        try:
            edit(copy, chance)
        except sqlite3.IntegrityError:  # The tables themselves refuse it.
            copy.execute("ROLLBACK")
            continue
        if contents(copy) != before:
            done += 1
            if not findings_without_guards(copy, given):
                missed.append((edit.__name__, contents(copy)))
        copy.execute("ROLLBACK")

    assert missed == []


def test_the_guards_hide_no_edit(ledger: tuple[sqlite3.Connection, Verification]) -> None:
    copy, given = ledger
    lift_guards(copy)
    change_a_column(copy, random.Random(0))
    set_guards(copy)

    assert findings(copy, Verification(given.keys, given.witnesses))


def findings_without_guards(copy: sqlite3.Connection, given: Verification) -> list[str]:
    """Return the findings but those of the triggers, which would be put back by then."""
    told = findings(copy, Verification(given.keys, given.witnesses))
    return [line for line in told if not line.startswith("the trigger")]
