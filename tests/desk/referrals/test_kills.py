"""What was acknowledged is there, and no rung is skipped or called twice, whatever is killed.

bench/faults.py does the same 200 times.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.referrals import kill_run
from nursery import nursery

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_kills_of_web_and_worker_lose_nothing_and_skip_nobody(tmp_path: Path) -> None:
    with nursery() as started:
        tally = kill_run.run(started, tmp_path, rounds=12, seed=20261126)

    assert tally.lost == []
    assert tally.wrong == []
    assert tally.recorded > 0
    assert tally.referred > 0
    assert tally.steps > tally.referred
