"""What the ledger refuses, and why."""

from __future__ import annotations

from charteroak.core.errors import CharterOakError


class LedgerError(CharterOakError):
    """The root of the errors of the ledger."""


class NotInTransactionError(LedgerError):
    """An event was to be recorded outside the transaction of what it tells of."""


class NotRecordableError(LedgerError):
    """A part of an event is not what the ledger takes; the message names the part."""


class LedgerKeyError(LedgerError):
    """The key that signs checkpoints is missing, or is not one."""
