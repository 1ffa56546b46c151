"""Whether a hash or a file is that of a version, and when that version was issued.

A PDF may be the very file we issued, or name a version in its words while being another file; the
two are told apart.  A letter to one agency is known by the digest of its bytes in the outbox, and
by nothing that it says of itself.  A version that was withdrawn is still one that was issued.  A
file from outside is read in a process of its own with little time and memory, since a PDF of a
thousand bytes can keep a reader busy for minutes.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from charteroak.core.library import Library
from charteroak.core.memo import Memo, Standing
from charteroak.issuing.letters.models import Letter
from charteroak.issuing.letters.queries import letter_with_content
from charteroak.issuing.library import memo_of
from charteroak.issuing.models import IssuedVersion
from charteroak.outbox.states import State
from charteroak.public.catalog import version_with_hash
from charteroak.public.issued import row_with_hash
from charteroak.public.pdf import version_with_pdf

SECONDS = 10
PDF_START = b"%PDF-"


class Found(StrEnum):
    """What can be said of something that was shown to us."""

    SAME = "same"
    LETTER = "letter"
    NAMED = "named"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """``memo`` is the version it is, or names; ``digest`` what was looked for.

    ``letter`` is the letter it is, which sends ``memo``; ``withdrawn_at`` is set where the version
    was taken back.
    """

    found: Found
    digest: str
    memo: Memo | None = None
    letter: Letter | None = None
    withdrawn_at: datetime | None = None

    @property
    def issued(self) -> bool:
        """Whether an office has issued the version."""
        return self.memo is not None and self.memo.standing is Standing.ISSUED

    @property
    def letter_sent_at(self) -> datetime | None:
        """When a mail server took the letter; None where none has."""
        message = self.letter.message if self.letter else None
        return message.ended_at if message and message.state == State.ACCEPTED else None


def verify_hash(library: Library, digest: str) -> Verification:
    """Say which version has this content hash, or is the PDF with this hash."""
    memo = version_with_hash(library, digest) or version_with_pdf(library, digest)
    if memo is None and (row := row_with_hash(digest, timezone.now())):
        return _of_row(row, digest)
    return Verification(found=Found.SAME if memo else Found.UNKNOWN, digest=digest, memo=memo)


def _of_row(row: IssuedVersion, digest: str, letter: Letter | None = None) -> Verification:
    """Return what is said of a version by its row, which stays when the version is withdrawn."""
    withdrawal = getattr(row, "withdrawal", None)
    return Verification(
        found=Found.LETTER if letter else Found.SAME,
        digest=digest,
        memo=memo_of(row),
        letter=letter,
        withdrawn_at=withdrawal.at if withdrawal else None,
    )


def verify_file(library: Library, content: bytes) -> Verification:
    """Say whether ``content`` is a file of ours, byte for byte, or only names a version."""
    digest = hashlib.sha256(content).hexdigest()
    if letter := letter_with_content(digest):
        return _of_row(letter.issuance.version, digest, letter)
    exact = verify_hash(library, digest)
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
