"""Why something cannot be done to a referral; each message is for the person who tried."""

from __future__ import annotations


class NotNowError(ValueError):
    """The referral, or the request, is not in a state in which this can be done."""
