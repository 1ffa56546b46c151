"""Agencies, people and the posts that people hold at agencies."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from charteroak.directory.kinds import Kind
from charteroak.directory.roles import Role
from charteroak.directory.searching import LONGEST_WORD, search_column

SLUG = r"[a-z]{2}/[a-z0-9-]+/[a-z0-9-]+"


class Agency(models.Model):
    """A body that receives requests or guidance: a department, a district, a school, an office.

    ``slug`` is its address for ever, ``ct/police/new-haven``.  ``source`` and ``source_date`` say
    where its facts were read.  ``parent`` is the body it belongs to, a school's district.
    """

    slug = models.CharField(max_length=120, unique=True, validators=[RegexValidator(SLUG)])
    state = models.CharField(max_length=2, db_index=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, choices=Kind.choices)
    town = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)
    postal_city = models.CharField(max_length=80, blank=True)
    zip_code = models.CharField(max_length=10, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    ori = models.CharField("ORI", max_length=9, blank=True, db_index=True)
    nces_id = models.CharField("NCES id", max_length=12, blank=True, db_index=True)
    ipeds_id = models.CharField("IPEDS id", max_length=8, blank=True, db_index=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    time_zone = models.CharField(max_length=40, default="America/New_York")
    source = models.CharField(max_length=200, blank=True)
    source_date = models.DateField(null=True, blank=True)
    closed = models.BooleanField(default=False)
    search = models.GeneratedField(
        expression=search_column(), output_field=models.TextField(), db_persist=True
    )
    indexed = models.TextField(blank=True, editable=False)

    class Meta:
        """Agencies are listed by name."""

        ordering: ClassVar = ["name"]
        verbose_name_plural = "agencies"
        indexes: ClassVar = [
            models.Index(fields=["name", "id"], name="agency_by_name"),
            models.Index(fields=["state", "name", "id"], name="agency_by_state"),
            models.Index(
                fields=["name", "id"],
                condition=~models.Q(indexed=models.F("search")),
                name="agency_to_index",
            ),
        ]

    def __str__(self) -> str:
        """Return its name."""
        return self.name


class AgencyWord(models.Model):
    """A word that an agency is found by; written by ``index_words`` alone."""

    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, related_name="words", db_index=False
    )
    word = models.CharField(max_length=LONGEST_WORD)

    class Meta:
        """Found by the beginning of the word, removed by the agency."""

        indexes: ClassVar = [
            models.Index(fields=["word", "agency"], name="agency_word"),
            models.Index(fields=["agency", "word"], name="agency_word_agency"),
        ]

    def __str__(self) -> str:
        """Return the word."""
        return self.word


class People(BaseUserManager["Person"]):
    """Makes people who can sign in."""

    def create_user(self, email: str, password: str | None = None, **further: object) -> Person:
        """Return a new person; without a password, one is set by an invitation."""
        person = self.model(email=self.normalize_email(email).lower(), **further)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in.  What they may do follows from their posts alone.

    ``short_password`` says that the password is only long enough beside a second factor.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    short_password = models.BooleanField(default=False)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def actor(self) -> str:
        """How the ledger names this person."""
        return f"person:{self.pk}"


class Post(models.Model):
    """A person holds a role at an agency, from a day and perhaps until one (that day included)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="posts")
    role = models.CharField(max_length=20, choices=Role.choices)
    title = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """One person holds one role at one agency once at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "agency", "role"],
                condition=models.Q(until__isnull=True),
                name="one_open_post",
            ),
        ]

    def __str__(self) -> str:
        """Return who holds what where."""
        return f"{self.person}, {self.get_role_display()}, {self.agency}"


class Invitation(models.Model):
    """Somebody is asked to take a role at an agency; the link in the mail works once.

    ``digest`` is the SHA-256 of the secret in that link; the secret itself is kept nowhere.
    ``invited_by`` is empty where the invitation came from the console.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role.choices)
    title = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="invitations_sent"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    post = models.OneToOneField(
        Post, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitation"
    )

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-invited_at"]

    def __str__(self) -> str:
        """Return the role and the agency, and nobody's name."""
        return f"invitation as {self.get_role_display()}, {self.agency}"

    def is_open(self, now: datetime) -> bool:
        """Return whether the link still works."""
        return self.accepted_at is None and self.withdrawn_at is None and now < self.expires_at


class Claim(models.Model):
    """Somebody says that they are the head of an agency, and asks to be invited as such."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="claims")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    title = models.CharField(max_length=120)
    telephone = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="claims_decided"
    )
    approved = models.BooleanField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        """The oldest first: that is the order of work."""

        ordering: ClassVar = ["made_at", "id"]

    def __str__(self) -> str:
        """Return the agency, and nobody's name."""
        return f"claim to {self.agency}"


class Proposal(models.Model):
    """How an agency is reached, as somebody there says it is; `facts` are the fields to change."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="proposals")
    facts = models.JSONField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)

    class Meta:
        """The oldest first: that is the order of work."""

        ordering: ClassVar = ["proposed_at", "id"]

    def __str__(self) -> str:
        """Return the agency."""
        return f"proposal for {self.agency}"


class ImportFile(models.Model):
    """A list that was brought in, between the dry run and its being applied or dropped."""

    office = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="import_files")
    brought_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="import_files")
    brought_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    format_key = models.CharField(max_length=20)
    also = models.JSONField(default=list)
    content = models.BinaryField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-brought_at", "-id"]

    def __str__(self) -> str:
        """Return the name of the file."""
        return self.name
