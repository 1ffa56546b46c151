"""What a document says of itself to a program: its kind, its memo, its hash, its number.

The marks are keywords of the file.  Anyone can write a PDF with any marks: they say what to look
up, and prove nothing.  The text of a memo is attached to its document as it was signed, so that
its hash can be worked out again.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from urllib.parse import quote

PREFIX = "charteroak:"
SAFE = "/@:-."
SOURCE = "memo.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """``memo`` is ``text@version``; what is unknown is empty."""

    kind: str
    memo: str = ""
    content_hash: str = ""
    reference: str = ""

    def keywords(self) -> list[str]:
        """Return the marks as ``charteroak:NAME=VALUE``, percent-encoded: commas part keywords."""
        named = ((each.name, getattr(self, each.name)) for each in fields(self))
        return [f"{PREFIX}{name}={quote(value, safe=SAFE)}" for name, value in named if value]
