"""What binds when several texts speak: the algebra of layers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charteroak.core.directions import (
    Direction,
    Ruling,
    Saying,
    Verdict,
    bounds_within,
    combine,
    parse_ruling,
)

# Four texts: a federal statute, a state statute, a memo, a plan.
LEVELS = (0, 1, 2, 3)
LAW = (True, True, False, False)
RULINGS = st.sampled_from([Ruling(direction) for direction in Direction])


def said(*words: str | None, departs: bool = False) -> Verdict:
    """Combine what the federal statute, the state statute, the memo and the plan say."""
    sayings = []
    for text, word in enumerate(words):
        ruling = parse_ruling(word) if word else None
        if ruling is not None:
            sayings.append(Saying(text, ruling, 0, departs=departs and text == 3))
    return combine(sayings, LEVELS, LAW)


@pytest.mark.parametrize(
    ("words", "binds"),
    [
        ((None, "must not", None, None), "must not"),
        (("may", "must not", None, None), "must not"),
        (("must", "may", None, None), "must"),
        (("may", "refer", None, None), "refer"),
        (("refer", "must not", None, None), "must not"),
        (("should not", "should", None, None), "should not"),
        ((None, "may, until 48 hours", "must", None), "may, until 48 hours"),
        ((None, "may, until 48 hours", "must not", None), "must not"),
        ((None, "may", "should not", None), "should not"),
        ((None, "may", "should not", "must not"), "must not"),
        ((None, "may", "should not", "may"), "should not"),
        ((None, "refer", "should not", None), "refer"),
        ((None, "must not", "may", None), "must not"),
        ((None, "may, until 48 hours", "may, until 24 hours", None), "may, until 24 hours"),
        ((None, "may, until 48 hours", "may, until 72 hours", None), "may, until 48 hours"),
        ((None, "may, until 48 hours", "may", None), "may, until 48 hours"),
        (
            (None, "may", "refer, to the head of the agency", "may"),
            "refer, to the head of the agency",
        ),
        ((None, None, "should", "must"), "must"),
        ((None, None, None, "may"), "may"),
        ((None, None, None, None), "no rule"),
    ],
)
def test_what_binds(words: tuple[str | None, ...], binds: str) -> None:
    assert str(said(*words).ruling) == binds


@pytest.mark.parametrize(
    ("words", "conflict"),
    [
        (("may", "must not", None, None), False),
        (("must", "must not", None, None), True),
        (("must", "may", None, None), True),
        ((None, "must not", "may", None), True),
        ((None, "must not", "should not", None), False),
        ((None, "must not", "refer", None), False),
        ((None, "may", "should not", "may"), True),
        ((None, "may", "must not", None), False),
    ],
)
def test_a_lower_text_against_what_binds_is_a_conflict(
    words: tuple[str | None, ...], *, conflict: bool
) -> None:
    assert said(*words).conflict is conflict


def test_must_and_must_not_on_one_level_are_referred() -> None:
    sayings = [Saying(0, Ruling(Direction.MUST), 0), Saying(1, Ruling(Direction.MUST_NOT), 0)]
    verdict = combine(sayings, (0, 0), (True, True))

    assert verdict.ruling.direction is Direction.REFER
    assert verdict.conflict


def test_a_plan_departs_from_should_with_a_reason() -> None:
    verdict = said(None, "may", "should not", "may", departs=True)

    assert verdict.ruling.direction is Direction.MAY
    assert not verdict.conflict


def test_a_plan_cannot_depart_from_must_not_even_with_a_reason() -> None:
    assert said(None, "must not", None, "may", departs=True).ruling.direction is Direction.MUST_NOT


@given(st.tuples(RULINGS, RULINGS, RULINGS, RULINGS))
def test_guidance_never_lifts_what_the_law_demands(rulings: tuple[Ruling, ...]) -> None:
    sayings = [Saying(text, ruling, 0) for text, ruling in enumerate(rulings)]
    law = combine(sayings[:2], LEVELS, LAW)
    whole = combine(sayings, LEVELS, LAW)

    if law.ruling.direction in {Direction.MUST, Direction.MUST_NOT, Direction.REFER}:
        assert whole.ruling.direction is law.ruling.direction


@given(st.tuples(RULINGS, RULINGS, RULINGS, RULINGS))
def test_every_text_that_speaks_is_shown(rulings: tuple[Ruling, ...]) -> None:
    sayings = [Saying(text, ruling, 0) for text, ruling in enumerate(rulings)]
    shown = {saying.text for saying in combine(sayings, LEVELS, LAW).sayings}

    assert shown == {t for t, r in enumerate(rulings) if r.direction is not Direction.NO_RULE}


@pytest.mark.parametrize(
    ("above", "below", "within"),
    [
        ("may", "may, until 24 hours", True),
        ("may, until 48 hours", "may, within 2 days", True),
        ("may, until 48 hours", "may, until 3 days", False),
        ("may, by telephone only", "may", False),
        ("may, by telephone only", "may, by telephone only, until 1 hour", True),
    ],
)
def test_bounds_are_compared(above: str, below: str, *, within: bool) -> None:
    first, second = parse_ruling(above), parse_ruling(below)

    assert first is not None
    assert second is not None
    assert bounds_within(first, second) is within


def test_a_cell_that_does_not_begin_with_a_direction_is_no_ruling() -> None:
    assert parse_ruling("perhaps") is None
    assert parse_ruling("Must  Not, before noon") == Ruling(Direction.MUST_NOT, ("before noon",))
