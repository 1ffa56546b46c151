"""Problems found while a text is read: collected, sorted, and raised together.

A function that reads a piece of text raises a ``Fault``; who knows the place reports it here.
Nearest words are looked for only in what is shown, within a budget of work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from charteroak.core.errors import MemoError, Place, Problem, nearest

SHOWN = 50
KEPT = 2_000
NEAREST_WORK = 2_000_000
LONGEST_SHOWN = 70

Result = TypeVar("Result")


class Cell(NamedTuple):
    """A piece of text with its place; in ``raw``, as it stands in the file, bars are escaped."""

    text: str
    line: int
    column: int
    raw: str = ""

    def column_of(self, offset: int) -> int:
        """Return the column of the character at ``offset`` of ``text``."""
        if "\\|" not in self.raw:
            return self.column + offset
        before = self.raw.replace("\\|", "\0")[:offset]
        return self.column + offset + before.count("\0")

    def part(self, start: int, end: int) -> Cell:
        """Return the part of the cell from ``start`` to ``end`` without the spaces around it."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        return Cell(text.strip(), self.line, self.column_of(start))


class Fault(Exception):  # noqa: N818 - not an error by itself: its place is still missing
    """What is wrong with a piece of text: what was found, what is allowed, where to look for words.

    ``offset`` counts from the start of the piece; the word nearest to ``word`` is suggested from
    ``candidates``.
    """

    def __init__(
        self,
        found: str,
        allowed: str = "",
        *,
        offset: int = 0,
        word: str = "",
        candidates: Sequence[str] = (),
    ) -> None:
        """Keep everything; nothing is worked out until the fault is shown."""
        super().__init__(found)
        self.found, self.allowed, self.offset = found, allowed, offset
        self.word, self.candidates = word, candidates


class _Note(NamedTuple):
    line: int
    column: int
    fault: Fault


class Report:
    """The problems of one file."""

    def __init__(self, file: str) -> None:
        """Begin an empty report on ``file``."""
        self.file = file
        self._notes: list[_Note] = []
        self._count = 0
        self._work = NEAREST_WORK

    @property
    def empty(self) -> bool:
        """True while no problem was found."""
        return self._count == 0

    def place(self, line: int, column: int = 1) -> Place:
        """Return a place in the file."""
        return Place(file=self.file, line=line, column=column)

    def add(self, line: int, column: int, fault: Fault) -> None:
        """Note ``fault`` at a place; beyond a great many, only count it."""
        self._count += 1
        if len(self._notes) < KEPT:
            self._notes.append(_Note(line, column, fault))

    def at(self, cell: Cell, fault: Fault) -> None:
        """Note ``fault`` in ``cell``, and show the cell if the fault does not."""
        quoted = f"“{cell.text[:LONGEST_SHOWN]}”", f"“{shown(cell.text)}”"
        if cell.text and not any(text in fault.found for text in quoted):
            fault.found = f"{fault.found}, in “{shown(cell.text)}”"
        self.add(cell.line, cell.column_of(min(fault.offset, len(cell.text))), fault)

    def attempt(self, cell: Cell, read: Callable[[str], Result]) -> Result | None:
        """Return what ``read`` makes of the cell, or None after noting why it cannot."""
        try:
            return read(cell.text)
        except Fault as fault:
            self.at(cell, fault)
            return None

    def finish(self) -> None:
        """Return where nothing was found.

        Raises:
            MemoError: with all problems in the order of the text, the first fifty in full.
        """
        if self._count:
            raise MemoError(self._problems())

    def _problems(self) -> list[Problem]:
        notes = sorted(self._notes, key=lambda note: (note.line, note.column))[:SHOWN]
        problems = [self._problem(note) for note in notes]
        if self._count > len(problems):
            rest = f"and {self._count - len(problems)} more problems."
            problems.append(Problem(place=problems[-1].place, found=rest))
        return problems

    def _problem(self, note: _Note) -> Problem:
        fault = note.fault
        return Problem(
            place=self.place(note.line, note.column),
            found=f"{fault.found}.",
            allowed=fault.allowed,
            nearest=self._nearest(fault.word, fault.candidates),
        )

    def _nearest(self, word: str, candidates: Sequence[str]) -> str:
        """Return the nearest candidate, as long as the work for all problems stays small."""
        if not word:
            return ""
        word = word[:60]
        alike = [name for name in candidates[:500] if abs(len(name) - len(word)) <= len(word)]
        self._work -= len(word) * sum(map(len, alike))
        return nearest(word, alike) if self._work > 0 else ""


def shown(text: str) -> str:
    """Return ``text`` short enough for one line of a message."""
    text = " ".join(text[:1000].split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
