"""The cells of inputs: DMN unary tests with constants only, resolved against the answers.

Every function takes text and raises a ``Fault`` with the offset of what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache

from charteroak.core.directions import Direction
from charteroak.core.errors import listing
from charteroak.core.facts import (
    Answers,
    Choice,
    ChoiceTest,
    FreeText,
    Line,
    LineTest,
    Test,
    key,
)
from charteroak.core.measures import (
    Measure,
    Span,
    complement,
    cut_after,
    cut_before,
    parse_point,
    show_point,
    show_span,
)
from charteroak.core.reading.parts import Piece, split
from charteroak.core.reading.report import Fault, shown

DIRECTIONS = Choice(tuple(direction.value for direction in Direction))
COMPARISON = re.compile(r"(<=|>=|<|>)\s*")
NEGATION = re.compile(r"not\s*\(", re.IGNORECASE)
DAYS = Span((Fraction(1), 0), (Fraction(date.max.toordinal() + 1), 0))
DURATIONS = Span((Fraction(0), 0), None)
MOST_PIECES = 500
OTHER_WORDS = {"true": "yes", "false": "no"}
# Signs that people write for those of the language.
OTHER_SIGNS = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "\u2013": "-", "\u2014": "-", "": "-"}


def read_test(text: str, answers: Answers, about: str) -> Test:
    """Return the test that a cell asks of ``answers``; ``about`` is the name of what is tested.

    Raises:
        Fault: the cell is empty or not a test of these answers.
    """
    if text == "-":
        return None
    _check_signs(text, about)
    match = NEGATION.match(text)
    if match and text.endswith(")"):
        inner = text[match.end() : -1]
        return opposite(read_values(_pieces(inner, match.end()), answers, about), answers, text)
    return read_values(_pieces(text, 0), answers, about)


def read_values(pieces: Sequence[Piece], answers: Answers, about: str) -> ChoiceTest | LineTest:
    """Return the test that any of ``pieces`` passes.

    Raises:
        Fault: one of them is not an answer, a comparison or a range.
    """
    if isinstance(answers, Line):
        return LineTest(tuple(_span(piece, answers, about) for piece in pieces))
    values: list[str] = []
    for piece in pieces:
        values.extend(_choices(piece, answers, about))
    return ChoiceTest(frozenset(values))


def opposite(test: ChoiceTest | LineTest, answers: Answers, written: str) -> ChoiceTest | LineTest:
    """Return the test that is passed where ``test`` is not.

    Raises:
        Fault: no answer would pass it.
    """
    if isinstance(test, LineTest):
        assert isinstance(answers, Line)
        spans = complement(test.spans)
        if not any(_overlap(span, _whole(answers)) for span in spans):
            raise _unfit(written, answers)
        return LineTest(spans)
    if not isinstance(answers, Choice):
        raise Fault("“not” needs a list of answers to choose from", "=, or in a named set")
    left = frozenset(answers.values) - test.values
    if not left:
        raise _unfit(written, answers)
    return ChoiceTest(left)


def read_answer(text: str, answers: Answers, about: str) -> str:
    """Return one answer in the spelling of its declaration.

    Raises:
        Fault: it is not an answer.
    """
    piece = _pieces(text, 0)[0] if text.startswith('"') else Piece(text, 0)
    if isinstance(answers, FreeText):
        return piece.text
    if isinstance(answers, Choice):
        return _choice(piece, answers, about)
    point = _point(piece.text, 0, answers, about)
    if not _overlap(_span_of(point, answers), _whole(answers)):
        raise _unfit(text, answers)
    return show_point(point, answers.measure, answers.unit)


def describe(answers: Answers) -> str:
    """Return what may be answered, in words."""
    if isinstance(answers, Choice):
        return listing(answers.values)
    if isinstance(answers, FreeText):
        return "any text"
    unit = f" of {answers.unit}" if answers.unit else ""
    return f"a {answers.measure.value}{unit}, {_shown_whole(answers)}, such as {_example(answers)}"


def _check_signs(text: str, about: str) -> None:
    """Raise where the cell is empty or uses a sign of another language."""
    if text in OTHER_SIGNS:
        found = f"“{text}” is not a test" if text else "the cell is empty"
        raise Fault(found, "a test; - for anything", word="-", candidates=("-",))
    for sign, right in OTHER_SIGNS.items():
        if sign and text.startswith(sign):
            found = f"“{sign}” is not a comparison"
            raise Fault(found, "<, <=, > and >=", word=right, candidates=(right,))
    if text.startswith(("=", "!", "<>", "≠")):
        answer = text.lstrip("=!<>≠ ")
        right = answer if text.startswith("=") else f"not({answer})"
        found = f"a cell has no sign {text[: len(text) - len(answer)].strip()}"
        allowed = f"the answer itself, or not(…) for any other answer to “{about}”"
        raise Fault(found, allowed, word=right, candidates=(right,))


def _pieces(text: str, shift: int) -> list[Piece]:
    """Return the pieces of a comma list, none of them empty."""
    if "," not in text and '"' not in text:
        pieces = [Piece(text.strip(), len(text) - len(text.lstrip()))]
    else:
        pieces = split(text)
    if len(pieces) > MOST_PIECES:
        raise Fault(f"the cell lists {len(pieces)} answers", f"{MOST_PIECES} answers")
    for piece in pieces:
        if not piece.text:
            raise Fault(
                "an answer is missing beside a comma", "a list: a, b", offset=piece.offset + shift
            )
        if not piece.quoted and NEGATION.match(piece.text):
            raise Fault(
                "“not(…)” stands alone in its cell", "not(a, b)", offset=piece.offset + shift
            )
    return [Piece(piece.text, piece.offset + shift, piece.quoted) for piece in pieces]


# ---- answers from a list ------------------------------------------------------------------------


def _choices(piece: Piece, answers: Choice | FreeText, about: str) -> tuple[str, ...]:
    """Return the answers that one piece names: one, or those on one side of a comparison."""
    match = None if piece.quoted else COMPARISON.match(piece.text)
    if isinstance(answers, FreeText):
        if match:
            raise Fault(f"“{match[1]}” cannot compare text", "= or in", offset=piece.offset)
        return (piece.text,)
    if match is None:
        return (_choice(piece, answers, about),)
    if not answers.ordered:
        found = f"“{match[1]}” compares only numbers, dates and answers that have an order"
        raise Fault(found, describe(answers), offset=piece.offset)
    rest = Piece(piece.text[match.end() :], piece.offset + match.end())
    values = _compared(match[1], answers.values.index(_choice(rest, answers, about)), answers)
    if not values:
        raise _unfit(piece.text, answers, piece.offset)
    return values


def _compared(sign: str, index: int, answers: Choice) -> tuple[str, ...]:
    if sign.startswith("<"):
        return answers.values[: index + (sign == "<=")]
    return answers.values[index + (sign == ">") :]


def _choice(piece: Piece, answers: Choice, about: str) -> str:
    """Return the declared spelling of one answer."""
    text = piece.text
    wanted = key(text)
    known = _by_key(answers).get(wanted)
    if known is not None:
        return known
    word = OTHER_WORDS.get(wanted, text)
    allowed = f"{listing(answers.values)}; not(…) or - in a test"
    if wanted == "not sure":
        allowed = (
            f"{listing(answers.values)}; what follows when a person is not sure is found by itself"
        )
    found = f"“{shown(text)}” is not an answer to “{about}”"
    raise Fault(found, allowed, offset=piece.offset, word=word, candidates=answers.values)


@lru_cache(maxsize=512)
def _by_key(answers: Choice) -> dict[str, str]:
    return {key(value): value for value in answers.values}


# ---- points on a line ---------------------------------------------------------------------------


def _span(piece: Piece, line: Line, about: str) -> Span:
    """Return the points that one piece names: a point, a comparison or a range."""
    text = piece.text
    if match := COMPARISON.match(text):
        point = _point(text[match.end() :], piece.offset + match.end(), line, about)
        span = _side(match[1], point, line.measure)
    elif ".." in text:
        span = read_range(text, line, about, piece.offset, open_ends=False)
    else:
        span = _span_of(_point(text, piece.offset, line, about), line)
    if not _overlap(span, _whole(line)):
        raise _unfit(text, line, piece.offset)
    return span


def _side(sign: str, point: Fraction, measure: Measure) -> Span:
    if sign.startswith("<"):
        return Span(None, cut_after(point, measure) if sign == "<=" else cut_before(point))
    return Span(cut_before(point) if sign == ">=" else cut_after(point, measure), None)


def _span_of(point: Fraction, line: Line) -> Span:
    return Span(cut_before(point), cut_after(point, line.measure))


def read_range(text: str, line: Line, about: str, offset: int, *, open_ends: bool) -> Span:
    """Return ``[0..48]``, ``(0..48)``, ``]0..48[``; with ``open_ends`` an end may be left out.

    Raises:
        Fault: it has another shape, or its ends are in the wrong order.
    """
    shape = "[0..48], with ( or ) where the end is left out"
    if (
        text[:1] not in {"[", "(", "]"}
        or text[-1:] not in {"]", ")", "["}
        or ".." not in text[1:-1]
    ):
        raise Fault(f"“{shown(text)}” is not a range", shape, offset=offset)
    low, _, high = text[1:-1].partition("..")
    if not open_ends and not (low.strip() and high.strip()):
        raise Fault(
            f"“{shown(text)}” lacks an end", ">= and <= for a range with one end", offset=offset
        )
    start, end = None, None
    if low.strip():
        point = _point(low, offset + 1, line, about)
        start = cut_before(point) if text[0] == "[" else cut_after(point, line.measure)
    if high.strip():
        point = _point(high, offset + len(low) + 3, line, about)
        end = cut_after(point, line.measure) if text[-1] == "]" else cut_before(point)
    if Span(start, end).empty:
        raise Fault(f"no point lies in “{shown(text)}”", "the lower end first", offset=offset)
    return Span(start, end)


def _point(text: str, offset: int, line: Line, about: str) -> Fraction:
    """Return one point of the line, written with or without the unit."""
    stripped = text.strip()
    bare = stripped.removesuffix(line.unit).rstrip() if line.unit else stripped
    point = parse_point(bare, line.measure)
    if point is not None:
        return point
    found = f"“{shown(stripped)}” is not an answer to “{about}”"
    offset += len(text) - len(text.lstrip())
    raise Fault(found, describe(line), offset=offset)


def _whole(line: Line) -> Span:
    """Return the points that the line can have at all."""
    if line.measure is Measure.DATE:
        return Span(line.whole.start or DAYS.start, line.whole.end or DAYS.end)
    return line.whole


def _overlap(a: Span, b: Span) -> bool:
    starts = [span.start for span in (a, b) if span.start is not None]
    ends = [span.end for span in (a, b) if span.end is not None]
    return not starts or not ends or max(starts) < min(ends)


def _unfit(text: str, answers: Answers, offset: int = 0) -> Fault:
    return Fault(f"no answer fits “{shown(text)}”", describe(answers), offset=offset)


def _shown_whole(line: Line) -> str:
    words = show_span(line.whole, line.measure, line.unit)
    return words if words != "any" else "without bounds"


def _example(line: Line) -> str:
    if line.measure is Measure.DATE:
        return "2025-10-01"
    if line.measure is Measure.DURATION:
        return "48 hours"
    return f"48 {line.unit}".strip()
