"""An export holds the whole ledger; changed or cut short, the verifier finds it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from charteroak.ledger.actions import make_checkpoint, purge_private
from charteroak.ledger.audit import audit_private, verify_database_in_use
from charteroak.ledger.export import Private, export_lines
from charteroak.ledger.models import Event, PrivateContent
from charteroak.ledger.queries import (
    events_of_agency,
    events_of_subject,
    place_of_private,
    private_positions,
)
from charteroak.ledger.verify import UnreadableError, Verification, verify_export
from charteroak.sealing import seal
from ledger.conftest import Recording

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def events(recorded: Recording) -> list[Event]:
    """Return four events; three have private content, of one it was purged."""
    done = [
        recorded(subject=f"request:{number}", private={"name": f"Demo {number}"} if number else {})
        for number in range(4)
    ]
    with transaction.atomic():
        purge_private(positions=[2], actor="system:worker", reason="2 years")
    make_checkpoint()
    return done


def verified(lines: Iterator[str]) -> Verification:
    """Return the verification of the lines of an export."""
    verification = Verification()
    verify_export(map(json.loads, lines), verification)
    return verification


@pytest.mark.parametrize(("private", "count"), [("none", 0), ("sealed", 2), ("plain", 2)])
def test_an_export_verifies(private: str, count: int) -> None:
    verification = verified(export_lines(Private(private)))

    assert verification.findings == []
    assert verification.counts == {"checkpoints": 1, "events": 5, "private": count}


def test_a_plain_export_holds_what_was_sealed_and_others_do_not() -> None:
    texts = {private: "\n".join(export_lines(private)) for private in Private}

    assert "Demo 3" in texts[Private.PLAIN]
    assert "Demo" not in texts[Private.SEALED] + texts[Private.NONE]
    assert "Demo 1" not in texts[Private.PLAIN]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Demo 3", "Demo 4", "private content 4: it was changed"),
        ("person:17", "person:18", "event 1: it was changed"),
    ],
)
def test_a_changed_export_is_found(old: str, new: str, found: str) -> None:
    told = verified(line.replace(old, new) for line in export_lines(Private.PLAIN)).findings

    assert told[0].startswith(found)


@pytest.mark.parametrize("left_out", range(1, 10))
def test_an_export_that_lacks_a_line_is_found(left_out: int) -> None:
    lines = list(export_lines(Private.SEALED))
    del lines[left_out]

    assert len(lines) == 9
    assert verified(iter(lines)).findings


def test_what_is_no_export_is_said() -> None:
    with pytest.raises(UnreadableError, match="neither an SQLite database nor an export"):
        verified(iter(['{"a":1}']))


def test_the_audit_opens_every_private_content() -> None:
    assert list(audit_private()) == []


def test_the_audit_finds_a_content_that_another_was_put_in_place_of() -> None:
    PrivateContent.objects.filter(pk=3).delete()
    PrivateContent.objects.create(event_id=3, content=seal("x", bound_to=place_of_private(3)))
    moved = bytes(PrivateContent.objects.get(pk=4).content)
    PrivateContent.objects.filter(pk=4).delete()
    PrivateContent.objects.create(event_id=4, content=moved[:-1] + bytes([moved[-1] ^ 1]))

    told = list(audit_private())
    assert told[0] == "private content 3: it is not the text that its event commits to"
    assert told[1].startswith("private content 4: what is stored as “ledger:4” is damaged")


@pytest.mark.django_db(transaction=True)
def test_the_database_in_use_verifies() -> None:
    verification = Verification()
    verify_database_in_use(verification)

    assert verification.findings == []
    assert verification.counts["events"] == 5


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's are in its file")
def test_a_trigger_that_was_switched_off_in_postgresql_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER ledger_event_refuses_update")
    verification = Verification()
    verify_database_in_use(verification)

    assert verification.findings == [
        "the trigger ledger_event_refuses_update was removed or switched off"
    ]


def test_events_are_found_by_subject_and_by_agency(events: list[Event]) -> None:
    middle = events[2].at

    assert [event.position for event in events_of_subject("request:2")] == [3]
    assert [event.position for event in events_of_agency("ct/police/elmford")] == [4, 3, 2, 1]
    assert [e.position for e in events_of_agency("ct/police/elmford", since=middle)] == [4, 3]
    assert [e.position for e in events_of_agency("ct/police/elmford", until=middle)] == [2, 1]
    assert not events_of_agency("ct/police/oakville").exists()


def test_private_contents_are_found_for_a_purge(events: list[Event]) -> None:
    assert private_positions() == [3, 4]
    assert private_positions(subject="request:3") == [4]
    assert private_positions(before=events[3].at) == [3]
