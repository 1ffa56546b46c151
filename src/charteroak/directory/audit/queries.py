"""What the audit pages read of the ledger."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from charteroak.directory.access import Acting
from charteroak.ledger.entry import stamp
from charteroak.ledger.models import Event
from charteroak.ledger.queries import events_of_agency


def events_of(
    acting: Acting, *, kind: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Event]:
    """Return the events at the agency, the last first.

    Args:
        acting: who reads, for which agency.
        kind: only those whose act begins with this word, such as ``request``.
        since: the first day.
        until: the last day.
    """
    begin = _midnight(since) if since else None
    end = _midnight(until + timedelta(days=1)) if until else None
    events = events_of_agency(acting.agency.slug, since=begin, until=end)
    return events.filter(act__startswith=f"{kind}.") if kind else events


def kinds_of(acting: Acting) -> list[str]:
    """Return the first words of the acts at the agency, for the filter."""
    acts = Event.objects.filter(agency=acting.agency.slug).order_by().values_list("act", flat=True)
    return sorted({act.partition(".")[0] for act in acts.distinct()})


def counts_of_state(
    acting: Acting, *, since: date | None = None, until: date | None = None
) -> list[tuple[str, int]]:
    """Return how often each act was done at the agencies of the state, and nothing else."""
    events = Event.objects.filter(agency__startswith=f"{acting.agency.state}/")
    if since:
        events = events.filter(time__gte=stamp(_midnight(since)))
    if until:
        events = events.filter(time__lt=stamp(_midnight(until + timedelta(days=1))))
    counted = events.order_by("act").values_list("act").annotate(number=Count("position"))
    return [(act, number) for act, number in counted]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
