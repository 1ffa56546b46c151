"""The rungs of the receipt ladder.  None is called *received*: a server's yes is not a reader's."""

from __future__ import annotations

from django.db.models import TextChoices


class Rung(TextChoices):
    """How far a letter has come, from the lowest rung to the highest."""

    WAITING = "waiting", "Not queued yet"
    NO_ADDRESS = "no address", "No e-mail address: by post"
    FAILED = "failed", "Refused or sent back"
    QUEUED = "queued", "Queued"
    ACCEPTED = "accepted", "Accepted by its mail server"
    OPENED = "opened", "Opened by a signed-in person"
    ACKNOWLEDGED = "acknowledged", "Acknowledged by the head"


NEEDS_CARE = (Rung.FAILED, Rung.NO_ADDRESS)
"""These come first in every list: somebody has to do something."""
