"""The way out by a mail provider's interface, through django-anymail; and what it reports back."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Any

from anymail.exceptions import (
    AnymailAPIError,
    AnymailError,
    AnymailRecipientsRefused,
)
from anymail.message import AnymailMessage
from anymail.signals import AnymailTrackingEvent, EventType, tracking
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from requests import ConnectTimeout, RequestException

from charteroak.outbox.errors import WayClosedError
from charteroak.outbox.letter import Letter
from charteroak.outbox.reports import Finding, apply
from charteroak.outbox.states import Kind, Outcome
from charteroak.outbox.ways import Result

TOKEN = "letter"  # noqa: S105 - the name under which the provider keeps the letter's token
NO_RIGHT = frozenset({401, 403})
BUSY = frozenset({408, 425, 429})
FIRST_SERVER_FAULT = 500
KINDS = {
    EventType.REJECTED: Kind.RETURNED,
    EventType.FAILED: Kind.RETURNED,
    EventType.BOUNCED: Kind.RETURNED,
    EventType.DEFERRED: Kind.DELAYED,
    EventType.DELIVERED: Kind.PASSED_ON,
    EventType.COMPLAINED: Kind.COMPLAINT,
}
"""What we note.  Who opened a letter or followed a link we neither ask for nor keep."""


class Provider:
    """A provider by its name in anymail, such as ``postmark``."""

    def __init__(self, name: str) -> None:
        """Take the name; nothing is opened yet."""
        self._name = name
        self._connection: Any = None

    def open(self) -> None:
        """Make a session of HTTP, unless there is one.

        Raises:
            WayClosedError: the provider is not known, or a setting of it is missing.
        """
        if self._connection is not None:
            return
        try:
            self._connection = get_connection(f"anymail.backends.{self._name}.EmailBackend")
            self._connection.open()
        except (ImproperlyConfigured, ImportError) as error:
            self._connection = None
            raise WayClosedError(f"anymail:{self._name}: {error}") from error

    def send(self, letter: Letter) -> Result:
        """Send one letter and return how that ended.

        Raises:
            WayClosedError: the provider does not accept our key.
        """
        mail = _mail_of(letter)
        try:
            self._connection.send_messages([mail])
        except AnymailRecipientsRefused as error:
            return Result(Outcome.PERMANENT, 0, str(error))
        except AnymailAPIError as error:
            return _failed(error)
        except AnymailError as error:
            return Result(Outcome.PERMANENT, 0, str(error))
        return Result(Outcome.ACCEPTED, 200, f"kept by {self._name} as {_id_of(mail)}")

    def close(self) -> None:
        """End the session."""
        if self._connection is not None:
            with suppress(RequestException):
                self._connection.close()
            self._connection = None


def _mail_of(letter: Letter) -> AnymailMessage:
    mail = AnymailMessage(
        subject=letter.subject,
        body=letter.text,
        from_email=letter.sender,
        to=[letter.to],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
        metadata={TOKEN: letter.token},
        attachments=[(each.name, each.content, each.media_type) for each in letter.attachments],
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    return mail


def _id_of(mail: AnymailMessage) -> str:
    status = getattr(mail, "anymail_status", None)
    return str(getattr(status, "message_id", None) or "unnamed")


def _failed(error: AnymailAPIError) -> Result:
    """Return what an answer, or none, of the provider means.

    Raises:
        WayClosedError: the provider does not accept our key; no letter is to blame.
    """
    code = int(getattr(error, "status_code", None) or 0)
    line = str(error).splitlines()[0]
    if code in NO_RIGHT:
        raise WayClosedError(f"{code} {line}") from error
    if code == 0:
        # With no answer, the provider may have the letter; not where no line was ever opened.
        unsent = isinstance(error, ConnectTimeout)
        return Result(Outcome.TEMPORARY if unsent else Outcome.UNKNOWN, 0, line)
    passing = code in BUSY or code >= FIRST_SERVER_FAULT
    return Result(Outcome.TEMPORARY if passing else Outcome.PERMANENT, code, line)


def listen() -> None:
    """Have anymail hand over each event whose sender it has checked."""
    tracking.connect(_note, dispatch_uid="charteroak.outbox", weak=False)


def _note(event: AnymailTrackingEvent, esp_name: str, **_: Any) -> None:
    kind = KINDS.get(event.event_type)
    if kind is None:
        return
    token = str((event.metadata or {}).get(TOKEN, ""))
    line = event.mta_response or event.description or event.reject_reason or event.event_type
    apply(Finding(token=token, event=_name_of(event, esp_name), kind=kind, line=str(line)))


def _name_of(event: AnymailTrackingEvent, esp_name: str) -> str:
    """Return what tells an event from others: its id, or all of it where the provider has none."""
    if event.event_id:
        return f"{esp_name}:{event.event_type}:{event.event_id}"
    parts = (event.message_id, event.event_type, event.timestamp, event.recipient)
    return f"{esp_name}:{hashlib.sha256(repr(parts).encode()).hexdigest()}"
