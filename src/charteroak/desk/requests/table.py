"""The list of requests as a table to take away: CSV after RFC 4180, without names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from charteroak.core.spreadsheet import harmless
from charteroak.desk.requests.models import Request

COLUMNS = (
    "number",
    "agency",
    "received",
    "recorded",
    "channel",
    "acts asked for",
    "agency of who asked",
    "identity",
    "papers",
    "memo",
    "directions",
    "decision",
    "ground",
    "confirmed",
    "open duties",
    "late duties",
    "closed",
)


def as_csv(requests: Iterable[Request]) -> str:
    """Return requests, with their duties counted, as CSV with a head line."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for request in requests:
        writer.writerow([harmless(cell) for cell in _cells(request)])
    return out.getvalue()


def _cells(request: Request) -> Iterator[object]:
    directions = request.answer["directions"]
    yield request.number
    yield request.agency.slug
    yield _shown(request.received_at)
    yield _shown(request.recorded_at)
    yield request.channel
    yield "; ".join(request.acts)
    yield request.requester_agency
    yield request.requester_identity
    yield "; ".join(request.papers)
    yield request.memo
    yield "; ".join(f"{act}: {said['direction']}" for act, said in directions.items())
    yield request.decision
    yield request.ground
    yield _shown(request.confirmed_at)
    yield getattr(request, "open_duties", "")
    yield getattr(request, "late_duties", "")
    yield _shown(request.closed_at)


def _shown(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="minutes") if moment else ""
