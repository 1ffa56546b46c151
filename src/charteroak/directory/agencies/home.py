"""What waits for somebody in the directory, for the start page of an agency."""

from __future__ import annotations

from django.utils.translation import gettext as _

from charteroak.directory.access import Acting
from charteroak.directory.agencies import claiming, correcting
from charteroak.directory.people.sections import Section
from charteroak.directory.permissions import Act


def section(acting: Acting) -> Section | None:
    """Return the claims and corrections that wait for the person; None where none do."""
    claims = corrections = 0
    if acting.may(Act.KEEP_DIRECTORY):
        claims = claiming.open_claims(acting.agency.state).count()
    if acting.may(Act.CORRECT_CONTACT):
        corrections = correcting.open_proposals(acting.agency).count()
    if not claims and not corrections:
        return None
    waiting = {"agency": acting.agency, "claims": claims, "corrections": corrections}
    return Section(title=_("Directory"), template="directory/home.html", context=waiting)
