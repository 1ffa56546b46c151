"""A memo as a document: who says it to whom, its prose, its tables, its hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from charteroak.core.memo import Memo, Standing
from charteroak.core.render.words import about
from charteroak.documents.blocks import as_data
from charteroak.documents.marks import SOURCE, Marks
from charteroak.documents.memo_blocks import memo_blocks
from charteroak.documents.printable import JSON
from charteroak.documents.qr import qr_picture
from charteroak.documents.typesetting import Typesetter, default_typesetter

SHORT_HASH = 12
DRAFT = "Draft. No office has issued this text. It binds nobody."


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoDocument:
    """A memo with the SHA-256 of its text, in hex, and the address that verifies it, if any."""

    memo: Memo
    content_hash: str
    verify_url: str = ""


def make_memo_document(
    document: MemoDocument, *, made_on: date, typesetter: Typesetter | None = None
) -> bytes:
    """Return the memo as a PDF dated ``made_on``.

    Raises:
        DocumentError: it cannot be set.
    """
    memo = document.memo
    data: dict[str, JSON] = {
        "title": f"{memo.title} ({memo.id})",
        "marks": Marks(
            kind="memo", memo=str(memo.id), content_hash=document.content_hash
        ).keywords(),
        "source": memo.source,
        "source_name": SOURCE,
        "heading": memo.title,
        "language": "en",
        "summary": memo.summary,
        "draft": DRAFT if memo.standing is Standing.DRAFT else "",
        "about": [[name, value] for name, value in about(memo, ", ".join)],
        "blocks": as_data(memo_blocks(memo)),
        "version": str(memo.id),
        "hash": document.content_hash,
        "short_hash": document.content_hash[:SHORT_HASH],
        "qr": qr_picture(document.verify_url, "the page that verifies this memo"),
    }
    return (typesetter or default_typesetter()).typeset("memo", data, made_on=made_on)
