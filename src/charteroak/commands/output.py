"""Where the results of commands go: data as JSON, files, and complaints to the person."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from charteroak.terminal import is_terminal, safe, wrapped


def print_json(data: Any) -> None:
    """Print ``data`` as JSON, in ASCII where standard output cannot carry its letters."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(data, indent=2)
    print(text)


def write_file(text: str, path: Path | None) -> None:
    """Write ``text`` to ``path``, or to standard output where none is named, always as UTF-8."""
    if path is not None:
        path.write_text(text, encoding="utf-8")
        return
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(f"{text}\n".encode())


def complain(speaker: str, message: str) -> None:
    """Say what is wrong on standard error; wrapped where a person reads it, else as it is."""
    lines = [safe(line) for line in f"{speaker}: {message}".splitlines()]
    if is_terminal(sys.stderr):
        lines = [wrapped(line, "  ", "") for line in lines]
    print("\n".join(lines), file=sys.stderr)


def prepare_streams() -> None:
    """Let no letter stop the work: one that cannot be written is shown as its number.

    One that cannot be read is replaced.
    """
    for stream, errors in ((sys.stdout, "backslashreplace"), (sys.stdin, "replace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=errors)


def abandon_output() -> None:
    """Send what is still to be written nowhere: the reader has gone, or the disk is full."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
