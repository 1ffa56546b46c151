"""Plain words on a terminal: wrapping, and colour only where a person looks at it."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import textwrap
from enum import StrEnum
from typing import TextIO

NARROWEST, WIDEST = 24, 88
ESCAPES = re.compile(r"\x1b\[[\d;]*m")
EMPHASIS = re.compile(r"(?<![\w*])\*{1,2}(?=\S)([^*]+?)(?<=\S)\*{1,2}(?![\w*])")
CODE = re.compile(r"`([^`]+)`")


class Style(StrEnum):
    """The few styles in use, as ANSI codes."""

    STRONG = "1"
    FAINT = "2"
    RED = "31"
    GREEN = "32"
    YELLOW = "33"


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person is at ``stream``; a stream that is closed has nobody."""
    return stream is not None and not stream.closed and stream.isatty()


def interactive() -> bool:
    """Tell whether a person can be asked: input and output are both a terminal."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def coloured(stream: TextIO | None = None) -> bool:
    """Tell whether ``stream`` (standard output) is a terminal that wants colour.

    NO_COLOR and TERM=dumb switch it off, as is customary.
    """
    unwanted = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not unwanted and is_terminal(stream or sys.stdout)


def paint(text: str, *styles: Style) -> str:
    """Return ``text`` in ``styles`` where colour is wanted, else as it is."""
    if not styles or not coloured():
        return text
    return f"\x1b[{';'.join(styles)}m{text}\x1b[0m"


def width() -> int:
    """Return the width to wrap at: the terminal's, at most 88 columns."""
    columns = os.environ.get("COLUMNS", "")
    wide = int(columns) if columns.isdecimal() and len(columns) < len("10000") else 0
    return max(NARROWEST, min(WIDEST, wide or _columns()))


def _columns() -> int:
    """Return the columns of the terminal of standard output or error, or the most without one."""
    for stream in (1, 2):
        with contextlib.suppress(OSError):
            return os.get_terminal_size(stream).columns or WIDEST
    return WIDEST


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """Return ``text`` wrapped to the terminal with ``indent`` before each line.

    ``first`` takes the place of the indent on the first line, and may be painted.
    Words longer than a line are left whole, so that they can be copied.
    """
    first = indent if first is None else first
    blank = " " * len(ESCAPES.sub("", first))
    filled = textwrap.fill(
        " ".join(safe(text).split()),
        width=width(),
        initial_indent=blank,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return first + filled[len(blank) :]


def column(label: str, text: str, wide: int) -> str:
    """Return ``label``, in a column ``wide`` characters wide, and ``text`` wrapped beside it.

    A column that takes more than half of a line is given up.
    """
    if wide > width() // 2:
        wide = 0
    label = safe(label)
    return wrapped(text, " " * wide or "    ", f"{label:<{wide}}" if wide else f"{label} ")


def safe(text: str) -> str:
    """Return ``text`` without control characters, which a hostile memo could send a terminal."""
    return "".join(char if char.isprintable() or char in "\n\t" else "�" for char in text)


def plain(markdown: str) -> str:
    """Return a sentence of Markdown for a terminal: emphasis in quotation marks, code bare."""
    return CODE.sub(r"\1", EMPHASIS.sub(r"“\1”", markdown))
