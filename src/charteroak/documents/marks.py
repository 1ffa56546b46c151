"""What a document says of itself to a program: its kind, its memo, its hash, its number.

They are written into the keywords of the file, and read from a file that somebody drops on the
page that verifies.  Anyone can write a PDF with any marks: they say what to look up, and prove
nothing.  The text of a memo is attached to its document as it was signed, so that its hash can be
worked out again.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, fields
from urllib.parse import quote, unquote

from pypdf import PdfReader

from charteroak.documents.errors import DocumentError

PREFIX = "charteroak:"
SAFE = "/@:-."
SOURCE = "memo.md"
LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """``kind`` is the template's name; ``memo`` is ``text@version``; what is unknown is empty."""

    kind: str
    memo: str = ""
    content_hash: str = ""
    reference: str = ""

    def keywords(self) -> list[str]:
        """Return the marks as keywords of a PDF, without commas, which part keywords."""
        named = ((each.name, getattr(self, each.name)) for each in fields(self))
        return [f"{PREFIX}{name}={quote(value, safe=SAFE)}" for name, value in named if value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """What was read from a PDF: its title, its marks, and the text of the memo attached to it."""

    title: str
    marks: Marks
    source: bytes | None = None


def read_document(pdf: bytes) -> ReadDocument:
    """Return what a PDF of ours says of itself.

    Raises:
        DocumentError: the file is no PDF, cannot be read, or carries no marks of ours.
    """
    if len(pdf) > LARGEST:
        message = f"The file has {len(pdf):,} bytes; a document of ours has at most {LARGEST:,}."
        raise DocumentError(message)
    if not pdf.startswith(b"%PDF-"):
        message = "The file is not a PDF. Choose the PDF that was sent, not a picture of it."
        raise DocumentError(message)
    try:
        return _read(PdfReader(io.BytesIO(pdf)))
    except DocumentError:
        raise
    except Exception as error:  # pypdf raises nearly anything on a damaged file
        message = (
            "The PDF cannot be read: it is damaged or locked. Choose the file as it was sent, or "
            "paste the SHA-256 printed on it."
        )
        raise DocumentError(message) from error


def _read(reader: PdfReader) -> ReadDocument:
    about = reader.metadata
    keywords = str((about.keywords if about else "") or "").split(", ")
    marks = dict(
        each.removeprefix(PREFIX).partition("=")[::2]
        for each in keywords
        if each.startswith(PREFIX)
    )
    if "kind" not in marks:
        message = (
            "This PDF carries no marks of ours. It was made by another program, or printed and "
            "scanned. Paste the SHA-256 printed on it instead."
        )
        raise DocumentError(message)
    known = {each.name: unquote(marks.get(each.name, "")) for each in fields(Marks)}
    attached = reader.attachments.get(SOURCE) if known["kind"] == "memo" else None
    return ReadDocument(
        title=str((about.title if about else "") or ""),
        marks=Marks(**known),
        source=attached[0] if attached else None,
    )
