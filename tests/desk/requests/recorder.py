"""A process that records requests one after the other, and says of each that it was recorded."""

from __future__ import annotations

import os
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.utils import timezone

from charteroak.desk.requests.actions import Contact, decide_request, record_request
from charteroak.desk.requests.asked import Asked, answer_to
from charteroak.directory.access import Acting
from charteroak.directory.models import Agency, Person
from charteroak.directory.roles import Role

# A small text, so that a process records within a moment of its birth.
PARCEL = Asked(text="example/parcel", facts=(("addressed to us", "yes"), ("weight", "5")))


def warm_up() -> None:
    """Compile the guidance, so that each process forked later has it."""
    answer_to(PARCEL, timezone.now(), ZoneInfo("America/New_York"))


def record_until_killed(agency: str, person: int, told: str) -> None:
    """Record a request and decide it, again and again; append the number of each to ``told``."""
    acting = Acting(
        person=Person.objects.get(pk=person),
        agency=Agency.objects.get(slug=agency),
        roles=frozenset({Role.HEAD}),
    )
    with os.fdopen(os.open(told, os.O_WRONLY | os.O_APPEND), "wb", buffering=0) as file:
        while True:
            file.write(f"{record_one(acting)}\n".encode())


def record_one(acting: Acting) -> str:
    """Record one request and decide it; return its subject in the ledger."""
    contact = Contact(received_at=timezone.now())
    request = record_request(acting=acting, asked=PARCEL, contact=contact, token=uuid4())
    decide_request(acting, request, decision="followed")
    return request.subject
