"""What the tests of the ledger share: a few events to tell of."""

from __future__ import annotations

from typing import Any, Protocol

import pytest
from django.db import transaction

from charteroak.ledger.actions import record
from charteroak.ledger.models import Event


class Recording(Protocol):
    """Records one event in a transaction of its own."""

    def __call__(self, act: str = ..., **parts: Any) -> Event: ...


@pytest.fixture
def recorded() -> Recording:
    """Return what records an event, of which only what matters to a test is given."""

    def recording(act: str = "request.recorded", **parts: Any) -> Event:
        usual = {"actor": "person:17", "agency": "ct/police/elmford", "subject": "request:3f2a"}
        with transaction.atomic():
            return record(act=act, **(usual | parts))

    return recording
