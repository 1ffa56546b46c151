"""What people do with a referral: start it, take it, have the next one called.

The clock is read once the row is locked: who waited for a worker did it after the worker.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from charteroak.desk.referrals.actions.climbing import call, is_decided, note
from charteroak.desk.referrals.errors import NotNowError
from charteroak.desk.referrals.ladder import ladder_of
from charteroak.desk.referrals.models import Referral, Rung, Step, Take
from charteroak.desk.requests.models import Request
from charteroak.directory.access import Acting, NotAllowedError
from charteroak.directory.permissions import Act

EVERYBODY = "Everybody, once more"
DECIDED = "This request is decided already; there is nothing left to refer."
ENDED = "This referral has ended."


def refer(*, acting: Acting, request: Request, now: datetime | None = None) -> Referral:
    """Refer a request up the ladder of its agency, and call who is on duty on the first rung.

    The open referral of the request, if there is one, is returned as it stands.

    Raises:
        NotAllowedError: the person may not act on requests, or it is another agency's.
        NotNowError: the request is decided, or was emptied.
    """
    acting.require(Act.RECORD_REQUEST)
    with transaction.atomic():
        current = _locked(acting, request)
        moment = now or timezone.now()
        if open_one := Referral.objects.filter(request=current, ended_at=None).first():
            return open_one
        referral = Referral.objects.create(
            request=current,
            agency=acting.agency,
            started_at=moment,
            started_by=acting.person,
            next_at=moment,
        )
        first = _take_ladder_along(referral)
        called = call(referral, first, moment)
        detail = {"step": 1, "called": called, "why": first.why}
        note(referral, "referral.started", detail, acting.person.actor)
    return referral


def _locked(acting: Acting, request: Request) -> Request:
    """Return the request as it stands, so that two presses of the button make one referral."""
    rows = Request.objects.select_for_update().filter(agency=acting.agency, pk=request.pk)
    current = rows.first()
    if current is None:
        raise NotAllowedError(f"{request} is not of {acting.agency}")
    if is_decided(current) or current.purged_at is not None:
        raise NotNowError(DECIDED)
    current.agency = acting.agency
    return current


def _take_ladder_along(referral: Referral) -> Step:
    """Copy the ladder into steps, with everybody at its top; return the first step."""
    rungs = ladder_of(referral.agency)
    steps = [_step_from(rung, referral) for rung in rungs]
    top = len(steps) + 1
    last = rungs[-1].minutes if rungs else 0
    steps.append(Step(referral=referral, place=top, title=EVERYBODY, minutes=last))
    return Step.objects.bulk_create(steps)[0]


def _step_from(rung: Rung, referral: Referral) -> Step:
    return Step(
        referral=referral,
        place=rung.place,
        title=rung.title,
        role=rung.role,
        holder=rung.holder,
        post=rung.post,
        rung=rung if rung.own else None,
        minutes=rung.minutes,
    )


def take(*, acting: Acting, referral: Referral, now: datetime | None = None) -> Referral:
    """Take a referral: nobody further is called.  Who takes it late takes it over.

    A second press by the same person changes nothing.

    Raises:
        NotAllowedError: the person may not take referrals of the agency.
        NotNowError: it has ended, or the request is decided.
    """
    acting.require(Act.TAKE_REFERRAL)
    with transaction.atomic():
        current = _current(acting, referral)
        moment = now or timezone.now()
        before = current.taken_by
        if before == acting.person and current.next_at is None:
            return current
        current.taken_by, current.taken_at, current.next_at = acting.person, moment, None
        current.save(update_fields=["taken_by", "taken_at", "next_at"])
        Take.objects.create(referral=current, person=acting.person, taken_from=before, at=moment)
        detail = {"from": before.actor if before else "", "step": current.place}
        note(current, "referral.taken", detail, acting.person.actor)
    return current


def call_next(*, acting: Acting, referral: Referral, now: datetime | None = None) -> Referral:
    """Have the next person called now, because whoever has it does not act.

    Raises:
        NotAllowedError: the person may not act on requests of the agency.
        NotNowError: it has ended, or there is nobody further up.
    """
    acting.require(Act.RECORD_REQUEST)
    with transaction.atomic():
        current = _current(acting, referral)
        moment = now or timezone.now()
        step = current.steps.filter(place=current.place + 1).first()
        if step is None:
            raise NotNowError("Everybody has been called. Ring them by telephone.")
        called = call(current, step, moment)
        detail = {"step": step.place, "called": called, "why": step.why}
        note(current, "referral.called_early", detail, acting.person.actor)
    return current


def _current(acting: Acting, referral: Referral) -> Referral:
    """Return a referral as it stands, locked until the change is done."""
    rows = Referral.objects.select_for_update(of=("self",)).filter(agency=acting.agency)
    current = rows.select_related("request", "taken_by").filter(pk=referral.pk).first()
    if current is None:
        raise NotAllowedError(f"{referral} is not of {acting.agency}")
    current.agency = acting.agency
    if current.ended_at is not None or is_decided(current.request):
        raise NotNowError(ENDED)
    return current
