"""The mailbox is open to all, but in a demonstration only; a provider reports with a secret."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from access.matrix import Row
from charteroak.directory.models import Agency
from charteroak.outbox.actions import enqueue
from charteroak.outbox.delivery import STANDARD, send_due
from charteroak.outbox.letter import Attachment
from charteroak.outbox.mailbox import Mailbox


def a_letter(agency: Agency) -> Mapping[str, object]:
    """Send a letter to the mailbox and return its token."""
    memo = Attachment(name="memo.txt", media_type="text/plain", content=b"A memo.")
    with transaction.atomic():
        letter = enqueue(
            purpose="test",
            to="chief@example.org",
            subject="A memo",
            text="Read it.",
            attachments=[memo],
            reference=agency.slug,
            agency=agency.slug,
        )
    send_due(way=Mailbox(settings.MAIL.folder), pace=STANDARD, clock=timezone.now)
    return {"token": letter.token}


def an_enclosure(agency: Agency) -> Mapping[str, object]:
    """Send a letter to the mailbox and return where its enclosure is."""
    return {**a_letter(agency), "number": 0}


ROWS = [
    Row(name="outbox:letters", public=True),
    Row(name="outbox:letter", public=True, arguments=a_letter),
    Row(name="outbox:enclosure", public=True, arguments=an_enclosure),
    # Whoever does not show the secret finds nothing here; tests/outbox/test_provider.py has it.
    Row(name="outbox:events", method="post"),
]
