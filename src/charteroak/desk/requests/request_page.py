"""What the page of a request shows, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from charteroak.desk.requests.choices import Decision, Identity
from charteroak.desk.requests.clocks import BothClocks, Start, both_clocks, read_clock
from charteroak.desk.requests.due_times import is_late
from charteroak.desk.requests.judges_orders import may_depart_from
from charteroak.desk.requests.models import Duty, Request
from charteroak.desk.requests.sealed import held_fields
from charteroak.desk.requests.timeline import steps_of
from charteroak.directory.access import Acting
from charteroak.directory.kinds import SCHOOL_KINDS
from charteroak.directory.permissions import Act

HELD = "hours"
# Federal law has every request for a student's record entered in a list, granted or not.
LIST_OF_ACCESS = ("20 USC 1232g(b)(4)", "34 CFR 99.32")


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """A duty as the checklist shows it; ``start`` asks for what a clock needs, if anything."""

    duty: Duty
    late: bool
    start: str


def page_of(request: Request, acting: Acting, now: datetime) -> dict[str, Any]:
    """Return what the template draws."""
    lines = [_line(duty, now) for duty in request.duties.select_related("settled_by")]
    has_clock = has_hour_clock(request)
    return {
        "request_record": request,
        "agency": request.agency,
        "answer": request.answer,
        "memo": request.memo,
        "duties": [line for line in lines if line.duty.certain],
        "perhaps": [line for line in lines if not line.duty.certain],
        "has_clock": has_clock,
        "clocks": clocks_of(request) if has_clock else None,
        "held": held_fields(request),
        "access_entry": access_entry(request),
        "steps": steps_of(request),
        "notices": request.notices.select_related("made_by", "delivered_by"),
        "messages_drafted": request.messages.select_related("drafted_by", "approved_by"),
        "school": request.agency.kind in SCHOOL_KINDS,
        "may_depart": bool(may_depart_from(request.answer)),
        "may": _may(request, acting),
        "verified": request.requester_identity == Identity.VERIFIED,
        "now": now,
    }


def needs_start(duty: Duty) -> str:
    """Return what a person has to say so that a duty's clock runs; empty where nothing."""
    clock = read_clock(duty.by_when)
    asked = {Start.CUSTODY, Start.SHIFT, Start.ENTERED}
    return clock.start.value if clock and not clock.on and clock.start in asked else ""


def clocks_of(request: Request) -> BothClocks | None:
    """Return both 48-hour clocks, once our own custody has ended."""
    if request.custody_ended_at is None:
        return None
    return both_clocks(request.custody_ended_at, request.zone)


def has_hour_clock(request: Request) -> bool:
    """Return whether the answer speaks of hours: in a duty, or in a direction's bounds."""
    bounds = [bound for said in request.answer["directions"].values() for bound in said["bounds"]]
    words = [*bounds, *(item["by_when"] for item in request.answer["duties"])]
    return any(HELD in each for each in words)


def access_entry(request: Request) -> list[tuple[str, str]]:
    """Return the entry for a student's list of access, drafted; empty where no duty asks for one.

    What the record does not know is left to write: the student, the interest, what was given.
    """
    cites = [cite["text"] for item in request.answer["duties"] for cite in item["citations"]]
    if not any(cite.startswith(LIST_OF_ACCESS) for cite in cites):
        return []
    identity = Identity(request.requester_identity).label
    directions = request.answer["directions"]
    local = request.received_at.astimezone(request.zone)
    return [
        ("Day", f"{local:%B} {local.day}, {local.year}"),
        ("Who asked", f"{request.requester_agency or 'did not say'}. {identity}."),
        ("What was asked for", "; ".join(directions[act]["question"] for act in request.acts)),
        ("Interest that they claim", ""),
        ("What was given, and on what ground", ""),
    ]


def _line(duty: Duty, now: datetime) -> DutyLine:
    return DutyLine(duty=duty, late=is_late(duty, now), start=needs_start(duty))


def _may(request: Request, acting: Acting) -> dict[str, bool]:
    return dict(_rights(request, acting))


def _rights(request: Request, acting: Acting) -> Iterator[tuple[str, bool]]:
    kept = request.purged_at is None
    is_open = kept and request.closed_at is None
    own = request.decided_by_id == acting.person.pk
    waits = request.awaits_confirmation and kept
    records = acting.may(Act.RECORD_REQUEST)
    flagged = request.decision == Decision.OVERRIDDEN and request.head_saw_at is None and kept
    yield "change", is_open and records
    yield "settle", kept and records
    yield "reopen", kept and records and request.closed_at is not None
    yield "confirm", waits and acting.may(Act.DECIDE_REQUEST) and not own
    yield "names", kept and acting.may(Act.SEE_NAMES)
    yield "see_as_head", flagged and acting.may(Act.SEE_OVERRIDES)
    yield "notice", kept and acting.may(Act.MAKE_NOTICE)
    yield "purge", kept and acting.may(Act.PURGE_REQUEST)
