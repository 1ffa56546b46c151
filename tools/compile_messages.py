"""Compile each django.po of ours to the django.mo that Django reads; needs no gettext tools.

Of the format it reads what our files have: msgid and msgstr on a line each, remarks, a header.
The .mo files are committed, and a test says when they are older than their source.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "src" / "charteroak" / "web" / "locale"
MAGIC = 0x950412DE
HEAD = 7 * 4


def main() -> None:
    """Write every django.mo anew."""
    for source in sorted(LOCALE.rglob("django.po")):
        source.with_suffix(".mo").write_bytes(compiled(source.read_text(encoding="utf-8")))
        print(f"Compiled {source.relative_to(ROOT)}")


def compiled(text: str) -> bytes:
    """Return the .mo of a .po; GNU gettext's manual gives the format."""
    entries = sorted((key.encode(), value.encode()) for key, value in messages(text) if value)
    keys = b"".join(key + b"\0" for key, _ in entries)
    start = HEAD + 16 * len(entries)
    tables = [*_table([key for key, _ in entries], start)]
    tables += _table([value for _, value in entries], start + len(keys))
    count = len(entries)
    head = struct.pack("<7I", MAGIC, 0, count, HEAD, HEAD + 8 * count, 0, 0)
    return head + b"".join(tables) + keys + b"".join(value + b"\0" for _, value in entries)


def messages(text: str) -> Iterator[tuple[str, str]]:
    """Yield each message and its translation, the header first."""
    parts: dict[str, str] = {}
    word = ""
    for line in [*text.splitlines(), 'msgid ""']:
        if line.startswith("msgid ") and "msgstr" in parts:
            yield parts["msgid"], parts["msgstr"]
            parts = {}
        if line.startswith(("msgid ", "msgstr ")):
            word, _, line = line.partition(" ")  # noqa: PLW2901 - the rest of the line
        if line.startswith('"'):
            parts[word] = parts.get(word, "") + json.loads(line)


def _table(texts: list[bytes], start: int) -> Iterator[bytes]:
    for text in texts:
        yield struct.pack("<2I", len(text), start)
        start += len(text) + 1


if __name__ == "__main__":
    main()
