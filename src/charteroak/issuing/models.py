"""Texts in work, who signed them, and the versions that were issued.

A draft changes and keeps every revision.  Revisions, signatures, issued versions and withdrawals
never change: the triggers of ``guards`` refuse it.  docs/reference/signatures.md says what is
signed, to the byte.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from charteroak.directory.models import Agency, Person

HASH_DIGITS = 64
SIGNATURE_DIGITS = 128
TEXT_LENGTH = 120
VERSION_LENGTH = 40


class State(models.TextChoices):
    """Where a draft stands on its way to being issued."""

    DRAFT = "draft", "Draft"
    REVIEW = "review", "In review"
    SIGNING = "signing", "Being signed"
    SIGNED = "signed", "Signed by all"
    ISSUED = "issued", "Issued"
    ABANDONED = "abandoned", "Abandoned"


OPEN = frozenset({State.DRAFT, State.REVIEW, State.SIGNING, State.SIGNED})
"""The states in which the words may still change; a change leads back to DRAFT."""


class Draft(models.Model):
    """One version of one text in work at a state office.

    ``source`` is the Markdown as it stands, ``hash`` the SHA-256 of its UTF-8 in hex, and
    ``revision`` counts the times it was saved: whoever saves says which revision was edited, so
    that two editors never lose each other's words.
    """

    office = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="drafts")
    text = models.CharField(max_length=TEXT_LENGTH)
    version = models.CharField(max_length=VERSION_LENGTH)
    title = models.CharField(max_length=300)
    source = models.TextField()
    hash = models.CharField(max_length=HASH_DIGITS)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    corrects = models.ForeignKey(
        "IssuedVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="correctors"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """The draft changed last comes first; one open draft of each version."""

        ordering: ClassVar = ["-changed_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["text", "version"],
                condition=~models.Q(state__in=["issued", "abandoned"]),
                name="one_open_draft",
            ),
        ]

    def __str__(self) -> str:
        """Return ``text@version``."""
        return f"{self.text}@{self.version}"

    @property
    def is_open(self) -> bool:
        """Whether its words may still change."""
        return self.state in OPEN


class Revision(models.Model):
    """A draft as it was saved once."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    source = models.TextField()
    hash = models.CharField(max_length=HASH_DIGITS)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """The newest comes first."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "number"], name="one_revision_of_a_number"),
        ]

    def __str__(self) -> str:
        """Return the draft and the number."""
        return f"{self.draft}, revision {self.number}"


class StepKind(models.TextChoices):
    """What somebody did with a draft, beside changing its words."""

    BEGUN = "begun", "Begun"
    TO_REVIEW = "to review", "Sent to review"
    ACKNOWLEDGED = "acknowledged", "Warnings acknowledged"
    TO_SIGNATURE = "to signature", "Sent to be signed"
    SIGNED = "signed", "Signed"
    REFUSED = "refused", "Signature refused"
    BACK = "back", "Taken back to draft"
    RESTARTED = "restarted", "Changed, so that review and signatures begin anew"
    ISSUED = "issued", "Issued"
    ABANDONED = "abandoned", "Abandoned"


class Step(models.Model):
    """One entry of a draft's history; ``words`` are a reason or an acknowledgement."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=14, choices=StepKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    hash = models.CharField(max_length=HASH_DIGITS)
    words = models.TextField(blank=True)

    class Meta:
        """The newest comes first."""

        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        """Return what was done to which draft."""
        return f"{self.draft}: {self.get_kind_display()}"


class SignatureLine(models.Model):
    """Who is to sign a draft, and in which order; ``title`` is the office signed for."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)

    class Meta:
        """In the order in which they sign."""

        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "order"], name="one_line_of_an_order"),
            models.UniqueConstraint(fields=["draft", "person"], name="nobody_signs_twice"),
        ]

    def __str__(self) -> str:
        """Return who signs what for which office."""
        return f"{self.order}. {self.title} ({self.draft})"


class Signature(models.Model):
    """A signature under exactly these bytes; struck out when the words changed afterwards.

    ``statement`` is the text that was signed with Ed25519 and ``signature`` the result in hex;
    the columns beside them are copies.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="signatures")
    order = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    hash = models.CharField(max_length=HASH_DIGITS)
    statement = models.TextField()
    signature = models.CharField(max_length=SIGNATURE_DIGITS)
    signed_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_because = models.CharField(max_length=200, blank=True)

    class Meta:
        """In the order of signing; one that stands on each line."""

        ordering: ClassVar = ["order", "signed_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draft", "order"],
                condition=models.Q(struck_at__isnull=True),
                name="one_standing_signature",
            ),
        ]

    def __str__(self) -> str:
        """Return who signed what."""
        return f"{self.name}, {self.title}: {self.draft}"


class IssuedVersion(models.Model):
    """A version that an office issued; nothing in it ever changes.

    ``source`` holds the bytes that were signed, ``hash`` their SHA-256 in hex.  It answers and is
    public from the instant ``public_from`` on, for the days that its text names (``in_force_from``
    to ``in_force_to``, both included, as the text itself says).  ``signatures`` is a list of
    ``{"statement", "signature"}``; ``ledger_position`` is the event that says it was issued.
    """

    office = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="issued_versions")
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="issued")
    text = models.CharField(max_length=TEXT_LENGTH)
    version = models.CharField(max_length=VERSION_LENGTH)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    source = models.BinaryField()
    hash = models.CharField(max_length=HASH_DIGITS, db_index=True)
    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True, blank=True)
    issued_at = models.DateTimeField()
    public_from = models.DateTimeField(db_index=True)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    correction_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    reason = models.TextField(blank=True)
    signatures = models.JSONField()
    ledger_position = models.BigIntegerField(unique=True)

    class Meta:
        """The version issued last comes first; a version is issued once."""

        ordering: ClassVar = ["-issued_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["text", "version"], name="a_version_is_issued_once"),
        ]

    def __str__(self) -> str:
        """Return ``text@version``."""
        return f"{self.text}@{self.version}"


class Withdrawal(models.Model):
    """From the instant ``at`` on, an issued version answers nothing more."""

    version = models.OneToOneField(
        IssuedVersion, on_delete=models.PROTECT, related_name="withdrawal"
    )
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    ledger_position = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        """Return what was withdrawn."""
        return f"withdrawal of {self.version}"


class LibraryChange(models.Model):
    """One row whose ``token`` changes with each issue and withdrawal: every process watches it."""

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        """Return the token."""
        return self.token
