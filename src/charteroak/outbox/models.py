"""Letters, what is enclosed in them, the attempts to send them, reports, and the lanes they take.

docs/reference/outbox.md describes each column.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from django.db import models

from charteroak.outbox.states import FAILED, Kind, Outcome, State

LONGEST_SUBJECT = 400
LONGEST_ADDRESS = 254
LONGEST_LINE = 500
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Content(models.Model):
    """The bytes of an enclosure, kept once however many letters carry it."""

    digest = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        """Return its digest."""
        return self.digest


class Message(models.Model):
    """One letter to one address.

    ``token`` makes its Message-ID and never changes, however often it is sent.  ``next_at`` is
    when to send it next; while it is being sent, when the claim on it lapses; null at its end.
    ``tried_since`` is when its life began: it is tried for three days from there.
    ``fleeting`` says that its text is forgotten once it is out, as that of a password link.
    """

    purpose = models.CharField(max_length=60)
    reference = models.CharField(max_length=200)
    agency = models.CharField(max_length=120, blank=True, db_index=True)
    to = models.CharField(max_length=LONGEST_ADDRESS)
    domain = models.CharField(max_length=LONGEST_ADDRESS)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField()
    html = models.TextField(blank=True)
    token = models.CharField(max_length=32, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    urgent = models.BooleanField(default=False)
    fleeting = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State.choices, default=State.CREATED)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    claim = models.CharField(max_length=32, blank=True)
    created_at = models.DateTimeField()
    tried_since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """One letter for one purpose, reference and address; what is due is found at once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purpose", "reference", "to"], name="one_letter"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-urgent", "next_at"], name="outbox_due"),
            models.Index(fields=["state", "settled_at"], name="outbox_state"),
        ]

    def __str__(self) -> str:
        """Return what it is for and to whom it goes."""
        return f"{self.purpose} to {self.to}"

    @property
    def failed(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state in FAILED


class Enclosure(models.Model):
    """A file that a letter carries, by its name there."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="enclosures")
    content = models.ForeignKey(Content, models.PROTECT, related_name="enclosures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)

    class Meta:
        """In the order in which they were enclosed."""

        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class Attempt(models.Model):
    """One try to send a letter; ``code`` and ``line`` are what the server answered, as evidence.

    It is written down before it begins, so that a try whose worker was killed is known as well.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="tries")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.OPEN)
    code = models.PositiveSmallIntegerField(default=0)
    line = models.CharField(max_length=LONGEST_LINE, blank=True)

    class Meta:
        """In the order in which they began."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return how it ended."""
        return f"{self.outcome} {self.code} {self.line}".strip()


class Report(models.Model):
    """What came back about a letter: a delivery report by mail, or an event of a provider.

    ``event`` is unique, so that a report that comes twice counts once.
    """

    message = models.ForeignKey(Message, models.CASCADE, related_name="reports")
    event = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    line = models.CharField(max_length=LONGEST_LINE, blank=True)
    came_at = models.DateTimeField()

    class Meta:
        """In the order in which they came."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return what it tells."""
        return f"{self.kind}: {self.line}"


class Lane(models.Model):
    """How mail to one domain goes, or all of it (``*``): how fast, whether held, and why.

    ``opens_at`` is until when it rests by itself; ``held`` until somebody opens it.
    ``failures`` and ``refusals`` count the temporary and the permanent ones in a row.
    """

    name = models.CharField(max_length=LONGEST_ADDRESS, primary_key=True)
    held = models.BooleanField(default=False)
    opens_at = models.DateTimeField(default=EPOCH)
    why = models.CharField(max_length=LONGEST_LINE, blank=True)
    failures = models.PositiveIntegerField(default=0)
    refusals = models.PositiveIntegerField(default=0)
    minute = models.DateTimeField(default=EPOCH)
    sent = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        """Return its name."""
        return self.name
