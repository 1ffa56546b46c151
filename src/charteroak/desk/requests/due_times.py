"""When the duties of a request are due: clocks started where the record knows their start."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from charteroak.desk.requests.choices import DutyState
from charteroak.desk.requests.clocks import Clock, Count, Start, due, read_clock
from charteroak.desk.requests.models import Duty, Request

# What is due “on receipt” or “at once” has no length.  It shows as overdue after an hour: a choice
# of ours, so that a desk is not told of lateness while it still writes.
AT_ONCE = timedelta(hours=1)


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


def is_at_once(by_when: str) -> bool:
    """Return whether words say that something is due at once, which has no length."""
    clock = read_clock(by_when)
    return clock is not None and clock.count is Count.HOURS and clock.amount == 0 and not clock.on


def is_late(duty: Duty, now: datetime) -> bool:
    """Return whether a duty that certainly applies is still to be done after it was due."""
    if duty.state != DutyState.OPEN or not duty.certain or duty.due_at is None:
        return False
    return duty.due_at < (now - AT_ONCE if duty.at_once else now)


def late_at(now: datetime) -> Q:
    """Return the condition of a duty that is late at ``now``, as ``is_late`` has it."""
    soon = Q(at_once=True, due_at__lt=now - AT_ONCE)
    timed = Q(at_once=False, due_at__lt=now)
    return Q(state=DutyState.OPEN, certain=True) & (soon | timed)
