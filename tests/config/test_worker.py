"""The worker does every duty, whatever becomes of the others."""

from __future__ import annotations

import logging
import threading

import pytest

from charteroak.config.worker import work, work_round

pytestmark = pytest.mark.django_db(transaction=True)


def fail() -> int:
    raise ZeroDivisionError


def test_a_duty_that_fails_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert work_round([fail, lambda: 2]) == 2

    assert "is tried again in the next round" in caplog.text


def test_a_duty_that_stalls_holds_up_no_other() -> None:
    stop, going_on, rounds = threading.Event(), threading.Event(), []

    def stall() -> int:
        going_on.wait(5)
        return 0

    def count() -> int:
        rounds.append(1)
        if len(rounds) == 3:
            going_on.set()
            stop.set()
        return 1

    work(stop, [stall, count])

    assert len(rounds) == 3
