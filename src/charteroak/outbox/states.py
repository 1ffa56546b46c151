"""Where a letter stands, and how one attempt to send it ended.  Each is named here, once."""

from __future__ import annotations

from django.db.models import TextChoices


class State(TextChoices):
    """Where a letter stands.

    No state says “received”: that a server accepted a letter is all that a sender can know.
    """

    CREATED = "created", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    ACCEPTED = "accepted", "Accepted by the mail server"
    TEMPORARY = "temporary failure", "Not sent yet; it is tried again"
    PERMANENT = "permanent failure", "Refused for good"
    RETURNED = "returned", "Sent back"
    CANCELLED = "cancelled", "Cancelled before it was sent"


WAITING = frozenset({State.CREATED, State.TEMPORARY})
UNDER_WAY = WAITING | {State.SENDING}
FAILED = frozenset({State.PERMANENT, State.RETURNED})


class Outcome(TextChoices):
    """How one attempt ended."""

    OPEN = "under way", "Under way"
    ACCEPTED = "accepted", "Accepted"
    TEMPORARY = "temporary failure", "Temporary failure"
    PERMANENT = "permanent failure", "Refused for good"
    UNKNOWN = "unknown", "Unknown: it may have been taken"


class Kind(TextChoices):
    """What a report tells that came back after a letter was accepted."""

    RETURNED = "returned", "The letter was sent back"
    DELAYED = "delayed", "The next server still tries"
    COMPLAINT = "complaint", "Somebody marked it as unwanted"
    PASSED_ON = "passed on", "The next server took it"
