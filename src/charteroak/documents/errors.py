"""Why a document cannot be made, for the person who asked for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from charteroak.core.errors import CharterOakError


class DocumentError(CharterOakError):
    """A document cannot be made from what was given; says what to change."""


class TooLongError(DocumentError):
    """What was given does not fit where it has to; ``parts`` names them, the longest first."""

    def __init__(self, message: str, parts: Sequence[str]) -> None:
        """Keep the names of the ``parts`` to shorten."""
        self.parts = tuple(parts)
        super().__init__(message)


class OverflowingError(Exception):
    """A template found that its parts do not fit: their names with their heights in points."""

    def __init__(self, heights: Mapping[str, float]) -> None:
        """Keep the ``heights``."""
        self.heights = dict(heights)
        super().__init__(str(self.heights))
