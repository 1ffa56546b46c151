"""What the start page of a state office shows of its memos."""

from __future__ import annotations

from charteroak.directory.access import Acting
from charteroak.directory.people.sections import Section
from charteroak.directory.permissions import Act
from charteroak.issuing import queries
from charteroak.issuing.models import State


def section(acting: Acting) -> Section | None:
    """Return what waits for the person, and where the memos are; nothing for other agencies."""
    if not acting.may(Act.SEE_MEMOS):
        return None
    drafts = queries.drafts_of(acting.agency)
    context = {
        "office": acting.agency,
        "waiting": queries.waiting_for(acting.person, acting.agency),
        "ready": drafts.filter(state=State.SIGNED) if acting.may(Act.PUBLISH) else [],
        "drafts": drafts.count(),
    }
    return Section(title="Memos", template="issuing/home.html", context=context)
