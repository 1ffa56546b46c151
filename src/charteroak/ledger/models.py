"""The three tables of the ledger; docs/reference/ledger.md describes each column.

Nothing outside ``actions`` writes here, and the triggers of ``guards`` refuse every change.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from charteroak.ledger.entry import decode, moment

HASH_DIGITS = 64
SIGNATURE_DIGITS = 128
TIME_DIGITS = 27
LONGEST_NAME = 200


class Event(models.Model):
    """One event: the exact text that is hashed, its digest, and copies of what is searched."""

    position = models.BigIntegerField(primary_key=True)
    time = models.CharField(max_length=TIME_DIGITS)
    act = models.CharField(max_length=LONGEST_NAME)
    actor = models.CharField(max_length=LONGEST_NAME)
    agency = models.CharField(max_length=LONGEST_NAME)
    subject = models.CharField(max_length=LONGEST_NAME)
    entry = models.TextField()
    digest = models.CharField(max_length=HASH_DIGITS)

    class Meta:
        """Orders events by position, which alone says what came first."""

        ordering = ("position",)
        indexes = (
            models.Index(fields=["time"], name="ledger_event_time"),
            models.Index(fields=["agency", "position"], name="ledger_event_agency"),
            models.Index(fields=["subject", "position"], name="ledger_event_subject"),
            models.Index(fields=["actor", "position"], name="ledger_event_actor"),
            models.Index(fields=["act", "position"], name="ledger_event_act"),
        )

    def __str__(self) -> str:
        """Return the position and what was done."""
        return f"event {self.position}: {self.act}"

    @property
    def at(self) -> datetime:
        """The time that the clock showed, in UTC."""
        return moment(self.time)

    @property
    def detail(self) -> dict[str, Any]:
        """What was recorded with it; nothing in it is personal."""
        detail: dict[str, Any] = decode(self.entry)["detail"]
        return detail

    @property
    def has_private_content(self) -> bool:
        """Whether private content was recorded with it, be it purged since or not."""
        return bool(decode(self.entry)["sealed"])


class PrivateContent(models.Model):
    """What is personal in an event, sealed; a purge deletes the row and the event stands."""

    event = models.OneToOneField(
        Event, models.PROTECT, primary_key=True, db_column="position", related_name="private"
    )
    content = models.BinaryField()

    class Meta:
        """Names the table as the format page does."""

        db_table = "ledger_private"

    def __str__(self) -> str:
        """Return whose content it is, and nothing of it."""
        return f"private content of event {self.event_id}"


class Checkpoint(models.Model):
    """A statement, signed outside the database, of the digest that stood at a position."""

    number = models.BigIntegerField(primary_key=True)
    position = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=HASH_DIGITS)
    time = models.CharField(max_length=TIME_DIGITS)
    statement = models.TextField()
    signature = models.CharField(max_length=SIGNATURE_DIGITS)

    class Meta:
        """Orders checkpoints by number."""

        ordering = ("number",)

    def __str__(self) -> str:
        """Return the number and the position."""
        return f"checkpoint {self.number} at event {self.position}"

    @property
    def key(self) -> str:
        """The public key that signed it, in hex."""
        return str(decode(self.statement)["key"])
