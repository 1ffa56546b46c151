"""Numbers, durations and dates as points on a line, and the tests that cut the line.

A point is an exact number: a number itself, a duration in whole minutes, a day as its proleptic
Gregorian ordinal.  A cut lies just before (side 0) or just after (side 1) a point, so that open
and closed ends need no special case: a span runs from one cut to another.
On a line of whole steps the cut after n is the cut before n + 1, which keeps ``> 48`` and
``>= 49`` the same test.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

Cut = tuple[Fraction, int]

NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,9})?")
DURATION = re.compile(r"([0-9]{1,9})\s*(minute|hour|day|week)s?", re.IGNORECASE)
ISO_DURATION = re.compile(r"P(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?)?")
MINUTES_IN = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}


class Measure(StrEnum):
    """What the points of a line stand for."""

    NUMBER = "number"
    WHOLE_NUMBER = "whole number"
    DURATION = "duration"
    DATE = "date"

    @property
    def stepped(self) -> bool:
        """True where the line has whole steps only."""
        return self is not Measure.NUMBER


@dataclass(frozen=True, slots=True)
class Span:
    """The points between two cuts; None is an open end."""

    start: Cut | None = None
    end: Cut | None = None

    def holds(self, point: Fraction) -> bool:
        """Tell whether ``point`` lies in the span."""
        after_start = self.start is None or self.start <= (point, 0)
        return after_start and (self.end is None or (point, 1) <= self.end)

    def covers(self, other: Span) -> bool:
        """Tell whether all of ``other`` lies in the span."""
        start = self.start is None or (other.start is not None and self.start <= other.start)
        end = self.end is None or (other.end is not None and other.end <= self.end)
        return start and end

    @property
    def empty(self) -> bool:
        """True where no point fits."""
        return self.start is not None and self.end is not None and self.start >= self.end


EVERYTHING = Span()


def cut_before(point: Fraction) -> Cut:
    """Return the cut just before ``point``."""
    return (point, 0)


def cut_after(point: Fraction, measure: Measure) -> Cut:
    """Return the cut just after ``point``; on stepped lines, before the next step."""
    return (point + 1, 0) if measure.stepped else (point, 1)


def parse_point(text: str, measure: Measure) -> Fraction | None:
    """Read one point, ``48``, ``48 hours`` or ``2025-10-01``; None where it is not one."""
    text = _unwrapped(text.strip())
    if measure is Measure.DATE:
        return _parse_date(text)
    if measure is Measure.DURATION:
        return _parse_duration(text)
    if not NUMBER.fullmatch(text):
        return None
    number = Fraction(text)
    return None if measure is Measure.WHOLE_NUMBER and number.denominator != 1 else number


def show_point(point: Fraction, measure: Measure, unit: str = "") -> str:
    """Return ``point`` as a person writes it, so that ``parse_point`` reads it back."""
    if measure is Measure.DATE:
        return date.fromordinal(int(point)).isoformat()
    if measure is Measure.DURATION:
        return _show_minutes(int(point))
    number = str(int(point)) if point.denominator == 1 else _decimal(point)
    return f"{number} {unit}".strip()


def show_span(span: Span, measure: Measure, unit: str = "") -> str:
    """Return ``span`` in words: ``48 hours or less``, ``from 3 to 5``, ``before 2019-10-01``."""
    low = _edge(span.start, measure, unit, opening=True)
    high = _edge(span.end, measure, unit, opening=False)
    if low and high:
        return low[1] if low[1] == high[1] and low[0] and high[0] else _between(low, high)
    if low:
        words = ("or more", "more than") if measure is not Measure.DATE else ("or later", "after")
        return f"{low[1]} {words[0]}" if low[0] else f"{words[1]} {low[1]}"
    if high:
        words = (
            ("or less", "less than") if measure is not Measure.DATE else ("or earlier", "before")
        )
        return f"{high[1]} {words[0]}" if high[0] else f"{words[1]} {high[1]}"
    return "any"


def cut_line(cuts: Iterable[Cut], whole: Span) -> tuple[Span, ...]:
    """Cut the line ``whole`` at ``cuts`` into its pieces, in order; no piece is empty."""
    inner = sorted({cut for cut in cuts if _inside(cut, whole)})
    edges = [whole.start, *inner, whole.end]
    return tuple(Span(a, b) for a, b in pairwise(edges))


def hull(spans: Sequence[Span]) -> Span:
    """Return the shortest span that covers all of ``spans``."""
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    start = None if None in starts else min(start for start in starts if start is not None)
    end = None if None in ends else max(end for end in ends if end is not None)
    return Span(start, end)


def complement(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the points that lie in none of ``spans``, in one sweep along the line."""
    outside, reached = list[Span](), EVERYTHING.start
    for span in sorted(spans, key=lambda span: (span.start is not None, span.start)):
        if span.start is not None and (reached is None or span.start > reached):
            outside.append(Span(reached, span.start))
        if span.end is None:
            return tuple(outside)
        reached = span.end if reached is None else max(reached, span.end)
    return (*outside, Span(reached, None))


