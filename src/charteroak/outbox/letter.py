"""A letter as it goes over the wire."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

# Seven bits, so that no server on the way has a reason to rewrite it.
PLAIN = SMTP.clone(cte_type="7bit")
WIDE = SMTP.clone(cte_type="7bit", utf8=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file to enclose: its name, its media type (``application/pdf``) and its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """All that is sent: ``sender`` with its name, ``to`` an address alone.

    ``back`` is where the letter returns to when it cannot be delivered.
    """

    token: str
    message_id: str
    sender: str
    back: str
    to: str
    subject: str
    text: str
    html: str
    date: datetime
    attachments: tuple[Attachment, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether only a server that knows SMTPUTF8 (RFC 6531) can take it."""
        return not self.to.isascii()


def one_line(text: str) -> str:
    """Return ``text`` on one line, without controls: no header can be smuggled into a subject."""
    spaced = " ".join(text.split())
    return "".join(each for each in spaced if unicodedata.category(each) not in {"Cc", "Cs"})


def compose(letter: Letter) -> EmailMessage:
    """Return the mail of a letter, the same each time but for the bounds between its parts."""
    mail = EmailMessage(policy=WIDE if letter.wide else PLAIN)
    mail["From"] = _address(letter.sender)
    mail["To"] = _address(letter.to)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(letter.date)
    mail["Message-ID"] = letter.message_id
    # So that nobody's holiday notice answers (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text)
    if letter.html:
        mail.add_alternative(letter.html, subtype="html")
    for each in letter.attachments:
        main, _, sub = each.media_type.partition("/")
        mail.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
    return mail


def _address(text: str) -> Address:
    name, address = parseaddr(text)
    local, _, domain = address.rpartition("@")
    return Address(display_name=name, username=local, domain=domain)
