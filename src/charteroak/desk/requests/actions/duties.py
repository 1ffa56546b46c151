"""Ticking off duties, and starting the clocks that only a person can start."""

from __future__ import annotations

from datetime import datetime

from charteroak.desk.requests.actions.changing import changed, note
from charteroak.desk.requests.choices import DutyState
from charteroak.desk.requests.due_times import due_time
from charteroak.desk.requests.models import Duty, Request
from charteroak.directory.access import Acting
from charteroak.directory.permissions import Act


def settle_duty(  # noqa: PLR0913 - the parts of one entry, each by its name
    acting: Acting, request: Request, *, place: int, state: str, at: datetime, words: str = ""
) -> Duty:
    """Note that a duty was done, does not apply, or is open again.

    Args:
        acting: who notes it.
        request: whose duty.
        place: of the duty in the answer's list, from 1.
        state: one of ``DutyState``.
        at: when it was done.
        words: how, or why it does not apply.

    Raises:
        NotAllowedError: the person may not record for the agency.
        NotNowError: the request was emptied.
    """
    with changed(acting, request, Act.RECORD_REQUEST) as now:
        duty = now.duties.select_for_update().get(place=place)
        settled = state != DutyState.OPEN
        duty.state, duty.note = state, words
        duty.settled_at = at if settled else None
        duty.settled_by = acting.person if settled else None
        duty.save()
        detail = {"duty": place, "state": state, "at": at.isoformat()}
        note(acting, now, "duty_settled", detail, {"words": words} if words else None)
    return duty


def start_clock(
    acting: Acting, request: Request, *, place: int, starts_at: datetime | None
) -> Duty:
    """Start the clock of a duty at a time that only a person knows; None stops it.

    Raises:
        NotAllowedError: the person may not record for the agency.
        NotNowError: the request was emptied.
    """
    with changed(acting, request, Act.RECORD_REQUEST) as now:
        duty = now.duties.select_for_update().get(place=place)
        duty.starts_at = starts_at
        duty.due_at = due_time(now, duty)
        duty.save()
        started = starts_at.isoformat() if starts_at else ""
        note(acting, now, "clock_set", {"duty": place, "start": started})
    return duty