def sample(span: Span, measure: Measure) -> Fraction:
    """Return one point of ``span``, as near to its start as can be written shortly."""
    point = _sample(span, measure)
    full_hour = point + -point % 60
    return full_hour if measure is Measure.DURATION and span.holds(full_hour) else point


def _sample(span: Span, measure: Measure) -> Fraction:
    if span.start is None and span.end is None:
        return Fraction(date(2020, 1, 1).toordinal()) if measure is Measure.DATE else Fraction(0)
    if span.start is None:
        return span.end[0] - 1 if span.end is not None and span.end[1] == 0 else span.end[0]  # type: ignore[index]
    point, side = span.start
    if side == 0:
        return point
    if span.end is None:
        return point + 1
    return (point + span.end[0]) / 2 if span.end[0] != point else point


def _inside(cut: Cut, whole: Span) -> bool:
    return (whole.start is None or cut > whole.start) and (whole.end is None or cut < whole.end)


def _unwrapped(text: str) -> str:
    """Read DMN's date("…") and duration("…") as what stands inside."""
    match = re.fullmatch(r"(?:date|duration)\(\s*\"([^\"]*)\"\s*\)", text)
    return match[1] if match else text


def _parse_date(text: str) -> Fraction | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return Fraction(date.fromisoformat(text).toordinal())
    except ValueError:
        return None


def _parse_duration(text: str) -> Fraction | None:
    if match := DURATION.fullmatch(text):
        return Fraction(int(match[1]) * MINUTES_IN[match[2].lower()])
    match = ISO_DURATION.fullmatch(text)
    if match is None or text.endswith(("P", "T")):
        return None
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return Fraction(timedelta(days=days, hours=hours, minutes=minutes) // timedelta(minutes=1))


def _show_minutes(minutes: int) -> str:
    unit, size = ("hour", 60) if minutes % 60 == 0 else ("minute", 1)
    count = minutes // size
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _decimal(point: Fraction) -> str:
    return f"{float(point):.9f}".rstrip("0").rstrip(".")


def _edge(
    cut: Cut | None, measure: Measure, unit: str, *, opening: bool
) -> tuple[bool, str] | None:
    """Return (the end belongs to the span, the point shown) for one end of a span."""
    if cut is None:
        return None
    point, side = cut
    if measure is Measure.DURATION:
        return _round_edge(point, opening=opening)
    if opening:
        return (side == 0, show_point(point, measure, unit))
    if side == 0 and measure.stepped:
        return (True, show_point(point - 1, measure, unit))
    return (side == 1, show_point(point, measure, unit))


def _round_edge(minute: Fraction, *, opening: bool) -> tuple[bool, str]:
    """Return one end of a span of minutes, by the full hour where the cut is beside one.

    The cut before minute 2881 opens *more than 48 hours* and closes *48 hours or less*; the cut
    before minute 2880 opens *48 hours or more* and closes *less than 48 hours*.
    """
    included, excluded = (minute, minute - 1) if opening else (minute - 1, minute)
    shown = excluded if excluded % 60 == 0 else included
    return (shown == included, show_point(shown, Measure.DURATION))


def _between(low: tuple[bool, str], high: tuple[bool, str]) -> str:
    if low[0] and high[0]:
        return f"from {low[1]} to {high[1]}"
    first = f"{low[1]} or more" if low[0] else f"more than {low[1]}"
    second = f"{high[1]} or less" if high[0] else f"less than {high[1]}"
    return f"{first} and {second}"
