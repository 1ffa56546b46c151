"""Directions in cells: ``may, until 48 hours``; their bounds, blanks, and what may decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from charteroak.core.directions import Direction, Ruling, parse_ruling
from charteroak.core.errors import listing
from charteroak.core.facts import (
    key,
)
from charteroak.core.reading.names import unknown
from charteroak.core.reading.parts import split
from charteroak.core.reading.report import Fault, shown
from charteroak.core.reading.scope import Scope

DIRECTIONS = tuple(direction.value for direction in Direction)
BEGINS_LIMIT = re.compile(r"(?:until|within|for)\s+[0-9]", re.IGNORECASE)
SHORT_LIMIT = re.compile(
    r"(?:until|within|for)\s+[0-9]{1,6}\s+(?:minute|hour|day|week)s?\b", re.IGNORECASE
)
BLANK = re.compile(r"\{([^{}]*)\}")
UNDECIDED = frozenset({Direction.REFER, Direction.NO_RULE})


def read_ruling(text: str, scope: Scope) -> Ruling:
    """Return the direction of a cell with its bounds.

    Raises:
        Fault: the cell does not begin with a direction, or a bound cannot be read.
    """
    ruling = parse_ruling(text)
    if ruling is None:
        raise _no_direction(text)
    if ruling.bounds and ruling.direction is Direction.NO_RULE:
        raise Fault("“no rule” has no bounds", "no rule")
    for bound in ruling.bounds:
        if BEGINS_LIMIT.match(bound) and not SHORT_LIMIT.match(bound):
            found = f"“{shown(bound)}” is not a length of time"
            allowed = "a whole number of minutes, hours, days or weeks: until 48 hours"
            raise Fault(found, allowed, offset=max(text.find(bound), 0))
    check_blanks(text, scope)
    return ruling


def read_direction_list(text: str) -> tuple[str, ...]:
    """Return a comma list of directions without bounds, each once.

    Raises:
        Fault: one is not a direction, or stands twice.
    """
    words: list[str] = []
    for piece in split(text):
        word = key(piece.text)
        if word not in DIRECTIONS or word in words:
            what = "is written twice" if word in words else "is not a direction"
            found = f"“{shown(piece.text)}” {what}"
            allowed, offset = listing(DIRECTIONS), piece.offset
            raise Fault(found, allowed, offset=offset, word=word, candidates=DIRECTIONS)
        words.append(word)
    return tuple(words)


def _no_direction(text: str) -> Fault:
    first = text.split(",", 1)[0].strip()
    if not first:
        return Fault("the direction is missing", listing(DIRECTIONS))
    longest = max((d for d in DIRECTIONS if key(first).startswith(f"{d} ")), key=len, default="")
    if longest:
        found = f"“{shown(first)}” is not a direction: bounds follow after a comma"
        return Fault(found, f"{longest}, {first[len(longest) :].strip()}")
    found = f"“{shown(first)}” is not a direction"
    return Fault(found, listing(DIRECTIONS), word=first, candidates=DIRECTIONS)


def check_blanks(text: str, scope: Scope) -> None:
    """Check that every ``{blank}`` of a text is one that *Blanks* names.

    Raises:
        Fault: one is not.
    """
    if "{" not in text:
        return
    for match in BLANK.finditer(text):
        if key(match[1]) not in scope.blanks:
            names = list(scope.blanks.values())
            fault = unknown(match[1], "a blank of this text", names, listing(names))
            fault.offset = match.start(1)
            raise fault


def decides_unverified(ruling: Ruling, cites: Sequence[str], scope: Scope) -> Fault | None:
    """Return the fault of a direction that decides though its law was not read officially."""
    reason = "" if ruling.direction in UNDECIDED else scope.not_verified(cites)
    if not reason:
        return None
    found = f"“{ruling.direction}” decides, but {reason}"
    return Fault(found, "refer or no rule, until the official text was read")
