"""Letters survive a server that misbehaves in every way while workers are killed.

bench/faults.py does the same with 2,000 letters and writes the figures down.
"""

from __future__ import annotations

import pytest

from nursery import nursery
from outbox import fault_run
from outbox.misbehaving_server import Fault

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_no_letter_is_lost_and_each_copy_is_explained() -> None:
    with nursery() as started:
        tally = fault_run.run(started, letters=150, faults=48, kills=8, seed=20261126)

    assert tally.lost == []
    assert tally.unexplained == []
    assert tally.accepted + tally.refused == tally.letters == 150
    assert tally.kills == 8
    assert tally.copies >= tally.by_server > 0
    assert set(tally.faults) == set(Fault)
    assert tally.faults.total() >= 45
