"""Plain words on a terminal: wrapping, and colour only where a person looks at it."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from enum import StrEnum
from typing import TextIO


class Style(StrEnum):
    """The few styles in use, as ANSI codes."""

    STRONG = "1"
    FAINT = "2"
    RED = "31"
    GREEN = "32"
    YELLOW = "33"


def coloured(stream: TextIO | None = None) -> bool:
    """Tell whether ``stream`` (standard output) is a terminal that wants colour.

    NO_COLOR and TERM=dumb switch it off, as is customary.
    """
    stream = stream or sys.stdout
    unwanted = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not unwanted


def paint(text: str, *styles: Style) -> str:
    """Return ``text`` in ``styles`` where colour is wanted, else as it is."""
    if not styles or not coloured():
        return text
    return f"\x1b[{';'.join(styles)}m{text}\x1b[0m"


def width() -> int:
    """Return the width to wrap at: the terminal's, at most 88 columns."""
    return max(40, min(88, shutil.get_terminal_size((88, 24)).columns))


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """Return ``text`` wrapped to the terminal with ``indent`` before each line.

    ``first`` takes the place of the indent on the first line.
    """
    return textwrap.fill(
        " ".join(text.split()),
        width=width(),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def safe(text: str) -> str:
    """Return ``text`` without control characters, which a hostile memo could send a terminal."""
    return "".join(char if char.isprintable() or char in "\n\t" else "�" for char in text)
