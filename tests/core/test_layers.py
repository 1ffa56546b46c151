"""How a lower text stands to what binds above it."""

from __future__ import annotations

from itertools import product

import pytest

from charteroak.core.directions import CONTRADICTED_BY, NO_RULE, Direction, Ruling, Saying, combine
from charteroak.core.layers import Judgement, Outcome, judge

RULINGS = [Ruling(direction) for direction in Direction]
BOUNDED = [*RULINGS, *(Ruling(each.direction, ("until 48 hours",)) for each in RULINGS[:-1])]
SHOULD = {Direction.SHOULD, Direction.SHOULD_NOT}


@pytest.mark.parametrize(("above", "below"), list(product(RULINGS, RULINGS)))
def test_what_the_reference_calls_a_contradiction_is_a_conflict_or_a_departure(
    above: Ruling, below: Ruling
) -> None:
    outcome = judge(above, below)
    contradicted = below.direction in CONTRADICTED_BY.get(above.direction, ())
    lifted = above.direction is Direction.REFER and below.direction not in {
        Direction.REFER,
        Direction.NO_RULE,
    }

    expected = Outcome.DEPARTS_WITHOUT_REASON if above.direction in SHOULD else Outcome.CONFLICTS
    assert (outcome is expected) is (contradicted or lifted)


@pytest.mark.parametrize(("above", "below"), list(product(BOUNDED, BOUNDED)))
def test_what_is_stricter_binds_and_what_conflicts_does_not(above: Ruling, below: Ruling) -> None:
    outcome = judge(above, below)
    verdict = combine([Saying(0, above, 0), Saying(1, below, 0)], (0, 1), (True, False))

    if outcome is Outcome.STRICTER:
        assert verdict.ruling == below
    if outcome in {Outcome.CONFLICTS, Outcome.DEPARTS_WITHOUT_REASON, Outcome.SILENT}:
        assert verdict.ruling == above


def test_a_reason_lets_a_text_depart_from_should_and_from_nothing_else() -> None:
    for above, below in product(RULINGS, RULINGS):
        bare, reasoned = judge(above, below), judge(above, below, departs=True)
        if bare is Outcome.DEPARTS_WITHOUT_REASON:
            assert reasoned is Outcome.DEPARTS_WITH_REASON
        else:
            assert reasoned is bare


@pytest.mark.parametrize(
    ("above", "below", "by_bounds"),
    [
        (Ruling(Direction.MAY, ("until 48 hours",)), Ruling(Direction.MAY), True),
        (Ruling(Direction.MAY, ("until 48 hours",)), Ruling(Direction.MUST), True),
        (Ruling(Direction.MUST_NOT), Ruling(Direction.MAY), False),
        (Ruling(Direction.REFER), Ruling(Direction.MAY), False),
        (Ruling(Direction.MAY), Ruling(Direction.MUST_NOT), False),
    ],
)
def test_a_conflict_of_bounds_only_is_told_apart(
    above: Ruling, below: Ruling, *, by_bounds: bool
) -> None:
    saying = Saying(1, below, 0)
    judgement = Judgement(judge(above, below), above, Saying(0, above, 0), below, saying)

    assert judgement.by_bounds is by_bounds


def test_silence_above_leaves_everything_open() -> None:
    for below in RULINGS[:-1]:
        assert judge(NO_RULE, below) is Outcome.CONFORMS
