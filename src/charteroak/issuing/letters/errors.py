"""What the letters refuse, and why, in words for the person at the page."""

from __future__ import annotations

from charteroak.issuing.errors import IssuingError


class NobodyThereError(IssuingError):
    """An audience in which there is no agency."""


class NotToBeDoneError(IssuingError):
    """A step that this letter or issuance does not allow now; says why."""
