"""The part of an agency's start page that shows its referrals."""

from __future__ import annotations

from charteroak.desk.referrals.queries import open_referrals
from charteroak.directory.access import Acting
from charteroak.directory.people.sections import Section
from charteroak.directory.permissions import Act

MOST = 10


def section(acting: Acting) -> Section | None:
    """Return the open referrals of the agency, to those who may see its requests."""
    if not acting.may(Act.SEE_REQUESTS):
        return None
    found = list(open_referrals(acting.agency)[:MOST])
    context = {"open": found, "slug": acting.agency.slug}
    return Section(title="Referrals", template="referrals/section.html", context=context)
