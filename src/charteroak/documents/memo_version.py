"""The version of a memo that a document rests on."""

from __future__ import annotations

from dataclasses import dataclass

from charteroak.documents.printable import JSON

SHORT_HASH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoVersion:
    """``id`` is ``text@version``; ``content_hash`` the SHA-256 of its text, in hex."""

    id: str
    title: str
    content_hash: str

    def as_data(self) -> dict[str, JSON]:
        """Return it as a template prints it."""
        return {
            "id": self.id,
            "title": self.title,
            "hash": self.content_hash,
            "short_hash": self.content_hash[:SHORT_HASH],
        }
