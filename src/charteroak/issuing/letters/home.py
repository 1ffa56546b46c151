"""What the start page of an agency shows of letters: those to read, or those that were sent."""

from __future__ import annotations

from charteroak.directory.access import Acting
from charteroak.directory.people.sections import Section
from charteroak.directory.permissions import Act
from charteroak.issuing.letters import queries
from charteroak.issuing.letters.models import Issuance

TEMPLATE = "letters/home.html"
NEWEST = 3


def section(acting: Acting) -> Section | None:
    """Return the letters that wait here, or for a state office who has what it sent."""
    if acting.may(Act.SEE_STATE):
        return _of_office(acting)
    if acting.may(Act.READ_LETTERS):
        return _of_agency(acting)
    return None


def _of_office(acting: Acting) -> Section:
    sent = Issuance.objects.filter(office=acting.agency).select_related("version")[:NEWEST]
    context = {
        "office": acting.agency,
        "issuances": [(each, queries.standing(each)) for each in sent],
    }
    return Section(title="Letters", template=TEMPLATE, context=context)


def _of_agency(acting: Acting) -> Section:
    waiting = queries.letters_to(acting.agency).filter(
        must_acknowledge=True, acknowledgement__isnull=True
    )
    context = {"agency": acting.agency, "waiting": list(waiting)}
    return Section(title="Letters from the state", template=TEMPLATE, context=context)
