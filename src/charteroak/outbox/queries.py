"""What other rooms and people ask of the outbox."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from charteroak.outbox.models import Lane, Message
from charteroak.outbox.states import FAILED


def letters(purpose: str, references: Iterable[str]) -> QuerySet[Message]:
    """Return the letters for one purpose that belong to these references."""
    return Message.objects.filter(purpose=purpose, reference__in=list(references))


def tasks(agency: str | None = None) -> QuerySet[Message]:
    """Return the letters that failed for good and that nobody has dealt with, the oldest first."""
    failed = Message.objects.filter(state__in=FAILED, settled_at=None).order_by("ended_at", "pk")
    return failed if agency is None else failed.filter(agency=agency)


def counts(purpose: str | None = None) -> dict[str, int]:
    """Return how many letters stand in each state in which there are any."""
    letters = Message.objects.all() if purpose is None else Message.objects.filter(purpose=purpose)
    found = letters.order_by().values_list("state").annotate(Count("pk"))
    return dict(found)


def evidence(message: Message) -> list[str]:
    """Return each attempt to send a letter, and each report on it, as a line of text."""
    tries = [f"{each.began_at:%Y-%m-%d %H:%M:%S} UTC: {each}" for each in message.tries.all()]
    reports = [f"{each.came_at:%Y-%m-%d %H:%M:%S} UTC: {each}" for each in message.reports.all()]
    return tries + reports


def stopped_lanes() -> QuerySet[Lane]:
    """Return the lanes that somebody, or too many refusals, have stopped."""
    return Lane.objects.filter(held=True).order_by("name")
