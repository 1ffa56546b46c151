"""Destroying what is personal in a request by the rule of retention, and keeping it from that."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from charteroak.desk.requests.actions.changing import changed, note
from charteroak.desk.requests.errors import NotNowError
from charteroak.desk.requests.models import Request
from charteroak.desk.requests.sealed import FIELDS, holds
from charteroak.directory.access import Acting
from charteroak.directory.permissions import Act
from charteroak.ledger.actions import purge_private, record, wipe_freed_space
from charteroak.ledger.queries import private_positions

WORKER = "system:worker"
RULE = "retention of requests"


def hold_request(acting: Acting, request: Request, *, held: bool) -> Request:
    """Keep a request from being emptied, for a case or an audit; or let it go again.

    Raises:
        NotAllowedError: the person may not destroy what a request holds.
        NotNowError: it was emptied.
    """
    with changed(acting, request, Act.PURGE_REQUEST) as now:
        now.kept_on_hold = held
        now.save()
        note(acting, now, "held" if held else "hold_lifted")
    return now


def purge_request(acting: Acting, request: Request) -> Request:
    """Destroy what is personal in a request whose time of retention has passed.

    Names, words that people typed and the private part of its events are gone; what was asked,
    answered and decided stays, and the ledger verifies.

    Raises:
        NotAllowedError: the person may not destroy what a request holds.
        NotNowError: it is open, on hold, or its time has not passed.
    """
    with changed(acting, request, Act.PURGE_REQUEST) as now:
        _require_due(now)
        _empty(now, acting.person.actor)
    return now


def purge_due() -> int:
    """Empty one request whose time has passed, for the worker; return how many that were."""
    passed = retention_ends_before()
    if passed is None:
        return 0
    with transaction.atomic():
        due = Request.objects.select_related("agency").select_for_update(
            skip_locked=True, of=["self"]
        )
        due = due.filter(closed_at__lt=passed, kept_on_hold=False, purged_at__isnull=True)
        request = due.order_by("closed_at").first()
        if request is None:
            return 0
        _empty(request, WORKER)
    return 1


def retention_ends_before() -> datetime | None:
    """Return the time before which a request must have been closed to be emptied now.

    None where no years are set: nothing is ever destroyed by guess.
    """
    years: int | None = settings.REQUESTS_KEPT_YEARS
    if years is None:
        return None
    now = timezone.now()
    try:
        return now.replace(year=now.year - years)
    except ValueError:  # 29 February
        return now.replace(year=now.year - years, day=28)


def _require_due(request: Request) -> None:
    passed = retention_ends_before()
    if request.kept_on_hold:
        message = "This request is on hold. Lift the hold first, if its reason has passed."
    elif request.closed_at is None:
        message = "This request is open. Close it first; its time of retention starts then."
    elif passed is None:
        message = "Nobody has set how many years requests are kept, so nothing is destroyed."
    elif request.closed_at >= passed:
        message = "The years that a request is kept have not passed."
    else:
        return
    raise NotNowError(message)


def _empty(request: Request, actor: str) -> None:
    """Empty the row, its duties and notices and its private events; certify it in the ledger."""
    fields = [field for field in FIELDS if holds(request, field)]
    for field in FIELDS:
        setattr(request, f"{field}_sealed", b"")
    request.decision_words = request.outcome = ""
    request.purged_at = timezone.now()
    request.save()
    request.duties.update(note="")
    request.notices.update(delivered_how="")
    positions = private_positions(subject=request.subject)
    purge_private(positions=positions, actor=actor, reason=RULE)
    record(
        act="request.purged",
        actor=actor,
        agency=request.agency.slug,
        subject=request.subject,
        detail={
            "rule": RULE,
            "years": settings.REQUESTS_KEPT_YEARS,
            "closed": request.closed_at.isoformat() if request.closed_at else "",
            "names": fields,
            "private_events": len(positions),
        },
    )
    transaction.on_commit(wipe_freed_space)
