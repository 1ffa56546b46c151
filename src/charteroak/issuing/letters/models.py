"""Issuances, the letters of each, and what came back: openings, acknowledgements, returned mail."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from charteroak.directory.models import Agency, Person
from charteroak.directory.roles import Role
from charteroak.issuing.models import IssuedVersion
from charteroak.outbox.models import Message


class Issuance(models.Model):
    """One sending of an issued version to an audience.

    ``kinds`` and ``towns`` say to whom (no towns: every town); ``role`` to whose attention.
    ``starts_at`` is when letters may leave, never before the version is public.  ``composed_at`` is
    set when every letter is in the outbox.
    """

    version = models.ForeignKey(IssuedVersion, models.PROTECT, related_name="issuances")
    office = models.ForeignKey(Agency, models.PROTECT, related_name="issuances")
    kinds = models.JSONField()
    towns = models.JSONField(default=list)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.HEAD)
    cover = models.TextField()
    starts_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    composed_at = models.DateTimeField(null=True, blank=True)
    reminders_stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        """Return what was issued."""
        return f"issuance of {self.version}"


class PostalBatch(models.Model):
    """Letters printed together; ``pdf`` is the file for the printer."""

    issuance = models.ForeignKey(Issuance, models.PROTECT, related_name="batches")
    pdf = models.BinaryField()
    letters_in_it = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        """Return how many letters it holds."""
        return f"{self.letters_in_it} letters"


class Letter(models.Model):
    """The letter to one agency, addressed to an office by its title.

    ``reference`` is printed and barcoded, so that returned mail finds it.  ``answers_changed`` and
    ``duties_changed`` count what changed for the agency since the version before; null where there
    was none.  ``must_acknowledge`` is false where nothing that binds the agency changed.
    """

    issuance = models.ForeignKey(Issuance, models.PROTECT, related_name="letters")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="letters")
    reference = models.CharField(max_length=40, unique=True)
    addressee = models.CharField(max_length=120)
    salutation = models.CharField(max_length=160)
    email = models.EmailField(blank=True)
    answers_changed = models.PositiveIntegerField(null=True)
    duties_changed = models.PositiveIntegerField(null=True)
    must_acknowledge = models.BooleanField(default=True)
    composed_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    message = models.OneToOneField(
        Message, models.PROTECT, null=True, blank=True, related_name="letter"
    )
    batch = models.ForeignKey(
        PostalBatch, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    posted_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.CharField(max_length=200, blank=True)

    class Meta:
        """An agency gets one letter of an issuance."""

        ordering: ClassVar = ["agency__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuance", "agency"], name="one_letter_an_agency"),
        ]

    def __str__(self) -> str:
        """Return its reference."""
        return self.reference


class Opening(models.Model):
    """A signed-in person opened the letter; the first time is kept."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="openings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Each person once, in the order in which they opened it."""

        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "person"], name="opened_once_by_each"),
        ]

    def __str__(self) -> str:
        """Return who opened what."""
        return f"{self.letter} opened by {self.person}"


class Acknowledgement(models.Model):
    """The accountable head said, signed in, under a name: we have it."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="acknowledgement")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Return who acknowledged."""
        return f"{self.letter} acknowledged by {self.name}"


class Reminder(models.Model):
    """The ``number``-th reminder about a letter on one rung; sent once."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="reminders")
    rung = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    message = models.OneToOneField(Message, models.PROTECT, related_name="+")

    class Meta:
        """No reminder is sent twice."""

        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "rung", "number"], name="reminded_once"),
        ]

    def __str__(self) -> str:
        """Return which reminder it is."""
        return f"{self.letter}, reminder {self.number}"
