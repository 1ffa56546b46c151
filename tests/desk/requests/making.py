"""Requests as the tests make them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

from charteroak.desk.requests.actions import record_request
from charteroak.desk.requests.actions.recording import Contact
from charteroak.desk.requests.asked import Asked
from charteroak.desk.requests.models import Request
from charteroak.directory.access import Acting, acting_for
from charteroak.directory.models import Agency, Person
from charteroak.directory.roles import Role
from the_cast import make_agency, make_person, make_post

RECEIVED = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
DETAINER = Asked(
    text="ct/law-enforcement",
    paper="I-247A",
    facts=(
        ("agency", "municipal police"),
        ("requester", "immigration authority"),
        ("judicial warrant", "no"),
        ("serious conviction", "no"),
        ("any conviction", "no"),
        ("watch list match", "no"),
    ),
)


def acting_as(role: Role, agency: Agency | None = None, person: Person | None = None) -> Acting:
    """Return somebody new with ``role`` at ``agency``, a police department unless one is given."""
    where = agency or Agency.objects.filter(slug="ct/police/elmford").first() or make_agency()
    somebody = person or make_person(f"Demo Person {Person.objects.count()}")
    return acting_for(make_post(where, role, somebody), where, RECEIVED.date())


def make_request(
    acting: Acting | None = None, asked: Asked = DETAINER, token: UUID | None = None
) -> Request:
    """Return a request that came in, as somebody at the desk recorded it."""
    return record_request(
        acting=acting or acting_as(Role.DESK),
        asked=asked,
        contact=Contact(received_at=RECEIVED),
        token=token or uuid4(),
    )
