"""The words that a field of a request may hold."""

from __future__ import annotations

from django.db.models import TextChoices


class Channel(TextChoices):
    """How a request came in."""

    IN_PERSON = "in person", "In person"
    TELEPHONE = "telephone", "By telephone"
    WRITING = "writing", "In writing: letter, e-mail, fax"
    OTHER = "other", "Another way"


class Identity(TextChoices):
    """How far we know who asked."""

    UNKNOWN = "unknown", "Not known"
    CLAIMED = "claimed", "They say so; nobody has checked"
    VERIFIED = "verified", "We checked: badge or card seen, or their office called back"


class Decision(TextChoices):
    """What was decided about the answer."""

    OPEN = "", "Not decided yet"
    FOLLOWED = "followed", "We do what the answer says"
    WAITING = "waiting", "We wait: something is still to be found out"
    REFERRED = "referred", "Handed to somebody else"
    OVERRIDDEN = "overridden", "We depart from the answer"


STATES = {
    Decision.OPEN: "To decide",
    Decision.FOLLOWED: "Answer followed",
    Decision.WAITING: "Waiting",
    Decision.REFERRED: "Handed on",
    Decision.OVERRIDDEN: "Departed from the answer",
}
"""Where an open request stands, in few words."""


class Ground(TextChoices):
    """Why somebody may depart from an answer.

    There is no ground for not doing what a judge ordered, and none may be added.
    """

    EXIGENT = "exigent", "Exigent circumstances: somebody is in danger now"
    JUDICIAL_ORDER = "judicial order", "A judge's order or warrant says otherwise"
    SECTION = "section", "A section of the memo that the answer did not take in"
    HEAD = "head", "The head of the agency ordered it"
    OTHER = "other", "Another reason, in words"


class DutyState(TextChoices):
    """What has become of a duty."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    NOT_NEEDED = "not needed", "Does not apply"


class Kind(TextChoices):
    """Which of the two messages to parents."""

    PRESENT = "present", "They are here now"
    DEPARTED = "departed", "They have left"


class Reason(TextChoices):
    """Why somebody looks at the names in a request."""

    NOTICE = "notice", "To give the person the notice"
    COUNSEL = "counsel", "Counsel or a court asked"
    RECORDS = "records request", "To answer a request for public records"
    CORRECT = "correct", "To check or correct the record"
    OTHER = "other", "Another reason, in words"
