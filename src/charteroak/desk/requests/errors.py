"""Why something cannot be done to a request; each message is for the person who tried."""

from __future__ import annotations


class RequestError(ValueError):
    """Something that cannot be done to a request; the others are kinds of it."""


class NotNowError(RequestError):
    """The request is not in a state in which this can be done."""


class TwoPersonsError(RequestError):
    """Two persons are needed and this is the same one again."""


class JudgeError(RequestError):
    """The words tell to refuse what a judge ordered."""


class NotVerifiedError(RequestError):
    """A message would name an agency that nobody has verified."""
