"""A letter as it goes over the wire."""

from __future__ import annotations

import secrets
import unicodedata
from binascii import b2a_base64
from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

# Seven bits, so that no server on the way has a reason to rewrite it.
PLAIN = SMTP.clone(cte_type="7bit")
WIDE = SMTP.clone(cte_type="7bit", utf8=True)
LINE = 76
# A multiple of three, so that it is one line without padding, and too long to be guessed.
MARK_BYTES = 36


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


def mail_bytes(letter: Letter) -> bytes:
    """Return the mail of a letter as it is kept and sent, with CRLF at every line's end.

    The library encodes a file line by line, and writes it line by line: of a memo's PDF that is
    most of the work of sending.  So it is given marks in place of the files, which come in after.
    """
    marks = [secrets.token_bytes(MARK_BYTES) for _ in letter.attachments]
    light = [
        replace(each, content=mark) for each, mark in zip(letter.attachments, marks, strict=True)
    ]
    policy = SMTP.clone(cte_type="7bit", utf8=letter.wide)
    data = compose(replace(letter, attachments=tuple(light))).as_bytes(policy=policy)
    for each, mark in zip(letter.attachments, marks, strict=True):
        data = data.replace(b2a_base64(mark, newline=False), _base64_lines(each.content), 1)
    return data


def _base64_lines(content: bytes) -> bytes:
    """Return the content in base64, in lines of 76 as RFC 2045 has them."""
    whole = b2a_base64(content, newline=False)
    return b"\r\n".join(whole[at : at + LINE] for at in range(0, len(whole), LINE))


def _address(text: str) -> Address:
    name, address = parseaddr(text)
    local, _, domain = address.rpartition("@")
    return Address(display_name=name, username=local, domain=domain)
