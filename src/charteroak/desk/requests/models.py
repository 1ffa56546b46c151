"""What is kept of a request; docs/reference/requests.md says of each field who sees it and why."""

from __future__ import annotations

import uuid
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models

from charteroak.desk.requests.choices import (
    STATES,
    Channel,
    Decision,
    DutyState,
    Ground,
    Identity,
    Kind,
)
from charteroak.directory.models import Agency, Person

LONG = 2000
SHORT = 200
HASH_DIGITS = 64


class Request(models.Model):
    """One contact by an authority: what was asked, what was answered, what was decided.

    The answer is frozen: it is what the desk was told, from the texts in force when it came in.
    Names stand only in the ``…_sealed`` columns; ``sealed.py`` opens them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="requests")
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_offline_at = models.DateTimeField(null=True, blank=True)

    channel = models.CharField(max_length=20, choices=Channel.choices, default=Channel.IN_PERSON)
    requester_agency = models.CharField(max_length=SHORT, blank=True)
    requester_identity = models.CharField(
        max_length=10, choices=Identity.choices, default=Identity.UNKNOWN
    )
    officer_sealed = models.BinaryField(default=bytes)
    person_sealed = models.BinaryField(default=bytes)
    pointer_sealed = models.BinaryField(default=bytes)

    text = models.CharField(max_length=SHORT)
    acts = models.JSONField(default=list)
    papers = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    answer = models.JSONField()
    answer_digest = models.CharField(max_length=HASH_DIGITS)
    memo = models.CharField(max_length=SHORT)
    memo_digest = models.CharField(max_length=HASH_DIGITS)

    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    decision_words = models.TextField(max_length=LONG, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ground = models.CharField(max_length=20, choices=Ground.choices, blank=True)
    departs_from = models.JSONField(default=list)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    head_saw_at = models.DateTimeField(null=True, blank=True)
    head_saw_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    custody_ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(max_length=LONG, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kept_on_hold = models.BooleanField(default=False)
    purged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The last to come in stands first; one form makes one record."""

        ordering: ClassVar = ["-received_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "token"], name="one_record_for_a_form"),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("decided_by")),
                name="confirmed_by_another_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(decision=Decision.OVERRIDDEN) | ~models.Q(ground=""),
                name="an_override_has_a_ground",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-received_at"], name="requests_of_agency"),
        ]

    def __str__(self) -> str:
        """Return its number."""
        return f"request {self.number}"

    @property
    def number(self) -> str:
        """What people call it aloud: the first eight digits of its public id."""
        return self.public_id.hex[:8].upper()

    @property
    def subject(self) -> str:
        """How the ledger names it."""
        return f"request:{self.public_id}"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the agency."""
        return ZoneInfo(self.agency.time_zone)

    @property
    def state_words(self) -> str:
        """Where it stands, in few words."""
        if self.closed_at is not None:
            return "Closed"
        if self.awaits_confirmation:
            return "Waits for a second person"
        return STATES[Decision(self.decision)]

    @property
    def awaits_confirmation(self) -> bool:
        """True while an override waits for a second person."""
        return self.decision == Decision.OVERRIDDEN and self.confirmed_at is None


class Duty(models.Model):
    """One thing that the answer says has to be done, and what became of it."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="duties")
    place = models.PositiveSmallIntegerField()
    words = models.TextField()
    who = models.TextField(blank=True)
    to_whom = models.TextField(blank=True)
    by_when = models.TextField(blank=True)
    how_proven = models.TextField(blank=True)
    certain = models.BooleanField(default=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    at_once = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=DutyState.choices, default=DutyState.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(max_length=LONG, blank=True)

    class Meta:
        """Duties stand as the answer lists them."""

        ordering: ClassVar = ["place"]
        verbose_name_plural = "duties"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "place"], name="one_duty_at_a_place"),
        ]

    def __str__(self) -> str:
        """Return what has to be done."""
        return self.words


class Notice(models.Model):
    """A notice made for the person a request is about, and how it reached that person."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="notices")
    language = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=HASH_DIGITS)
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivered_how = models.CharField(max_length=SHORT, blank=True)

    class Meta:
        """Notices stand in the order they were made."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return which notice it is."""
        return f"notice {self.pk} on {self.request}"


class ParentMessage(models.Model):
    """A message to parents, made from our templates alone, and the second person's approval."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    names_agency = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.JSONField(default=dict)

    class Meta:
        """Messages stand in the order they were drafted; nobody approves their own."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("drafted_by")),
                name="approved_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        """Return which message it is."""
        return f"message {self.pk} on {self.request}"
