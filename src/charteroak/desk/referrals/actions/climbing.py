"""Moves a referral up its ladder, one step at a time, by whatever worker comes first.

The step that was reached and when the next one is due stand in one row.  A step is moved on by an
update that fails for every worker but one, in the transaction that calls the people of the step,
puts their letters in the outbox and records the event.  So a worker may be killed at any point:
either all of it happened or none, and no step is skipped or called twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from charteroak.desk.referrals.duty import OnDuty, on_duty
from charteroak.desk.referrals.letters import call_by_mail
from charteroak.desk.referrals.models import Call, Referral, Step
from charteroak.desk.requests.choices import Decision
from charteroak.desk.requests.models import Request
from charteroak.directory.models import Person
from charteroak.ledger.actions import record

UNDECIDED = frozenset({Decision.OPEN, Decision.WAITING, Decision.REFERRED})
MOST = 50
WORKER = "system:worker"
REFERS = "Refers the request, and is not called about it"


def ring_due(now: datetime | None = None) -> int:
    """The worker's duty: move on what is due and end what is decided; return how much was done."""
    moment = now or timezone.now()
    due = Referral.objects.filter(next_at__lte=moment, ended_at=None).order_by("next_at")
    moved = sum(move_on(referral, moment) for referral in due[:MOST])
    return moved + _end_decided(moment)


def move_on(seen: Referral, now: datetime) -> bool:
    """Move a referral one step on, if it still stands where it was seen; return whether it did."""
    with transaction.atomic():
        if not _claim(seen, now):
            return False
        referral = Referral.objects.select_related("agency", "request").get(pk=seen.pk)
        step = referral.steps.select_related("rung", "post").filter(place=seen.place + 1).first()
        if is_decided(referral.request):
            end(referral, now)
        elif step is None:
            _give_up(referral, now)
        else:
            called = call(referral, step, now)
            act = "referral.called" if called else "referral.passed_over"
            note(referral, act, {"step": step.place, "called": called, "why": step.why})
    return True


def _claim(seen: Referral, now: datetime) -> bool:
    """Take the next step for this worker: the update finds the row where it was seen, or nothing.

    Every move changes the place, and a take empties ``next_at``.
    """
    rows = Referral.objects.filter(pk=seen.pk, ended_at=None, place=seen.place)
    return bool(rows.filter(next_at__lte=now).update(next_at=None))


def call(referral: Referral, step: Step, now: datetime) -> list[str]:
    """Call who is on duty on a step, and set when the next is due; return who was called.

    Where nobody is, the reason is kept and the next step is due at once.
    """
    found = _whom(referral, step, now)
    for person in found.people:
        call_by_mail(Call.objects.create(step=step, person=person), step, referral)
    step.called_at, step.why = now, found.why
    step.save(update_fields=["called_at", "why"])
    wait = timedelta(minutes=step.minutes) if found.people else timedelta()
    referral.place, referral.next_at = step.place, now + wait
    referral.save(update_fields=["place", "next_at"])
    return [person.actor for person in found.people]


def _whom(referral: Referral, step: Step, now: datetime) -> OnDuty:
    if not step.role and step.post is None:
        return OnDuty(people=tuple(_everybody(referral, now)))
    found = on_duty(step, step.rung, referral.agency, now)
    others = tuple(each for each in found.people if each.pk != referral.started_by_id)
    return OnDuty(people=others, why="" if others else found.why or REFERS)


def _everybody(referral: Referral, now: datetime) -> list[Person]:
    """Return all who were called before; where nobody was, all who stand on the ladder."""
    called = Person.objects.filter(referral_calls__step__referral=referral, is_active=True)
    if people := list(called.distinct().order_by("pk")):
        return people
    steps = referral.steps.exclude(role="").select_related("post", "rung")
    found = [on_duty(step, None, referral.agency, now).people for step in steps]
    return list({person.pk: person for people in found for person in people}.values())


def _give_up(referral: Referral, now: datetime) -> None:
    referral.next_at = None
    referral.unanswered_at = None if referral.taken_by_id else now
    referral.save(update_fields=["unanswered_at", "next_at"])
    note(referral, "referral.unanswered", {"step": referral.place})


def _end_decided(now: datetime) -> int:
    """End the referrals whose request is decided since; what is due was ended on its turn."""
    undecided = {"request__decision__in": UNDECIDED, "request__closed_at": None}
    decided = Referral.objects.filter(ended_at=None).exclude(**undecided)
    return sum(_end_one(referral.pk, now) for referral in decided[:MOST])


@transaction.atomic
def _end_one(number: int, now: datetime) -> bool:
    referral = Referral.objects.select_for_update().get(pk=number)
    if referral.ended_at is not None or not is_decided(referral.request):
        return False
    end(referral, now)
    return True


def is_decided(request: Request) -> bool:
    """Return whether nothing is left to be referred."""
    return request.closed_at is not None or request.decision not in UNDECIDED


def end(referral: Referral, now: datetime) -> None:
    """End a referral whose request is decided."""
    referral.ended_at, referral.next_at = now, None
    referral.save(update_fields=["ended_at", "next_at"])
    note(referral, "referral.ended", {"decision": referral.request.decision})


def note(referral: Referral, act: str, detail: Mapping[str, object], actor: str = WORKER) -> None:
    """Record the one event of a change; last in its transaction."""
    record(
        act=act,
        actor=actor,
        agency=referral.agency.slug,
        subject=referral.request.subject,
        detail={"referral": str(referral.public_id), **detail},
    )
