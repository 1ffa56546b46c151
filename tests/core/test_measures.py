"""Numbers, durations and dates as points, cuts and spans."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charteroak.core.measures import (
    Cut,
    Measure,
    Span,
    complement,
    cut_after,
    cut_before,
    cut_line,
    parse_point,
    sample,
    show_point,
    show_span,
)

POINTS = st.fractions(min_value=-50, max_value=50, max_denominator=4)
CUTS = st.tuples(POINTS, st.integers(0, 1))


def spans() -> st.SearchStrategy[Span]:
    """Spans with both, one or no end; never empty."""
    edge = st.none() | CUTS
    return st.builds(Span, edge, edge).filter(lambda span: not span.empty)


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("48", Measure.NUMBER, Fraction(48)),
        ("-1.25", Measure.NUMBER, Fraction(-5, 4)),
        ("1.5", Measure.WHOLE_NUMBER, None),
        ("48 hours", Measure.DURATION, Fraction(2880)),
        ("2 days", Measure.DURATION, Fraction(2880)),
        ('duration("PT48H")', Measure.DURATION, Fraction(2880)),
        ("P2DT30M", Measure.DURATION, Fraction(2910)),
        ("P", Measure.DURATION, None),
        ("2025-10-01", Measure.DATE, Fraction(739525)),
        ('date("2025-10-01")', Measure.DATE, Fraction(739525)),
        ("2025-02-30", Measure.DATE, None),
        ("1" * 40, Measure.NUMBER, None),
    ],
)
def test_a_point_is_read_exactly_or_not_at_all(
    text: str, measure: Measure, expected: Fraction | None
) -> None:
    assert parse_point(text, measure) == expected


@pytest.mark.parametrize(
    ("span", "measure", "words"),
    [
        (Span(None, (Fraction(2881), 0)), Measure.DURATION, "48 hours or less"),
        (Span((Fraction(2881), 0), None), Measure.DURATION, "more than 48 hours"),
        (Span(None, (Fraction(2880), 0)), Measure.DURATION, "less than 48 hours"),
        (Span((Fraction(2880), 0), None), Measure.DURATION, "48 hours or more"),
        (Span((Fraction(2890), 0), None), Measure.DURATION, "2890 minutes or more"),
        (Span(None, (Fraction(2890), 0)), Measure.DURATION, "2889 minutes or less"),
        (
            Span((Fraction(2881), 0), (Fraction(4320), 0)),
            Measure.DURATION,
            "more than 48 hours and less than 72 hours",
        ),
        (Span((Fraction(3), 0), (Fraction(5), 1)), Measure.NUMBER, "from 3 to 5"),
        (Span((Fraction(3), 1), (Fraction(5), 0)), Measure.NUMBER, "more than 3 and less than 5"),
        (Span((Fraction(3), 0), (Fraction(3), 1)), Measure.NUMBER, "3"),
        (Span(), Measure.NUMBER, "any"),
        (Span(None, (Fraction(739525), 0)), Measure.DATE, "2025-09-30 or earlier"),
        (Span((Fraction(739525), 0), None), Measure.DATE, "2025-10-01 or later"),
    ],
)
def test_a_span_is_shown_in_words(span: Span, measure: Measure, words: str) -> None:
    assert show_span(span, measure) == words


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=1000))
def test_a_shown_number_is_read_back(point: Fraction) -> None:
    shown = parse_point(show_point(point, Measure.NUMBER), Measure.NUMBER)

    assert shown is not None
    assert abs(shown - point) < Fraction(1, 10**8)


@given(st.integers(0, 10**6))
def test_a_shown_duration_is_read_back(minutes: int) -> None:
    point = Fraction(minutes)

    assert parse_point(show_point(point, Measure.DURATION), Measure.DURATION) == point


@given(st.sets(CUTS, max_size=6), spans(), POINTS)
def test_the_pieces_of_a_line_hold_each_point_once(
    cuts: set[Cut], whole: Span, point: Fraction
) -> None:
    holding = [piece for piece in cut_line(cuts, whole) if piece.holds(point)]

    assert len(holding) == (1 if whole.holds(point) else 0)


@given(st.lists(spans(), max_size=4), POINTS)
def test_the_complement_holds_what_the_spans_do_not(held: list[Span], point: Fraction) -> None:
    inside = any(span.holds(point) for span in held)

    assert any(span.holds(point) for span in complement(held)) is not inside


@given(spans(), st.sampled_from([Measure.NUMBER]))
def test_a_sample_lies_in_its_span(span: Span, measure: Measure) -> None:
    assert span.holds(sample(span, measure))


@given(st.integers(-50, 50), st.integers(1, 50))
def test_a_sample_of_whole_steps_lies_in_its_span(start: int, length: int) -> None:
    whole = Measure.WHOLE_NUMBER
    for span in (
        Span(cut_before(Fraction(start)), cut_after(Fraction(start + length), whole)),
        Span(cut_after(Fraction(start), whole), None),
        Span(None, cut_before(Fraction(start))),
    ):
        point = sample(span, whole)
        assert span.holds(point)
        assert point.denominator == 1


def test_a_sample_of_a_length_of_time_is_a_full_hour_where_one_fits() -> None:
    after = cut_after(Fraction(48 * 60), Measure.DURATION)

    assert sample(Span(after, None), Measure.DURATION) == 49 * 60
    assert sample(Span(after, (Fraction(48 * 60 + 30), 0)), Measure.DURATION) == 48 * 60 + 1


def test_more_than_48_and_49_or_more_are_one_test_on_whole_numbers() -> None:
    assert cut_after(Fraction(48), Measure.WHOLE_NUMBER) == cut_before(Fraction(49))


def test_more_than_48_and_49_or_more_differ_on_decimal_numbers() -> None:
    assert cut_after(Fraction(48), Measure.NUMBER) != cut_before(Fraction(49))
