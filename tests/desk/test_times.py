"""Both 48-hour clocks end when the law says, across weekends, holidays and the change of clocks."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from desk.offline_screens import in_node
from desk.quick_desk import DETAINER, screen

pytestmark = pytest.mark.django_db
HELD = f"{DETAINER}&fact.watch+list+match=no&fact.serious+conviction=yes&see=now"
STARTS = {
    # Thanksgiving is a holiday, and a weekend follows: the second clock stands still.
    "2026-11-26T02:05": ["November 28, 2026 at 2:05 AM", "December 1, 2026 at 12:00 AM"],
    "2026-11-23T09:00": ["November 25, 2026 at 9:00 AM", "November 25, 2026 at 9:00 AM"],
    # At two in the morning of November 1 it is one again: 48 real hours.
    "2026-10-31T09:00": ["November 2, 2026 at 8:00 AM", "November 4, 2026 at 12:00 AM"],
}


@pytest.mark.parametrize(("start", "ends"), STARTS.items())
def test_a_clock_that_began_says_when_it_ends(start: str, ends: list[str]) -> None:
    clocks = screen("police", f"{HELD}&start={start}")["clocks"]

    assert [clock["ends"].partition(", ")[2] for clock in clocks] == ends
    assert clocks[0]["first"]


def test_a_telephone_works_out_the_same(tmp_path: Path) -> None:
    addresses = [f"{HELD}&start={start}" for start in [*STARTS, "2026-11-27T23:59"]][:2]
    made = in_node(tmp_path, "police", [*addresses, f"{HELD}&start=never"])["screens"]

    for address, offline in zip(addresses, made, strict=False):
        assert offline["screen"]["clocks"] == screen("police", address)["clocks"]
    assert made[-1]["screen"]["left_out"] == ["start = never"]


def test_now_is_written_into_the_address(client: Client) -> None:
    answer = client.get(f"/desk/police/{HELD}&start=now")

    assert answer.status_code == 302
    assert "start=20" in answer["Location"]
    assert client.get(answer["Location"]).status_code == 200


def test_a_start_that_is_none_is_left_out_and_said() -> None:
    assert screen("police", f"{HELD}&start=2026-02-30T10:00")["left_out"] == [
        "start = 2026-02-30T10:00"
    ]
