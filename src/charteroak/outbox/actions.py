"""Every write that people or other rooms ask of the outbox."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from charteroak.outbox.addresses import domain_of, normal
from charteroak.outbox.errors import NotInTransactionError
from charteroak.outbox.letter import Attachment, one_line
from charteroak.outbox.models import LONGEST_SUBJECT, Content, Enclosure, Lane, Message
from charteroak.outbox.states import FAILED, WAITING, State

EVERYTHING = "*"
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


def enqueue(  # noqa: PLR0913 - the parts of a letter, each by its name
    *,
    purpose: str,
    to: str,
    subject: str,
    text: str,
    reference: str,
    agency: str,
    html: str = "",
    attachments: Iterable[Attachment] = (),
    urgent: bool = False,
    fleeting: bool = False,
) -> Message:
    """Put a letter in the outbox, in the transaction of what it tells of; a worker sends it.

    The same purpose, reference and address a second time return the letter that is there.

    Args:
        purpose: what it is for, such as ``referral`` or ``issuance``.
        to: one mail address.
        subject: on one line; breaks and controls are taken out.
        text: the letter as plain text.
        reference: what it belongs to, such as ``referral:17/2``.
        agency: the slug of the agency it is about, or empty.
        html: the letter as HTML beside the text.
        attachments: files to enclose; the same bytes are stored once for all letters.
        urgent: it goes before all that is not, and is tried again sooner.
        fleeting: its text is forgotten once it is out.

    Raises:
        NotInTransactionError: there is no transaction.
        NotAddressableError: ``to`` is no mail address.
    """
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransactionError("a letter is put in the outbox in a transaction: open one")
    address = normal(to)
    token = secrets.token_hex(16)
    now = timezone.now()
    message, new = Message.objects.get_or_create(
        purpose=purpose,
        reference=reference,
        to=address,
        defaults={
            "agency": agency,
            "domain": domain_of(address),
            "subject": one_line(subject)[:LONGEST_SUBJECT],
            "text": text,
            "html": html,
            "token": token,
            "message_id": f"<{token}@{_own_domain()}>",
            "urgent": urgent,
            "fleeting": fleeting,
            "created_at": now,
            "tried_since": now,
            "next_at": now,
        },
    )
    if new:
        _enclose(message, attachments)
    return message


def _own_domain() -> str:
    return domain_of(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def _enclose(message: Message, attachments: Iterable[Attachment]) -> None:
    for position, each in enumerate(attachments):
        if not MEDIA_TYPE.fullmatch(each.media_type):
            raise ValueError(f"“{each.media_type}” is no media type such as application/pdf")
        digest = hashlib.sha256(each.content).hexdigest()
        # The bytes that are there already are not read only to learn that they are there.
        if not Content.objects.filter(digest=digest).exists():
            Content.objects.get_or_create(digest=digest, defaults={"content": each.content})
        Enclosure.objects.create(
            message=message,
            content_id=digest,
            position=position,
            name=one_line(each.name)[:150],
            media_type=each.media_type,
        )


def cancel(*, message: Message) -> bool:
    """Cancel a letter that waits; return false where it is under way, out or at its end."""
    waiting = Message.objects.filter(pk=message.pk, state__in=WAITING)
    changes = {"state": State.CANCELLED, "next_at": None, "ended_at": timezone.now()}
    return bool(waiting.update(**changes))


def send_again(*, message: Message) -> bool:
    """Send a letter again that was refused or returned, once its cause is mended.

    It keeps its Message-ID.  Returns false where the letter has not failed, or its text is gone.
    """
    now = timezone.now()
    failed = Message.objects.filter(pk=message.pk, state__in=FAILED).exclude(text="")
    changes = {"state": State.CREATED, "attempts": 0, "tried_since": now, "next_at": now}
    return bool(failed.update(**changes, ended_at=None, settled_at=None))


def settle(*, message: Message) -> bool:
    """Note that somebody has dealt with a failed letter; return false where nobody had to."""
    failed = Message.objects.filter(pk=message.pk, state__in=FAILED, settled_at=None)
    return bool(failed.update(settled_at=timezone.now()))


def pause(*, why: str, lane: str = EVERYTHING) -> None:
    """Send nothing, or nothing to the domain ``lane``, until it is resumed."""
    Lane.objects.update_or_create(name=lane, defaults={"held": True, "why": one_line(why)[:500]})


def resume(*, lane: str = EVERYTHING) -> None:
    """Send again, at once, whatever had stopped it."""
    changes = {"held": False, "opens_at": timezone.now(), "why": "", "failures": 0, "refusals": 0}
    Lane.objects.update_or_create(name=lane, defaults=changes)
