"""What the outbox refuses, and why."""

from __future__ import annotations

from charteroak.core.errors import CharterOakError


class OutboxError(CharterOakError):
    """The root of the errors of the outbox."""


class NotAddressableError(OutboxError):
    """A text is no mail address that a letter can be sent to."""


class NotInTransactionError(OutboxError):
    """A letter was to be put in the outbox outside the transaction of what it tells of."""


class WayClosedError(OutboxError):
    """The way out cannot be used now: no connection, no TLS, no sign-in.  No letter was tried."""
