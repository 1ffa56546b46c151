"""The worker: everything that is done without anybody waiting for it, in short rounds.

Each duty looks into the database for what is due, does it and says how much it did.  Nothing is
kept in memory between rounds, so a worker may be killed at any time and another goes on.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Sequence

from django.db import close_old_connections, connections

from charteroak.desk.referrals.actions import ring_due
from charteroak.desk.requests.actions import purge_due
from charteroak.directory.agencies.actions import index_words
from charteroak.issuing.letters import worker as letters
from charteroak.ledger.actions import sign_when_due
from charteroak.outbox import bounces, delivery
from charteroak.public import announcements

LOG = logging.getLogger(__name__)
SECONDS_BETWEEN = 1.0
# Somebody waits at a desk; nobody waits for the worker.
POLITE = 10

Duty = Callable[[], int]
DUTIES: Sequence[Duty] = (
    purge_due,
    letters.compose_due,
    letters.remind_due,
    ring_due,
    delivery.deliver,
    bounces.collect,
    announcements.announce,
    index_words,
    sign_when_due,
)


def work_round(duties: Sequence[Duty] = DUTIES) -> int:
    """Do what is due of every duty; one that fails is logged and does not stop the others."""
    done = 0
    for duty in duties:
        close_old_connections()
        try:
            done += duty()
        except Exception:
            LOG.exception("%s failed and is tried again in the next round", duty.__module__)
    return done


def work(stop: threading.Event | None = None, duties: Sequence[Duty] = DUTIES) -> None:
    """Do every duty until SIGTERM or SIGINT, or until ``stop`` is set.

    Each has a thread of its own: a mail server that stalls holds up no referral.
    """
    ended = stop or threading.Event()
    if stop is None:
        os.nice(POLITE)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ended.set())
    threads = [threading.Thread(target=_repeat, args=(duty, ended)) for duty in duties]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _repeat(duty: Duty, ended: threading.Event) -> None:
    try:
        while not ended.is_set():
            if work_round([duty]) == 0:
                ended.wait(SECONDS_BETWEEN)
    finally:
        connections.close_all()
