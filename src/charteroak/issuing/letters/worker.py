"""The worker's two duties: composing the letters that may leave, and reminding of those unread.

Each letter is composed in a transaction of its own, so that a worker may be killed between any
two of them; the outbox keeps one message for each letter for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from charteroak.core.errors import CharterOakError
from charteroak.issuing.letters.composing import ADVICE, Sent, compose, letter_address
from charteroak.issuing.letters.models import Issuance, Letter, Reminder
from charteroak.issuing.letters.queries import (
    OF_LETTER,
    PURPOSE,
    letters_of,
    newest_checkpoint,
)
from charteroak.issuing.letters.rungs import Rung
from charteroak.ledger.actions import record
from charteroak.outbox.actions import enqueue
from charteroak.outbox.models import Message

IN_ONE_ROUND = 50
LONGEST_PROBLEM = 500
WORKER = "system:worker"
# Days on a rung before a reminder, and as many again before the next one.
REMIND_AFTER = {Rung.ACCEPTED: 3, Rung.OPENED: 5}
MOST_REMINDERS = 3


def compose_due() -> int:
    """Compose letters that may leave; return how many were looked at."""
    done = 0
    for issuance in Issuance.objects.filter(composed_at=None, starts_at__lte=timezone.now()):
        waiting = Letter.objects.filter(issuance=issuance, composed_at=None).exclude(email="")
        related = waiting.select_related("agency", "issuance__version", "issuance__office")
        letters = list(related.order_by("pk")[:IN_ONE_ROUND])
        checkpoint = newest_checkpoint()
        for letter in letters:
            compose_letter(letter, checkpoint)
        if not letters:
            _finish(issuance)
        done += len(letters)
    return done


def compose_letter(letter: Letter, checkpoint: str) -> None:
    """Compose one letter and put it in the outbox; one that cannot be set says why and stays.

    It is set before the transaction begins: whoever else wants to write does not wait for that.
    """
    try:
        queue_letter(letter, compose(letter, checkpoint))
    except CharterOakError as error:
        queue_letter(letter, None, str(error)[:LONGEST_PROBLEM])


@transaction.atomic
def queue_letter(letter: Letter, sent: Sent | None, problem: str = "") -> None:
    """Put a letter in the outbox, or note why it cannot be; nothing where that was done already."""
    rows = Letter.objects.select_for_update(of=("self",))
    locked = rows.get(pk=letter.pk)
    if locked.composed_at is not None or locked.email != letter.email:
        return  # another worker was quicker, or the letter goes elsewhere now
    locked.composed_at = timezone.now()
    locked.message = _enqueue(letter, sent) if sent else None
    locked.problem = problem
    locked.save(update_fields=["composed_at", "message", "problem"])
    version = letter.issuance.version
    record(
        act="letter.queued" if sent else "letter.not_composed",
        actor=WORKER,
        agency=letter.agency.slug,
        subject=f"letter:{letter.reference}",
        detail={"version": str(version), "hash": version.hash},
    )


def _enqueue(letter: Letter, sent: Sent) -> Message:
    return enqueue(
        purpose=PURPOSE,
        to=letter.email,
        subject=sent.subject,
        text=sent.text,
        attachments=sent.attachments,
        reference=OF_LETTER + letter.reference,
        agency=letter.agency.slug,
    )


@transaction.atomic
def _finish(issuance: Issuance) -> None:
    changed = Issuance.objects.filter(pk=issuance.pk, composed_at=None)
    if changed.update(composed_at=timezone.now()):
        record(
            act="issuance.composed",
            actor=WORKER,
            agency=issuance.office.slug,
            subject=f"issuance:{issuance.pk}",
            detail={"letters": issuance.letters.count()},
        )


def remind_due() -> int:
    """Remind of letters that stay on a rung; return how many reminders were queued."""
    now = timezone.now()
    return sum(_remind(letter, rung, since, now) for letter, rung, since in _late(now))


def _late(now: datetime) -> Iterator[tuple[Letter, Rung, datetime]]:
    """Yield letters that have been on a rung for long enough, with since when."""
    running = Q(reminders_stopped_at=None, version__withdrawal=None)
    for issuance in Issuance.objects.filter(running, composed_at__isnull=False):
        least = now - timedelta(days=min(REMIND_AFTER.values()))
        if issuance.starts_at > least:
            continue
        late = letters_of(issuance).filter(rung__in=list(REMIND_AFTER), must_acknowledge=True)
        for letter in late.prefetch_related("openings"):
            rung = Rung(letter.rung)
            openings = [each.at for each in letter.openings.all()]
            accepted = letter.message.ended_at if letter.message else None
            since = min(openings) if rung is Rung.OPENED else accepted
            if since is not None:
                yield letter, rung, since


def _remind(letter: Letter, rung: Rung, since: datetime, now: datetime) -> int:
    number = min((now - since) // timedelta(days=REMIND_AFTER[rung]), MOST_REMINDERS)
    if number < 1 or Reminder.objects.filter(letter=letter, rung=rung, number=number).exists():
        return 0
    _send_reminder(letter, rung, number, now)
    return 1


@transaction.atomic
def _send_reminder(letter: Letter, rung: Rung, number: int, now: datetime) -> None:
    title = letter.issuance.version.title
    message = enqueue(
        purpose="reminder",
        to=letter.email,
        subject=f"Reminder {number}: {title}",
        text=reminder_text(letter, rung),
        reference=f"reminder:{letter.reference}:{rung}:{number}",
        agency=letter.agency.slug,
    )
    _, new = Reminder.objects.get_or_create(
        letter=letter, rung=rung, number=number, defaults={"at": now, "message": message}
    )
    if new:
        record(
            act="letter.reminded",
            actor=WORKER,
            agency=letter.agency.slug,
            subject=f"letter:{letter.reference}",
            detail={"rung": rung.value, "number": number},
        )


def reminder_text(letter: Letter, rung: Rung) -> str:
    """Return the words of a reminder: what is missing, and where it is done."""
    missing = {
        Rung.ACCEPTED: "Nobody at your agency has opened it yet, signed in.",
        Rung.OPENED: "It has been opened, and the head of your agency has not acknowledged it yet.",
    }[rung]
    return (
        f"{letter.salutation}\n\n{letter.issuance.office} sent you "
        f"“{letter.issuance.version.title}” on {timezone.localdate(letter.issuance.starts_at)}.\n"
        f"{missing}\n\n"
        f"{letter_address(letter)}\n\nReference {letter.reference}. {ADVICE}\n"
    )
