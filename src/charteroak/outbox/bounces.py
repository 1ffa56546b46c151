"""Reads what comes back by mail: delivery reports (RFC 3464), matched to the letters they tell of.

A letter is known by its token: as the envelope's id, in the address that the report went to, or
in the Message-ID of the letter that is enclosed.  Only who has seen the letter knows it.
"""

from __future__ import annotations

import hashlib
import mailbox
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from pathlib import Path

from django.conf import settings

from charteroak.outbox.reports import Finding, apply
from charteroak.outbox.states import Kind

TOKEN = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
KINDS = {
    "failed": Kind.RETURNED,
    "delayed": Kind.DELAYED,
    "delivered": Kind.PASSED_ON,
    "relayed": Kind.PASSED_ON,
    "expanded": Kind.PASSED_ON,
}
LARGEST = 2_000_000


def read_report(raw: bytes) -> list[Finding]:
    """Return what a mail reports, one finding for each address; empty where it is no report.

    Args:
        raw: the mail as it lies in a mailbox, in bytes.
    """
    # The old policy never raises, whatever a strange server has written.
    mail = message_from_bytes(raw[:LARGEST], policy=compat32)
    token = _token(mail)
    if not token:
        return []
    digest = hashlib.sha256(raw).hexdigest()
    return [
        Finding(token=token, event=f"report:{digest}:{number}", kind=kind, line=line)
        for number, (kind, line) in enumerate(_statements(mail))
    ]


def _statements(mail: Message) -> Iterator[tuple[Kind, str]]:
    """Yield what each group of fields about one address states."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            for group in _groups(part):
                kind = KINDS.get(str(group.get("Action", "")).strip().lower())
                if kind is not None:
                    yield kind, _line(group)


def _groups(part: Message) -> list[Message]:
    payload = part.get_payload()
    return (
        [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
    )


def _line(group: Message) -> str:
    status = str(group.get("Status", ""))
    said = str(group.get("Diagnostic-Code", ""))
    return f"{status} {said} ({_recipient(group)})".strip()


def _recipient(group: Message) -> str:
    return str(group.get("Final-Recipient", "")).partition(";")[2].strip()


def _token(mail: Message) -> str:
    """Return the token of the letter that a report tells of, or nothing."""
    for text in _places(mail):
        if found := TOKEN.search(text):
            return found[0]
    return ""


def _places(mail: Message) -> Iterator[str]:
    """Yield each text in which the token may stand, the surest first."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from (str(group.get("Original-Envelope-Id", "")) for group in _groups(part))
    for name in ("Delivered-To", "X-Original-To", "To"):
        yield str(mail.get(name, ""))
    for part in mail.walk():
        if part is not mail and part.get_content_type() == "text/rfc822-headers":
            yield from _message_ids(str(part.get_payload()))
        elif part is not mail and part.get("Message-ID"):
            yield str(part["Message-ID"])


def _message_ids(headers: str) -> list[str]:
    return re.findall(r"(?im)^message-id:\s*(<[^>]*>)", headers)


def note(raw: bytes) -> int:
    """Note what a mail reports; return how many findings were new."""
    return sum(apply(finding) for finding in read_report(raw))


def collect() -> int:
    """The worker's duty: note each new mail of the folder that ``CHARTEROAK_BOUNCES`` names.

    A mail that was read is moved to the folder's read ones, whether it reports or not.
    """
    if not settings.BOUNCES:
        return 0
    folder = mailbox.Maildir(settings.BOUNCES, create=False)
    noted = 0
    for key in list(folder.keys()):
        mail = folder.get_message(key)
        if mail.get_subdir() == "new":
            noted += note(folder.get_bytes(key))
            mail.set_subdir("cur")
            mail.add_flag("S")
            folder[key] = mail
    return noted


def note_files(files: list[Path]) -> Iterator[tuple[Path, int]]:
    """Note each report that lies in a file; yield the file and how many findings were new.

    Raises:
        OSError: a file cannot be read.
    """
    for file in files:
        yield file, note(file.read_bytes())
