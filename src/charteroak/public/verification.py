"""Whether a hash or a file is that of a version, and when that version was issued.

A PDF may be the very file we issued, or name a version in its words while being another file; the
two are told apart.  A file from outside is read in a process of its own with little time and
memory, since a PDF of a thousand bytes can keep a reader busy for minutes.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum

from charteroak.core.library import Library
from charteroak.core.memo import Memo, Standing
from charteroak.public.catalog import version_with_hash
from charteroak.public.pdf import version_with_pdf

SECONDS = 10
PDF_START = b"%PDF-"


class Found(StrEnum):
    """What can be said of something that was shown to us."""

    SAME = "same"
    NAMED = "named"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """``memo`` is the version it is, or names; ``digest`` what was looked for."""

    found: Found
    digest: str
    memo: Memo | None = None

    @property
    def issued(self) -> bool:
        """Whether an office has issued the version."""
        return self.memo is not None and self.memo.standing is Standing.ISSUED


def verify_hash(library: Library, digest: str) -> Verification:
    """Say which version has this content hash, or is the PDF with this hash."""
    memo = version_with_hash(library, digest) or version_with_pdf(library, digest)
    return Verification(found=Found.SAME if memo else Found.UNKNOWN, digest=digest, memo=memo)


def verify_file(library: Library, content: bytes) -> Verification:
    """Say whether ``content`` is a file of ours, byte for byte, or only names a version."""
    exact = verify_hash(library, hashlib.sha256(content).hexdigest())
    if exact.memo is not None or not content.startswith(PDF_START):
        return exact
    for word in hashes_in_pdf(content):
        if memo := version_with_hash(library, word):
            return Verification(found=Found.NAMED, digest=exact.digest, memo=memo)
    return exact


def hashes_in_pdf(content: bytes) -> list[str]:
    """Return what looks like a hash in the words of a PDF; nothing where it cannot be read."""
    command = [sys.executable, "-m", "charteroak.public.pdf_reader"]
    try:
        ran = subprocess.run(  # noqa: S603 - our own module, the file on its standard input
            command, input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return []
    return ran.stdout.decode("ascii", "ignore").split()
