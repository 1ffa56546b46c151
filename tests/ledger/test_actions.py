"""Recording: what an event holds, where it is refused, and what a purge leaves."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from charteroak.ledger.actions import (
    make_checkpoint,
    purge_private,
    record,
    rewrap_private,
    sign_when_due,
)
from charteroak.ledger.errors import NotInTransactionError, NotRecordableError
from charteroak.ledger.models import Checkpoint, Event, PrivateContent
from charteroak.ledger.queries import private_content
from ledger.conftest import Recording

pytestmark = pytest.mark.django_db


def test_positions_count_from_one_and_each_event_names_the_digest_before(
    recorded: Recording,
) -> None:
    first, second = recorded(), recorded("request.decided")

    assert (first.position, second.position) == (1, 2)
    assert json.loads(first.entry)["previous"] == "0" * 64
    assert json.loads(second.entry)["previous"] == first.digest
    assert second.digest == hashlib.sha256(second.entry.encode()).hexdigest()


def test_the_text_of_an_event_is_canonical_json(recorded: Recording) -> None:
    with time_machine.travel(datetime(2026, 11, 26, 4, 5, 6, 7, UTC), tick=False):
        event = recorded(detail={"hours": 48, "answer": ["hold", None, True, "Não"]})

    assert event.entry == (
        '{"act":"request.recorded","actor":"person:17","agency":"ct/police/elmford","behind":0,'
        '"detail":{"answer":["hold",null,true,"Não"],"hours":48},"format":1,"position":1,'
        f'"previous":"{"0" * 64}","sealed":"","stored":"","subject":"request:3f2a",'
        '"time":"2026-11-26T04:05:06.000007Z"}'
    )
    assert event.at == datetime(2026, 11, 26, 4, 5, 6, 7, UTC)
    assert event.detail["hours"] == 48


def test_a_clock_that_goes_back_is_noted_and_does_not_change_the_order(
    recorded: Recording,
) -> None:
    with time_machine.travel(datetime(2026, 11, 26, 4, tzinfo=UTC), tick=False):
        recorded()
    with time_machine.travel(datetime(2026, 11, 26, 3, tzinfo=UTC), tick=False):
        late = recorded()

    assert late.position == 2
    assert json.loads(late.entry)["behind"] == 3_600_000_000


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("act", "Recorded", "the act “Recorded”"),
        ("act", "private.purged", "call purge_private"),
        ("actor", "maria@example.org", "person:17"),
        ("agency", "CT/Police", "ct/police/new-haven"),
        ("subject", "", "request:3f2a"),
        ("subject", 'request:"', "request:3f2a"),
        ("detail", {"hours": 4.5}, "detail.hours is 4.5"),
        ("detail", {"answers": [{"day": object}]}, "detail.answers[0].day"),
        ("detail", {"text": "x" * 20_001}, "detail is longer than 20,000"),
        ("private", {"count": 2**53}, "private.count"),
        ("private", {"é": 1}, "names are ASCII"),
    ],
)
def test_what_the_ledger_does_not_take_is_refused_with_the_part_named(
    recorded: Recording, part: str, value: Any, said: str
) -> None:
    with pytest.raises(NotRecordableError) as refused:
        recorded(**{part: value})

    assert said in str(refused.value)
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_is_refused_outside_a_transaction() -> None:
    with pytest.raises(NotInTransactionError):
        record(act="a.b", actor="anonymous", agency="", subject="request:1")


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_its_transaction(recorded: Recording) -> None:
    with suppress(RuntimeError), transaction.atomic():
        record(act="a.b", actor="anonymous", agency="", subject="request:1")
        raise RuntimeError

    assert recorded().position == 1


def test_private_content_is_committed_to_and_kept_apart(recorded: Recording) -> None:
    event = recorded(private={"name": "Demo Person"})
    row = PrivateContent.objects.get()

    assert "Demo" not in event.entry
    assert b"Demo" not in bytes(row.content)
    assert json.loads(event.entry)["stored"] == hashlib.sha256(bytes(row.content)).hexdigest()
    assert private_content(event) == {"name": "Demo Person"}


def test_equal_private_content_has_unequal_commitments(recorded: Recording) -> None:
    events = [recorded(private={"name": "Demo Person"}) for _ in range(2)]
    first, second = (json.loads(event.entry)["sealed"] for event in events)

    assert first != second


def test_a_purge_removes_private_content_and_says_so(recorded: Recording) -> None:
    events = [recorded(private={"name": f"Demo {number}"}) for number in range(3)]
    with transaction.atomic():
        (purge,) = purge_private(positions=[1, 3, 99], actor="system:worker", reason="2 years")

    assert [private_content(event) for event in events] == [None, {"name": "Demo 1"}, None]
    assert purge.detail == {"positions": [1, 3], "reason": "2 years"}


def test_a_purge_of_nothing_records_nothing(recorded: Recording) -> None:
    recorded()

    assert purge_private(positions=[1], actor="system:worker", reason="2 years") == []
    assert Event.objects.count() == 1


def test_private_content_can_be_wrapped_under_a_new_key(recorded: Recording) -> None:
    event = recorded(private={"name": "Demo Person"})
    before = bytes(PrivateContent.objects.get().content)
    (said,) = rewrap_private(actor="system:worker")
    after = bytes(PrivateContent.objects.get().content)

    assert before != after
    assert said.detail == {"stored": {"1": hashlib.sha256(after).hexdigest()}}
    assert private_content(event) == {"name": "Demo Person"}


def test_a_checkpoint_signs_the_last_event_and_the_checkpoint_before(recorded: Recording) -> None:
    assert make_checkpoint() is None
    recorded()
    first = make_checkpoint()
    assert make_checkpoint() == first
    event = recorded()
    second = make_checkpoint()

    assert first is not None
    assert second is not None
    statement = json.loads(second.statement)
    link = hashlib.sha256(f"{first.statement}\n{first.signature}".encode()).hexdigest()
    assert (statement["digest"], statement["previous"]) == (event.digest, link)
    assert Checkpoint.objects.count() == 2


def test_the_worker_signs_once_an_hour_what_is_new(recorded: Recording) -> None:
    with time_machine.travel(datetime(2026, 11, 26, 4, tzinfo=UTC), tick=False) as clock:
        assert sign_when_due() == 0
        recorded()
        assert [sign_when_due(), sign_when_due()] == [1, 0]
        recorded()
        assert sign_when_due() == 0
        clock.shift(timedelta(hours=1))
        assert [sign_when_due(), sign_when_due()] == [1, 0]
