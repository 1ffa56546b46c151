"""The column *answers* of a fact or a field: what may be answered."""

from __future__ import annotations

import re

from charteroak.core.facts import (
    Answers,
    Choice,
    FreeText,
    Line,
    key,
)
from charteroak.core.measures import Measure, Span, parse_point
from charteroak.core.reading.cells import DURATIONS, read_range
from charteroak.core.reading.names import check_name, skeleton
from charteroak.core.reading.parts import Piece, split
from charteroak.core.reading.report import Fault, shown

MOST_ANSWERS = 500
SHAPES = (
    "yes, no; a list a, b, c; a list in order a < b < c; number, whole number, duration or date, "
    "with bounds [0..96] and a unit where wanted"
)
MEASURE = re.compile(r"(whole number|number|duration|date)(?=$|[\s\[\](])\s*", re.IGNORECASE)
CLOSING = re.compile(r"[\])\[]")
UNIT = re.compile(r"[^\W\d_][^\W_]*(?: [^\W_]+){0,3}")


def read_answers(text: str, *, of_a_field: bool = False) -> Answers:
    """Return what may be answered; the fields of records may also hold ``text``.

    Raises:
        Fault: the column has another shape.
    """
    if not text or text == "-":
        raise Fault("the answers are missing", SHAPES)
    if key(text) == "text":
        if of_a_field:
            return FreeText()
        raise Fault("only a field of a record is answered by any text", SHAPES)
    match = MEASURE.match(text)
    if match and "," not in text:
        return _line(text, match)
    if "<" in text:
        return Choice(_values(text, "<"), ordered=True)
    return Choice(_values(text, ","))


def _line(text: str, match: re.Match[str]) -> Line:
    """Return a number, a duration or a date with its bounds and unit."""
    measure = Measure(key(match[1]))
    rest, offset = text[match.end() :], match.end()
    whole = DURATIONS if measure is Measure.DURATION else Span()
    unit = rest
    if rest[:1] in {"[", "(", "]"}:
        closing = CLOSING.search(rest, 1)
        if closing is None:
            raise Fault(f"the bounds “{shown(rest)}” are not closed", "[0..96]", offset=offset)
        whole = _bounds(rest[: closing.end()], measure, offset)
        unit = rest[closing.end() :]
    return Line(measure, whole, _unit(unit.strip(), measure, len(text) - len(unit.strip())))


def _bounds(text: str, measure: Measure, offset: int) -> Span:
    span = read_range(text, Line(measure), "the bounds", offset, open_ends=True)
    if measure is Measure.DURATION and span.start is None:
        return Span(DURATIONS.start, span.end)
    return span


def _unit(text: str, measure: Measure, offset: int) -> str:
    if not text:
        return ""
    if measure in {Measure.DATE, Measure.DURATION}:
        found = f"“{shown(text)}” stands after a {measure.value}, which has no unit"
        raise Fault(found, f"{measure.value} with bounds in brackets", offset=offset)
    if not UNIT.fullmatch(text):
        raise Fault(f"“{shown(text)}” is not a unit", "a word, such as miles", offset=offset)
    return text


def _values(text: str, separator: str) -> tuple[str, ...]:
    """Return the answers of a list; each is a name, in quotes also with commas."""
    pieces = split(text, separator)
    if len(pieces) > MOST_ANSWERS:
        raise Fault(f"the list has {len(pieces)} answers", f"{MOST_ANSWERS} answers")
    if len(pieces) < 2:  # noqa: PLR2004 - a question has two answers at least
        raise Fault(f"“{shown(text)}” is only one answer", SHAPES)
    seen: dict[str, str] = {}
    return tuple(_value(piece, seen) for piece in pieces)


def _value(piece: Piece, seen: dict[str, str]) -> str:
    """Return one answer, after comparing it with those before it."""
    try:
        check_name(piece.text.replace(",", " ") if piece.quoted else piece.text, "an answer")
    except Fault as fault:
        fault.offset += piece.offset
        raise
    twin = seen.get(skeleton(piece.text))
    if twin is not None:
        how = "is written twice" if key(twin) == key(piece.text) else f"looks like “{twin}”"
        raise Fault(f"the answer “{piece.text}” {how}", "answers that differ", offset=piece.offset)
    seen[skeleton(piece.text)] = piece.text
    return piece.text


def read_value_list(text: str) -> tuple[str, ...]:
    """Return the allowed values of an output: a comma list of names or numbers.

    Raises:
        Fault: one of them is not a name, or stands twice.
    """
    seen: dict[str, str] = {}
    return tuple(_value_or_number(piece, seen) for piece in split(text))


def _value_or_number(piece: Piece, seen: dict[str, str]) -> str:
    """Return one value; a number may also begin with a sign."""
    if skeleton(piece.text) in seen or parse_point(piece.text, Measure.NUMBER) is None:
        return _value(piece, seen)
    return seen.setdefault(skeleton(piece.text), piece.text)
