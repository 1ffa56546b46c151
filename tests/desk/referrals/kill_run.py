"""Requests are recorded, referred and taken while web and worker are killed again and again.

Time runs 600 times as fast in every process, so that five minutes pass in half a second.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from charteroak.desk.referrals.actions import ring_due
from charteroak.desk.referrals.models import Referral, Step, Take
from charteroak.desk.requests.actions import record_request
from charteroak.desk.requests.actions.recording import Contact
from charteroak.desk.requests.asked import answer_to
from charteroak.desk.requests.models import Request
from charteroak.directory.access import acting_for
from charteroak.directory.models import Agency, Person
from charteroak.ledger.models import Event
from charteroak.outbox.models import Message
from desk.referrals.ladders import make_school
from desk.requests.making import DETAINER
from nursery import Nursery, Workers

SPEED = 600
START = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
TAKERS = ("demo.administrator", "demo.backup", "demo.superintendent", "demo.counsel")
LONGEST, MOMENT = 3.0, 0.06
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What was acknowledged, what became of it, and each thing that should not be."""

    rounds: int
    recorded: int
    referred: int
    taken: int
    steps: int
    lost: list[str]
    wrong: list[str]
    seconds: float


def warm_up() -> None:
    """Load the pages and compile the guidance, once for every process."""
    assert get_resolver().url_patterns
    answer_to(DETAINER, START, ZoneInfo("America/New_York"))


def _hurry(began: float) -> None:
    """Let the clock of this process run fast."""
    timezone.now = lambda: START + timedelta(seconds=(time.time() - began) * SPEED)


def work(began: float) -> None:
    """Move referrals on: the job of a worker that will be killed."""
    _hurry(began)
    while True:
        if ring_due() == 0:
            time.sleep(0.005)


def serve(began: float, acknowledged: str, seed: int) -> None:
    """Record, refer and take as people at the desk do: the job of a web process to be killed.

    What was answered is written to the file after the answer, as a person would remember it.
    """
    _hurry(began)
    chance = random.Random(seed)
    file = os.open(acknowledged, os.O_WRONLY | os.O_APPEND)
    school = Agency.objects.get(slug="ct/school/elmford-north")
    clerk = Person.objects.get(email="demo.clerk@example.org")
    acting = acting_for(clerk, school, START.date())
    while True:
        request = record_request(
            acting=acting, asked=DETAINER, contact=Contact(received_at=START), token=uuid4()
        )
        os.write(file, f"recorded {request.public_id}\n".encode())
        words = {"agency": school.slug, "record": request.public_id}
        if _post(clerk, "referrals:refer", words):
            os.write(file, f"referred {request.public_id}\n".encode())
        for referral in Referral.objects.filter(taken_by=None, ended_at=None).order_by("?")[:1]:
            _take(chance, file, school, referral)


def _take(chance: random.Random, file: int, school: Agency, referral: Referral) -> None:
    taker = Person.objects.get(email=f"{chance.choice(TAKERS)}@example.org")
    words = {"agency": school.slug, "referral": referral.public_id}
    if chance.random() < 0.5 and _post(taker, "referrals:take", words):
        os.write(file, f"taken {referral.public_id} {taker.pk}\n".encode())


def _post(person: Person, name: str, words: dict[str, object]) -> bool:
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=True)
    client.force_login(person)
    return client.post(reverse(name, kwargs=words)).status_code == 302


def run(nursery: Nursery, folder: Path, *, rounds: int, seed: int) -> Tally:
    """Kill web and worker ``rounds`` times in the middle of it, and account for everything."""
    make_school()
    acknowledged = folder / "acknowledged"
    acknowledged.touch()
    chance, began = random.Random(seed), time.time()
    web = Workers(nursery, "desk.referrals.kill_run:serve", (began, str(acknowledged), seed))
    workers = Workers(nursery, "desk.referrals.kill_run:work", (began,))
    for each in (web, workers, workers):
        each.start()
    while web.killed + workers.killed < rounds:
        _wait(acknowledged, chance)
        chance.choice((web, workers)).replace_one(chance)
    web.kill_all()
    workers.kill_all()
    _finish(began)
    return _tally(acknowledged.read_text().splitlines(), rounds, time.time() - began)


def _wait(acknowledged: Path, chance: random.Random) -> None:
    """Wait until a few more things were acknowledged, then a moment into the next one."""
    enough = acknowledged.stat().st_size + chance.choice((1, 60, 120))
    until = time.monotonic() + LONGEST
    while acknowledged.stat().st_size < enough and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(chance.uniform(0, MOMENT))


def _finish(began: float) -> None:
    """Let an undisturbed worker do what is left, hour by hour."""
    now = START + timedelta(seconds=(time.time() - began) * SPEED)
    while Referral.objects.exclude(next_at=None).exists():
        now += HOUR
        while ring_due(now):
            pass


def _tally(lines: list[str], rounds: int, seconds: float) -> Tally:
    kinds = [line.split()[0] for line in lines]
    return Tally(
        rounds=rounds,
        recorded=kinds.count("recorded"),
        referred=kinds.count("referred"),
        taken=kinds.count("taken"),
        steps=Step.objects.exclude(called_at=None).count(),
        lost=[line for line in lines if not _is_there(line)],
        wrong=[fault for each in Referral.objects.all() for fault in faults_of(each)],
        seconds=seconds,
    )


def _is_there(line: str) -> bool:
    """Return whether what was acknowledged is in the database."""
    kind, public_id, *further = line.split()
    if kind == "recorded":
        return Request.objects.filter(public_id=public_id).exists()
    if kind == "referred":
        return Referral.objects.filter(request__public_id=public_id).exists()
    return Take.objects.filter(referral__public_id=public_id, person_id=int(further[0])).exists()


def faults_of(referral: Referral) -> Iterator[str]:
    """Yield what should not be of one referral: a rung skipped, early, twice, or without event."""
    called = list(referral.steps.exclude(called_at=None).prefetch_related("calls"))
    if [step.place for step in called] != list(range(1, referral.place + 1)):
        yield f"{referral}: a rung was skipped: {[step.place for step in called]}"
    yield from _early(referral, called)
    events = Event.objects.filter(subject=referral.request.subject, act__startswith="referral.")
    told = [each.detail["step"] for each in events if each.act.split(".")[1] != "taken"]
    complete = [*range(1, referral.place + 1)]
    if referral.unanswered_at:
        complete.append(referral.place)
    if told != complete:
        yield f"{referral}: the ledger tells of the steps {told}"
    letters = Message.objects.filter(reference__startswith=f"referral:{referral.public_id}/")
    if letters.count() != sum(len(step.calls.all()) for step in called):
        yield f"{referral}: calls and letters differ"
    acts = [each.act.removeprefix("referral.") for each in events]
    if "taken" in acts and {"called", "passed_over"} & set(acts[acts.index("taken") :]):
        yield f"{referral}: somebody was called after it was taken: {acts}"
    for each in referral.takes.all():
        if any(step.called_at is not None and step.called_at > each.at for step in called):
            yield f"{referral}: the times say that somebody was called after it was taken"


def _early(referral: Referral, called: list[Step]) -> Iterator[str]:
    for before, after in pairwise(called):
        assert before.called_at is not None
        assert after.called_at is not None
        wait = timedelta(minutes=before.minutes if before.calls.all() else 0)
        if after.called_at < before.called_at + wait:
            yield f"{referral}: {after} was called early"
