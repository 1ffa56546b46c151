"""How fast mail goes to a domain, and when to rest or to stop and ask people.

Everything is kept in the database by conditional updates, so that it holds for all workers.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q, QuerySet

from charteroak.outbox.actions import EVERYTHING
from charteroak.outbox.models import LONGEST_LINE, Lane
from charteroak.outbox.pace import MINUTE, Pace
from charteroak.outbox.states import Outcome
from charteroak.outbox.ways import Result


def closed(now: datetime) -> QuerySet[Lane]:
    """Return the lanes that nothing may be sent on at ``now``."""
    return Lane.objects.filter(Q(held=True) | Q(opens_at__gt=now))


def enter(domain: str, now: datetime, pace: Pace) -> bool:
    """Count one letter more to ``domain`` in this minute; return false where it is one too many."""
    minute = now.replace(second=0, microsecond=0)
    Lane.objects.get_or_create(name=domain)
    lane = Lane.objects.filter(name=domain)
    if lane.filter(minute=minute, sent__lt=pace.each_minute).update(sent=F("sent") + 1):
        return True
    if lane.exclude(minute=minute).update(minute=minute, sent=1):
        return True
    why = f"no more than {pace.each_minute} letters a minute"
    lane.filter(opens_at__lte=now).update(opens_at=minute + MINUTE, why=why)
    return False


def note(domain: str, result: Result, now: datetime, pace: Pace) -> None:
    """Note how a letter went: too many failures in a row rest a domain, refusals hold it all."""
    both = Lane.objects.filter(name__in=[domain, EVERYTHING])
    if result.outcome is Outcome.ACCEPTED:
        both.filter(Q(failures__gt=0) | Q(refusals__gt=0)).update(failures=0, refusals=0)
    elif result.outcome is Outcome.PERMANENT:
        _note_refusal(result, pace)
    else:
        _note_failure(domain, result, now, pace)


def _note_refusal(result: Result, pace: Pace) -> None:
    """Hold everything once so many are refused in a row that the fault must be ours."""
    Lane.objects.get_or_create(name=EVERYTHING)
    lane = Lane.objects.filter(name=EVERYTHING)
    lane.update(refusals=F("refusals") + 1)
    why = f"{pace.most_refusals} letters in a row were refused, the last one with: {result.line}"
    too_many = lane.filter(refusals__gte=pace.most_refusals, held=False)
    too_many.update(held=True, refusals=0, why=why[:LONGEST_LINE])


def _note_failure(domain: str, result: Result, now: datetime, pace: Pace) -> None:
    lane = Lane.objects.filter(name=domain)
    lane.update(failures=F("failures") + 1)
    why = f"{pace.most_failures} attempts in a row failed, the last one with: {result.line}"
    too_many = lane.filter(failures__gte=pace.most_failures)
    too_many.update(opens_at=now + pace.rest, failures=0, why=why[:LONGEST_LINE])


def close_way(why: str, now: datetime, pace: Pace) -> None:
    """Rest the way out itself, longer each time it fails in a row."""
    lane, _ = Lane.objects.get_or_create(name=EVERYTHING)
    failures = lane.failures + 1
    opens_at = pace.way_opens(failures, now)
    changes = {"failures": failures, "opens_at": opens_at, "why": why[:LONGEST_LINE]}
    Lane.objects.filter(name=EVERYTHING, held=False).update(**changes)
