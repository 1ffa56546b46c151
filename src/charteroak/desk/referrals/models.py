"""The ladder of an agency, its schedule, and the referrals that climb it.

A referral takes its ladder along as steps when it starts, so that a change of the ladder in the
middle of the night moves nobody who is already being called.
"""

from __future__ import annotations

import uuid
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models

from charteroak.desk.requests.models import Request
from charteroak.directory.models import Agency, Person, Post
from charteroak.directory.roles import Role

TITLE = 120
WHY = 200


class Weekday(models.IntegerChoices):
    """The days of a week, as Python counts them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class Rung(models.Model):
    """One rung of an agency's ladder: a role or a named post, and how long it is waited for.

    ``holder`` says which of those who hold the role: the first, the second …, or 0 for all.
    Where the rung has a schedule, that decides instead.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="rungs")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE)
    role = models.CharField(max_length=20, choices=Role.choices)
    holder = models.PositiveSmallIntegerField(default=0)
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(default=10)

    class Meta:
        """From the bottom up."""

        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "place"], name="one_rung_at_a_place"),
        ]

    def __str__(self) -> str:
        """Return what it is called."""
        return self.title

    @property
    def own(self) -> bool:
        """Whether the agency has set it; otherwise it is what agencies of its kind have."""
        return not self._state.adding


class Shift(models.Model):
    """Somebody is on duty on a rung every week, from a time of day until another.

    Times are those of the clock on the wall at the agency.  A shift that ends no later than it
    starts goes on past midnight.
    """

    rung = models.ForeignKey(Rung, models.CASCADE, related_name="shifts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        """As the week goes."""

        ordering: ClassVar = ["weekday", "starts", "pk"]

    def __str__(self) -> str:
        """Return when it is."""
        return f"{self.get_weekday_display()} {self.starts:%H:%M} to {self.ends:%H:%M}"


class Change(models.Model):
    """From a moment until another, somebody else is on duty than the week says, or nobody is.

    Where two changes overlap, the one that was made last holds.
    """

    rung = models.ForeignKey(Rung, models.CASCADE, related_name="changes")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        """As they come."""

        ordering: ClassVar = ["starts_at", "pk"]

    def __str__(self) -> str:
        """Return from when on it holds."""
        return f"from {self.starts_at:%Y-%m-%d %H:%M} UTC"


class Referral(models.Model):
    """A request on its way up the ladder.

    ``place`` is the step that was reached, ``next_at`` when the next one is due; null where it is
    taken, at its end, or above the last step.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, related_name="referrals")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="referrals")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unanswered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """The last one first; a request has one referral at a time."""

        ordering: ClassVar = ["-started_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_referral_of_a_request",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["next_at"], name="referrals_due")]

    def __str__(self) -> str:
        """Return of which request it is."""
        return f"referral of {self.request}"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the agency."""
        return ZoneInfo(self.agency.time_zone)


class Step(models.Model):
    """One step of a referral, taken from a rung of the ladder when the referral started.

    ``called_at`` is when it was reached; ``why`` says for what reason nobody was called there.
    """

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE)
    role = models.CharField(max_length=20, blank=True)
    holder = models.PositiveSmallIntegerField(default=0)
    post = models.ForeignKey(Post, models.SET_NULL, null=True, related_name="+")
    rung = models.ForeignKey(Rung, models.SET_NULL, null=True, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    called_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=WHY, blank=True)

    class Meta:
        """From the bottom up."""

        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["referral", "place"], name="one_step_at_a_place"),
        ]

    def __str__(self) -> str:
        """Return what it is called."""
        return self.title


class Call(models.Model):
    """Somebody was called on a step; the letter is the one of the outbox."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="calls")
    person = models.ForeignKey(Person, models.PROTECT, related_name="referral_calls")

    class Meta:
        """Nobody is called twice on one step."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["step", "person"], name="one_call_on_a_step"),
        ]

    def __str__(self) -> str:
        """Return who was called."""
        return str(self.person)


class Take(models.Model):
    """Somebody took a referral, perhaps from another: the trail of who had it."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="takes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taken_from = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """As they came."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return who took it."""
        return str(self.person)
