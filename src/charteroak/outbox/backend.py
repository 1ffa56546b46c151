"""Django's own mail, allauth's sign-in links among it, goes the same way as every letter."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailAttachment
from django.db import transaction

from charteroak.outbox.actions import enqueue
from charteroak.outbox.letter import Attachment

PURPOSE = "account"


class OutboxBackend(BaseEmailBackend):
    """Puts each mail in the outbox, urgent, and to be forgotten once it is out."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put each mail in the outbox, once for each address; return how many mails that were.

        Raises:
            NotAddressableError: an address is none.
        """
        with transaction.atomic():
            for mail in email_messages:
                for address in mail.recipients():
                    _enqueue(mail, address)
        return len(email_messages)


def _enqueue(mail: EmailMessage, address: str) -> None:
    enqueue(
        purpose=PURPOSE,
        reference=secrets.token_hex(16),
        to=address,
        subject=str(mail.subject),
        text=str(mail.body),
        html=_html(mail),
        attachments=[_attachment(each) for each in mail.attachments],
        agency="",
        urgent=True,
        fleeting=True,
    )


def _html(mail: EmailMessage) -> str:
    alternatives = getattr(mail, "alternatives", None) or ()
    return next((str(text) for text, kind in alternatives if kind == "text/html"), "")


def _attachment(given: object) -> Attachment:
    if not isinstance(given, EmailAttachment) or given.content is None:
        raise TypeError("attach files as name, content and media type")
    content = given.content if isinstance(given.content, bytes) else str(given.content).encode()
    kind = given.mimetype or "application/octet-stream"
    return Attachment(name=given.filename or "file", media_type=kind, content=content)
