"""What every way out offers, and which one the settings name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from charteroak.outbox.letter import Letter
from charteroak.outbox.pace import Pace
from charteroak.outbox.states import Outcome


@dataclass(frozen=True, slots=True)
class Result:
    """How an attempt ended; ``code`` is the server's (0 where it said none), ``line`` its words."""

    outcome: Outcome
    code: int
    line: str


class Way(Protocol):
    """A way out."""

    def open(self) -> None:
        """Make it ready, unless it is.

        Raises:
            WayClosedError: it cannot be used now.
        """

    def send(self, letter: Letter) -> Result:
        """Send one letter and return how that ended; it is open."""

    def close(self) -> None:
        """Leave it, whatever its condition."""


def current_way(pace: Pace) -> Way:
    """Return the way out that ``CHARTEROAK_MAIL`` names."""
    # Each way has needs of its own; only the one that is used is loaded.
    if settings.MAIL.kind == "mailbox":
        from charteroak.outbox.mailbox import Mailbox  # noqa: PLC0415

        return Mailbox(settings.MAIL.folder)
    if settings.MAIL.kind == "anymail":
        from charteroak.outbox.provider import Provider  # noqa: PLC0415

        return Provider(settings.MAIL.name)
    from charteroak.outbox.smtp import Server  # noqa: PLC0415

    return Server(settings.MAIL, pace)
