"""Anchors: what a link can point to.  Each is unique in its text.

Anchors that the author wrote come first, then those of tables, of headings, of rows, and last of
paragraphs; one that is taken gets a letter, ``notes-b``.
"""

from __future__ import annotations

import re

from charteroak.core.reading.report import Cell, Fault, Report, shown

WRITTEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
SHAPE = "letters without accents, digits, - . and _"
LETTERS = "bcdefghijklmnopqrstuvwxyz"
NOT_KEPT = re.compile(r"[^\w\s-]")
SPACES = re.compile(r"[\s-]+")
LONGEST = 100


def slug(text: str) -> str:
    """Return ``text`` in small letters with hyphens."""
    kept = NOT_KEPT.sub("", text.lower())
    return SPACES.sub("-", kept).strip("-")[:LONGEST] or "part"


class Anchors:
    """The anchors of one text that are taken."""

    def __init__(self) -> None:
        """Begin with none."""
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def __contains__(self, anchor: str) -> bool:
        return anchor in self._taken

    def all(self) -> list[str]:
        """Return all anchors in the order of the alphabet."""
        return sorted(self._taken)

    def write(self, cell: Cell, report: Report) -> None:
        """Take an anchor that the author wrote; report it where it is wrong or taken."""
        if not WRITTEN.fullmatch(cell.text):
            report.at(cell, Fault(f"“{shown(cell.text)}” cannot be an anchor", SHAPE))
        elif cell.text in self._taken:
            report.at(cell, Fault(f"the anchor “{cell.text}” is written twice", "each anchor once"))
        self._taken.add(cell.text)

    def take(self, wanted: str) -> str:
        """Take ``wanted``, or with a letter where it is taken, and return it."""
        anchor = wanted
        while anchor in self._taken:
            count = self._next.get(wanted, 0)
            self._next[wanted] = count + 1
            suffix = LETTERS[count] if count < len(LETTERS) else str(count + 2)
            anchor = f"{wanted}-{suffix}"
        self._taken.add(anchor)
        return anchor
