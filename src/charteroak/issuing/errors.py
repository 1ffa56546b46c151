"""What issuing refuses, and why, in words for the person at the page."""

from __future__ import annotations

from charteroak.core.errors import CharterOakError


class IssuingError(CharterOakError):
    """The root of the errors of issuing."""


class NotReadyError(IssuingError):
    """A step that this draft or version is not ready for; says what to do first."""


class EditConflictError(IssuingError):
    """Somebody saved the draft since this editor opened it; nothing was written."""


class NotYoursError(IssuingError):
    """A text that this office may not write: another state's, or another office's."""


class SigningKeyError(IssuingError):
    """The key of an office is missing, or is not one."""
