"""The worker's duty: send what is due, one letter after the other, and write down how it went.

A letter is claimed by an update that succeeds for one worker only, and its attempt is written
down before it begins.  A worker may be killed at any point: the claim lapses, and the letter is
sent again under the same Message-ID.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from charteroak.outbox import lanes
from charteroak.outbox.actions import EVERYTHING
from charteroak.outbox.errors import WayClosedError
from charteroak.outbox.letter import Attachment, Letter
from charteroak.outbox.models import LONGEST_LINE, Attempt, Enclosure, Message
from charteroak.outbox.pace import Pace
from charteroak.outbox.states import UNDER_WAY, Outcome, State
from charteroak.outbox.ways import Result, Way, current_way

Clock = Callable[[], datetime]
STANDARD = Pace()
LOOK_AT = 20
KILLED = "The worker ended before it had heard, or written down, what the server answered."


@dataclass(frozen=True, slots=True)
class Claim:
    """A letter that this worker, and no other, may send now."""

    message: Message
    attempt: Attempt


def deliver() -> int:
    """Send what is due, for some seconds at most; return how many attempts were made."""
    pace = replace(STANDARD, each_minute=settings.MAIL_EACH_MINUTE)
    return send_due(way=current_way(pace), pace=pace, clock=timezone.now)


def send_due(*, way: Way, pace: Pace, clock: Clock) -> int:
    """Send what is due over ``way``; return how many attempts were made."""
    began, made = clock(), 0
    try:
        while clock() < began + pace.batch and (claim := _next(way, pace, clock())):
            result = way.send(letter_of(claim.message))
            _write_down(claim, result, clock(), pace)
            made += 1
    except WayClosedError as error:
        lanes.close_way(str(error), clock(), pace)
    finally:
        way.close()
    return made


def due(now: datetime) -> QuerySet[Message]:
    """Return the letters to send at ``now``, the urgent ones first, on lanes that are open."""
    shut = list(lanes.closed(now).values_list("name", flat=True))
    if EVERYTHING in shut:
        return Message.objects.none()
    waiting = Message.objects.filter(next_at__lte=now).exclude(domain__in=shut)
    return waiting.order_by("-urgent", "next_at", "pk")


def _next(way: Way, pace: Pace, now: datetime) -> Claim | None:
    """Return the next letter, claimed; the way is opened first, so that none waits for it."""
    for message in due(now).only("pk", "domain")[:LOOK_AT]:  # their texts are long
        way.open()
        if claim := _claim(message, pace, now):
            return claim
    return None


@transaction.atomic
def _claim(message: Message, pace: Pace, now: datetime) -> Claim | None:
    if not lanes.enter(message.domain, now, pace):
        return None
    claim = secrets.token_hex(16)
    free = Message.objects.filter(pk=message.pk, next_at__lte=now)
    changes = {"state": State.SENDING, "claim": claim, "next_at": now + pace.lease}
    if not free.update(**changes, attempts=F("attempts") + 1):
        return None
    _end_abandoned(message, now)
    attempt = Attempt.objects.create(message=message, began_at=now)
    return Claim(Message.objects.get(pk=message.pk), attempt)


def _end_abandoned(message: Message, now: datetime) -> None:
    """End the attempt of a worker that was killed: nobody else could still claim the letter."""
    abandoned = Attempt.objects.filter(message=message, outcome=Outcome.OPEN)
    abandoned.update(outcome=Outcome.UNKNOWN, line=KILLED, ended_at=now)


def letter_of(message: Message) -> Letter:
    """Return a message as the letter that goes over the wire."""
    enclosures = message.enclosures.select_related("content")
    return Letter(
        token=message.token,
        message_id=message.message_id,
        sender=settings.DEFAULT_FROM_EMAIL,
        back=settings.MAIL.back.replace("*", message.token),
        to=message.to,
        subject=message.subject,
        text=message.text,
        html=message.html,
        date=message.created_at,
        attachments=tuple(_attachment(each) for each in enclosures),
    )


def _attachment(enclosure: Enclosure) -> Attachment:
    content = bytes(enclosure.content.content)
    return Attachment(name=enclosure.name, media_type=enclosure.media_type, content=content)


@transaction.atomic
def _write_down(claim: Claim, result: Result, now: datetime, pace: Pace) -> None:
    evidence = {"outcome": result.outcome, "code": result.code, "line": result.line[:LONGEST_LINE]}
    Attempt.objects.filter(pk=claim.attempt.pk).update(**evidence, ended_at=now)
    mine = Message.objects.filter(pk=claim.message.pk, state=State.SENDING)
    mine = mine.filter(claim=claim.message.claim)
    lanes.note(claim.message.domain, result, now, pace)
    if result.outcome is Outcome.ACCEPTED:
        # It counts even where the claim has lapsed meanwhile; what is returned stays returned.
        _end(Message.objects.filter(pk=claim.message.pk, state__in=UNDER_WAY), result, now)
        _forget(claim.message)
    elif result.outcome is Outcome.PERMANENT or _outlived(claim.message, now, pace):
        _end(mine, result, now)
    else:
        attempts, urgent = claim.message.attempts, claim.message.urgent
        next_at = pace.next_try(attempts, now, urgent=urgent)
        mine.update(state=State.TEMPORARY, claim="", next_at=next_at)


def _end(messages: QuerySet[Message], result: Result, now: datetime) -> None:
    state = State.ACCEPTED if result.outcome is Outcome.ACCEPTED else State.PERMANENT
    messages.update(state=state, claim="", next_at=None, ended_at=now)


def _outlived(message: Message, now: datetime, pace: Pace) -> bool:
    return now - message.tried_since >= pace.life


def _forget(message: Message) -> None:
    """Forget what a fleeting letter said: its link is a key for whoever reads the database."""
    Message.objects.filter(pk=message.pk, fleeting=True).update(text="", html="")
