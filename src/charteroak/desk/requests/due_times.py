"""When the duties of a request are due: clocks started where the record knows their start."""

from __future__ import annotations

from datetime import datetime

from charteroak.desk.requests.clocks import Clock, Start, due, read_clock
from charteroak.desk.requests.models import Duty, Request


def set_due_times(request: Request) -> None:
    """Work out when each duty is due, in the caller's transaction, and keep what changed."""
    changed = []
    for duty in request.duties.all():
        due_at = due_time(request, duty)
        if due_at != duty.due_at:
            duty.due_at = due_at
            changed.append(duty)
    Duty.objects.bulk_update(changed, ["due_at"])


def due_time(request: Request, duty: Duty) -> datetime | None:
    """Return when a duty is due; None where its words are not exact or the start is not known."""
    clock = read_clock(duty.by_when)
    if clock is None:
        return None
    start = request.received_at if clock.on else start_of(request, duty, clock)
    return due(clock, start, request.zone) if start else None


def start_of(request: Request, duty: Duty, clock: Clock) -> datetime | None:
    """Return from when a duty's clock runs, as far as the record knows it."""
    known = {
        Start.RECEIVED: request.received_at,
        Start.DECIDED: request.decided_at,
        Start.CUSTODY: request.custody_ended_at,
    }
    return known.get(clock.start, duty.starts_at)
