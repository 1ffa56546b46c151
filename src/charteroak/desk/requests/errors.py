"""Why something cannot be done to a request; each message is for the person who tried."""

from __future__ import annotations


class NotNowError(ValueError):
    """The request is not in a state in which this can be done."""


class TwoPersonsError(ValueError):
    """Two persons are needed and this is the same one again."""


class JudgeError(ValueError):
    """The words tell to refuse what a judge ordered."""


class NotVerifiedError(ValueError):
    """A message would name an agency that nobody has verified."""
