from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from architecture.project import ROOT

SOURCES = Path("/work/shared/data")

costs = st.integers(1, 5).flatmap(
    lambda rows: st.lists(
        st.lists(st.integers(0, 20).map(float), min_size=6, max_size=6),
        min_size=rows,
        max_size=rows,
    )
)


@given(costs)
def test_the_squares_are_assigned_at_the_least_cost(table: list[list[float]]) -> None:
    from tools.reference.grid import assignment  # noqa: PLC0415 - a tool, found from the root

    found = assignment(table)
    orders = itertools.permutations(range(6), len(table))

    assert len(set(found)) == len(found)
    assert total(table, found) == min(total(table, order) for order in orders)


def total(table: list[list[float]], order: tuple[int, ...] | list[int]) -> float:
    """Return what it costs to give each row the column in its place of the order."""
    return sum(row[column] for row, column in zip(table, order, strict=True))


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the public files are not part of the product")
def test_the_data_that_is_shipped_is_what_the_tool_makes_of_the_sources() -> None:
    command = [sys.executable, "-m", "tools.build_reference", "--check"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
