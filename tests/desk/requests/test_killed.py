"""Killed in the middle of recording, 100 times: what was acknowledged is there, nothing by half."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from charteroak.desk.requests.asked import digest_of
from charteroak.desk.requests.models import Request
from charteroak.directory.roles import Role
from charteroak.ledger.audit import verify_database_in_use
from charteroak.ledger.models import Event
from charteroak.ledger.verify import Verification
from desk.requests.making import acting_as
from nursery import nursery

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROUNDS = 100
LONGEST_LIFE = 0.06
JOB = "desk.requests.recorder:record_until_killed"


def test_nothing_acknowledged_is_lost_and_there_is_an_event_if_and_only_if_there_is_a_row(
    tmp_path: Path,
) -> None:
    acting, told = acting_as(Role.HEAD), tmp_path / "told"
    told.touch()
    kill_again_and_again(told, acting.agency.slug, acting.person.pk)

    acknowledged = set(told.read_text(encoding="ascii").split())
    rows = {request.subject: request for request in Request.objects.select_related("agency")}
    recorded = list(subjects("request.recorded"))
    assert len(acknowledged) > ROUNDS // 2
    assert acknowledged <= set(rows)
    assert sorted(recorded) == sorted(rows)
    decided = {subject for subject, request in rows.items() if request.decision}
    assert sorted(subjects("request.decided")) == sorted(decided)
    assert all(digest_of(each.answer) == each.answer_digest for each in rows.values())
    assert verified() == []


def kill_again_and_again(told: Path, agency: str, person: int) -> None:
    """Start a recorder, wait until it has said something, kill it a moment later; 100 times."""
    chance = random.Random(0)
    with nursery() as born:
        for _ in range(ROUNDS):
            before = told.stat().st_size
            number = born.start(JOB, agency, person, str(told))
            until = time.monotonic() + 30
            while told.stat().st_size == before and time.monotonic() < until:
                time.sleep(0.002)
            time.sleep(chance.random() * LONGEST_LIFE)
            born.kill(number)


def subjects(act: str) -> list[str]:
    return list(Event.objects.filter(act=act).values_list("subject", flat=True))


def verified() -> list[str]:
    verification = Verification()
    verify_database_in_use(verification)
    return verification.findings
