"""What is read of the ledger: events for the audit views, private content, the last checkpoint."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from charteroak.ledger.entry import decode, stamp
from charteroak.ledger.models import Checkpoint, Event, PrivateContent
from charteroak.ledger.signing import note
from charteroak.sealing import unseal


def events_of_subject(subject: str) -> QuerySet[Event]:
    """Return the events of one subject, such as ``request:3f2a``, the first first."""
    return Event.objects.filter(subject=subject).order_by("position")


def events_of_agency(
    agency: str, *, since: datetime | None = None, until: datetime | None = None
) -> QuerySet[Event]:
    """Return the events at one agency, the last first.

    Args:
        agency: its slug.
        since: the earliest time, if any.
        until: the time before which they happened, if any.
    """
    events = Event.objects.filter(agency=agency).order_by("-position")
    if since is not None:
        events = events.filter(time__gte=stamp(since))
    if until is not None:
        events = events.filter(time__lt=stamp(until))
    return events


def private_content(event: Event) -> dict[str, Any] | None:
    """Return the private content of an event; None where it has none or was purged.

    Whoever shows it to a person records an event of that first.

    Raises:
        SealingError: it was damaged or moved, or its key is missing.
    """
    row = PrivateContent.objects.filter(pk=event.position).first()
    if row is None:
        return None
    text = unseal(bytes(row.content), bound_to=place_of_private(event.position))
    content: dict[str, Any] = decode(text)["content"]
    return content


def private_positions(*, subject: str = "", before: datetime | None = None) -> list[int]:
    """Return the positions of events that still have private content, for a purge.

    Args:
        subject: only those of this subject.
        before: only those from before this time.
    """
    rows = PrivateContent.objects.order_by("pk")
    if subject:
        rows = rows.filter(event__subject=subject)
    if before is not None:
        rows = rows.filter(event__time__lt=stamp(before))
    return list(rows.values_list("pk", flat=True))


def place_of_private(position: int) -> str:
    """Return what the private content of the event at ``position`` is bound to."""
    return f"ledger:{position}"


def last_checkpoint_note() -> str:
    """Return the last checkpoint as three lines for a witness, or nothing if there is none."""
    last = Checkpoint.objects.last()
    return note(last.statement, last.signature) if last else ""
