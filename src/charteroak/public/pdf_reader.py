"""Reads a PDF on standard input and prints the hashes in its words; run as a process of its own.

Its limits are set before a byte of the file is looked at.
"""

from __future__ import annotations

import io
import re
import resource
import sys

SECONDS = 5
MEMORY = 768 * 1024 * 1024
MOST_PAGES = 40
# Overlapping, since a label such as SHA-256 may stand right before it once spaces are gone.
HASH = re.compile(r"(?=([0-9a-f]{64}))")
MOST_HASHES = 200


def main() -> None:
    """Print each hash once."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    content = sys.stdin.buffer.read()
    print("\n".join(sorted(hashes(content))[:MOST_HASHES]))  # noqa: T201 - this is what the process is for


def hashes(content: bytes) -> set[str]:
    """Return the hashes in the words and the properties of a PDF."""
    from pypdf import PdfReader  # noqa: PLC0415 - only after the limits are set
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above

    found: set[str] = set()
    try:
        reader = PdfReader(io.BytesIO(content))
        for page in reader.pages[:MOST_PAGES]:
            found |= set(HASH.findall(re.sub(r"\s+", "", page.extract_text())))
        found |= set(HASH.findall(str(reader.metadata)))
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, MemoryError):
        pass  # what cannot be read names no version
    return found


if __name__ == "__main__":
    main()
