"""From a value in a record to the digit of an answer.

The digit of an answer is its index in the fact's domain; one digit more, the last, stands for
*unknown*.  What no answer fits has no digit: it is an error with the nearest legal answer, and
is never taken for something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import isfinite
from numbers import Rational

from charteroak.core.errors import UnknownNameError
from charteroak.core.facts import (
    Line,
    key,
)
from charteroak.core.measures import Measure
from charteroak.core.space import NOT_SURE, Domain, Space

MOST_DIGITS = 18
LARGEST = Fraction(10**MOST_DIGITS)
TRUTH = {"true": "yes", "false": "no"}


@dataclass(frozen=True)
class Coding:
    """How the values of one fact become digits.

    ``level`` is the fact's place in the space; ``name`` its name there.
    """

    level: int
    name: str
    domain: Domain

    @property
    def unknown(self) -> int:
        """The digit for a value that is not known."""
        return len(self.domain)

    @property
    def size(self) -> int:
        """The number of digits: one for each answer and one for *unknown*."""
        return len(self.domain) + 1

    @property
    def line(self) -> Line | None:
        """The line of a fact that is a number, a duration or a date; None for a choice."""
        answers = self.domain.fact.answers
        return answers if isinstance(answers, Line) else None

    @cached_property
    def words(self) -> Mapping[str, int]:
        """The digit of each way to write an answer, by ``key``; of a line, only *unknown*.

        *true* and *false* are understood where the answers are yes and no.
        """
        found = {key(value): index for index, value in enumerate(self.domain.values)}
        for word, answer in TRUTH.items():
            if answer in found:
                found.setdefault(word, found[answer])
        return {**found, "": self.unknown, NOT_SURE: self.unknown}

    def digit(self, value: object) -> int:
        """Return the digit of a Python value.

        Args:
            value: an answer as text; True or False for yes and no; an int, float, Decimal or
                Fraction for a number; a ``date``; for a duration a ``timedelta`` or whole
                minutes; None or empty text for *unknown*.

        Raises:
            UnknownNameError: no answer fits, with the nearest one that is allowed.
        """
        if value is None:
            return self.unknown
        if self.line is None or isinstance(value, str):
            return self.digit_of_text(str(value))
        point = _point(value, self.line.measure)
        found = None if point is None else self.digit_of_point(point)
        return self.digit_of_text(str(value)) if found is None else found

    def digit_of_text(self, text: str) -> int:
        """Return the digit of an answer as a person wrote it.

        Raises:
            UnknownNameError: no answer fits, with the nearest one that is allowed.
        """
        found = self.words.get(key(text))
        return self.domain.index(text.strip()) if found is None else found

    def digit_of_point(self, point: Fraction) -> int | None:
        """Return the digit of a point of the fact's line, or None where it lies outside."""
        if abs(point) >= LARGEST:
            return None
        pieces = self.domain.pieces
        return next((i for i, piece in enumerate(pieces) if piece.holds(point)), None)

    def nearest(self, text: str) -> str:
        """Return what to write instead of ``text``: the nearest answer, or what is allowed."""
        try:
            self.digit_of_text(text)
        except UnknownNameError as error:
            return error.nearest or "one of: " + ", ".join(error.allowed[:12])
        return ""


def codings(space: Space) -> tuple[Coding, ...]:
    """Return the coding of each fact of ``space``, by its level."""
    return tuple(
        Coding(level, space.name(level), domain) for level, domain in enumerate(space.domains)
    )


def _point(value: object, measure: Measure) -> Fraction | None:
    """Return a Python value as a point on a line, or None where it is not one."""
    if isinstance(value, bool):
        return None
    if measure is Measure.DATE:
        day = isinstance(value, date) and not isinstance(value, datetime)
        return Fraction(value.toordinal()) if day else None  # type: ignore[attr-defined]
    if isinstance(value, timedelta):
        minutes = Fraction(value // timedelta(microseconds=1), 60_000_000)
        return minutes if measure is Measure.DURATION and minutes.denominator == 1 else None
    number = _number(value)
    whole = number is not None and number.denominator == 1
    return number if whole or measure is Measure.NUMBER else None


def _number(value: object) -> Fraction | None:
    """Return a number exactly as it is written: 0.1 is one tenth."""
    if isinstance(value, float):
        return Fraction(repr(float(value))) if isfinite(value) else None
    if isinstance(value, Decimal):
        return Fraction(value) if value.is_finite() else None
    return Fraction(value) if isinstance(value, Rational) else None
