"""What every test run shares: its order and the Hypothesis profiles.

The default profile makes the same examples each time, so that a red run is red for everyone.
`HYPOTHESIS_PROFILE=search pytest` looks for new ones.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "repeatable",
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    # A busy machine makes examples slowly; that is no fault of the code under test.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "search", parent=settings.get_profile("repeatable"), derandomize=False, max_examples=1000
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the quick tests first, so that most faults show within seconds."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)
