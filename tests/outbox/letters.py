"""What the tests of the outbox share: letters, a quick pace, and a clock that is told the time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction

from charteroak.outbox.actions import enqueue
from charteroak.outbox.delivery import send_due
from charteroak.outbox.models import Message
from charteroak.outbox.pace import Pace
from charteroak.outbox.route import Mail
from charteroak.outbox.smtp import Server
from charteroak.outbox.states import Outcome
from charteroak.outbox.ways import Result, Way
from outbox.misbehaving_server import MisbehavingServer

QUICK = Pace(reply=0.5, final=0.5, limit=3)
BACK = "bounces+*@example.org"


def write_letter(to: str = "chief@example.org", **further: object) -> Message:
    """Put a letter in the outbox, of which only what matters to a test is given."""
    usual = {"purpose": "test", "reference": "1", "agency": "ct/police/elmford"}
    words = {"subject": "A memo", "text": "Dear chief,\nplease read.\n"}
    with transaction.atomic():
        return enqueue(to=to, **{**usual, **words, **further})  # type: ignore[arg-type]


def over(server: MisbehavingServer, pace: Pace = QUICK, **further: object) -> Server:
    """Return the way to a server."""
    values = {"tls": "none", "back": "sender@example.org", **further}
    return Server(Mail(kind="smtp", host="localhost", port=server.port, **values), pace)  # type: ignore[arg-type]


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


class Told:
    """A way out whose answers are told beforehand; once they are used up, it accepts."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.sent: list[str] = []

    def open(self) -> None:
        pass

    def send(self, letter: object) -> Result:
        self.sent.append(letter.to)  # type: ignore[attr-defined]
        outcome = self.outcomes.pop(0) if self.outcomes else Outcome.ACCEPTED
        code = {Outcome.ACCEPTED: 250, Outcome.TEMPORARY: 451, Outcome.PERMANENT: 550}
        return Result(outcome, code.get(outcome, 0), f"told {outcome}")

    def close(self) -> None:
        pass


def send(way: Way, clock: Clock | None = None, pace: Pace = QUICK) -> int:
    """Send what is due; return how many attempts were made."""
    return send_due(way=way, pace=pace, clock=clock or Clock())
