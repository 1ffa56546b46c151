"""Claims: who says that they head an agency, and what the state office decides."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from charteroak.directory.access import Acting
from charteroak.directory.actions import invite_person
from charteroak.directory.errors import RefusedError
from charteroak.directory.kinds import Kind
from charteroak.directory.models import Agency, Claim
from charteroak.directory.people.queries import has_head
from charteroak.directory.permissions import Act
from charteroak.directory.roles import Role
from charteroak.ledger.actions import record

MOST_OPEN = 3
MOST_OF_A_STATE = 200
"""Claims that wait at once, on one agency and in a state; whoever sends more is asked to telephone.

Anybody can send one, so that without a bound a machine could fill the list and the ledger.
"""


def can_be_claimed(agency: Agency, now: datetime) -> bool:
    """Return whether nobody heads the agency yet, and it is not the state's own office."""
    office = agency.kind == Kind.STATE_OFFICE
    return not (office or agency.closed or has_head(agency, now.date()))


def open_claims(state: str) -> QuerySet[Claim]:
    """Return the claims of a state that wait, the oldest first."""
    waiting = Claim.objects.filter(agency__state=state, decided_at=None)
    return waiting.select_related("agency")


@transaction.atomic
def claim_agency(  # noqa: PLR0913 - what the form asks, each by its name
    *, agency: Agency, name: str, email: str, title: str, now: datetime, telephone: str = ""
) -> Claim:
    """Note that somebody, who need not be signed in, says that they head an agency.

    Nothing follows from it until the state office has looked; no mail is sent to the address.

    Raises:
        RefusedError: the agency has a head, or too many claims wait.
    """
    if not can_be_claimed(agency, now):
        raise RefusedError(_("Somebody heads this agency already. Ask them to invite you."))
    waiting = open_claims(agency.state)
    if waiting.filter(agency=agency).count() >= MOST_OPEN or waiting.count() >= MOST_OF_A_STATE:
        raise RefusedError(_("Too many such requests wait already. Telephone the state office."))
    claim = Claim.objects.create(
        agency=agency,
        name=name,
        email=email.strip().lower(),
        title=title,
        telephone=telephone,
        made_at=now,
    )
    _record("claim.made", "anonymous", claim)
    return claim


@transaction.atomic
def approve_claim(*, acting: Acting, claim: Claim, now: datetime) -> Claim:
    """Invite whoever claimed an agency as its head; the link goes to the address they gave.

    Raises:
        NotAllowedError: ``acting`` may not.
        RefusedError: it was decided before, or the agency has a head by now.
    """
    current = _decide(acting, claim, now, approved=True, reason="")
    invite_person(
        acting=acting,
        agency=current.agency,
        role=Role.HEAD,
        email=current.email,
        name=current.name,
        title=current.title,
        now=now,
    )
    _forget(current)
    _record("claim.approved", acting.person.actor, current)
    return current


@transaction.atomic
def refuse_claim(*, acting: Acting, claim: Claim, reason: str, now: datetime) -> Claim:
    """Refuse a claim, for a reason that is kept.

    Raises:
        NotAllowedError: ``acting`` may not.
        RefusedError: it was decided before, or there is no reason.
    """
    if not reason.strip():
        raise RefusedError(_("Say why, for whoever looks at this later."))
    current = _decide(acting, claim, now, approved=False, reason=reason.strip())
    _forget(current)
    _record("claim.refused", acting.person.actor, current)
    return current


def _decide(acting: Acting, claim: Claim, now: datetime, *, approved: bool, reason: str) -> Claim:
    acting.require(Act.KEEP_DIRECTORY)
    waiting = open_claims(acting.agency.state).select_for_update(of=("self",))
    current = waiting.filter(pk=claim.pk).first()
    if current is None:
        raise RefusedError(_("This claim was decided before."))
    current.decided_at, current.decided_by = now, acting.person
    current.approved, current.reason = approved, reason
    current.save(update_fields=["decided_at", "decided_by", "approved", "reason"])
    return current


def _forget(claim: Claim) -> None:
    """Keep that there was a claim and how it ended, and nothing of the person."""
    of_agency = Claim.objects.filter(pk=claim.pk, agency=claim.agency)
    of_agency.update(name="", email="", title="", telephone="")


def _record(act: str, actor: str, claim: Claim) -> None:
    record(act=act, actor=actor, agency=claim.agency.slug, subject=f"claim:{claim.pk}")
