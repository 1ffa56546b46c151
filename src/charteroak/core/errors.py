"""The errors of the core, each written for the person who will read it.

CharterOakError
├── MemoError          a text cannot be read; carries every problem found in it
├── UnknownNameError   a text, fact, answer, act or paper that does not exist
├── NoVersionError     no version of a text is in force on a day
├── ConflictingFactsError   the same fact was given two different answers
└── TooLargeError      guidance beyond what can be decided in reasonable time
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_LISTED = 12
SHORTEST = 3


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where something stands: file, line and column, both counted from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        """Return ``file:line:column``, which editors open on a click."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a text: where, what was found, what is allowed, the nearest word."""

    place: Place
    found: str
    allowed: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        """Return the problem as one line a person can act on."""
        parts = [f"{self.place}: {self.found}"]
        if self.allowed:
            parts.append(f"Allowed: {self.allowed}.")
        if self.nearest:
            parts.append(f"Did you mean “{self.nearest}”?")
        return " ".join(parts)


class CharterOakError(Exception):
    """The root of all errors of the core."""


class MemoError(CharterOakError):
    """A text cannot be read; ``problems`` holds every fault found, in the order of the text."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep ``problems`` sorted by place."""
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=lambda p: p.place))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownNameError(CharterOakError):
    """A name that does not exist; ``nearest`` is the closest one that does, or empty."""

    def __init__(self, kind: str, name: str, allowed: Sequence[str]) -> None:
        """Say which ``kind`` of thing ``name`` is not, and what is ``allowed``."""
        self.kind, self.name, self.allowed = kind, name, tuple(allowed)
        self.nearest = nearest(name, allowed)
        hint = f" Did you mean “{self.nearest}”?" if self.nearest else ""
        super().__init__(f"“{name}” is not {kind}.{hint} Allowed: {listing(allowed)}.")


class NoVersionError(CharterOakError):
    """No version of a text is in force on the day asked about."""


class ConflictingFactsError(CharterOakError):
    """The same fact was given two different answers."""


class TooLargeError(CharterOakError):
    """Guidance whose situations cannot be worked out within the limits; says which table."""


def nearest(word: str, candidates: Iterable[str]) -> str:
    """Return the candidate closest to ``word``, or an empty string when none is close.

    A word that only one candidate begins with is close to it.
    """
    import difflib  # noqa: PLC0415 - costs each cold start what only a mistake needs

    by_key = {candidate.casefold(): candidate for candidate in candidates}
    found = difflib.get_close_matches(word.casefold()[:200], list(by_key)[:2000], n=1, cutoff=0.6)
    begun = [each for each in by_key if len(word) >= SHORTEST and each.startswith(word.casefold())]
    return by_key[found[0]] if found else by_key[begun[0]] if len(begun) == 1 else ""


def listing(names: Sequence[str], most: int = MOST_LISTED) -> str:
    """Return ``names`` as a comma list, cut after ``most`` with a count of the rest."""
    if not names:
        return "(none)"
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
