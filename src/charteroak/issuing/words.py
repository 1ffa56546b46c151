"""The exact words of a text: how they come in, and what is hashed, signed, published, exported.

One form only: UTF-8 without a byte-order mark, lines that end with LF.  A browser sends CRLF and
some editors write a mark; both are taken off when the words come in, once.  Nothing else is
touched: no Unicode normalisation, no trimmed spaces, no added line at the end.
"""

from __future__ import annotations

import hashlib
import re

GROUP = 4
STATUS_DRAFT = re.compile(r"^status[ \t]*:[ \t]*\"?draft\"?[ \t]*\n", re.MULTILINE)
END_OF_HEAD = re.compile(r"^---[ \t]*$", re.MULTILINE)


def words_of(source: str | bytes) -> str:
    """Return ``source`` in the one form in which it is kept.

    Raises:
        UnicodeDecodeError: bytes that are not UTF-8.
    """
    text = source.decode("utf-8") if isinstance(source, bytes) else source
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def bytes_of(words: str) -> bytes:
    """Return the bytes that are hashed, signed, published and exported."""
    return words.encode("utf-8")


def hash_of(words: str) -> str:
    """Return the SHA-256 of these bytes in hex."""
    return hashlib.sha256(bytes_of(words)).hexdigest()


def in_groups(digest: str) -> str:
    """Return a hash in groups of four digits, as people compare it aloud."""
    return " ".join(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))


def without_draft_status(words: str) -> str:
    """Return ``words`` without the line ``status: draft`` of the front matter, else as they are."""
    fences = list(END_OF_HEAD.finditer(words))[:2]
    if len(fences) < 2 or fences[0].start() != 0:  # noqa: PLR2004 - a head lies between two
        return words
    head, body = words[: fences[1].start()], words[fences[1].start() :]
    return STATUS_DRAFT.sub("", head, count=1) + body


def as_new_version(words: str, version: str) -> str:
    """Return the text of one version as the beginning of another: named, dated, not issued.

    ``version`` also becomes the first day in force, without an end, and ``issued`` is left out.
    """
    fences = list(END_OF_HEAD.finditer(words))[:2]
    if len(fences) < 2:  # noqa: PLR2004 - a head lies between two
        return words
    head, body = words[: fences[1].start()], words[fences[1].start() :]
    for key, line in _new_lines(version).items():
        head = re.sub(rf"^{key}[ \t]*:.*\n", line, head, count=1, flags=re.MULTILINE)
    return head + body


def _new_lines(version: str) -> dict[str, str]:
    day = version.partition(".")[0]
    return {
        "version": f"version: {version}\n",
        "in force": f"in force: {{from: {day}}}\n",
        "issued": "",
        "status": "",
    }
