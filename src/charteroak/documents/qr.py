"""QR codes as vector pictures."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

from charteroak.documents.errors import DocumentError
from charteroak.documents.printable import JSON, PICTURE

# A code on a wall gets dirty: a seventh of it may be unreadable.
CORRECTION = "m"
# What a camera still reads at the size of a stamp.
MOST_CHARACTERS = 300


def qr_picture(text: str, label: str) -> dict[str, JSON] | None:
    """Return what a template needs to print a code: its SVG, and words for who cannot see it.

    None where ``text`` is empty.

    Raises:
        DocumentError: ``text`` is too long to be read from a small code.
    """
    if not text:
        return None
    if len(text) > MOST_CHARACTERS:
        message = (
            f"The QR code of {label} cannot be printed: “{text[:60]}…” has {len(text)} characters, "
            f"and a small code holds {MOST_CHARACTERS}. Use a shorter address."
        )
        raise DocumentError(message)
    return {PICTURE: qr_svg(text), "words": f"QR code of {label}: {text}"}


@lru_cache(maxsize=1024)
def qr_svg(text: str) -> str:
    """Return ``text`` as the SVG of a QR code, with its quiet zone of four modules."""
    # Any mask is valid; choosing the best of eight would cost most of the time.
    code = segno.make(text, error=CORRECTION, micro=False, boost_error=False, mask=3)
    written = io.BytesIO()
    code.save(written, kind="svg", border=4, xmldecl=False, svgns=True, nl=False)
    return written.getvalue().decode()
