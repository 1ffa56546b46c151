"""Sealing: a text encrypted under a key of its own and bound to the row it stands in.

The key of each text is wrapped by a key-encryption key that lies in a file outside the database.
Whoever holds the database alone reads nothing; whoever can write to it cannot move a sealed text
to another row or agency.  docs/reference/ledger.md gives the format to the byte.
"""

from __future__ import annotations

from charteroak.sealing.envelope import rewrap, seal, unseal
from charteroak.sealing.errors import (
    DamagedError,
    KeyFileError,
    SealingError,
    UnknownKeyError,
    WrongRowError,
)

__all__ = [
    "DamagedError",
    "KeyFileError",
    "SealingError",
    "UnknownKeyError",
    "WrongRowError",
    "rewrap",
    "seal",
    "unseal",
]
