"""Workers are killed in the middle of composing: no letter is lost, and none is composed twice."""

from __future__ import annotations

import random
import time

import pytest

from charteroak.issuing.letters.models import Issuance, Letter
from charteroak.issuing.letters.queries import ladder
from charteroak.issuing.letters.rungs import Rung
from charteroak.issuing.letters.worker import compose_due
from charteroak.ledger.models import Event
from charteroak.outbox.models import Enclosure
from issuing.letters.the_mailing import make_mailing, outgoing, send
from nursery import Workers, nursery
from the_cast import make_agency

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FURTHER, KILLS, LONGEST_WAIT = 40, 6, 30
LETTERS = FURTHER + 1  # one district has no address


@pytest.fixture
def killed() -> Issuance:
    """Return an issuance whose letters were composed by workers that were killed at it."""
    mailing = make_mailing()
    for number in range(FURTHER):
        make_agency(f"ct/police/town-{number}", email=f"police@town-{number}.example.org")
    issuance = send(mailing)
    chance, queued = random.Random(11), 0
    with nursery() as bred:
        workers = Workers(bred, "issuing.letters.composer:compose")
        workers.start()
        workers.start()
        while workers.killed < KILLS:
            queued = _further_than(queued)
            time.sleep(chance.uniform(0, 0.03))
            workers.replace_one(chance)
        workers.kill_all()
    assert outgoing().count() < LETTERS  # else none was killed at it
    while compose_due():
        pass
    return issuance


def _further_than(queued: int) -> int:
    """Wait until more letters are queued; return how many."""
    until = time.monotonic() + LONGEST_WAIT
    while (now := outgoing().count()) <= queued:
        assert time.monotonic() < until
        time.sleep(0.005)
    return now


def test_every_letter_is_queued_once_with_its_event_and_its_files(killed: Issuance) -> None:
    letters = Letter.objects.filter(issuance=killed, message__isnull=False)
    events = Event.objects.filter(act="letter.queued").values_list("subject", flat=True)
    killed.refresh_from_db()

    assert outgoing().count() == letters.count() == LETTERS
    assert sorted(events) == sorted(f"letter:{each.reference}" for each in letters)
    assert Enclosure.objects.count() == 2 * LETTERS
    assert killed.composed_at
    assert ladder(killed)[Rung.QUEUED] == LETTERS
    assert ladder(killed)[Rung.NO_ADDRESS] == 1
    assert Event.objects.filter(act="issuance.composed").count() == 1
