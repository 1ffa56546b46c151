"""Letters through a misbehaving server by workers that are killed, and an account of each copy."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from charteroak.outbox.delivery import KILLED, send_due
from charteroak.outbox.models import Attempt, Message
from charteroak.outbox.pace import Pace
from charteroak.outbox.states import FAILED, UNDER_WAY, Outcome, State
from nursery import Nursery, Workers
from outbox.certificate import make_certificate, server_context
from outbox.letters import over, write_letter
from outbox.misbehaving_server import (
    AT_CONNECTION,
    TAKEN,
    Accounts,
    Fault,
    MisbehavingServer,
    running,
)

STALL = 0.3
SOON = timedelta(milliseconds=20)
HASTE = Pace(
    reply=0.15,
    final=0.15,
    limit=1.0,
    lease=timedelta(seconds=2),
    waits=(SOON,),
    urgent_waits=(SOON,),
    way_waits=(SOON,),
    each_minute=1_000_000,
    most_failures=1_000_000,
    most_refusals=1_000_000,
)
WORKERS = 2
LONGEST_SECONDS = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the letters."""

    letters: int
    accepted: int
    refused: int
    faults: Counter[Fault]
    kills: int
    copies: int
    by_server: int
    by_kill: int
    by_lateness: int
    lost: list[str]
    unexplained: list[str]
    seconds: float


class Deck:
    """Deals faults: every kind is dealt, at least ``wanted`` of them, and then no more."""

    def __init__(self, wanted: int, share: float, seed: int) -> None:
        self._random = random.Random(seed)
        self._share = share
        each = -(-wanted // len(Fault))
        self._piles = {
            True: [fault for fault in Fault if fault in AT_CONNECTION for _ in range(each)],
            False: [fault for fault in Fault if fault not in AT_CONNECTION for _ in range(each)],
        }
        for pile in self._piles.values():
            self._random.shuffle(pile)

    def __call__(self, at_connection: bool) -> Fault | None:  # noqa: FBT001 - a Dealer
        pile = self._piles[at_connection]
        if not pile or self._random.random() > self._share:
            return None
        return pile.pop()


def work(port: int, certificate: str) -> None:
    """Send what is due, again and again, with TLS required: the job of a worker to be killed."""
    server = MisbehavingServer()
    server.port = port
    way = over(server, HASTE, tls="required", authorities=certificate)
    while True:
        if send_due(way=way, pace=HASTE, clock=timezone.now) == 0:
            time.sleep(0.01)


def run(nursery: Nursery, *, letters: int, faults: int, kills: int, seed: int) -> Tally:
    """Send ``letters`` through ``faults`` and ``kills``, and account for each."""
    for number in range(letters):
        write_letter(f"agency{number}@d{number % 40}.example.org", reference=str(number))
    deck = Deck(faults, min(0.5, 1.5 * faults / letters), seed)
    began = time.monotonic()
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        certificate = make_certificate(Path(folder))
        tls = server_context(certificate)
        misbehaving = MisbehavingServer(deck, stall=STALL, tls=tls, keep_mails=False)
        with running(misbehaving) as server:
            workers = Workers(nursery, "outbox.fault_run:work", (server.port, str(certificate)))
            _send_all(workers, server.accounts, letters, kills, chance)
    return _tally(server.accounts, workers.killed, time.monotonic() - began)


def _send_all(
    workers: Workers, accounts: Accounts, letters: int, kills: int, chance: random.Random
) -> None:
    """Keep the workers at it, and kill one after each so many letters, until nothing is left."""
    for _ in range(WORKERS):
        workers.start()
    until = time.monotonic() + LONGEST_SECONDS
    while Message.objects.filter(state__in=UNDER_WAY).exists():
        if time.monotonic() > until:
            raise TimeoutError("the letters are not through: this machine is too busy for the run")
        due = len(accounts.taken) >= (workers.killed + 1) * letters / (kills + 1)
        if due and workers.killed < kills:
            time.sleep(chance.random() * 0.02)
            workers.replace_one(chance)
        time.sleep(0.02)
    workers.kill_all()


def _tally(accounts: Accounts, kills: int, seconds: float) -> Tally:
    messages = list(Message.objects.all())
    copies = Counter(message_id for message_id, _ in accounts.taken)
    cut = Counter(message_id for message_id, fault in accounts.taken if fault in TAKEN)
    reasons = Counter[str]()
    for message in messages:
        reasons += _reasons(message, copies[message.message_id] - 1, cut[message.message_id])
    return Tally(
        letters=len(messages),
        accepted=sum(each.state == State.ACCEPTED for each in messages),
        refused=sum(each.state in FAILED for each in messages),
        faults=accounts.faults,
        kills=kills,
        copies=sum(copies.values()) - len(copies),
        by_server=reasons["server"],
        by_kill=reasons["kill"],
        by_lateness=reasons["lateness"],
        lost=[str(each) for each in messages if not _arrived_or_said(each, accounts, copies)],
        unexplained=[str(each) for each in messages if not _explained(each, copies)],
        seconds=seconds,
    )


def _reasons(message: Message, extra: int, cut: int) -> Counter[str]:
    """Return why the server has ``extra`` copies more than one of a letter, as its rows say."""
    if extra < 1:
        return Counter()
    killed = Attempt.objects.filter(message=message, line=KILLED).count()
    by_server = min(extra, cut)
    by_kill = min(extra - by_server, killed)
    rest = extra - by_server - by_kill
    return Counter(server=by_server, kill=by_kill, lateness=rest)


def _arrived_or_said(message: Message, accounts: Accounts, copies: Counter[str]) -> bool:
    """Return whether the server has the letter, or its refusal is there for people to see."""
    if message.state == State.ACCEPTED:
        return copies[message.message_id] > 0
    return message.state == State.PERMANENT and message.to in accounts.refused_for_good


def _explained(message: Message, copies: Counter[str]) -> bool:
    """Return whether the rows of a letter's attempts explain each copy that the server has."""
    outcomes = Counter(Attempt.objects.filter(message=message).values_list("outcome", flat=True))
    known = outcomes[Outcome.ACCEPTED] + outcomes[Outcome.UNKNOWN]
    return copies[message.message_id] <= known and outcomes[Outcome.ACCEPTED] <= 1
