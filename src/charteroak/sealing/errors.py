"""What can be wrong with a sealed text or with the keys, in words for the person on duty."""

from __future__ import annotations

from charteroak.core.errors import CharterOakError


class SealingError(CharterOakError):
    """The root of the errors of sealing."""


class KeyFileError(SealingError):
    """The file of sealing keys is missing, or is not one."""


class UnknownKeyError(SealingError):
    """A text was sealed under a key that is not in the key file; ``key_id`` names it."""

    def __init__(self, key_id: str) -> None:
        """Say which key is missing."""
        self.key_id = key_id
        super().__init__(
            f"this was sealed under the key {key_id}, which is not in the key file: "
            "add that key again below the first, from the copy that was put away"
        )


class WrongRowError(SealingError):
    """A sealed text stands where it was not sealed for."""

    def __init__(self, bound_to: str) -> None:
        """Say where it was found."""
        super().__init__(
            f"what is stored as “{bound_to}” was sealed for another place: "
            "somebody has moved or copied it in the database"
        )


class DamagedError(SealingError):
    """A sealed text was changed, cut short, or never was one."""

    def __init__(self, bound_to: str) -> None:
        """Say where it was found."""
        super().__init__(
            f"what is stored as “{bound_to}” is damaged and cannot be opened: "
            "restore it from a backup"
        )
