"""The part of an agency's start page that shows what waits in its requests."""

from __future__ import annotations

from charteroak.desk.requests.queries import to_do
from charteroak.directory.access import Acting
from charteroak.directory.people.sections import Section
from charteroak.directory.permissions import Act


def section(acting: Acting) -> Section | None:
    """Return how much waits for the person, and the ways to the requests of the agency."""
    if not acting.may(Act.SEE_REQUESTS):
        return None
    waits = to_do(acting)
    parts = (waits.confirm, waits.approve, waits.see, waits.overdue)
    context = {"slug": acting.agency.slug, "waiting": sum(part.count() for part in parts)}
    return Section(title="Requests", template="requests/section.html", context=context)
