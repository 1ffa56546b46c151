"""How an agency is reached, corrected by its own people: one proposes, one who may confirms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from charteroak.directory.access import Acting
from charteroak.directory.errors import RefusedError
from charteroak.directory.models import Agency, Proposal
from charteroak.directory.permissions import Act
from charteroak.ledger.actions import record

REACHED = ("email", "telephone", "address", "postal_city", "zip_code", "website")


def open_proposals(agency: Agency) -> QuerySet[Proposal]:
    """Return what was proposed for an agency and waits, the oldest first."""
    return Proposal.objects.filter(agency=agency, decided_at=None).select_related("proposed_by")


@transaction.atomic
def propose_contact(*, acting: Acting, facts: Mapping[str, str], now: datetime) -> Proposal:
    """Note how the agency is reached; it holds at once where the person may confirm.

    Args:
        acting: anybody of the agency.
        facts: the fields of REACHED, as they ought to be; those that are the same are left.
        now: the time, aware.

    Raises:
        NotAllowedError: ``acting`` is not of the agency.
        RefusedError: nothing would change.
    """
    acting.require(Act.PROPOSE_CONTACT)
    changed = {
        name: facts[name]
        for name in REACHED
        if name in facts and facts[name] != getattr(acting.agency, name)
    }
    if not changed:
        raise RefusedError(_("That is what stands here already. Change what is wrong."))
    proposal = Proposal.objects.create(
        agency=acting.agency, facts=changed, proposed_by=acting.person, proposed_at=now
    )
    if acting.may(Act.CORRECT_CONTACT):
        _decide(acting, proposal, now, accepted=True)
        _record(acting, "contact.corrected", proposal)
    else:
        _record(acting, "contact.proposed", proposal)
    return proposal


@transaction.atomic
def decide_proposal(
    *, acting: Acting, proposal: Proposal, accepted: bool, now: datetime
) -> Proposal:
    """Confirm what was proposed, or turn it down.

    Raises:
        NotAllowedError: ``acting`` may not.
        RefusedError: it was decided before.
    """
    acting.require(Act.CORRECT_CONTACT)
    waiting = open_proposals(acting.agency).select_for_update(of=("self",))
    current = waiting.filter(pk=proposal.pk).first()
    if current is None:
        raise RefusedError(_("This was decided before."))
    _decide(acting, current, now, accepted=accepted)
    _record(acting, "contact.corrected" if accepted else "contact.turned-down", current)
    return current


def _decide(acting: Acting, proposal: Proposal, now: datetime, *, accepted: bool) -> None:
    proposal.decided_by, proposal.decided_at, proposal.accepted = acting.person, now, accepted
    proposal.save(update_fields=["decided_by", "decided_at", "accepted"])
    if not accepted:
        return
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=proposal.agency_id)
    facts = {name: proposal.facts[name] for name in REACHED if name in proposal.facts}
    for name, value in facts.items():
        setattr(agency, name, value)
    agency.save(update_fields=list(facts))


def _record(acting: Acting, act: str, proposal: Proposal) -> None:
    record(
        act=act,
        actor=acting.person.actor,
        agency=acting.agency.slug,
        subject=f"proposal:{proposal.pk}",
        detail={"fields": sorted(proposal.facts)},
    )
