"""What every test run shares: its order and the Hypothesis profiles.

The default profile makes the same examples each time, so that a red run is red for everyone.
`HYPOTHESIS_PROFILE=search pytest` looks for new ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.commands import flush
from django.db import connection
from hypothesis import HealthCheck, settings

from charteroak.issuing import guards as issuing_guards
from charteroak.issuing import library
from charteroak.ledger import guards

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


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_tests() -> Iterator[None]:
    """Let a test with transactions of its own empty the tables that nobody else can empty."""
    empty = flush.Command.handle

    def empty_guarded(command: flush.Command, *words: Any, **options: Any) -> None:
        for each in (guards, issuing_guards):
            _run(each.removals(connection.vendor))
        empty(command, *words, **options)
        for each in (guards, issuing_guards):
            _run(each.statements(connection.vendor))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", empty_guarded)
        yield


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture(autouse=True)
def _library_of_this_test() -> None:
    """Let no test answer from what another issued and rolled back."""
    library.forget()
